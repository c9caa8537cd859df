"""A translation has its title, headings and descriptions in its own language."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.translations.language_guess import MOST_FREQUENT
from helpcentre.errors import Finding

FEWEST_WORDS = 3
"""One or two words may be the same in both languages, as "FAQ" or a name."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield titles, descriptions, asks, headings and descriptions of images that are still those of the source."""
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
    yield from _find_same_headings(page, source)
    yield from _find_same_descriptions(page, source, site)


def _find_same_headings(page: CheckedPage, source: CheckedPage) -> Iterator[Finding]:
    known = {heading.text for heading in source.outline.headings}
    for heading, place in page.headings:
        if place is not None and heading.text in known and _is_of(heading.text, source, page):
            message = f"the heading '{heading.text}' is the same as in {source.article.path}; translate it"
            yield page.at_heading(place, message)


def _find_same_descriptions(page: CheckedPage, source: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    known = {image.alt for image in source.outline.images}
    for image in placed_images(page, site):
        if image.words and image.words in known and _is_of(image.words, source, page):
            yield image.finding(
                f"the description '{image.words}' is the same as in {source.article.path}; translate it"
            )


def _is_of(text: str, source: CheckedPage, page: CheckedPage) -> bool:
    """Return whether a text is in the language of the source: it has a common word of that and none of the other."""
    theirs, own = (MOST_FREQUENT.get(one.article.language.split("-")[0], frozenset()) for one in (source, page))
    words = text.casefold().split()
    return len(words) >= FEWEST_WORDS and bool(theirs.intersection(words)) and not (own - theirs).intersection(words)


RULE = Rule("translation-untranslated", "warning", per_page(check), needs_front_matter=True)
