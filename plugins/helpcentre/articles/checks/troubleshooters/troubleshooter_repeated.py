"""A page has one troubleshooter, and each of its steps its own id: answers, links and counts depend on it."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.troubleshooter import ENDS
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield further troubleshooters, and steps whose id is taken."""
    for one in page.troubleshooters[1:]:
        yield page.at_line(one.line, 0, "a page has one troubleshooter; put this one on its own page, or join the two")
    seen = set(ENDS)
    for step in page.troubleshooters[0].steps if page.troubleshooters else ():
        if step.id in ENDS:
            message = f"the id '{step.id}' is that of an end of the troubleshooter; give this step another"
            yield page.at_line(step.line, step.column, message)
        elif step.id in seen:
            message = f"the id '{step.id}' is used for two steps; give this one another, such as '{step.id}-2'"
            yield page.at_line(step.line, step.column, message)
        seen.add(step.id or " ")


RULE = Rule("troubleshooter-repeated", "error", per_page(check))
