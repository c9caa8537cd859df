"""An article has a text, or a block that prints something."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield articles without any text; a page of another kind may get its content from the theme.

    Pages without our front matter may get it from another plugin.
    """
    outline = page.outline
    shows = outline.has_blocks or outline.images or outline.elements or any(part.text for part in outline.sections)
    if page.article.kind.is_article and site.strict and not shows:
        yield page.in_body(-1, "this article has no text; write it, or delete the file")


RULE = Rule("body-empty", "error", per_page(check))
