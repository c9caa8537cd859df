"""What every rule takes: the pages with what stands in them, and what links may lead to."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from helpcentre.articles.frontmatter import split
from helpcentre.articles.model import Article
from helpcentre.articles.read import Languages
from helpcentre.errors import Finding, FindingsError, Severity
from helpcentre.marked_yaml import Key


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page a writer wrote: its links as they came out of the Markdown, and its anchors."""

    article: Article
    links: Sequence[str] = ()
    anchors: frozenset[str] = frozenset()

    def in_front(self, key: Key, message: str, rule: str, severity: Severity = "error") -> Finding:
        """Return a finding at a front matter key; the place is found again only now, when it is needed."""
        try:
            document = split(self.article.source, self.article.path).document
        except FindingsError:
            return Finding(self.article.path, 1, 1, message, rule, severity)
        line, column = document.place(key)
        return Finding(self.article.path, line, column, message, rule, severity)

    def in_body(self, text: str, message: str, rule: str, severity: Severity = "error") -> Finding:
        """Return a finding at the first place where `text` stands in the Markdown."""
        for number, line in enumerate(self.article.body.splitlines(), start=self.article.body_line):
            column = line.find(text)
            if column >= 0:
                return Finding(self.article.path, number, column + 1, message, rule, severity)
        return Finding(self.article.path, self.article.body_line, 1, message, rule, severity)


@dataclass(frozen=True)
class Checked:
    """The site: pages by path, anchors of pages nobody wrote (generated), all files, and the known topics."""

    languages: Languages
    pages: Mapping[str, CheckedPage]
    other_anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    topics: Sequence[str] | None = None
    by_id: Mapping[tuple[str, str], CheckedPage] = field(init=False)

    def __post_init__(self) -> None:
        found = {(page.article.language, page.article.id): page for page in self.pages.values()}
        object.__setattr__(self, "by_id", found)

    def anchors(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page, None where there is no such page."""
        page = self.pages.get(path)
        return page.anchors if page else self.other_anchors.get(path)


def target_of(path: str, href: str) -> tuple[str, str] | None:
    """Return (path, anchor) that a relative link of `path` leads to; None for links that leave the content folder."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or href.startswith("/"):
        return None
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else path
    return target, unquote(parts.fragment)
