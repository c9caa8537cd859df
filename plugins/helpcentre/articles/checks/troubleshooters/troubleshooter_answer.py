"""An answer of a troubleshooter leads to one of its steps or ends."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import nearest
from helpcentre.articles.troubleshooter import ENDS
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield answers that lead to anything else."""
    for one in page.troubleshooters:
        known = (*one.by_id, *ENDS)
        for answer in (answer for step in one.steps for answer in step.answers):
            if answer.target not in known:
                near = nearest(answer.target, known)
                hint = f"did you mean '#{near}'?" if near else f"write one of {', '.join(f'#{name}' for name in known)}"
                message = f"the answer leads to '#{answer.target}', which is not a step of this troubleshooter; {hint}"
                yield page.at_line(answer.line, answer.column, message)


RULE = Rule("troubleshooter-answer", "error", per_page(check))
