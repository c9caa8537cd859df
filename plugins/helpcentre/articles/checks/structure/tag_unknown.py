"""Words in angle brackets are a tag to a browser: readers do not see `<your name>`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.html_tags import KNOWN, MATHS
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield elements that HTML does not have; names with a hyphen may be elements of a script if they are closed."""
    for name in sorted(page.outline.tags - KNOWN - MATHS):
        if ("-" in name and name not in page.outline.unclosed) or ":" in name:
            continue
        found = re.search(rf"<{re.escape(name)}\b[^<>\n]*>", page.masked, re.IGNORECASE)
        if found:
            tag = found[0]
            message = f"readers do not see {tag} because it is read as HTML; write `{tag}` or &lt;{tag[1:-1]}&gt;"
            yield page.in_body(found.start(), message)


RULE = Rule("tag-unknown", "error", per_page(check))
