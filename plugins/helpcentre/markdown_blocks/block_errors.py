"""Report errors in blocks with file and line, if the host names them, and without a traceback.

Our plugins collect all errors and report them at once. MkDocs without them is stopped with a BuildError, and any other
program gets a HelpCentreError.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown import Markdown

from helpcentre.errors import Finding, FindingsError, HelpCentreError

RULE = "blocks"


@contextmanager
def collected(config: dict[str, Any], written: str, md: Markdown) -> Iterator[None]:
    """Turn a HelpCentreError within into a Finding of the host's list; `written` is the block's first line.

    A host gives `problems` (a list of findings), `path` and `text` (the whole file) in the configuration. Without a
    list the error is raised: as a BuildError if `md` renders a page of MkDocs, otherwise as a HelpCentreError.
    """
    try:
        yield
    except HelpCentreError as error:
        problems = config.get("problems")
        if isinstance(problems, list):
            problems.extend(one for one in _findings_of(config, written, error) if one not in problems)
            return
        file = _mkdocs_file(md)
        if file is None:
            raise
        from mkdocs.exceptions import BuildError

        raise BuildError(str(_block_finding(file.src_uri, file.content_string, written, error))) from None


def _mkdocs_file(md: Markdown) -> Any | None:
    """Return the file of the page that MkDocs renders with `md`; MkDocs' own step for links has it."""
    steps = md.treeprocessors
    step: Any = steps["relpath"] if "relpath" in steps else None  # noqa: SIM401 - Python-Markdown's registry has no get
    file = getattr(step, "file", None)
    return file if hasattr(file, "src_uri") and hasattr(file, "content_string") else None


def _findings_of(config: dict[str, Any], written: str, error: HelpCentreError) -> Sequence[Finding]:
    """Return the findings for the host's list: errors of other files at their places, relative to the content folder.

    Every other error is placed at the block.
    """
    docs = Path(config.get("docs_dir") or ".")
    if isinstance(error, FindingsError):
        return [replace(one, path=_path_below(docs, one.path)) for one in error.findings]
    message = str(error).replace(f"{docs}{os.sep}", "")
    support = str(config.get("support_file"))
    if message.startswith(f"{support}: ") and (docs / support).is_file():
        return [Finding(support, 1, 1, message.removeprefix(f"{support}: "))]
    own = _block_finding(str(config.get("path") or ""), config.get("text") or "", written, error)
    return [replace(own, message=message)]


def _path_below(docs: Path, path: str) -> str:
    return Path(path).relative_to(docs).as_posix() if Path(path).is_relative_to(docs) else path


def _block_finding(path: str, text: str, written: str, error: HelpCentreError) -> Finding:
    line = _find_line(text, written)
    return Finding(path, line, 1 if line else 0, str(error), RULE)


def _find_line(text: str, written: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("///") and line.strip("/ ").replace(" ", "") == written.replace(" ", ""):
            return number
    return 0
