"""A translation has a title and a description in its own language."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

FEWEST_WORDS = 3
"""One or two words may be the same in both languages, as "FAQ" or a name."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield titles, descriptions and asks that are still those of the source."""
    source = site.source_of(page)
    if source is None:
        return
    for key in ("title", "description"):
        own, other = getattr(page.article.front, key), getattr(source.article.front, key)
        if own and own == other and len(own.split()) >= FEWEST_WORDS:
            yield page.in_front((key,), f"{key}: this is the same as in {source.article.path}; translate it")
    for position, ask in enumerate(page.article.front.asks):
        if ask in source.article.front.asks and len(ask.split()) >= FEWEST_WORDS:
            yield page.in_front(
                ("asks", position), f"asks: '{ask}' is the same as in {source.article.path}; translate it"
            )


RULE = Rule("translation-untranslated", "warning", per_page(check), needs_front_matter=True)
