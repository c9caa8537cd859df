"""The options of the six plugins, with the same names and defaults as under MkDocs."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Options(BaseModel):
    """The options of one plugin; an unknown one is left to MkDocs, which warns of it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LanguagesOptions(Options):
    """The options of `helpcentre/languages`."""

    default: str = "en"
    languages: list[str] = Field(default_factory=list)


class ArticlesOptions(Options):
    """The options of `helpcentre/articles`."""

    frame: Literal["theme", "helpcentre"] = "theme"
    check: bool = True
    checks: dict[str, Any] = Field(default_factory=dict)
    extra_keys: list[str] = Field(default_factory=list)
    redirects: bool = True
    drafts: bool = False
    plain_text: bool = True
    offline: bool = False


class SupportOptions(Options):
    """The options of `helpcentre/hours` and `helpcentre/channels`."""

    support_file: str | None = None


class SearchOptions(Options):
    """The options of `helpcentre/search`."""

    stemmers: dict[str, str] = Field(default_factory=dict)
    stop_words: dict[str, list[str]] = Field(default_factory=dict)
    question_words: dict[str, list[str]] = Field(default_factory=dict)
    synonyms_file: str = "synonyms.yml"
    thesaurus: bool = True
    contract: Literal["error", "warning", "off"] = "error"


class FeedbackOptions(Options):
    """The options of `helpcentre/feedback`."""

    collector_url: str = "/"
    enabled: bool = True
    count_views: bool = False

    @field_validator("collector_url", mode="before")
    @classmethod
    def _take_nothing_as_empty(cls, value: Any) -> Any:
        """Return an empty address for a key without a value (or an empty variable): no widget, not the default."""
        return "" if value is None else value


PLUGINS: dict[str, type[Options]] = {
    "helpcentre/languages": LanguagesOptions,
    "helpcentre/articles": ArticlesOptions,
    "helpcentre/hours": SupportOptions,
    "helpcentre/channels": SupportOptions,
    "helpcentre/search": SearchOptions,
    "helpcentre/feedback": FeedbackOptions,
}
