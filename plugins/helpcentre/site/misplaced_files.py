"""Markdown that would be published raw, or in a language it is not written in: errors before anybody sees it."""

import posixpath
from collections.abc import Iterator

from helpcentre.errors import Finding, HelpCentreError
from helpcentre.language.locales import locale
from helpcentre.site.files import Origin, SiteFile
from helpcentre.site.site import Site

RULE = "files-are-in-place"
MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mdwn", ".mdx", ".mkd", ".mkdn", ".mkdown")
"""Endings of Markdown files, of which a host builds only some, and those only in lower case."""


def find_misplaced_files(site: Site) -> Iterator[Finding]:
    """Yield an error for each Markdown file that is not a page, and for each place outside the language folders.

    Files left out on purpose (`exclude_docs`) and pages kept out of the navigation on purpose (`not_in_nav`) are fine.
    """
    outside: dict[str, list[SiteFile]] = {}
    for file in site.files:
        if not file.published or file.origin is not Origin.CONTENT:
            continue
        if not file.is_page:
            yield from _find_raw_markdown(file)
        elif site.languages.folders and file.in_nav and not _is_in_language_folder(site, file.path):
            outside.setdefault(file.path.partition("/")[0] if "/" in file.path else "", []).append(file)
    for folder, files in outside.items():
        yield _outside_languages(site, folder, files)


def _find_raw_markdown(file: SiteFile) -> Iterator[Finding]:
    stem, ending = posixpath.splitext(file.path)
    if ending.lower() in MARKDOWN_ENDINGS:
        message = (
            f"a file that ends in '{ending}' is not built as a page but published as it is. "
            f"Rename it to {posixpath.basename(stem)}.md, or list it in exclude_docs in mkdocs.yml."
        )
        yield Finding(file.path, 1, 1, message, RULE)


def _is_in_language_folder(site: Site, path: str) -> bool:
    folder, slash, _ = path.partition("/")
    return bool(slash) and folder in site.languages.all


def _outside_languages(site: Site, folder: str, files: list[SiteFile]) -> Finding:
    """Return one error for all pages of a top-level folder (empty: for those in no folder), at the first of them."""
    first = min(file.path for file in files)
    others = len(files) - 1
    also = f" (and {others} more {'file' if others == 1 else 'files'} there)" if others else ""
    languages = ", ".join(f"{code}/" for code in site.languages.all)
    if not folder:
        problem, remedy = "a page of a site with several languages is in none of their folders", ""
    elif _is_language(folder):
        problem = f"'{folder}' is not a language of this site"
        remedy = f"add {folder} to languages of helpcentre/languages in mkdocs.yml, "
    else:
        problem, remedy = f"the folder '{folder}' is not one of a language", ""
    message = (
        f"{problem}{also}, so it would be a page in '{site.languages.default}'. To correct this, {remedy}"
        f"move it to one of {languages} or list it in exclude_docs (not published) or not_in_nav (published as it is)."
    )
    return Finding(first, 1, 1, message, RULE)


def _is_language(folder: str) -> bool:
    try:
        locale(folder)
    except HelpCentreError:
        return False
    return True
