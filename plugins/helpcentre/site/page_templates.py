"""The template of a page: one of our frame, or the one that its front matter names."""

from collections.abc import Callable, Iterator

from helpcentre.articles.checks.checked_site import CheckedPage
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding
from helpcentre.site.pages import PANEL, TOPICS, section_of
from helpcentre.site.site import Site

RULE = "front-matter"


def template_of(site: Site, path: str) -> str:
    """Return the template of our frame for the page of a file."""
    article = site.pages.get(path)
    if article is None:
        return "pages/page.html"
    if article.slug == "index":
        return "pages/home.html"
    if article.slug.startswith(TOPICS) or section_of(article) or site.pages.listed_folder(article):
        return "pages/list.html"
    if article.slug in ("search", "contact"):
        return f"pages/{article.slug}.html"
    if article.slug == PANEL and site.embed is not None:
        return "pages/panel.html"
    return "pages/article.html" if article.kind is not Kind.PAGE else "pages/page.html"


def find_unknown_templates(site: Site, exists: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield an error for each `template` in front matter that neither the theme nor the site has."""
    for article in site.pages:
        name = article.front.template
        if name and not exists(name):
            message = f"template: '{name}' is not a template of the theme. Correct the name, or remove the key."
            yield CheckedPage(article).in_front(("template",), message, RULE)
