"""A second line with `---` ends the front matter early, and readers see the keys after it."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.model import FrontMatter
from helpcentre.errors import Finding

_KEY = re.compile(rf"^(?:{'|'.join(FrontMatter.model_fields)}):(?:[ \t][^\n]*)?$", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the first key at the beginning of the text, or in a separate block between --- lines."""
    for found in _KEY.finditer(page.masked):
        before = page.masked[: found.start()].rstrip()
        after = page.masked[found.end() :]
        if (not before or before.endswith("\n---") or before == "---") and (
            not before or "\n---" in after or before.endswith("---")
        ):
            message = (
                f"readers see '{found[0]}' because a line with --- ended the front matter above it; "
                "move it up, or remove that line"
            )
            yield page.in_body(found.start(), message)
            return


RULE = Rule("keys-as-text", "error", per_page(check), needs_front_matter=True)
