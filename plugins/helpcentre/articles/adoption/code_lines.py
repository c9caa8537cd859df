"""Lines of a Markdown text that are code between fences."""

import re

_FENCE = re.compile(r"^(?:[ \t]*(?:[-*+]|\d+[.)])?[ \t]+|)[ \t>]*(`{3,}|~{3,})(.*)$")


class CodeTracker:
    """Reads a text line by line and says of each whether it belongs to fenced code; the fences do."""

    def __init__(self) -> None:
        self._fence = ""

    def is_code(self, line: str) -> bool:
        """Return whether the next line is code, or a fence around it."""
        match = _FENCE.match(line)
        if self._fence:
            if match and match[1][0] == self._fence[0] and len(match[1]) >= len(self._fence) and not match[2].strip():
                self._fence = ""
            return True
        if match and not (match[1][0] == "`" and "`" in match[2]):
            self._fence = match[1]
            return True
        return False
