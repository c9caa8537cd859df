"""Code of a template language that nothing fills in is text to readers: `{{ price }}`, `{% include %}`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_CODE = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\{#[ \t][^{}\n]{0,80}#\}|\$\{[\w.]{1,40}\}|<%[=-]?[^%\n]{0,80}%>"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield template code that readers see, in the text and in the title."""
    for offset, found in page.find_in_prose(_CODE):
        message = f"readers see {found[0]} as it is; write the value, or put it in backticks if it is meant as code"
        yield page.in_body(offset, message)
    in_title = _CODE.search(page.article.title)
    if in_title:
        yield page.in_front(("title",), f"title: readers see {in_title[0]} as it is; write the value")


RULE = Rule("template-code", "warning", per_page(check))
