"""The text of a page as our frame shows it: wide tables scroll in their own region, and prices are never divided."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

_PARTS = re.compile(
    r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>"
    r"|(?P<opens><table\b(?P<attributes>[^>]*)>)"
    r"|(?P<closes></table>)"
    r"|(?P<code><pre\b(?![^>]*\btabindex))",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_KEPT = re.compile(r"(<(?:pre|code|kbd|script|style)\b.*?</(?:pre|code|kbd|script|style)>|<[^>]*>)", re.DOTALL)
"""Parts that typography must not change: tags, and text to be copied."""
_OURS = re.compile(r"\bclass=\"hc-")
"""A table that one of our blocks writes, which is never wide."""
_PRICE = re.compile(r"(?<=\d) (?=(?:€|£|¥|%|EUR|USD|GBP|IDR|kr)(?!\w))|(?<=[€£$¥]) (?=\d)|(?<=\bRp) (?=\d)")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def prepare_text(html: str, title: str, name_table: Callable[[str], str]) -> str:
    """Return the HTML of a text with each table in a region that scrolls, and code that can be focused to scroll it.

    A region is named with `name_table` for the heading above its table (`title` if there is none), so that people who
    cannot see it know what it is; names that would be the same are numbered.
    """
    return "".join(_wrap_tables(keep_prices(html), title, name_table))


def keep_prices(html: str) -> str:
    """Return HTML whose prices and percentages cannot be divided at their space."""
    pieces = _KEPT.split(html)
    return "".join(piece if number % 2 else _PRICE.sub(_NO_BREAK, piece) for number, piece in enumerate(pieces))


def _wrap_tables(html: str, title: str, name_table: Callable[[str], str]) -> Iterator[str]:
    heading, end = title, 0
    names: dict[str, int] = {}
    in_region: list[bool] = []
    """For each table that is open, whether a region was opened for it."""
    for part in _PARTS.finditer(html):
        yield html[end : part.start()]
        end = part.end()
        if part["heading"] is not None:
            heading = unescape(_TAG.sub("", part["heading"])).strip() or heading
        elif part["opens"]:
            in_region.append(not in_region and not _OURS.search(part["attributes"]))
            yield _open_region(name_table(heading), names) if in_region[-1] else ""
        yield '<pre tabindex="0"' if part["code"] else part[0]
        if part["closes"] and in_region and in_region.pop():
            yield "</div>"
    yield html[end:]


def _open_region(name: str, names: dict[str, int]) -> str:
    names[name] = names.get(name, 0) + 1
    numbered = name if names[name] == 1 else f"{name} ({names[name]})"
    return f'<div class="hc-scroll" role="region" tabindex="0" aria-label="{escape(numbered)}">'
