"""What every rule takes: the pages with what stands in them, and what links may lead to."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.languages import Languages
from helpcentre.articles.link_targets import LinkTarget
from helpcentre.articles.model import Article
from helpcentre.errors import Finding, FindingsError, Severity
from helpcentre.marked_yaml import Key

_NOT_OURS_TO_JUDGE = re.compile(r"^(?:helpcentre|feedback|reports)(?:/|$)|(?:^|/)404\.html$|^sitemap\.xml|^_headers$")
"""Addresses below the site that no file of the content stands for: written after the build, or the collector's."""
_ANY = "https://site.invalid/"


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page a writer wrote: its links and images as they came out of the Markdown, and its anchors.

    `refused` says that its front matter (or its encoding) has mistakes: what could be read of it stands in `article`.
    """

    article: Article
    links: Sequence[str] = ()
    anchors: frozenset[str] = frozenset()
    images: Sequence[str] = ()
    refused: bool = False

    def in_front(self, key: Key, message: str, rule: str, severity: Severity = "error") -> Finding:
        """Return a finding at a front matter key; the place is found again only now, when it is needed."""
        try:
            document = split_front_matter(self.article.source, self.article.path).document
        except FindingsError:
            return Finding(self.article.path, 1, 1, message, rule, severity)
        line, column = document.place(key)
        return Finding(self.article.path, line, column, message, rule, severity)

    def in_body(self, place: int, message: str, rule: str, severity: Severity = "error") -> Finding:
        """Return a finding at an offset of the Markdown, at its first line where that is below 0 (not known)."""
        before = self.article.body[: max(0, place)]
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        return Finding(self.article.path, self.article.body_line + line, column, message, rule, severity)


@dataclass(frozen=True, slots=True)
class LinkDestination:
    """Where a link leads: `looked_for` is the file or address, `path` the page or file there (None: nothing)."""

    looked_for: str
    path: str | None
    anchor: str = ""
    absolute: bool = False


@dataclass(frozen=True)
class CheckedSite:
    """The site: pages by path, anchors of pages nobody wrote (generated), all files, and the known topics.

    `addresses` are what is published, relative to `site_url`, with the file behind each.
    """

    languages: Languages
    pages: Mapping[str, CheckedPage]
    other_anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    topics: Sequence[str] | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    site_url: str = ""
    by_id: Mapping[tuple[str, str], CheckedPage] = field(init=False)

    def __post_init__(self) -> None:
        found = {(page.article.language, page.article.id): page for page in self.pages.values()}
        object.__setattr__(self, "by_id", found)

    @property
    def sound(self) -> "CheckedSite":
        """The same site without the pages whose front matter was refused: its values are partly guessed."""
        return replace(self, pages={path: page for path, page in self.pages.items() if not page.refused})

    @property
    def root(self) -> str:
        """The path the site lives under, with a slash at both ends."""
        return f"/{urlsplit(self.site_url).path.strip('/')}/".replace("//", "/")

    def anchors(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page, None where there is no such page."""
        page = self.pages.get(path)
        return page.anchors if page else self.other_anchors.get(path)

    def resolve_link(self, article: Article, href: str, *, in_html: bool = False) -> LinkDestination | None:
        """Return where `href` of an article leads; None for what is not ours to judge, such as other hosts.

        A Markdown link names a file or, failing that, an address as published; HTML is published as it stands.
        """
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or href.startswith("/"):
            return self._absolute(parts)
        anchor = unquote(parts.fragment)
        if not parts.path:
            return LinkDestination(article.path, article.path, anchor)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), unquote(parts.path)))
        if not (in_html and self.addresses) and (path in self.files or path in self.pages):
            return LinkDestination(path, path, anchor)
        address = unquote(urljoin(_ANY + article.url, parts.path).removeprefix(_ANY))
        return LinkDestination(address if in_html else path, self.addresses.get(address), anchor)

    def resolve_target(self, article: Article, one: LinkTarget) -> LinkDestination | None:
        """Return where a destination in the text of an article leads."""
        return self.resolve_link(article, one.href, in_html=one.html)

    def _absolute(self, parts: SplitResult) -> LinkDestination | None:
        """Return where an address from the root of the host, or with the site's own host, leads."""
        ours = urlsplit(self.site_url).netloc.lower()
        other = parts.netloc and (parts.scheme not in ("", "http", "https") or parts.netloc.lower() != ours)
        if not self.addresses or other or (parts.scheme and not parts.netloc):
            return None
        path = unquote(parts.path) or "/"
        if f"{path}/" == self.root:
            path = self.root
        address = path.removeprefix(self.root)
        if not path.startswith(self.root) or _NOT_OURS_TO_JUDGE.search(address):
            return None
        tried = (address, f"{address}/", f"{address}index.html", address.removesuffix("index.html"))
        found = next((self.addresses[one] for one in tried if one in self.addresses), None)
        return LinkDestination(address, found, unquote(parts.fragment), absolute=True)
