"""The text of a page in the Markdown of other generators, as Python-Markdown reads it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpcentre.articles.adoption.callouts import convert_callouts
from helpcentre.articles.adoption.code_lines import CodeTracker
from helpcentre.articles.adoption.components import remove_components
from helpcentre.articles.adoption.headings import level_headings
from helpcentre.articles.adoption.list_indents import indent_lists

_LIQUID_VARIABLES = re.compile(r"\{\{ *(?:site\.(?:baseurl|url)|base_path|page\.root) *\}\}")
_REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\{%-? *(?:raw|endraw|comment|endcomment) *-?%\}"), ""),
    (_LIQUID_VARIABLES, ""),
    (re.compile(r"""\{\{ *["']([^"']+)["'] *\| *(?:relative_url|absolute_url) *\}\}"""), r"\1"),
    (re.compile(r"\{% *(?:link|post_url) +([^\s%]+) *%\}"), r"/\1"),
    (re.compile(r"""\{\{[<%] *(?:rel)?ref +["']([^"']+)["'] *[>%]\}\}"""), r"\1"),
    (re.compile(r"<!-- *(?:truncate|more) *-->"), ""),
    (re.compile(r"<details(?=[ >])(?![^>]*markdown)"), '<details markdown="1"'),
    (re.compile(r"(?<=\S)\{#([\w.:-]+)\}(?=[ \t]*$)"), r" {#\1}"),
)
_DROPPED = re.compile(
    r"^(?:\[\[_?toc_?\]\]|\[toc\]|\{: *toc *\}|[-*] *toc *"
    r"|import\s[^;]*\sfrom\s.*|import\s+['\"].*|export\s+(?:const|default)\s.*"
    r"|\{% *include +(?:toc|breadcrumbs)\S* *%\})\s*$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^# +(?P<title>.+?)(?: +#+)? *$")
_SETEXT = re.compile(r"^=+ *$")
_LEFT = re.compile(r"\{%-? *\w[^%]*%\}|\{\{[<%] */?[\w/.-][^}]*[>%]\}\}|\{\{[^{}\n]+\}\}")


@dataclass(frozen=True, slots=True)
class ConvertedText:
    """The Markdown of a page without its title, and the title if the text began with one.

    `left` is markup that readers see as text, `removed` the components that were left out.
    """

    text: str
    title: str
    left: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def convert_markup(body: str, *, python_markdown: bool = False) -> ConvertedText:
    """Return the body of a page for Python-Markdown; `python_markdown` says that it was written for it already."""
    lines = map_prose(_drop_lines(body.replace("\r\n", "\n").split("\n")), _replace_line)
    title, lines = _take_title(lines)
    lines = level_headings(lines)
    if not python_markdown:
        lines = indent_lists(lines)
    text, removed = remove_components("\n".join(convert_callouts(lines)).strip("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text)
    return ConvertedText(text, title, tuple(dict.fromkeys(_find_left(text))), removed)


def map_prose(lines: list[str], change: Callable[[str], str]) -> list[str]:
    """Return the lines with those that are not fenced code changed."""
    code = CodeTracker()
    return [line if code.is_code(line) else change(line) for line in lines]


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """Return a line with everything but its code in backticks changed."""
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))


def _drop_lines(lines: list[str]) -> list[str]:
    code = CodeTracker()
    return [line for line in lines if code.is_code(line) or not _DROPPED.match(line)]


def _replace_line(line: str) -> str:
    for pattern, new in _REPLACED:
        if pattern.search(line):
            line = outside_code(line, lambda part, pattern=pattern, new=new: pattern.sub(new, part))  # type: ignore[misc]
    return line


def _take_title(lines: list[str]) -> tuple[str, list[str]]:
    """Return the heading that the text begins with, and the lines without it."""
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return "", lines
    match = _TITLE.match(lines[first])
    if match:
        return _plain_words(match["title"]), lines[first + 1 :]
    if first + 1 < len(lines) and _SETEXT.match(lines[first + 1]):
        return _plain_words(lines[first]), lines[first + 2 :]
    return "", lines


def _plain_words(title: str) -> str:
    """Return a heading without its markup and id."""
    words = re.sub(r"\s*\{[:#][^}]*\}\s*$|<[^>]+>", "", title)
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", words)
    return re.sub(r"[`*]|(?<!\w)_|_(?!\w)|\\(?=[\W_])", "", words).strip()


def _find_left(text: str) -> Iterator[str]:
    code = CodeTracker()
    for line in text.split("\n"):
        if not code.is_code(line):
            for match in _LEFT.finditer(re.sub(r"`+[^`]*`+", "", line)):
                yield " ".join(match[0].split())[:60]
