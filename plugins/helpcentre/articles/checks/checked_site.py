"""The site and its pages as rules check them: the text as written and as published, and the targets of links."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.languages import Languages
from helpcentre.articles.link_targets import LinkTarget, find_link_targets
from helpcentre.articles.markdown_source import SourceHeading, find_headings, mask_code, plain_text
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline, PageHeading
from helpcentre.articles.publication import Publication, publication_on
from helpcentre.articles.shared_text.model import SharedText
from helpcentre.articles.terms import Terms
from helpcentre.articles.troubleshooter import Troubleshooter, find_troubleshooters
from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.loading import Key

_NOT_CONTENT = re.compile(r"^(?:helpcentre|feedback|reports)(?:/|$)|(?:^|/)404\.html$|^sitemap\.xml|^_headers$")
"""Addresses within the site that no file of the content stands for: written after the build, or the collector's."""
_ANY = "https://site.invalid/"


@dataclass(frozen=True)
class CheckedPage:
    """A page that somebody wrote.

    `links` and `images` are the addresses of `outline.links` and `outline.images` as they were written; some builders
    turn `../contact.md` into `../../contact/`. `refused` says that its front matter or its encoding has errors: then
    `article` holds what could be read of it.
    """

    article: Article
    outline: Outline = field(default_factory=Outline)
    links: Sequence[str] = ()
    images: Sequence[str] = ()
    refused: bool = False

    @cached_property
    def masked(self) -> str:
        """The Markdown with code and comments replaced by spaces."""
        return mask_code(self.article.body)

    @cached_property
    def targets(self) -> Sequence[LinkTarget]:
        """Every address in the Markdown."""
        return find_link_targets(self.article.body)

    @cached_property
    def troubleshooters(self) -> Sequence[Troubleshooter]:
        """Every troubleshooter of the page; a page should have one at most."""
        return find_troubleshooters(self.article.body)

    @cached_property
    def headings(self) -> Sequence[tuple[PageHeading, SourceHeading | None]]:
        """Every heading that readers see, with the place it was written; None if it cannot be found."""
        written = find_headings(mask_code(self.article.body, inline=False))
        return tuple(_locate_headings(self.outline.headings, written, find_headings(self.article.body)))

    def find_in_prose(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield what `pattern` finds in the text that readers see outside code, with its offset in the Markdown.

        The offset is -1 if the text cannot be found there, as with text that another plugin adds.
        """
        after: dict[str, int] = {}
        for found in pattern.finditer(self.outline.prose):
            text = found[0].strip()
            offset, words = self._find_written(text, after.get(text, 0))
            if offset >= 0:
                after[text] = offset + len(words)
            yield offset, found

    def _find_written(self, text: str, start: int) -> tuple[int, str]:
        """Return where `text`, or else its longest beginning without markup, is written from `start` on."""
        plain = re.split("[\ufffc\n]", text, maxsplit=1)[0].rstrip()
        for words in (text, html.escape(text, quote=False), plain, plain[:20], plain[:10], plain[:5]):
            offset = self.masked.find(words, start) if words else -1
            if offset >= 0:
                return offset, words
        return self.find_line(plain, start), ""

    def find_line(self, text: str, start: int) -> int:
        """Return the offset of the first line, from offset `start` on, that begins with the letters of `text`.

        Markup between the letters does not count; -1 if there is no such line.
        """
        exact = re.compile(rf"^[ \t]*(?P<text>{re.escape(text.strip())})", re.MULTILINE).search(self.masked, start)
        if text.strip() and exact:
            return exact.start("text")
        wanted = _keep_letters(text)[:25]
        offset = start
        for line in self.masked[start:].split("\n") if wanted else ():
            if _keep_letters(line).startswith(wanted):
                return offset + len(line) - len(line.lstrip())
            offset += len(line) + 1
        return -1

    def in_front(self, key: Key, message: str, rule: str = "") -> Finding:
        """Return a finding at a front matter key; the front matter is read again only now that it is needed.

        A rule of this package leaves out `rule`: it is filled in later.
        """
        try:
            document = split_front_matter(self.article.source, self.article.path).document
        except FindingsError:
            return Finding(self.article.path, 1, 1, message, rule)
        line, column = document.place(key)
        return Finding(self.article.path, line, column, message, rule)

    def in_body(self, offset: int, message: str) -> Finding:
        """Return a finding at an offset of the Markdown; at its first line if the offset is below 0 (not known)."""
        return Finding(*self.article.locate(offset), message)

    def at_line(self, line: int, column: int, message: str) -> Finding:
        """Return a finding at a line and column of the Markdown, both from 0."""
        lines = self.article.body.split("\n", line)
        return self.in_body(sum(len(one) + 1 for one in lines[:line]) + column, message)

    def at_heading(self, place: SourceHeading | None, message: str) -> Finding:
        """Return a finding at a heading, at the first line if its place is not known."""
        return self.at_line(place.line, place.column, message) if place else self.in_body(-1, message)


@dataclass(frozen=True, slots=True)
class LinkDestination:
    """The destination of a link: `looked_for` is the file or address, `path` the page or file there (None: nothing)."""

    looked_for: str
    path: str | None
    anchor: str = ""
    absolute: bool = False


@dataclass(frozen=True)
class CheckedSite:
    """The site: pages by path, anchors of generated pages, all files, and what is known about them.

    `addresses` are those that are published, relative to `site_url`, with the file behind each; `redirects` those of
    them that only redirect to a page. `sizes` are the bytes of files, `captions` the texts of caption files, `heads`
    the first bytes of images, videos and documents, `durations` the seconds of MP4 files. `policy` is the
    Content-Security-Policy that pages are served with, by directive (None: not ours). `today` is None during a build,
    which no date may stop. `strict` says that pages have our front matter; without it, the title is the first
    heading. `refused` are pages that `without_refused_pages` has left out. `shared` are the variables and snippets,
    `shared_uses` the names of those that a page, published or draft, has. `terms` are the words to use
    and to avoid. `listed` are the pages that the
    lists of our frame show (None: another frame, with a navigation of all pages). `unpublished` are pages left out
    because of their dates, by path; `built_on` is the day of the build in the time zone of the site (None: dates do
    not count).
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
    strict: bool = True
    refused: frozenset[str] = frozenset()
    shared: SharedText = field(default_factory=SharedText)
    shared_uses: frozenset[str] = frozenset()
    listed: frozenset[str] | None = None
    terms: Terms = field(default_factory=dict)
    unpublished: Mapping[str, Article] = field(default_factory=dict)
    built_on: date | None = None
    by_id: Mapping[tuple[str, str], CheckedPage] = field(init=False)
    by_slug: Mapping[tuple[str, str], CheckedPage] = field(init=False)

    def __post_init__(self) -> None:
        articles = [(page.article, page) for page in self.pages.values()]
        object.__setattr__(self, "by_id", {(article.language, article.id): page for article, page in articles})
        object.__setattr__(self, "by_slug", {(article.language, article.slug): page for article, page in articles})

    def without_refused_pages(self) -> "CheckedSite":
        """Return the site without the pages whose front matter was refused: their values are partly guessed."""
        refused = frozenset(path for path, page in self.pages.items() if page.refused)
        if not refused:
            return self
        pages = {path: page for path, page in self.pages.items() if path not in refused}
        return replace(self, pages=pages, refused=refused)

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

    @cached_property
    def has_dates(self) -> bool:
        """Return whether any page names a day on which it is published or no longer published."""
        fronts = (page.article.front for page in self.pages.values())
        return bool(self.unpublished) or any(front.publish_on or front.unpublish_on for front in fronts)

    def dated_target(self, destination: "LinkDestination | None") -> Article | None:
        """Return the page that a link leads to or would lead to if it were published today; None if there is none."""
        if destination is None:
            return None
        if destination.path is None:
            return self.unpublished.get(destination.looked_for)
        page = self.pages.get(destination.path)
        return page.article if page else None

    def has_published_source(self, article: Article) -> bool:
        """Return whether an article is a translation whose source is published on the day of the build."""
        source = self.by_slug.get((self.languages.default, article.slug))
        if source is None or article.language == self.languages.default or self.built_on is None:
            return False
        return publication_on(source.article.front, self.built_on) is Publication.PUBLISHED

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


def _locate_headings(
    rendered: Sequence[PageHeading], written: Sequence[SourceHeading], in_code: Sequence[SourceHeading]
) -> Iterator[tuple[PageHeading, SourceHeading | None]]:
    """Yield each rendered heading with the next written one of the same level and words, else of the same level.

    `in_code` are lines that look like headings within code too: some of that code may not be rendered as such.
    """
    next_place = 0
    for heading in rendered:
        later = range(next_place, len(written))
        alike = [place for place in later if written[place].level == heading.level]
        same = (
            place for place in alike if _keep_letters(plain_text(written[place].text)) == _keep_letters(heading.text)
        )
        found = next(same, alike[0] if alike else None)
        if found is not None:
            next_place = found + 1
        yield heading, _find_in_code(heading, in_code) if found is None else written[found]


def _find_in_code(heading: PageHeading, in_code: Sequence[SourceHeading]) -> SourceHeading | None:
    alike = (place for place in in_code if place.level == heading.level)
    return next(
        (place for place in alike if _keep_letters(plain_text(place.text)) == _keep_letters(heading.text)), None
    )


def _keep_letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
