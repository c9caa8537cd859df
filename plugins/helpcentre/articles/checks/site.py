"""The site as the rules see it: the pages, and everything that links and names in them may refer to."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from helpcentre.articles.checks.page import CheckedPage
from helpcentre.articles.languages import Languages
from helpcentre.articles.link_targets import LinkTarget
from helpcentre.articles.model import Article

_NOT_CONTENT = re.compile(r"^(?:helpcentre|feedback|reports)(?:/|$)|(?:^|/)404\.html$|^sitemap\.xml|^_headers$")
"""Addresses within the site that no file of the content stands for: written after the build, or the collector's."""
_ANY = "https://site.invalid/"


@dataclass(frozen=True, slots=True)
class LinkDestination:
    """Where a link leads: `looked_for` is the file or address, `path` the page or file there (None: nothing)."""

    looked_for: str
    path: str | None
    anchor: str = ""
    absolute: bool = False


@dataclass(frozen=True)
class CheckedSite:
    """The site: pages by path, anchors of generated pages, all files, and what is known about them.

    `addresses` are those that are published, relative to `site_url`, with the file behind each; `redirects` those of
    them that only lead on to a page. `sizes` are the bytes of files, `captions` the texts of caption files, `heads`
    the first bytes of images, videos and documents, `durations` the seconds of MP4 files. `policy` is the
    Content-Security-Policy that pages are served with, by directive (None: not ours). `today` is None during a build,
    which no date may stop.
    """

    languages: Languages
    pages: Mapping[str, CheckedPage]
    other_anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    topics: Sequence[str] | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    site_url: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, bytes] = field(default_factory=dict)
    durations: Mapping[str, float] = field(default_factory=dict)
    policy: Mapping[str, Sequence[str]] | None = None
    today: date | None = None
    by_id: Mapping[tuple[str, str], CheckedPage] = field(init=False)
    by_slug: Mapping[tuple[str, str], CheckedPage] = field(init=False)

    def __post_init__(self) -> None:
        articles = [(page.article, page) for page in self.pages.values()]
        object.__setattr__(self, "by_id", {(article.language, article.id): page for article, page in articles})
        object.__setattr__(self, "by_slug", {(article.language, article.slug): page for article, page in articles})

    def without_refused_pages(self) -> "CheckedSite":
        """Return the site without the pages whose front matter was refused: their values are partly guessed."""
        if not any(page.refused for page in self.pages.values()):
            return self
        return replace(self, pages={path: page for path, page in self.pages.items() if not page.refused})

    def source_of(self, page: CheckedPage) -> CheckedPage | None:
        """Return the page in the default language that this one translates; None if there is none."""
        article = page.article
        if article.language == self.languages.default:
            return None
        default = self.languages.default
        return self.by_slug.get((default, article.slug)) or self.by_id.get((default, article.id))

    def is_behind(self, page: CheckedPage) -> bool:
        """Return whether a translation says that it was made from another version of its source."""
        source, made_from = self.source_of(page), page.article.front.source_version
        return source is not None and made_from is not None and source.article.version != made_from

    @property
    def root(self) -> str:
        """The path the site is published under, with a slash at both ends."""
        return f"/{urlsplit(self.site_url).path.strip('/')}/".replace("//", "/")

    @property
    def host(self) -> str:
        """The host the site is published on, in lower case; empty if it is not known."""
        return urlsplit(self.site_url).netloc.lower()

    def anchors(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page, None if there is no such page."""
        page = self.pages.get(path)
        return page.outline.anchors if page else self.other_anchors.get(path)

    def resolve_link(self, article: Article, href: str, *, in_html: bool = False) -> LinkDestination | None:
        """Return where `href` of an article leads; None if it leads out of the site, or to a part that is not content.

        A Markdown link names a file or, failing that, an address as published; HTML is published as it is.
        """
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or href.startswith("/"):
            return self._resolve_absolute(parts)
        anchor = unquote(parts.fragment)
        if not parts.path:
            return LinkDestination(article.path, article.path, anchor)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), unquote(parts.path)))
        if not (in_html and self.addresses) and (path in self.files or path in self.pages):
            return LinkDestination(path, path, anchor)
        address = unquote(urljoin(_ANY + article.url, parts.path).removeprefix(_ANY))
        published = self.addresses.get(address) or self.addresses.get(f"{address}/")  # hosts add the slash
        return LinkDestination(address if in_html else path, published, anchor)

    def resolve_target(self, article: Article, one: LinkTarget) -> LinkDestination | None:
        """Return where an address in the text of an article leads."""
        return self.resolve_link(article, one.href, in_html=one.html)

    def _resolve_absolute(self, parts: SplitResult) -> LinkDestination | None:
        """Return where an address from the root of the host, or with the site's own host, leads."""
        other = parts.netloc and (parts.scheme not in ("", "http", "https") or parts.netloc.lower() != self.host)
        if not self.addresses or other or (parts.scheme and not parts.netloc):
            return None
        path = unquote(parts.path) or "/"
        if f"{path}/" == self.root:
            path = self.root
        address = path.removeprefix(self.root)
        if not path.startswith(self.root) or _NOT_CONTENT.search(address):
            return None
        tried = (address, f"{address}/", f"{address}index.html", address.removesuffix("index.html"))
        found = next((self.addresses[one] for one in tried if one in self.addresses), None)
        return LinkDestination(address, found, unquote(parts.fragment), absolute=True)
