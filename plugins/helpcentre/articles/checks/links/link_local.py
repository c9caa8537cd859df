"""Readers cannot open an address on the writer's own computer or network."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images, placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_LOCAL = re.compile(
    r"localhost|.*\.(?:localhost|local|internal|lan|test)|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|0\.0\.0\.0"
    r"|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[?::1\]?"
)
_FILE = re.compile(r"(?:file:|[A-Za-z]:[\\/]|/(?:Users|home)/)", re.IGNORECASE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links and images on the writer's own computer or network."""
    for link in (*placed_links(page, site), *placed_images(page, site)):
        if _FILE.match(link.href) or _LOCAL.fullmatch(_host_of(link.href)):
            yield link.finding(
                f"readers cannot open '{link.href}', which is on your own computer or network; replace it"
            )


def _host_of(href: str) -> str:
    try:
        return (urlsplit(href).hostname or "").lower()
    except ValueError:
        return ""


RULE = Rule("link-local", "error", per_page(check))
