"""A translation has all the sections of its source."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations with more or fewer headings than their source, unless they are known to be out of date."""
    source = site.source_of(page)
    if source is None or site.is_behind(page):
        return
    own, other = _heading_levels(page), _heading_levels(source)
    if len(own) != len(other):
        counts = f"this has {_count_headings(own)} and {source.article.path} has {_count_headings(other)}"
        place = next((place for _, place in page.headings), None)
        yield page.at_heading(place, f"{counts}; translate the same sections")


def _heading_levels(page: CheckedPage) -> list[int]:
    return [heading.level for heading, _ in page.headings if heading.level > 1]


def _count_headings(levels: list[int]) -> str:
    return f"{len(levels)} heading" + "s" * (len(levels) != 1)


RULE = Rule("translation-sections", "warning", per_page(check), needs_front_matter=True)
