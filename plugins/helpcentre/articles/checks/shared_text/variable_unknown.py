"""A variable has a value in the language of the page: otherwise readers see `{{ price }}` as text."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.shared_text.model import VARIABLE_USE, VARIABLES_FILE
from helpcentre.errors import Finding, did_you_mean
from helpcentre.marked_yaml.loading import Key


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield uses of variables without a value; a site without any variables has `template-code` for them."""
    if not site.shared.variables.texts:
        return
    for found in VARIABLE_USE.finditer(page.masked) if "{{" in page.masked else ():
        yield page.in_body(found.start(), _explain_variable(found["variable"], page.article.language, site))
    front = page.article.front
    texts: dict[Key, str] = {("title",): front.title, ("description",): front.description or ""}
    texts |= {("asks", number): ask for number, ask in enumerate(front.asks)}
    for key, text in texts.items():
        for found in VARIABLE_USE.finditer(text):
            message = f"{key[0]}: {_explain_variable(found['variable'], page.article.language, site)}"
            yield page.in_front(key, message)


def _explain_variable(name: str, language: str, site: CheckedSite) -> str:
    values = site.shared.variables.texts
    if name in values:
        return f"the variable '{name}' has no value in '{language}'; add {language}: … to it in {VARIABLES_FILE}"
    near = did_you_mean(name, values)
    return f"there is no variable '{name}' in {VARIABLES_FILE}{near or '; define it there, or write the value'}"


RULE = Rule("variable-unknown", "error", per_page(check))
