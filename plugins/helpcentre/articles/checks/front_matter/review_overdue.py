"""Articles are reviewed at the interval they set. Time passing never breaks a build: only `check` warns about it."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield articles whose next review is overdue, and reviews dated in the future."""
    article, today = page.article, site.today
    if today is None:
        return
    if article.reviewed and article.reviewed > today:
        message = f"reviewed: {article.reviewed} is in the future; enter the date of the last review"
        yield page.in_front(("reviewed",), message)
    elif article.due and article.due < today:
        owner = f" ({article.front.owner})" if article.front.owner else ""
        message = f"reviewed: the next review was due on {article.due}{owner}; review it and set reviewed: {today}"
        yield page.in_front(("reviewed",), message)


RULE = Rule("review-overdue", "warning", per_page(check), needs_front_matter=True)
