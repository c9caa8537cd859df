"""Every step of a troubleshooter has answers: without one, readers do not know what to do next."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield steps without answers, and troubleshooters without steps."""
    for one in page.troubleshooters:
        if not one.steps:
            message = "this troubleshooter has no steps; write a heading for each, such as '## Is the plug in? {#plug}'"
            yield page.at_line(one.line, 0, message)
        for step in one.steps:
            if not step.answers:
                message = (
                    f"the step '{step.question}' has no answers; end it with a list of links, such as "
                    "'- [That fixed it](#solved)' and '- [It still fails](#contact)'"
                )
                yield page.at_line(step.line, step.column, message)


RULE = Rule("troubleshooter-dead-end", "error", per_page(check))
