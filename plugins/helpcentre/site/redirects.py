"""The small pages at old addresses: each leads straight to the page, without a script."""

from collections.abc import Iterator
from html import escape

from helpcentre.articles.model import Article
from helpcentre.site.redirect_rules import owned_redirects
from helpcentre.site.site import Site


def redirect_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (output path, HTML) of each redirect that owns its address."""
    for path, article in owned_redirects(site):
        yield path, _redirect_page(site, article, "../" * path.count("/") + article.url)


def _redirect_page(site: Site, article: Article, target: str) -> str:
    """Return a page that sends readers (and search engines) on to `target`."""
    words = site.words(article.language)
    return (
        f'<!doctype html>\n<html lang="{escape(article.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(article.title)}</title>\n"
        f'<link rel="canonical" href="{escape(site.options.absolute(article.url))}">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n<meta name="robots" content="noindex">\n'
        f"</head>\n<body>\n<p>{escape(words['redirect.text'])} "
        f'<a href="{escape(target)}">{escape(article.title)}</a></p>\n</body>\n</html>\n'
    )
