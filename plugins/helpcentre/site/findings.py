"""What is wrong with a site, collected during the build and reported all at once."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

from helpcentre.errors import Finding, FindingsError, HelpCentreError


def findings_of(error: HelpCentreError, path: str) -> Sequence[Finding]:
    """Return an error as findings; one without a place is put at the beginning of `path`."""
    if isinstance(error, FindingsError):
        return error.findings
    return [Finding(path, 1, 1, str(error).removeprefix(f"{path}: "))]


def as_written(findings: Iterable[Finding], folder: str) -> list[Finding]:
    """Return each finding once and sorted, its path as a writer would type it; `folder` is that of the content."""
    return sorted({replace(one, path=os.path.normpath(folder + one.path)) for one in findings})
