"""Every id in `related` and `most_asked` is an article of the site."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.articles.checks.suggestions import suggest_article
from helpcentre.errors import Finding

RULE = "related-exist"


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield ids that no article has in any language."""
    ids = {identifier for _, identifier in site.by_id}
    for page in site.pages.values():
        front = page.article.front
        for key, names in (("related", front.related), ("most_asked", front.most_asked)):
            for position, name in enumerate(names):
                if name not in ids:
                    near = suggest_article(site, page.article, name)
                    hint = f"; did you mean '{near}'?" if near else "; name an article, or remove it"
                    message = f"{key}: there is no article with the id '{name}'{hint}"
                    yield page.in_front((key, position), message, RULE)
                elif name == page.article.id:
                    yield page.in_front((key, position), f"{key}: '{name}' is this page; name another", RULE)
