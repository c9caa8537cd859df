"""Code of a template language that nothing fills in is text to readers: `{{ price }}`, `{% include %}`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.shared_text.model import VARIABLE_USE
from helpcentre.errors import Finding

_CODE = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\{#[ \t][^{}\n]{0,80}#\}|\$\{[\w.]{1,40}\}|<%[=-]?[^%\n]{0,80}%>"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield template code that readers see, in the text and in the title.

    On a site with variables, `variable-unknown` reports their names.
    """
    has_variables = bool(site.shared.variables.texts)
    for offset, found in page.find_in_prose(_CODE):
        if has_variables and VARIABLE_USE.fullmatch(found[0]):
            continue
        message = f"readers see {found[0]} as it is; write the value, or put it in backticks if it is meant as code"
        yield page.in_body(offset, message)
    in_title = _CODE.search(page.article.title)
    if in_title and not (has_variables and VARIABLE_USE.fullmatch(in_title[0])):
        yield page.in_front(("title",), f"title: readers see {in_title[0]} as it is; write the value")


RULE = Rule("template-code", "warning", per_page(check))
