"""A snippet exists in the language of the page: otherwise readers see `/// snippet | name` as text."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.shared_text.model import SNIPPET_USE, SNIPPETS_FOLDER
from helpcentre.errors import Finding, did_you_mean


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield uses of snippets that have no text in the language of the page."""
    for found in SNIPPET_USE.finditer(page.masked) if "snippet" in page.masked else ():
        start = found.start() + len(found["indent"])
        yield page.in_body(start, _explain_snippet(found["snippet"], page.article.language, site))


def _explain_snippet(name: str, language: str, site: CheckedSite) -> str:
    names = site.shared.snippets.by_name
    if name in names:
        return f"the snippet '{name}' has no text in '{language}'; write {SNIPPETS_FOLDER}/{name}.{language}.md"
    file = f"{SNIPPETS_FOLDER}/{name or 'NAME'}.md"
    return f"there is no snippet '{name}'{did_you_mean(name, names) or f'; write {file}'}"


RULE = Rule("snippet-unknown", "error", per_page(check))
