"""Replace variables and snippets by their text, before anything else reads the Markdown of a page.

Code and comments stay as they are. A name without a value stays too: a check reports it.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpcentre.articles.link_targets import LinkTarget, find_link_targets
from helpcentre.articles.markdown_source import mask_code
from helpcentre.articles.shared_text.model import SNIPPET_USE, VARIABLE_USE, SharedText
from helpcentre.articles.shared_text.written_places import SharedUse, WrittenPart

_ANY_USE = re.compile(rf"{VARIABLE_USE.pattern}|{SNIPPET_USE.pattern}", re.MULTILINE)
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\{\{")
_MARKUP = re.compile(r"[\\`*_\[\]<>&|{}~^]")
_BLOCK_SIGN = re.compile(r"(?:[#+:=!-](?=[\s#+:=!-]|$)|[0-9]+(?P<dot>[.)])(?=\s))")
"""The first characters of a text that would begin a heading, list or other block."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of an expanded text and its place in the file that it was written in."""

    text: str
    path: str
    line: int
    column: int
    literal: bool = True


@dataclass(frozen=True, slots=True)
class _Origin:
    """A text to expand: its file, the line it begins on, the page that shows it, and the snippets it is inside of."""

    path: str
    line: int
    page: str
    inside: tuple[str, ...] = ()


def expand_line(text: str, shared: SharedText, language: str) -> tuple[str, frozenset[str]]:
    """Return a line of plain text, such as a title, with the values of its variables, and their names."""
    used = set()

    def write(found: re.Match[str]) -> str:
        value = shared.variables.text(found["variable"], language)
        if value is None:
            return found[0]
        used.add(found["variable"])
        return value

    return VARIABLE_USE.sub(write, text), frozenset(used)


def expand_body(body: str, path: str, line: int, shared: SharedText, language: str) -> tuple[str, SharedUse | None]:
    """Return the Markdown of a page with the text of its variables and snippets, and the places of its parts.

    The places are None if the page shows none of them. `path` is the file of the page, `line` the line on which
    `body` begins.
    """
    if not shared or ("{{" not in body and "snippet" not in body):
        return body, None
    expander = _Expander(shared, language)
    pieces = [piece for piece in expander.expand(body, _Origin(path, line, path)) if piece.text]
    if not expander.variables and not expander.snippets:
        return body, None
    parts, start = [], 0
    for piece in pieces:
        parts.append(WrittenPart(start, piece.path, piece.line, piece.column, piece.literal))
        start += len(piece.text)
    use = SharedUse(tuple(parts), frozenset(expander.variables), frozenset(expander.snippets))
    return "".join(piece.text for piece in pieces), use


def escape_value(value: str) -> str:
    """Return plain text as Markdown and HTML that show exactly this text."""
    sign = _BLOCK_SIGN.match(value)
    place = (sign.start("dot") if sign["dot"] else 0) if sign else -1
    escaped = [f"&#{ord(one)};" if _MARKUP.match(one) or at == place else one for at, one in enumerate(value)]
    return "".join(escaped)


class _Expander:
    """Expands the texts of one page and remembers the names it has met."""

    def __init__(self, shared: SharedText, language: str) -> None:
        self._shared, self._language = shared, language
        self.variables: set[str] = set()
        self.snippets: set[str] = set()

    def expand(self, text: str, origin: _Origin) -> Iterator[_Piece]:
        """Yield the pieces of a text."""
        done = 0
        for start, end, pieces in sorted(self._find_replacements(text, origin), key=lambda one: one[:2]):
            if start < done:
                continue
            yield _cut_piece(text, done, start, origin)
            yield from pieces
            done = end
        yield _cut_piece(text, done, len(text), origin)

    def _find_replacements(self, text: str, origin: _Origin) -> Iterator[tuple[int, int, list[_Piece]]]:
        """Yield (start, end, pieces) of everything in a text that is replaced."""
        for found in _ANY_USE.finditer(mask_code(text)):
            name = found["variable"]
            start = found.start() if name else found.start("slashes")
            place = replace(_cut_piece(text, start, start, origin), literal=False)
            pieces = self._write_variable(name, place) if name else self._write_snippet(found, place, origin)
            if pieces is not None:
                yield found.start(), found.end(), pieces
        if posixpath.dirname(origin.path) != posixpath.dirname(origin.page):
            for target in find_link_targets(text):
                if not target.html and not _OUTSIDE.match(target.raw):
                    place = replace(_cut_piece(text, target.offset, target.offset, origin), literal=False)
                    yield (
                        target.offset,
                        target.offset + len(target.raw),
                        [replace(place, text=_rebase_link(target, origin))],
                    )

    def _write_variable(self, name: str, place: _Piece) -> list[_Piece] | None:
        value = self._shared.variables.text(name, self._language)
        if value is None:
            return None
        self.variables.add(name)
        return [replace(place, text=escape_value(value))]

    def _write_snippet(self, found: re.Match[str], place: _Piece, origin: _Origin) -> list[_Piece] | None:
        name = found["snippet"]
        snippet = self._shared.snippets.find(name, self._language)
        if snippet is None or name in origin.inside:
            return None
        self.snippets.add(name)
        inner = _Origin(snippet.path, snippet.line, origin.page, (*origin.inside, name))
        return list(_indent_pieces(self.expand(snippet.text, inner), found["indent"], place))


def _cut_piece(text: str, start: int, end: int, origin: _Origin) -> _Piece:
    """Return a literal piece of a text with its place."""
    line = text.count("\n", 0, start)
    column = start - text.rfind("\n", 0, start)
    return _Piece(text[start:end], origin.path, origin.line + line, column)


def _indent_pieces(pieces: Iterator[_Piece], indent: str, place: _Piece) -> Iterator[_Piece]:
    """Yield pieces with `indent` before each line; `place` is where the snippet is shown."""
    if not indent:
        yield from pieces
        return
    between = replace(place, text=indent)
    begins_line = True
    for piece in pieces:
        for number, line in enumerate(piece.text.splitlines(keepends=True)):
            if begins_line and line != "\n":
                yield between
            yield replace(piece, text=line, line=piece.line + number, column=1 if number else piece.column)
            begins_line = line.endswith("\n")


def _rebase_link(target: LinkTarget, origin: _Origin) -> str:
    """Return a link that was written from the folder of a snippet as it is written from the folder of the page."""
    file, sign, rest = re.match(r"([^?#]*)([?#]?)(.*)", target.raw, re.DOTALL).groups()  # type: ignore[union-attr]
    there = posixpath.join(posixpath.dirname(origin.path), file)
    return f"{posixpath.relpath(there, posixpath.dirname(origin.page) or '.')}{sign}{rest}"
