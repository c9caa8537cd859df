"""A translation has the numbers of its source: 48 hours are not 24 ore."""

from collections import Counter
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.translations.numbers import Number, find_numbers
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield numbers of a translation that its source does not have, if the source has others instead.

    A number that only one side has may be a word on the other; prices in another currency are another price.
    """
    source = site.source_of(page)
    if source is None or site.is_behind(page):
        return
    path = source.article.path
    for key in ("title", "description"):
        own, other = getattr(page.article.front, key), getattr(source.article.front, key)
        for wrong, known in _find_differences(own or "", other or "") if own and other else ():
            yield page.in_front((key,), f"{key}: {_explain_difference(wrong, known, path)}")
    for wrong, known in _find_differences(page.outline.prose, source.outline.prose):
        yield page.in_body(_find_offset(page, wrong), _explain_difference(wrong, known, path))


def _find_differences(text: str, source: str) -> Iterator[tuple[Number, list[Number]]]:
    """Yield the first number of each unit that only `text` has, with those that only `source` has instead."""
    own, other = list(find_numbers(text)), list(find_numbers(source))
    for unit in dict.fromkeys(number.unit for number in own):
        mine = _find_missing([one for one in own if one.unit == unit], other)
        theirs = _find_missing([one for one in other if one.unit == unit], own)
        if mine and theirs:
            yield mine[0], theirs


def _find_missing(numbers: list[Number], others: list[Number]) -> list[Number]:
    """Return the numbers whose value appears more often here than among the others."""
    left = Counter(one.value for one in others)
    found = []
    for one in numbers:
        left[one.value] -= 1
        if left[one.value] < 0:
            found.append(one)
    return found


def _explain_difference(wrong: Number, known: list[Number], path: str) -> str:
    numbers = ", ".join(dict.fromkeys(one.text for one in known))
    return f"this says {wrong.text} and {path} says {numbers}; correct one of the two"


def _find_offset(page: CheckedPage, number: Number) -> int:
    """Return where a number is written, among the same texts the one with the same words before it."""
    before = page.outline.prose[: number.offset].split()[-1:]
    near = page.masked.find(f"{before[0]} {number.text}") if before else -1
    return near + len(before[0]) + 1 if near >= 0 else page.masked.find(number.text)


RULE = Rule("translation-numbers", "warning", per_page(check), needs_front_matter=True)
