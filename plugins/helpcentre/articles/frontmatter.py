"""Front matter: text in, checked values out, every mistake at its line and column.

MkDocs itself swallows broken front matter and prints it on the page, even with `--strict`; so this runs first.
"""

import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from helpcentre.articles.kinds import Kind
from helpcentre.articles.redirect_paths import parse_redirect_path
from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml import Document, load, validate

ID_PATTERN = r"^[a-z0-9]+([-_/][a-z0-9]+)*$"
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
_DURATION = re.compile(r"^(?:(?P<minutes>\d+)m)?\s*(?:(?P<seconds>\d+)s)?$")


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("write a day of the calendar as 2026-11-01") from None


def _days(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]*d", value):
        return timedelta(days=int(value[:-1]))
    if isinstance(value, timedelta):
        return value
    raise ValueError("write a number of days such as 180d")


def _seconds(value: Any) -> Any:
    match = _DURATION.match(value) if isinstance(value, str) and value else None
    if isinstance(value, timedelta):
        return value
    if match is None:
        raise ValueError("write a length such as 42s or 1m 20s")
    return timedelta(minutes=int(match["minutes"] or 0), seconds=int(match["seconds"] or 0))


def _kind(value: Any) -> Any:
    names = [kind.value for kind in Kind]
    if value not in names:
        raise ValueError(f"write one of {', '.join(names)}")
    return Kind(value)


def _no_control(value: str) -> str:
    if any(ord(char) < 32 for char in value):
        raise ValueError("keep it on one line, without control characters")
    return value


def _id(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(ID_PATTERN, value):
        raise ValueError("write lower-case letters, digits and single - _ / between them, such as faq/payment-declined")
    return value


Day = Annotated[date, BeforeValidator(_date)]
Days = Annotated[timedelta, BeforeValidator(_days)]
Seconds = Annotated[timedelta, BeforeValidator(_seconds)]
Line = Annotated[str, Field(min_length=1), BeforeValidator(lambda v: v.strip() if isinstance(v, str) else v)]
Identifier = Annotated[str, BeforeValidator(_id)]
RedirectPath = Annotated[str, BeforeValidator(parse_redirect_path)]


class Video(BaseModel):
    """The film of a video page; its files are `media/<file>.<language>.webm`, `.mp4`, `.webp` and `.vtt`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Identifier = Field(description="name of the film in the media folder, without language and ending")
    duration: Seconds = Field(description="length, such as 42s or 1m 20s")
    recorded: Day = Field(description="the day it was recorded")


class FrontMatter(BaseModel):
    """The keys a page may have; every other key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line = Field(description="the heading of the page; a FAQ's title is the question as customers ask it")
    kind: Annotated[Kind, BeforeValidator(_kind)] = Field(
        default=Kind.PAGE, description="faq, troubleshooting, video, guide, policy, notice or page"
    )
    description: Line | None = Field(
        default=None, max_length=300, description="one sentence for lists and search engines; default: the first words"
    )
    id: Identifier | None = Field(
        default=None, description="the name that survives renames; default: the path without language and ending"
    )
    topics: tuple[Identifier, ...] = Field(
        default=(), description="topics of support.yml, the main one first: they group articles and choose channels"
    )
    asks: tuple[Line, ...] = Field(
        default=(), max_length=30, description="the customers' own words; each must find this article in the top three"
    )
    owner: Line | None = Field(default=None, description="the team that keeps it true")
    reviewed: Day | None = Field(default=None, description="the day somebody last read it through")
    review_every: Days | None = Field(default=None, description="how often it wants reading, such as 180d")
    related: tuple[Identifier, ...] = Field(default=(), max_length=8, description="ids of articles to read next")
    severity: str | None = Field(
        default=None, pattern="^(low|medium|high)$", description="troubleshooting: low, medium or high"
    )
    redirect_from: tuple[RedirectPath, ...] = Field(
        default=(), description="old paths of this page below the language, such as faq/old-name"
    )
    source_version: str | None = Field(
        default=None, pattern="^[0-9a-f]{16}$", description="translations: the version of the text translated"
    )
    most_asked: tuple[Identifier, ...] = Field(
        default=(), max_length=12, description="home page: ids of the articles listed as most asked"
    )
    video: Video | None = Field(default=None, description="video pages: the film")
    template: Line | None = Field(default=None, description="a page template of the theme, instead of the usual one")


class SplitFile:
    """A Markdown file, taken apart: front matter as a document with places, the body, and the line it begins at."""

    def __init__(self, document: Document, body: str, body_line: int) -> None:
        self.document = document
        self.body = body
        self.body_line = body_line


def split_front_matter(text: str, path: str) -> SplitFile:
    """Take `text` apart at its `---` fences; raises FindingsError where they are missing or the YAML is broken."""
    match = _FENCE.match(text)
    if match is None:
        opened = text.lstrip("\ufeff").startswith("---")
        message = (
            "the front matter is not closed; write a line with --- after its last key"
            if opened
            else "there is no front matter; begin the file with ---, title: …, kind: …, ---"
        )
        raise FindingsError([Finding(path, 1, 1, message, "front-matter")])
    document = load(match["yaml"], path, first_line=2, keep_twice=True)
    if not isinstance(document.value, dict):
        message = "the front matter is no list of keys; write title: …, kind: … on lines of their own"
        raise FindingsError([Finding(path, 2, 1, message, "front-matter")])
    return SplitFile(document, text[match.end() :], text[: match.end()].count("\n") + 1)


def body_after_front_matter(text: str) -> tuple[str, int]:
    """Return the body of a text whose front matter is refused, and the line it begins at."""
    match = _FENCE.match(text)
    return (text[match.end() :], text[: match.end()].count("\n") + 1) if match else (text, 1)


def validate_front_matter(parsed: SplitFile) -> FrontMatter:
    """Return the checked front matter; raises FindingsError with every mistake in it."""
    return validate(FrontMatter, parsed.document, rule="front-matter")
