"""An id is used once on a page: a link to it leads to the first element that has it."""

import re
from collections import Counter
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_ID = re.compile(
    r"<[a-zA-Z][^<>]*?\sid\s*=\s*[\"']?(?P<html>[^\s\"'<>]+)"
    r"|(?<!\{)\{:?[ \t]*(?:\.[\w-]+[ \t]+)*#(?P<list>[\w.:-]+)[^{}\n]*\}"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield ids in HTML and in attribute lists that the text has used before; steps of troubleshooters have a rule."""
    seen: Counter[str] = Counter()
    steps = {step.id for one in page.troubleshooters for step in one.steps}
    for found in _ID.finditer(page.masked) if "id" in page.masked or "#" in page.masked else ():
        name = found["html"] or found["list"]
        seen[name] += 1
        if seen[name] > 1 and name in page.outline.anchors and name not in steps:
            yield page.in_body(found.start(), f"the id '{name}' is used twice on this page; give this one another")


RULE = Rule("id-repeated", "warning", per_page(check))
