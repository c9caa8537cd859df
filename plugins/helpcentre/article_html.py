"""The HTML of an article's text made ready for the page: wide tables scroll, and prices are never divided."""

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
_KEPT = re.compile(
    r"(<(?P<tag>pre|code|kbd|script|style|svg|math|textarea|option|button)\b.*?</(?P=tag)>|<[^>]*>)", re.DOTALL
)
"""Tags, text to be copied and drawings: they stay as they are."""
_OURS = re.compile(r"\bclass=\"hc-")
"""A table that one of our blocks writes, which is never wide."""
_PRICE = re.compile(
    r"(?<=\d) (?=(?:[€£¥%]|[A-Z]{3}|kr)(?!\w))|(?<=[€£$¥]) (?=\d)|(?<=\bRp) (?=\d)|(?<=\b[A-Z]{3}) (?=\d)"
)
_PHONE = re.compile(r"\+\d[\d ().-]{5,20}\d")
_CODE = re.compile(r"\b[A-Z]{1,10}-\d{2,10}\b")
_DIGIT = re.compile(r"\d")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def prepare_text(html: str, title: str, name_table: Callable[[str], str]) -> str:
    """Return the HTML of a text with each table in a region that scrolls, and code that can be focused to scroll it.

    A region is named with `name_table` for the heading above its table (`title` if there is none), so that people who
    cannot see it know what it is; names that would be the same are numbered.
    """
    return "".join(_wrap_tables(keep_whole(html), title, name_table))


def keep_whole(html: str) -> str:
    """Return HTML in which prices, percentages, codes such as BL-204815 and telephone numbers are not divided.

    A telephone number is also isolated: in Arabic or Hebrew text its groups would change places.
    """
    pieces = _KEPT.split(html)
    for number in range(0, len(pieces), 3):  # then come a tag, and the name of an element that is left as it is
        pieces[number] = _keep_text_whole(pieces[number])
        if number + 2 < len(pieces):
            pieces[number + 2] = ""
    return "".join(pieces)


def _keep_text_whole(text: str) -> str:
    if not _DIGIT.search(text):
        return text
    text = _PHONE.sub(r'<bdi class="hc-whole" dir="ltr">\g<0></bdi>', _PRICE.sub(_NO_BREAK, text))
    return _CODE.sub(r'<span class="hc-whole">\g<0></span>', text)


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
