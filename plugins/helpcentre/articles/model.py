"""The models of the articles: front matter as written, then plain values that every other package takes."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from helpcentre.articles.home_sections import HOME_SECTIONS
from helpcentre.articles.kinds import Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.redirect_paths import parse_redirect_path
from helpcentre.articles.shared_text.written_places import SharedUse, locate
from helpcentre.errors import Finding, did_you_mean

SEVERITIES = ("low", "medium", "high")
ID_PATTERN = r"^[a-z0-9]+([-_/][a-z0-9]+)*$"
_LENGTH = re.compile(r"(?:(?P<minutes>[0-9]{1,4})m)?\s*(?:(?P<seconds>[0-9]{1,5})s)?")


def _parse_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
        raise ValueError("there is no such day in the calendar; write an existing date such as 2026-11-01")
    raise ValueError("this is not a date; write it as 2026-11-01")


def _parse_days(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,3}d", value):
        return timedelta(days=int(value[:-1]))
    if isinstance(value, timedelta):
        return value
    raise ValueError("write a number of days such as 180d")


def _parse_length(value: Any) -> Any:
    match = _LENGTH.fullmatch(value) if isinstance(value, str) and value else None
    if isinstance(value, timedelta):
        return value
    if match is None:
        raise ValueError("write a length such as 42s or 1m 20s")
    return timedelta(minutes=int(match["minutes"] or 0), seconds=int(match["seconds"] or 0))


def _parse_kind(value: Any) -> Any:
    names = [kind.value for kind in Kind]
    if value not in names:
        hint = did_you_mean(value, names) if isinstance(value, str) else ""
        raise ValueError(f"write one of {', '.join(names)}{hint}")
    return Kind(value)


def _parse_severity(value: Any) -> Any:
    if value not in SEVERITIES:
        hint = did_you_mean(value, SEVERITIES) if isinstance(value, str) else ""
        raise ValueError(f"write {', '.join(SEVERITIES[:-1])} or {SEVERITIES[-1]}{hint}")
    return value


def _parse_version(value: Any) -> Any:
    text = str(value) if isinstance(value, int) else value  # without quotes, 16 decimal digits are a number in YAML
    if not isinstance(text, str) or not re.fullmatch(r"[0-9a-f]{16}", text):
        raise ValueError("write the 16 digits that `helpcentre check` names, or remove the key")
    return text


def _fold_lines(value: Any) -> Any:
    """Return text on one line: YAML has ways to write it over several. Spaces that do not break stay."""
    return re.sub(r"[\t\r\n ]+", " ", value).strip(" ") if isinstance(value, str) else value


def _parse_home_section(value: Any) -> Any:
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, dict) and len(value) == 1 and "name" not in value:
        [(name, heading)] = value.items()
        return {"name": name, "heading": heading}
    return value


def _parse_section_name(value: Any) -> Any:
    if value not in HOME_SECTIONS:
        hint = did_you_mean(value, HOME_SECTIONS) if isinstance(value, str) else ""
        raise ValueError(f"write one of {', '.join(HOME_SECTIONS)}{hint}")
    return value


def _parse_identifier(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueError(f'put it in quotes: "{value}"')  # noqa: TRY004 - pydantic takes only a ValueError
    if not isinstance(value, str) or not re.fullmatch(ID_PATTERN, value):
        raise ValueError("write lower-case letters, digits and single - _ / between them, such as faq/payment-declined")
    return value


Day = Annotated[date, BeforeValidator(_parse_date)]
_DaysText = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}d$")]
_LengthText = Annotated[str, Field(pattern=r"^([0-9]{1,4}m)?\s*([0-9]{1,5}s)?$", min_length=2)]
_IdentifierText = Annotated[str, Field(pattern=ID_PATTERN)]
Days = Annotated[timedelta, BeforeValidator(_parse_days, json_schema_input_type=_DaysText)]
Length = Annotated[timedelta, BeforeValidator(_parse_length, json_schema_input_type=_LengthText)]
Line = Annotated[str, Field(min_length=1), BeforeValidator(_fold_lines)]
Identifier = Annotated[str, BeforeValidator(_parse_identifier, json_schema_input_type=_IdentifierText)]
RedirectPath = Annotated[str, BeforeValidator(parse_redirect_path)]


class _Keys(BaseModel):
    """Keys with values; every other key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_keys(cls, value: Any) -> Any:
        """Drop optional keys without a value: editors and templates leave them, so they count as absent."""
        if not isinstance(value, dict):
            return value
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: item for key, item in value.items() if item is not None or key not in optional}


class Video(_Keys):
    """The video of a video page; its files are `media/<file>.<language>.webm`, `.mp4`, `.webp` and `.vtt`."""

    file: Identifier = Field(description="name of the video in the media folder, without language and extension")
    duration: Length = Field(description="length, such as 42s or 1m 20s")
    recorded: Day = Field(description="the day it was recorded")


class HomeSection(_Keys):
    """A section of the home page, and its heading if it is not the usual one."""

    name: Annotated[str, BeforeValidator(_parse_section_name)]
    heading: Line | None = None


def _refuse_twice(sections: tuple[HomeSection, ...]) -> tuple[HomeSection, ...]:
    if len({section.name for section in sections}) < len(sections):
        raise ValueError("list each section once")
    return sections


HomeSections = Annotated[
    tuple[
        Annotated[
            HomeSection,
            BeforeValidator(_parse_home_section, json_schema_input_type=str | dict[str, str]),
        ],
        ...,
    ],
    AfterValidator(_refuse_twice),
]


class FrontMatter(_Keys):
    """The keys a page may have."""

    title: Line = Field(description="the heading of the page; a FAQ's title is the question as customers ask it")
    kind: Annotated[Kind, BeforeValidator(_parse_kind)] = Field(
        default=Kind.PAGE, description="faq, troubleshooting, video, guide, policy, notice or page"
    )
    description: Line | None = Field(
        default=None, description="one sentence for lists and search engines; default: the first words"
    )
    id: Identifier | None = Field(
        default=None, description="the name that survives renames; default: the path without language and extension"
    )
    topics: tuple[Identifier, ...] = Field(
        default=(), description="topics of support.yml, the main one first: they group articles and choose channels"
    )
    asks: tuple[Line, ...] = Field(
        default=(), max_length=30, description="the customers' own words; each must find this article in the top three"
    )
    order: int | None = Field(
        default=None, description="the place in lists of its topic: lower numbers first, pages without one last"
    )
    owner: Line | None = Field(default=None, description="the team that keeps it up to date")
    reviewed: Day | None = Field(default=None, description="the day of the last review")
    review_every: Days | None = Field(default=None, description="how often it should be reviewed, such as 180d")
    related: tuple[Identifier, ...] = Field(default=(), max_length=8, description="ids of articles to read next")
    severity: Annotated[
        str | None, BeforeValidator(_parse_severity, json_schema_input_type=Literal["low", "medium", "high"])
    ] = Field(default=None, description="troubleshooting: low, medium or high")
    redirect_from: tuple[RedirectPath, ...] = Field(
        default=(), description="old paths of this page within the language, such as faq/old-name"
    )
    source_version: Annotated[str | None, BeforeValidator(_parse_version)] = Field(
        default=None, description="translations: the version of the text translated"
    )
    draft: bool = Field(default=False, description="true: the page is not published yet")
    publish_on: Day | None = Field(default=None, description="the first day on which the page is published")
    unpublish_on: Day | None = Field(default=None, description="the first day on which the page is no longer published")
    most_asked: tuple[Identifier, ...] = Field(
        default=(), max_length=12, description="home page: ids of the articles listed as most asked"
    )
    home: HomeSections = Field(
        default=(), description="home page: its sections in order, each a name or `name: heading`"
    )
    video: Video | None = Field(default=None, description="video pages: the video")
    template: Line | None = Field(default=None, description="a page template of the theme, instead of the usual one")

    @field_validator("publish_on")
    @classmethod
    def _refuse_draft(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is not None and info.data.get("draft"):
            raise ValueError("a draft is not published on any day; remove draft, or remove this key")
        return value

    @field_validator("unpublish_on")
    @classmethod
    def _refuse_earlier_end(cls, value: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("publish_on")
        if value is not None and start is not None and value <= start:
            raise ValueError(f"this is not after publish_on ({start}), so the page would never be published")
        return value


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file: `path` is relative to the content folder, `text` is the whole file.

    `findings` are errors found before it could be read as text.
    """

    path: str
    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One page in one language.

    `path` is the file relative to the content folder (`it/faq/x.md`), `slug` the same without language and extension
    (`faq/x`), shared by the translations of a page. `url` is relative to the site (`it/faq/x/`), `version` is the hash
    of the text that readers see, `body_line` the line of the file on which the Markdown begins, `source` the whole
    file. `title`, `front` and `body` have the values of variables and the text of snippets, which `source` only names;
    `shared` says where they were written (None: the page has none).
    """

    path: str
    language: str
    slug: str
    id: str
    kind: Kind
    title: str
    url: str
    front: FrontMatter
    body: str
    body_line: int
    source: str
    version: str
    sketch: str
    shared: SharedUse | None = None

    def locate(self, offset: int) -> tuple[str, int, int]:
        """Return the file, line and column at which a character of `body` was written; below 0 is the first one."""
        if self.shared is not None and self.shared.parts:
            return locate(self.body, offset, self.shared.parts)
        before = self.body[: max(0, offset)]
        return self.path, self.body_line + before.count("\n"), len(before) - before.rfind("\n")

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, the main one first."""
        return self.front.topics

    @property
    def main_topic(self) -> str | None:
        """The first topic: it decides the breadcrumb and what to read next."""
        return self.front.topics[0] if self.front.topics else None

    @property
    def reviewed(self) -> date | None:
        """The day of the last review."""
        return self.front.reviewed

    @property
    def due(self) -> date | None:
        """The day the next review is due; None if no interval is set, or if it ends after the year 9999."""
        if self.front.reviewed is None or self.front.review_every is None:
            return None
        try:
            return self.front.reviewed + self.front.review_every
        except OverflowError:
            return None


@dataclass(frozen=True)
class Library:
    """Every page of the site that could be read, the errors in the others, and the parts of those to check anyway."""

    languages: Languages
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...] = ()
    refused: tuple[Article, ...] = ()

    def translations(self, slug: str) -> dict[str, Article]:
        """Return the page in every language it exists in, in the order of the site's languages."""
        found = {article.language: article for article in self.articles if article.slug == slug}
        return {language: found[language] for language in self.languages.all if language in found}
