"""The anchor of a link within the site is that of a heading on the page it leads to."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import nearest
from helpcentre.errors import Finding

_FOOTNOTES = ("#fn:", "#fnref")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to headings that do not exist.

    The extension for footnotes writes those between text and notes; the answers of troubleshooters have their own rule.
    """
    answers = {f"#{answer.target}" for one in page.troubleshooters for step in one.steps for answer in step.answers}
    for link in placed_links(page, site):
        if link.target is None and link.href.startswith(_FOOTNOTES):
            continue
        goal = link.destination if "#" in link.href else None
        anchors = site.anchors(goal.path) if goal and goal.path and goal.anchor else None
        if goal is None or anchors is None or goal.anchor in anchors or link.href in answers:
            continue
        near = nearest(goal.anchor, anchors)
        hint = f"; did you mean '#{near}'?" if near else "; link to one of its headings"
        written = link.target.href if link.target else link.href
        yield link.finding(f"the link '{written}' leads to a heading that {goal.path} does not have{hint}", "#")


RULE = Rule("anchor-dead", "error", per_page(check))
