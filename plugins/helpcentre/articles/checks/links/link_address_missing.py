"""A link has an address: `[words]()` and `[words](#)` lead back to where the reader is."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_NO_ADDRESS = re.compile(r"\]\([ \t]*(?:<>|#)?[ \t]*(?:[\"'][^)]*)?\)|href=[\"']#?[\"']")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links without an address."""
    for link in placed_links(page, site):
        if link.href.strip() in ("", "#"):
            found = _NO_ADDRESS.search(page.masked)
            offset = found.start() if found else -1
            yield page.in_body(offset, f"the link '{link.words}' has no address; write it, or remove the link")


RULE = Rule("link-address-missing", "error", per_page(check))
