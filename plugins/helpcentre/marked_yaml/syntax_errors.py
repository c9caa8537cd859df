"""Explain errors in YAML in a writer's words, at the place to correct."""

import re
from collections.abc import Callable

import yaml

MERGE_CONFLICT = (
    "Git left a merge conflict here; keep one version and remove the lines with <<<<<<<, ======= and >>>>>>>"
)
Place = tuple[int, int]
"""Line and column from 0, as the parser counts them."""
Problem = tuple[Place, str]
"""The place to correct, and what is wrong there."""
_UNREADABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]")
_MERGE_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_NO_SPACE = re.compile(r"^(?P<indent>\s*)(?P<key>[A-Za-z][\w-]*):(?=[^\s:/])")
_CLOSING = {"[": "]", "{": "}"}
_BRACKET = re.compile(r"'[^'\n]*'|\"(?:\\.|[^\"\\\n])*\"|[\[\]{}]")
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # what YAML counts as the end of a line


def find_unreadable_character(text: str) -> Problem | None:
    """Return the first character that YAML does not allow, such as NUL; None if there is none."""
    found = _UNREADABLE.search(text)
    if found is None:
        return None
    message = f"the control character U+{ord(found[0]):04X} cannot be used here; remove it"
    return _place_of(text, found.start()), message


def explain_syntax_error(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """Return what the parser's `error` in `text` means."""
    merge = _MERGE_MARKER.search(text)
    if merge:
        return _place_of(text, merge.start()), MERGE_CONFLICT
    return _explain_problem(error, _LINE_END.split(text))


def _explain_problem(error: yaml.MarkedYAMLError, lines: list[str]) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = (mark.line, mark.column) if mark else (0, 0)
    begin = (error.context_mark.line, error.context_mark.column) if error.context_mark else place
    problem = error.problem or ""
    for words, explain in _EXPLANATIONS:
        if words in problem:
            return explain(lines, place, begin)
    return place, f"this is not valid YAML ({problem or error.context}); check quotes, colons and indentation"


def _explain_stray_colon(lines: list[str], place: Place, begin: Place) -> Problem:  # noqa: ARG001
    """Explain a second `: ` in a line, an indent too deep, or a missing space after the colon on the line before."""
    line, column = place
    before = _line_at(lines, line)[:column]
    if re.search(r":\s", before):
        return place, "a colon followed by a space begins a new value; put the whole text in quotes"
    previous = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)
    unspaced = _NO_SPACE.match(lines[previous]) if previous is not None else None
    if previous is not None and unspaced and not re.search(r":\s", lines[previous]):
        return _missing_space(lines[previous], previous, unspaced)
    indent = len(before) - len(before.lstrip())
    return (line, indent), "this line is indented more than the lines it belongs with; align it with them"


def _explain_missing_colon(lines: list[str], place: Place, begin: Place) -> Problem:  # noqa: ARG001
    line = _line_at(lines, begin[0])
    unspaced = _NO_SPACE.match(line)
    if unspaced:
        return _missing_space(line, begin[0], unspaced)
    return begin, f"'{line.strip()}' is not a key with a value; write key: value"


def _missing_space(text: str, line: int, found: re.Match[str]) -> Problem:
    value = text[found.end() :].strip()
    return (line, found.end()), f"a space is missing after '{found['key']}:'; write '{found['key']}: {value}'"


def _explain_unclosed_quote(lines: list[str], place: Place, begin: Place) -> Problem:  # noqa: ARG001
    sign = _line_at(lines, begin[0])[begin[1] : begin[1] + 1]
    return begin, f"the quotation mark {sign} opened here is never closed; add one at the end of the text"


def _explain_wrong_start(lines: list[str], place: Place, begin: Place) -> Problem:
    sign = _line_at(lines, place[0])[place[1] : place[1] + 1]
    if sign == "\t":
        return _explain_tab(lines, place, begin)
    return place, f"text cannot begin with {sign}; put it in quotes"


def _explain_tab(lines: list[str], place: Place, begin: Place) -> Problem:  # noqa: ARG001
    return place, "indent with spaces instead of a tab"


def _explain_colon_in_braces(lines: list[str], place: Place, begin: Place) -> Problem:  # noqa: ARG001
    return place, "a space is missing after this colon; write one"


def _explain_early_end(lines: list[str], place: Place, begin: Place) -> Problem:
    """Explain why a value ends too early: usually a quotation mark inside quotes, or an uneven indent."""
    line, column = place
    here = _line_at(lines, line)
    before = here[:column].rstrip()[-1:]
    opened = _find_unclosed_quote(lines, line, before)
    if opened:
        return opened, f"the quotation mark {before} opened here is never closed; add one at the end of the text"
    if before == "'":
        return place, "the apostrophe before this ends the text; put the text in double quotes"
    if before == '"':
        return place, 'the quotation mark before this ends the text; write \\" for quotation marks inside the text'
    if here[column : column + 1] in ("]", "}", ","):
        return place, f"there is one {here[column]} too many; remove it"
    if _line_at(lines, begin[0])[begin[1] : begin[1] + 1] not in _CLOSING:
        begin = _find_open_bracket(lines, place) or begin
    opening = _line_at(lines, begin[0])[begin[1] : begin[1] + 1]
    if opening in _CLOSING:
        where = begin if line != begin[0] else place
        return (
            where,
            f"the {opening} is not closed, or a comma is missing; write {_CLOSING[opening]} after the last item",
        )
    return place, "this line does not line up with the lines above it; align it with them"


def _find_unclosed_quote(lines: list[str], end: int, sign: str) -> Place | None:
    """Return where, above line `end`, a value begins with `sign` that its line does not close; None if none does."""
    if sign not in ("'", '"'):
        return None
    opened = re.compile(rf"\s*(?:- +)?[\w-]+:\s+(?P<sign>{sign})[^{sign}]*$")
    for number in range(end - 1, -1, -1):
        found = opened.match(lines[number])
        if found:
            return number, found.start("sign")
        if sign in lines[number]:
            return None
    return None


def _find_open_bracket(lines: list[str], end: Place) -> Place | None:
    """Return where the last bracket before `end` was opened that is still open; text in quotes is not looked at."""
    opened: list[Place] = []
    text = "\n".join([*lines[: end[0]], _line_at(lines, end[0])[: end[1]]])
    for found in _BRACKET.finditer(text):
        if found[0] in _CLOSING:
            opened.append(_place_of(text, found.start()))
        elif found[0] in _CLOSING.values() and opened:
            opened.pop()
    return opened[-1] if opened else None


def _explain_escape(lines: list[str], place: Place, begin: Place) -> Problem:  # noqa: ARG001
    return place, "a backslash in double quotes begins a special character; write \\\\, or use single quotes"


_EXPLANATIONS: tuple[tuple[str, Callable[[list[str], Place, Place], Problem]], ...] = (
    ("mapping values are not allowed", _explain_stray_colon),
    ("could not find expected ':'", _explain_missing_colon),
    ("unexpected end of stream", _explain_unclosed_quote),
    ("cannot start any token", _explain_wrong_start),
    ("tab character", _explain_tab),
    ("found unexpected ':'", _explain_colon_in_braces),
    ("unknown escape character", _explain_escape),
    ("did not find expected", _explain_early_end),
)


def _line_at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _place_of(text: str, offset: int) -> Place:
    before = _LINE_END.split(text[:offset])
    return len(before) - 1, len(before[-1])
