"""The same slips in a JavaScript module, found token by token: operators, numbers and booleans outside text."""

import re
from collections.abc import Iterator

from scripts.mutation.mutants import Mutant

SKIPPED = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=[(,=:\[!&|?{};])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/[a-z]*""",
    re.DOTALL,
)
SLIPS = [
    (r"===", "!=="),
    (r"!==", "==="),
    (r"(?<![<=>])<=(?!=)", "<"),
    (r"(?<![<=>])>=(?!=)", ">"),
    (r"(?<= )<(?= )", "<="),
    (r"(?<= )>(?= )", ">="),
    (r"&&", "||"),
    (r"\|\|", "&&"),
    (r"(?<= )\+(?= )", "-"),
    (r"(?<= )-(?= )", "+"),
    (r"(?<= )\*(?= )", "/"),
    (r"(?<= )/(?= )", "*"),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"\bMath\.max\b", "Math.min"),
    (r"\bMath\.min\b", "Math.max"),
    (r"\bcontinue;", "break;"),
    (r"\bbreak;", "continue;"),
]
NUMBER = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?(?:e\d+)?(?![\w.])")


def mutants_of(path: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a JavaScript source, in the order of the text; import lines are left alone."""
    code = SKIPPED.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), source)
    code = re.sub(r"^import .*$", lambda match: "\0" * len(match[0]), code, flags=re.MULTILINE)
    found: list[tuple[int, int, str]] = []
    for pattern, text in SLIPS:
        found += [(match.start(), match.end(), text) for match in re.finditer(pattern, code)]
    found += [(match.start(), match.end(), f"({match[0]} + 1)") for match in NUMBER.finditer(code)]
    for start, end, text in sorted(found):
        line = source.count("\n", 0, start) + 1
        change = f"{source[start:end]} becomes {text}"
        yield Mutant(path, line, len(source[:start].encode()), len(source[:end].encode()), text, change)
