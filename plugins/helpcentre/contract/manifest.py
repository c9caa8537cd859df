"""`helpcentre/manifest.json`: what the built site tells the collector, the checks and the report about itself.

Pure: text in, model out. Fields a newer build may add are ignored, so that site and collector need not be updated
at the same minute.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from helpcentre.contract.limits import ARTICLE_PATTERN, CHANNEL_PATTERN, LANGUAGE_PATTERN, VERSION_PATTERN
from helpcentre.contract.wire import is_manifest
from helpcentre.errors import HelpCentreError


@dataclass(frozen=True)
class Shape:
    """What a text may be; pydantic reads it where it is asked to check one."""

    pattern: str | None = None
    longest: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Return pydantic's schema of the text with these limits."""
        given = {"pattern": self.pattern, "max_length": self.longest}
        return {**handler(source), **{name: value for name, value in given.items() if value is not None}}


ArticleId = Annotated[str, Shape(ARTICLE_PATTERN, 200)]
Language = Annotated[str, Shape(LANGUAGE_PATTERN, 35)]
Channel = Annotated[str, Shape(CHANNEL_PATTERN, 100)]
Version = Annotated[str, Shape(VERSION_PATTERN)]


@dataclass(frozen=True)
class Heading:
    """A heading of an article: the id a link can point at, and its words."""

    id: str
    text: str


@dataclass(frozen=True)
class ManifestArticle:
    """One article in one language."""

    id: ArticleId
    language: Language
    version: Version
    url: str  # from the site's root, without a leading slash
    title: str
    kind: str
    sketch: str = ""  # minhash of the text, from which the similarity of two versions is estimated
    topics: tuple[str, ...] = ()
    owner: str | None = None
    reviewed: date | None = None
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class SiteEvent:
    """A closure or a notice, from its first through its last day; empty `topics` or `languages` mean all of them."""

    kind: Literal["closure", "notice"]
    name: Annotated[str, Shape(longest=200)]
    first: date
    last: date
    words: dict[Language, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()


@dataclass(frozen=True)
class ManifestSite:
    """The site itself; `url` ends in a slash and may have a path."""

    name: str = ""
    url: str = "/"
    default_language: Language = "en"
    languages: tuple[Language, ...] = ("en",)


@dataclass(frozen=True)
class Manifest:
    """Everything the collector may accept answers about."""

    site: ManifestSite
    articles: tuple[ManifestArticle, ...] = ()
    channels: tuple[Channel, ...] = ()
    events: tuple[SiteEvent, ...] = ()
    pages: tuple[str, ...] = ()  # the addresses of all other pages, as `url` of an article; a score may stand on any

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Return the address of every page, from the site's root, without a leading slash."""
        return frozenset((*self.pages, *(article.url for article in self.articles)))

    @cached_property
    def by_key(self) -> dict[tuple[str, str], ManifestArticle]:
        """Return the articles by (id, language)."""
        return {(article.id, article.language): article for article in self.articles}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return every article id, whatever its language."""
        return frozenset(article.id for article in self.articles)

    @property
    def origin(self) -> str | None:
        """Return the origin of the site's address, such as `https://help.example.com`; None if it has none."""
        return origin_of(self.site.url)

    @property
    def base_path(self) -> str:
        """Return the path of the site's address, with a slash at both ends."""
        path = urlsplit(self.site.url).path.strip("/")
        return f"/{path}/" if path else "/"


def origin_of(address: str) -> str | None:
    """Return `scheme://host[:port]` of an http(s) address as a browser sends it (lower case, no default port)."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not host:
        return None
    name = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{name}" if port in (None, default) else f"{parts.scheme}://{name}:{port}"


def parse_manifest(text: str | bytes, place: str = "helpcentre/manifest.json") -> Manifest:
    """Return the manifest; `place` names it in messages. Raises HelpCentreError with every complaint at once."""
    manifest = _sure(text)
    if manifest is None:
        from helpcentre.contract.schema import read_manifest  # late: it brings pydantic, and words for what is wrong

        manifest = read_manifest(text, place)
    twice = _twice(manifest)
    if twice:
        named = ", ".join(f"{article} ({language})" for article, language in twice)
        raise HelpCentreError(f"{place}: these articles stand twice, keep one of each: {named}")
    return manifest


def _sure(text: str | bytes) -> Manifest | None:
    """Return a manifest that is plainly right."""
    try:
        decoded = text if isinstance(text, str) else text.decode()
        value = json.loads(decoded)
        if "\\u" in decoded:
            json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except (ValueError, RecursionError):
        return None
    return _made(value) if is_manifest(value) else None


def _made(value: dict[str, Any]) -> Manifest:
    articles = (
        _take(
            ManifestArticle, article,
            headings=tuple(_take(Heading, heading) for heading in article.get("headings", ())),
            reviewed=_date(article.get("reviewed")),
        )
        for article in value.get("articles", ())
    )  # fmt: skip
    events = (
        _take(SiteEvent, event, first=_date(event["first"]), last=_date(event["last"]))
        for event in value.get("events", ())
    )
    site = _take(ManifestSite, value["site"])
    made: Manifest = _take(Manifest, value, site=site, articles=tuple(articles), events=tuple(events))
    return made


def _take(kind: Any, value: dict[str, Any], **made: Any) -> Any:
    """Return a dataclass from what it knows of an object; lists become tuples."""
    known = {name: value[name] for name in kind.__dataclass_fields__ if name in value}
    return kind(**{name: tuple(each) if isinstance(each, list) else each for name, each in known.items()} | made)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _twice(manifest: Manifest) -> list[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    found = []
    for article in manifest.articles:
        key = (article.id, article.language)
        if key in seen:
            found.append(key)
        seen.add(key)
    return found
