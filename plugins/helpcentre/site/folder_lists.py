"""The pages that list others: which pages they show, and those that the build has to add."""

from collections.abc import Collection, Iterator

from helpcentre.articles.kinds import SECTIONS
from helpcentre.articles.titles import title_of_path
from helpcentre.articles.topic_index import TopicIndex, is_listed_by_kind
from helpcentre.site.pages import LIST_PAGE
from helpcentre.site.site import Site


def missing_lists(site: Site, index: TopicIndex, language: str) -> Iterator[tuple[str, str]]:
    """Yield (slug, title) of the lists that a language needs and nobody has written: of folders, and of kinds.

    `index` is that of the written pages. A kind needs one if an article is in no other list. A list whose address is
    taken gets another one.
    """
    pages = site.pages
    taken = {old for page in pages if page.language == language for old in page.front.redirect_from}
    kinds = {article.kind for article in index.of_language(language) if is_listed_by_kind(article)}
    for kind in SECTIONS:
        if kind in kinds and pages.find(language, f"{kind.folder}/index") is None:
            title = site.words(language).plain(f"section.{kind.value}")
            yield _choose_slug(site, language, kind.folder, taken), title
    for folder in index.folders.folders(language):
        if pages.folder_list(language, folder) is None:
            yield _choose_slug(site, language, folder, taken), _name_folder(site, language, folder)


def _choose_slug(site: Site, language: str, folder: str, taken: Collection[str]) -> str:
    """Return the path of the list of a folder: its own, unless it is that of another page or redirects to one."""
    others = (folder, f"{folder}/index", f"{folder}/README")
    is_free = folder not in taken and not any(site.pages.find(language, slug) for slug in others)
    return f"{folder}/{'index' if is_free else LIST_PAGE}"


def _name_folder(site: Site, language: str, folder: str) -> str:
    """Return the title of the page at the address of a folder, else the label of its topic, else its name."""
    page = site.pages.find(language, f"{folder}/index") or site.pages.find(language, folder)
    if page is not None:
        return page.title
    return site.topic_labels(language).get(folder.replace("/", "-")) or title_of_path(f"{folder}/index")


def listed_pages(site: Site) -> frozenset[str]:
    """Return the files of the pages that the lists of our frame show, and of the lists themselves."""
    index, found = site.pages.topic_index, set()
    for language in site.languages.all:
        roles = site.pages.roles(language)
        for topic in index.topics(language):
            if f"topic:{topic}" in roles:
                found |= {article.path for article in index.on_topic(language, topic)}
        for kind in SECTIONS:
            if f"section:{kind.value}" in roles:
                found |= {article.path for article in index.of_kind(language, kind)}
        for folder in index.folders.folders(language):
            page = site.pages.folder_list(language, folder)
            if page is not None:
                found |= {page.path, *(article.path for article in index.folders.pages(language, folder))}
    return frozenset(found)
