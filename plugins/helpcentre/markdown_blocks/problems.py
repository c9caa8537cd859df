"""What a block does with a mistake in it: told with the page's name where the host collects mistakes, else raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from helpcentre.errors import Finding, HelpCentreError

RULE = "blocks"


@contextmanager
def collected(config: dict[str, Any], written: str) -> Iterator[None]:
    """Turn a HelpCentreError within into a Finding of the host's list; `written` is the block's first line.

    A host gives `problems` (a list of findings), `path` and `text` (the whole file) in the configuration.
    """
    try:
        yield
    except HelpCentreError as error:
        problems = config.get("problems")
        if not isinstance(problems, list):
            raise
        line = _line(config.get("text") or "", written)
        problems.append(Finding(str(config.get("path") or ""), line, 1 if line else 0, str(error), RULE))


def _line(text: str, written: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("///") and line.strip("/ ").replace(" ", "") == written.replace(" ", ""):
            return number
    return 0
