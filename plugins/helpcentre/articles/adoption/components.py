"""Tags that browsers do not know: components of MDX and Vue are left out, placeholders such as `<name>` become text."""

import re
from collections.abc import Callable

from helpcentre.articles.adoption.code_lines import CodeTracker
from helpcentre.articles.checks.structure.html_tags import KNOWN, MATHS

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_COMPONENT = re.compile(rf"""</?[A-Z][\w.]*(?:\s+(?:"[^"]*"|'[^']*'|{_BRACES}|[^<>"'{{}}])*)?/?>""")
_EXPRESSION = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
_PLACEHOLDER = re.compile(r"<(/?)([a-z][\w-]*(?:\[\])?)((?:\s[^<>]*)?)>")


def remove_components(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without the tags of components, and the first line of each; text between two tags stays."""
    found: list[str] = []

    def remove(match: re.Match[str]) -> str:
        if not match[0].startswith("</"):
            found.append(match[0].split("\n")[0][:60])
        return ""

    changed = change_prose(text, lambda prose: _COMPONENT.sub(remove, _EXPRESSION.sub("", prose)))
    return change_prose(changed, lambda prose: _PLACEHOLDER.sub(_escape_unknown, prose)), tuple(dict.fromkeys(found))


def change_prose(text: str, change: Callable[[str], str]) -> str:
    """Return a text with everything changed but code, between fences or in backticks; a change may span lines."""
    blocks: list[tuple[bool, list[str]]] = []
    code = CodeTracker()
    for line in text.split("\n"):
        fenced = code.is_code(line)
        if not blocks or blocks[-1][0] != fenced:
            blocks.append((fenced, []))
        blocks[-1][1].append(line)
    return "\n".join(
        block if fenced else _outside_backticks(block, change)
        for fenced, lines in blocks
        for block in ["\n".join(lines)]
    )


def _outside_backticks(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"((?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\2(?!`))", text, flags=re.DOTALL)
    # re.split also returns the inner group, the backticks alone, after each piece of code
    return "".join(part if index % 3 == 1 else change(part) for index, part in enumerate(parts) if index % 3 != 2)


def _escape_unknown(match: re.Match[str]) -> str:
    name = match[2].lower()
    return match[0] if name in KNOWN | MATHS else f"&lt;{match[0][1:-1]}&gt;"
