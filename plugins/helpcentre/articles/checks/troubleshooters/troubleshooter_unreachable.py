"""Every step of a troubleshooter can be reached from the first: readers never see another one."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield steps that no answer leads to."""
    for one in page.troubleshooters:
        for step in one.find_unreachable():
            message = f"no answer leads to this step; let one lead to '#{step.id}', or remove the step"
            yield page.at_line(step.line, step.column, message)


RULE = Rule("troubleshooter-unreachable", "error", per_page(check))
