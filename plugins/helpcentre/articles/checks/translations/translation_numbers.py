"""A translation has the numbers of its source: 48 hours are not 24 ore."""

from collections import Counter
from collections.abc import Iterator

from helpcentre.articles.checks.page import CheckedPage
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.site import CheckedSite
from helpcentre.articles.checks.translations.numbers import Number, find_numbers
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield numbers of a translation that its source does not have, if the source has others instead.

    A number that only one side has may be a word on the other; prices in another currency are another price.
    """
    source = site.source_of(page)
    if source is None or site.is_behind(page):
        return
    own, other = list(find_numbers(page.outline.prose)), list(find_numbers(source.outline.prose))
    for unit in dict.fromkeys(number.unit for number in own):
        mine = _find_missing([one for one in own if one.unit == unit], other)
        theirs = _find_missing([one for one in other if one.unit == unit], own)
        if mine and theirs:
            wrong = mine[0]
            known = ", ".join(dict.fromkeys(one.text for one in theirs))
            message = f"this says {wrong.text} and {source.article.path} says {known}; correct one of the two"
            yield page.in_body(_find_offset(page, wrong), message)


def _find_missing(numbers: list[Number], others: list[Number]) -> list[Number]:
    """Return the numbers whose value appears more often here than among the others."""
    left = Counter(one.value for one in others)
    found = []
    for one in numbers:
        left[one.value] -= 1
        if left[one.value] < 0:
            found.append(one)
    return found


def _find_offset(page: CheckedPage, number: Number) -> int:
    """Return where a number is written, among the same texts the one with the same words before it."""
    before = page.outline.prose[: number.offset].split()[-1:]
    near = page.masked.find(f"{before[0]} {number.text}") if before else -1
    return near + len(before[0]) + 1 if near >= 0 else page.masked.find(number.text)


RULE = Rule("translation-numbers", "warning", per_page(check), needs_front_matter=True)
