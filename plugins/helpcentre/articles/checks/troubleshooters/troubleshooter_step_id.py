"""A step of a troubleshooter has its own id, the same in every language: answers and counts use it."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

STEP_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
STEP_ID_LENGTH = 40
"""The longest id that the collector takes."""
_STEP_ID = re.compile(STEP_ID)
_LEVELS = (2, 3)
"""The headings that readers can link to and the collector knows."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield steps without a valid id, and the first of steps whose headings are of another level than 2 or 3."""
    steps = [step for one in page.troubleshooters for step in one.steps]
    for number, step in enumerate(steps, start=1):
        if not step.id:
            message = f"the step '{step.question}' has no id; add one after its words, such as {{#step-{number}}}"
            yield page.at_line(step.line, step.column, message)
        elif number == 1 and step.level not in _LEVELS:
            message = (
                f"steps are headings of level 2 or 3, and this one has level {step.level}; begin it with ## or ###"
            )
            yield page.at_line(step.line, step.column, message)
        elif not _STEP_ID.fullmatch(step.id) or len(step.id) > STEP_ID_LENGTH:
            message = (
                f"'{step.id}' is not a valid id of a step; use lower-case letters, digits and hyphens, at most "
                f"{STEP_ID_LENGTH} characters"
            )
            yield page.at_line(step.line, step.column, message)


RULE = Rule("troubleshooter-step-id", "error", per_page(check))
