"""The navigation of one language, cut out of the navigation of the whole site.

It works on the objects of the host, which MkDocs and ProperDocs share: a navigation with `items` and `pages`, sections
with `children`, and pages with a `file`.
"""

from typing import Any

from helpcentre.articles.languages import Languages


def language_navigation(nav: Any, language: str, languages: Languages) -> Any:
    """Return the part of a navigation that belongs to one language, with its own previous and next pages."""
    pages = [page for page in nav.pages if languages.of(page.file.src_uri) == language]
    own = [
        section
        for section in nav.items
        if section.is_section and section.children and _find_folder(section.children[0]) == language
    ]
    items = own[0].children if own else [item for item in nav.items if _find_folder(item) == language]
    for before, after in zip([None, *pages], [*pages, None], strict=True):
        if after is not None:
            after.previous_page = before
        if before is not None:
            before.next_page = after
    for item in items:
        item.parent = None
    found = type(nav)(items, pages)
    found.homepage = next((page for page in pages if languages.slug(page.file.src_uri) == "index"), None)
    return found


def _find_folder(item: Any) -> str | None:
    """Return the top-level folder of the first page in an item of a navigation, None if it leads elsewhere."""
    while item.is_section and item.children:
        item = item.children[0]
    return item.file.src_uri.split("/", 1)[0] if item.is_page else None
