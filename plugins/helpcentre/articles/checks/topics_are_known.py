"""Topics are those of the support file: they group articles and choose the channels under them."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding, did_you_mean

RULE = "topics-are-known"


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield topics that support.yml does not have."""
    if not site.topics:
        return
    for page in site.pages.values():
        for position, topic in enumerate(page.article.topics):
            if topic not in site.topics:
                hint = did_you_mean(topic, site.topics) or f"; known: {', '.join(site.topics)}"
                message = f"topics: '{topic}' is no topic of support.yml{hint}"
                yield page.in_front(("topics", position), message, RULE)
