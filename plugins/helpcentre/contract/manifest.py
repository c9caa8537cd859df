"""`helpcentre/manifest.json`: what the built site reports about itself to the collector, the checks and the report.

Pure: text in, values out. Fields that a newer build may add are ignored, so that site and collector need not be updated
at the same minute.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from helpcentre.contract.limits import ARTICLE_PATTERN, CHANNEL_PATTERN, LANGUAGE_PATTERN, VERSION_PATTERN, anchored
from helpcentre.contract.validation import Problem, find_problems
from helpcentre.errors import HelpCentreError

SHOWN = 20  # problems in one message
Decoded = TypeVar("Decoded", bound=Struct)

ArticleId = Annotated[
    str,
    Meta(pattern=anchored(ARTICLE_PATTERN), max_length=200, description="an id such as payment-declined"),
]
Language = Annotated[
    str, Meta(pattern=anchored(LANGUAGE_PATTERN), max_length=35, description="a language code such as it or pt-BR")
]
Channel = Annotated[
    str, Meta(pattern=anchored(CHANNEL_PATTERN), max_length=100, description="a channel's id such as phone-it")
]
Version = Annotated[str, Meta(pattern=anchored(VERSION_PATTERN), description="16 lower-case hex digits")]
PartHash = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$", description="32 lower-case hex digits of BLAKE2b")]
EventName = Annotated[str, Meta(max_length=200, description="text of at most 200 characters")]


class Heading(Struct, frozen=True):
    """A heading of an article: the id that a link can point at, and its words."""

    id: str
    text: str


class ManifestArticle(Struct, frozen=True):
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


class SiteEvent(Struct, frozen=True):
    """A closure or a notice, from its first through its last day; empty `topics` or `languages` mean all of them."""

    kind: Literal["closure", "notice"]
    name: EventName
    first: date
    last: date
    words: dict[Language, str] = {}
    topics: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()


class ContactForm(Struct, frozen=True):
    """The site's own contact form: the channel it is, and the automatic reply in each language."""

    channel: Channel
    replies: dict[Language, str] = {}


class ManifestSite(Struct, frozen=True):
    """The site itself; `url` ends in a slash and may have a path."""

    name: str = ""
    url: str = "/"
    default_language: Language = "en"
    languages: tuple[Language, ...] = ("en",)


class ManifestPart(Struct, frozen=True):
    """A file next to the manifest, with the articles of one language; `hash` is that of its bytes."""

    language: Language
    hash: PartHash

    @property
    def path(self) -> str:
        """The path of the file, from the site's root."""
        return f"helpcentre/manifest.{self.language}.json"


class ManifestArticles(Struct, frozen=True):
    """The file of a part."""

    articles: tuple[ManifestArticle, ...]


class Manifest(Struct, frozen=True, dict=True):
    """Everything the collector may accept answers about."""

    site: ManifestSite
    articles: tuple[ManifestArticle, ...] = ()
    channels: tuple[Channel, ...] = ()
    events: tuple[SiteEvent, ...] = ()
    pages: tuple[str, ...] = ()  # the addresses of all other pages, as `url` of an article; a score may be on any
    contact_form: ContactForm | None = None
    parts: tuple[ManifestPart, ...] = ()  # where the articles of a large site are, instead of in `articles`

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
    """Return the manifest; `place` names it in messages. Raises HelpCentreError with all problems at once."""
    manifest = _decode_text(text, Manifest, place)
    _refuse_repeated(manifest.articles, place)
    return manifest


def parse_part(text: bytes, part: ManifestPart, place: str) -> tuple[ManifestArticle, ...]:
    """Return the articles in the file of a part; raises HelpCentreError if it is another file or has problems."""
    if blake2b(text, digest_size=16).hexdigest() != part.hash:
        raise HelpCentreError(
            f"{place} is not the file that the manifest names. If the site is being published, it is read again soon; "
            "if not, build the site again: helpcentre build"
        )
    return _decode_text(text, ManifestArticles, place).articles


def join_parts(manifest: Manifest, parts: Iterable[tuple[ManifestArticle, ...]], place: str) -> Manifest:
    """Return a manifest with the articles of its parts; raises HelpCentreError if one is listed more than once."""
    articles = (*manifest.articles, *(article for part in parts for article in part))
    _refuse_repeated(articles, place)
    return msgspec.structs.replace(manifest, articles=articles)


def _decode_text(text: str | bytes, kind: type[Decoded], place: str) -> Decoded:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise _make_error(place, _explain_refusal(text, kind, error)) from None


def _refuse_repeated(articles: Iterable[ManifestArticle], place: str) -> None:
    counted = Counter((article.id, article.language) for article in articles)
    repeated = [f"{article} ({language})" for (article, language), number in counted.items() if number > 1]
    if repeated:
        raise _make_error(place, [f"these articles are listed more than once: {', '.join(repeated)}"])


def _explain_refusal(text: str | bytes, kind: type[Struct], error: Exception) -> list[str]:
    """Return everything that is wrong with a manifest that was refused, each problem with its path in the file."""
    try:
        value = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return [f"this is not valid JSON: {error}"]
    return [f"{_format_path(problem)}: {problem.message}" for problem in find_problems(value, kind)]


def _format_path(problem: Problem) -> str:
    """Return a path such as `articles[0].version`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in problem.path)
    return "".join(parts).removeprefix(".") or "the whole file"


def _make_error(place: str, problems: list[str]) -> HelpCentreError:
    lines = [f"{place}: {problem}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"{place}: {len(problems) - SHOWN} more problems")
    return HelpCentreError("\n".join([*lines, "Build the site again: helpcentre build"]))
