"""A snippet that names kinds of pages is only on pages of these kinds."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield snippets on pages of another kind than they allow, at the kind of the page."""
    article = page.article
    for name in sorted(article.shared.snippets) if article.shared else ():
        snippet = site.shared.snippets.find(name, article.language)
        if snippet is not None and snippet.kinds and article.kind not in snippet.kinds:
            kinds = ", ".join(snippet.kinds)
            message = (
                f"the snippet '{name}' is for pages of kind {kinds}; remove it, or add {article.kind} to its kinds"
            )
            yield page.in_front(("kind",), message)


RULE = Rule("snippet-kind", "error", per_page(check), needs_front_matter=True)
