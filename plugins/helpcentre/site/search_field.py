"""The search field on pages of themes that have no place for it."""

from collections.abc import Callable, Mapping
from typing import Any

from helpcentre.site.page_context import common_context
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.search_context import search_context
from helpcentre.site.site import Site

MAIN_PARTS = ('<main class="md-main"', "<main", '<div role="main"', '<div class="container"')
"""The start tags of the main part of a page; the first that a page has is used."""


def embed_search_field(site: Site, page: PageFacts, html: str, render: Callable[[Mapping[str, Any]], str]) -> str:
    """Return the page with the search field before its main part; our own frame has the field itself.

    `render` returns the HTML of `partials/helpcentre/search.html` for an `hc`.
    """
    if site.options.frame:
        return html
    language = site.languages.of(page.path)
    hc = common_context(site, language, page.url) | {"search": search_context(site, language, page.url)}
    script = f'<script type="module" src="{hc["assets"]}/search.js"></script>'
    for start in MAIN_PARTS:
        before, found, after = html.partition(start)
        if found:
            return f'{before}<div class="hc-search-bar">{render(hc)}{script}</div>\n{found}{after}'
    return html
