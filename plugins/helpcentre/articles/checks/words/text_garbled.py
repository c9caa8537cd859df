"""Letters that were saved in one encoding and read in another: `cafÃ©`, `itâ€™s`, `�`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_GARBLED = re.compile(
    r"(?:\w*?(?:[ÃÅÄ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    r"|â€[\u0080-\u00bf\u0152\u0153\u201c\u201d\u02dc\u2122\u00a6]?|Â[\u00a0-\u00bf]|\ufffd))+\w*"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield garbled words in the text, the title and the description."""
    if page.refused and page.article.source.count("\ufffd"):
        return  # the byte that cannot be read is reported already
    for offset, found in page.find_in_prose(_GARBLED):
        yield page.in_body(offset, _explain_word(found[0]))
    for key in ("title", "description"):
        garbled = _GARBLED.search(getattr(page.article.front, key) or "")
        if garbled:
            yield page.in_front((key,), f"{key}: {_explain_word(garbled[0])}")


def _explain_word(word: str) -> str:
    repaired = _repair_word(word)
    remedy = f"did you mean '{repaired}'?" if repaired else "write the letters again"
    return f"'{word}' was saved in another encoding; {remedy}"


def _repair_word(word: str) -> str | None:
    """Return the word read as UTF-8 that was taken for Windows-1252; None if it is not that."""
    try:
        return word.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


RULE = Rule("text-garbled", "error", per_page(check))
