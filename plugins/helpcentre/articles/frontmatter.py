"""Front matter: text in, checked values out, every error at its line and column.

MkDocs ignores broken front matter and prints it on the page, even with `--strict`; so this runs first.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helpcentre.articles.kinds import Kind
from helpcentre.articles.redirect_paths import parse_redirect_path
from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.marked_yaml import Document, load, validate

RULE = "front-matter"
SEVERITIES = ("low", "medium", "high")
ID_PATTERN = r"^[a-z0-9]+([-_/][a-z0-9]+)*$"
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
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


def _parse_identifier(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueError(f'put it in quotes: "{value}"')  # noqa: TRY004 - pydantic takes only a ValueError
    if not isinstance(value, str) or not re.fullmatch(ID_PATTERN, value):
        raise ValueError("write lower-case letters, digits and single - _ / between them, such as faq/payment-declined")
    return value


Day = Annotated[date, BeforeValidator(_parse_date)]
Days = Annotated[timedelta, BeforeValidator(_parse_days)]
Length = Annotated[timedelta, BeforeValidator(_parse_length)]
Line = Annotated[str, Field(min_length=1), BeforeValidator(_fold_lines)]
Identifier = Annotated[str, BeforeValidator(_parse_identifier)]
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
    owner: Line | None = Field(default=None, description="the team that keeps it up to date")
    reviewed: Day | None = Field(default=None, description="the day of the last review")
    review_every: Days | None = Field(default=None, description="how often it should be reviewed, such as 180d")
    related: tuple[Identifier, ...] = Field(default=(), max_length=8, description="ids of articles to read next")
    severity: Annotated[str | None, BeforeValidator(_parse_severity)] = Field(
        default=None, description="troubleshooting: low, medium or high"
    )
    redirect_from: tuple[RedirectPath, ...] = Field(
        default=(), description="old paths of this page within the language, such as faq/old-name"
    )
    source_version: Annotated[str | None, BeforeValidator(_parse_version)] = Field(
        default=None, description="translations: the version of the text translated"
    )
    draft: bool = Field(default=False, description="true: the page is not published yet")
    most_asked: tuple[Identifier, ...] = Field(
        default=(), max_length=12, description="home page: ids of the articles listed as most asked"
    )
    video: Video | None = Field(default=None, description="video pages: the video")
    template: Line | None = Field(default=None, description="a page template of the theme, instead of the usual one")


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A Markdown file, taken apart: front matter as a document with places, the body, and the line it begins on."""

    document: Document
    body: str
    body_line: int


def split_front_matter(text: str, path: str) -> SplitFile:
    """Take `text` apart at its `---` lines; raises FindingsError if they are missing or the YAML is broken."""
    match = _FENCE.match(text)
    if match is None:
        raise FindingsError([Finding(path, *_explain_missing_fence(text), RULE)])
    document = load(match["yaml"], path, first_line=2, keep_twice=True)
    if not isinstance(document.value, dict):
        message = (
            "the front matter is empty; write title: … and kind: … between the two lines with ---"
            if document.value is None
            else "the front matter has no keys; write title: … and kind: …, each on its own line"
        )
        raise FindingsError([Finding(path, 2, 1, message, RULE)])
    return SplitFile(document, text[match.end() :], text[: match.end()].count("\n") + 1)


def _explain_missing_fence(text: str) -> tuple[int, int, str]:
    """Return line, column and words for a file without a complete front matter."""
    if text.removeprefix("\ufeff").startswith("---"):
        return 1, 1, "the front matter is not closed; write a line with --- after its last key"
    if text.lstrip("\ufeff \t\r\n").startswith("---"):
        line = text[: text.index("---")].count("\n") + 1
        return line, 1, "the front matter must begin at the very start of the file; remove the space before ---"
    return 1, 1, "there is no front matter; begin the file with ---, title: …, kind: …, ---"


def body_after_front_matter(text: str) -> tuple[str, int]:
    """Return the body of a text whose front matter is refused, and the line it begins on."""
    match = _FENCE.match(text)
    return (text[match.end() :], text[: match.end()].count("\n") + 1) if match else (text, 1)


def validate_front_matter(split: SplitFile) -> FrontMatter:
    """Return the checked front matter; raises FindingsError with every error in it."""
    return validate(FrontMatter, split.document, rule=RULE)
