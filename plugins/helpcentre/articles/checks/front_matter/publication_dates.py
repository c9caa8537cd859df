"""A translation is published on the same days as its source."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations that are published on other days than their source."""
    source = site.source_of(page)
    if source is None:
        return
    for key in ("publish_on", "unpublish_on"):
        own, other = getattr(page.article.front, key), getattr(source.article.front, key)
        if own == other:
            continue
        remedy = f"write {key}: {other}" if other else f"remove {key}"
        place = (key,) if own else ()
        had = f"has {key}: {other}" if other else f"has no {key}"
        yield page.in_front(place, f"the source {had}; {remedy}, so that readers of both languages see the same")


RULE = Rule("publication-dates", "warning", per_page(check), needs_front_matter=True)
