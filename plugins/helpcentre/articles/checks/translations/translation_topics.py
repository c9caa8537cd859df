"""A translation has the topics of its source, so that it is listed and answered in the same places."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations with other topics, or another main topic, than their source."""
    source = site.source_of(page)
    if source is None:
        return
    own, other = page.article, source.article
    if set(own.topics) != set(other.topics) or own.main_topic != other.main_topic:
        written = f"[{', '.join(other.topics)}]" if other.topics else "none"
        yield page.in_front(("topics",), f"topics: {other.path} has {written}; write the same here")


RULE = Rule("translation-topics", "warning", per_page(check), needs_front_matter=True)
