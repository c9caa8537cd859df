"""A link to a page that ends on a day leads nowhere from then on. Only `check` warns: time never breaks a build."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to pages that end before the page itself does."""
    if site.built_on is None or not site.has_dates:
        return
    own = page.article.front.unpublish_on
    for link in placed_links(page, site):
        target = site.dated_target(link.destination)
        end = target.front.unpublish_on if target else None
        if end is None or (own is not None and own <= end):
            continue
        when = f"has not been published since {end}" if end <= site.built_on else f"is published until {end}"
        remedy = "remove the link" if end <= site.built_on else "remove the link by then"
        yield link.finding(f"the link '{link.href}' leads to a page that {when}; {remedy}, or link to another page")


RULE = Rule("link-no-longer-published", "warning", per_page(check))
