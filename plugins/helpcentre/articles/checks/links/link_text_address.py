"""A link whose words are one web address and that leads to another deceives readers."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/]+\.[^\s]+", re.IGNORECASE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links whose words are an address that is not theirs."""
    for link in placed_links(page, site):
        words = (link.words or "").strip()
        if _ADDRESS.fullmatch(words) and not _leads_there(words, link.href):
            message = f"the words '{words}' are not the address of this link; write where it leads"
            yield link.finding(message)


def _leads_there(words: str, href: str) -> bool:
    """Return whether the words name the address: they may leave out its end, the scheme and www."""
    shown, real = _strip_scheme(words.rstrip(".…")), _strip_scheme(href)
    return real.startswith(shown) or real.partition("/")[0] == shown.partition("/")[0]


def _strip_scheme(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", address.casefold()).rstrip("/")


RULE = Rule("link-text-address", "warning", per_page(check))
