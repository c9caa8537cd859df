"""`helpcentre/manifest.json`: what the built site tells the collector, the checks and the report about itself.

Pure: text in, model out. Fields a newer build may add are ignored, so that site and collector need not be updated
at the same minute.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpcentre.errors import HelpCentreError
from helpcentre.feedback.events import ARTICLE_PATTERN, CHANNEL_PATTERN, LANGUAGE_PATTERN, VERSION_PATTERN

ArticleId = Annotated[str, Field(pattern=ARTICLE_PATTERN, max_length=200)]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN, max_length=35)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Heading(_Part):
    """A heading of an article: the id a link can point at, and its words."""

    id: str
    text: str


class ManifestArticle(_Part):
    """One article in one language."""

    id: ArticleId
    language: Language
    version: Annotated[str, Field(pattern=VERSION_PATTERN)]
    url: str  # from the site's root, without a leading slash
    title: str
    kind: str
    sketch: str = ""  # minhash of the text, from which the similarity of two versions is estimated
    topics: tuple[str, ...] = ()
    owner: str | None = None
    reviewed: date | None = None
    headings: tuple[Heading, ...] = ()


class SiteEvent(_Part):
    """A closure or a notice, from its first through its last day; empty `topics` or `languages` mean all of them."""

    kind: Literal["closure", "notice"]
    name: Annotated[str, Field(max_length=200)]
    first: date
    last: date
    words: dict[Language, str] = Field(default_factory=dict)
    topics: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()


class ManifestSite(_Part):
    """The site itself; `url` ends in a slash and may have a path."""

    name: str = ""
    url: str = "/"
    default_language: Language = "en"
    languages: tuple[Language, ...] = ("en",)


class Manifest(_Part):
    """Everything the collector may accept answers about."""

    site: ManifestSite
    articles: tuple[ManifestArticle, ...] = ()
    channels: tuple[Annotated[str, Field(pattern=CHANNEL_PATTERN, max_length=100)], ...] = ()
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
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        lines = [
            f"{place}: {'.'.join(str(part) for part in detail['loc']) or 'the whole file'}: {detail['msg']}"
            for detail in error.errors(include_url=False, include_context=False)
        ]
        raise HelpCentreError("\n".join([*lines[:20], "Build the site again: helpcentre build"])) from None
    twice = _twice(manifest)
    if twice:
        named = ", ".join(f"{article} ({language})" for article, language in twice)
        raise HelpCentreError(f"{place}: these articles stand twice, keep one of each: {named}")
    return manifest


def _twice(manifest: Manifest) -> list[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    found = []
    for article in manifest.articles:
        key = (article.id, article.language)
        if key in seen:
            found.append(key)
        seen.add(key)
    return found
