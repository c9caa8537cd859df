"""A link to a page that is published later leads nowhere until then."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to pages that are published later than the page itself.

    A link to a translation is fine if the source is published: until then readers get a page that links to the source.
    """
    if site.built_on is None or not site.has_dates:
        return
    first_day = max(site.built_on, page.article.front.publish_on or site.built_on)
    for link in placed_links(page, site):
        target = site.dated_target(link.destination)
        later = target.front.publish_on if target else None
        if target is None or later is None or later <= first_day or site.has_published_source(target):
            continue
        remedy = f"add it on that day, or publish this page then: publish_on: {later}"
        yield link.finding(f"the link '{link.href}' leads to a page that is not published until {later}; {remedy}")


RULE = Rule("link-not-yet-published", "error", per_page(check))
