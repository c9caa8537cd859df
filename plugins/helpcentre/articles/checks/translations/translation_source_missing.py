"""A translation has a source: without one, its slug is misspelt or the source was deleted."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import nearest
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield articles in another language than the default one that have no source in it."""
    article, default = page.article, site.languages.default
    if article.language == default or not article.kind.is_article or site.source_of(page) is not None:
        return
    path = f"{default}/{article.slug}.md"
    if path in site.refused or path in site.unpublished:  # there is a source
        return
    slugs = {slug for language, slug in site.by_slug if language == default}
    untranslated = {slug for slug in slugs if (article.language, slug) not in site.by_slug}
    near = nearest(article.slug, untranslated)
    remedy = (
        f"rename the file to {article.language}/{near}.md if it translates that page"
        if near
        else f"write {default}/{article.slug}.md, or delete this page and add its address to redirect_from of another"
    )
    yield page.in_front((), f"there is no page in '{default}' that this one translates; {remedy}")


RULE = Rule("translation-source-missing", "warning", per_page(check), needs_front_matter=True)
