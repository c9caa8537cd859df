"""Every step of a troubleshooter leads to an end: readers must not go round in circles."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the first step of each group of steps that only lead to each other."""
    for one in page.troubleshooters:
        for loop in one.find_closed_loops():
            names = " and ".join(f"'{step.id}'" for step in loop)
            leads = f"the steps {names} lead only to each other"
            if len(loop) == 1:
                leads = f"the step {names} leads only to itself"
            yield page.at_line(loop[0].line, loop[0].column, f"{leads}; let one answer lead to '#solved' or '#contact'")


RULE = Rule("troubleshooter-loop", "error", per_page(check))
