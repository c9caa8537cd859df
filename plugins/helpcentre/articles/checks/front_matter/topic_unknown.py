"""Topics are those of the support file: they group articles and choose the channels below them."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding, did_you_mean


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield topics that support.yml does not have."""
    for position, topic in enumerate(page.article.topics if site.topics else ()):
        if topic not in (site.topics or ()):
            hint = did_you_mean(topic, site.topics or ()) or f"; known: {', '.join(site.topics or ())}"
            yield page.in_front(("topics", position), f"topics: '{topic}' is not a topic in support.yml{hint}")


RULE = Rule("topic-unknown", "error", per_page(check))
