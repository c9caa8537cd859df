"""The navigation of one language, cut out of the navigation of the whole site."""

from typing import Any

from mkdocs.structure.nav import Navigation

from helpcentre.articles.languages import Languages


def navigation_of(nav: Navigation, language: str, languages: Languages) -> Navigation:
    """Return the part of the navigation that belongs to one language, with its own previous and next pages."""
    pages = [page for page in nav.pages if languages.of(page.file.src_uri) == language]
    own = [
        section
        for section in nav.items
        if section.is_section and section.children and _folder(section.children[0]) == language
    ]
    items = own[0].children if own else [item for item in nav.items if _folder(item) == language]
    for before, after in zip([None, *pages], [*pages, None], strict=True):
        if after is not None:
            after.previous_page = before
        if before is not None:
            before.next_page = after
    for item in items:
        item.parent = None
    found = Navigation(items, pages)
    found.homepage = next((page for page in pages if languages.slug(page.file.src_uri) == "index"), None)
    return found


def _folder(item: Any) -> str | None:
    while item.is_section and item.children:
        item = item.children[0]
    return item.file.src_uri.split("/", 1)[0] if item.is_page else None
