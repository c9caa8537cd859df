"""Errors and warnings about a site, collected during the build and reported all at once."""

import os
from collections.abc import Sequence
from dataclasses import replace

from helpcentre.errors import Finding, FindingsError, HelpCentreError


def findings_of(error: HelpCentreError, path: str) -> Sequence[Finding]:
    """Return an error as findings; one without a place is put at the beginning of `path`."""
    if isinstance(error, FindingsError):
        return error.findings
    return [Finding(path, 1, 1, str(error).removeprefix(f"{path}: "))]


def take_findings(findings: list[Finding], folder: str) -> tuple[list[Finding], list[Finding]]:
    """Empty the list, and return its warnings and its errors: each once, sorted, and as a writer would type its path.

    `folder` is the content folder, which the paths of findings are relative to.
    """
    found = sorted({replace(one, path=os.path.normpath(folder + one.path)) for one in findings})
    findings.clear()
    return (
        [one for one in found if one.severity == "warning"],
        [one for one in found if one.severity == "error"],
    )
