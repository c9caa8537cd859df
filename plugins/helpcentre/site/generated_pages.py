"""The pages that the build adds: lists, the search results, and placeholders for translations."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.articles.model import Article, Source
from helpcentre.articles.read import read_leniently
from helpcentre.site.folder_lists import missing_lists
from helpcentre.site.pages import PANEL, TOPICS, readable_topic
from helpcentre.site.site import Site
from helpcentre.site.untranslated import quote_yaml, untranslated_markdown


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page that the build adds: its path as a file of the content folder, and its Markdown."""

    path: str
    markdown: str


def generate_pages(site: Site) -> list[GeneratedPage]:
    """Return the pages to add to those that have been read, and add them to the site's pages.

    A page that a writer has written at such a path is left alone. Only written pages get placeholders: a list or
    a page of results is not translated.
    """
    missing = list(_missing_translations(site))
    found = [_add_page(site, *page) for page in _frame_pages(site)]
    for language, article in missing:
        path = path_of(site, language, article.slug)
        site.pages.placeholders[path] = article
        found.append(GeneratedPage(path, untranslated_markdown(site.words(language))))
    return found


def path_of(site: Site, language: str, slug: str) -> str:
    """Return the file of a page, relative to the content folder."""
    return f"{language}/{slug}.md" if site.languages.folders else f"{slug}.md"


def _frame_pages(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield (language, slug, title) of the pages our frame needs, if no writer has written them."""
    if not site.options.frame:
        return
    index = site.pages.topic_index
    for language in site.languages.all:
        labels = site.topic_labels(language)
        wanted = [(f"{TOPICS}{topic}", labels.get(topic) or readable_topic(topic)) for topic in index.topics(language)]
        if site.options.search is not None:
            wanted.append(("search", site.words(language).plain("search.page_title")))
        if site.embed is not None:
            wanted.append((PANEL, site.words(language).plain("embed.launcher")))
        wanted += missing_lists(site, index, language)
        for slug, title in wanted:
            if site.pages.find(language, slug) is None:
                yield language, slug, title


def _add_page(site: Site, language: str, slug: str, title: str) -> GeneratedPage:
    path = path_of(site, language, slug)
    markdown = f"---\ntitle: {quote_yaml(title)}\nkind: page\n---\n"
    article = read_leniently(Source(path, markdown), site.languages, site.url_of(language, slug))
    names = {"search": "the page of search results", PANEL: "the panel on other sites"}
    kind = "topic" if slug.startswith(TOPICS) else "section"
    site.pages.generated[path] = names.get(slug, f"the list of the {kind} '{title}'")
    site.pages.add(article)
    return GeneratedPage(path, markdown)


def _missing_translations(site: Site) -> Iterator[tuple[str, Article]]:
    """Yield (language, article) for every page and every language that it is missing in."""
    if not site.options.multilingual:
        return
    for slug in site.pages.slugs():
        existing = site.pages.translations(slug)
        source = existing.get(site.languages.default) or next(iter(existing.values()))
        for language in site.languages.all:
            if language not in existing:
                yield language, source
