"""Errors and findings: the place, the value found, and what to write instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One error or warning, at one place.

    `path` is as the writer would type it, `line` and `column` count from 1 (0: not known), `message` says what was
    found and what to write instead, `rule` is the name the rule is documented under.
    """

    path: str
    line: int
    column: int
    message: str
    rule: str = "content"
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return `content/it/faq/x.md:9:3: message`, without the numbers that are not known."""
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return f"{place}: {self.message}"


class HelpCentreError(Exception):
    """An error that the user can fix; its text is the whole message, and no traceback is shown."""


class FindingsError(HelpCentreError):
    """One or more findings, reported all at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: Sequence[Finding] = tuple(sorted(set(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


def not_utf8(path: str, error: UnicodeDecodeError, rule: str) -> Finding:
    """Return a finding at the first byte of a file that is not UTF-8, according to `error`."""
    before = error.object[: error.start].decode("utf-8", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = error.object[error.start]
    return Finding(path, line, column, f"the byte 0x{byte:02X} cannot be read as UTF-8; save the file as UTF-8", rule)


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'topics'?` for the nearest of `known`, or an empty text if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(value, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
