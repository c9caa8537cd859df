"""Every id in `related` and `most_asked` is that of another article."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import suggest_article
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield ids that no article has in any language, and the page's own id."""
    front = page.article.front
    dated = {article.id for article in site.unpublished.values()}  # lists leave them out until they are published
    for key, names in (("related", front.related), ("most_asked", front.most_asked)):
        for position, name in enumerate(names):
            if name in dated:
                continue
            if not any((language, name) in site.by_id for language in site.languages.all):
                near = suggest_article(site, page.article, name)
                hint = f"; did you mean '{near}'?" if near else "; name an article, or remove it"
                yield page.in_front((key, position), f"{key}: there is no article with the id '{name}'{hint}")
            elif name == page.article.id:
                yield page.in_front((key, position), f"{key}: '{name}' is this page; name another")


RULE = Rule("related-unknown", "error", per_page(check))
