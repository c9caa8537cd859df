"""A page as the rules see it: what was written, what is published, and where one is found in the other."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.link_targets import LinkTarget, find_link_targets
from helpcentre.articles.markdown_source import SourceHeading, find_headings, mask_code, plain_text
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline, PageHeading
from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.loading import Key


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
        before = self.article.body[: max(0, offset)]
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        return Finding(self.article.path, self.article.body_line + line, column, message)

    def at_line(self, line: int, column: int, message: str) -> Finding:
        """Return a finding at a line and column of the Markdown, both from 0."""
        return Finding(self.article.path, self.article.body_line + line, column + 1, message)

    def at_heading(self, place: SourceHeading | None, message: str) -> Finding:
        """Return a finding at a heading, at the first line if its place is not known."""
        return self.at_line(place.line, place.column, message) if place else self.in_body(-1, message)


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
