"""What the search takes from a MkDocs build, and what a page's search field takes from the search."""

import json
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline
from helpcentre.articles.views import topic_cards
from helpcentre.language.strings import strings
from helpcentre.mkdocs_plugins import frame, outputs, shared
from helpcentre.search.documents import SearchDocument, Section

FOLDER = "helpcentre/search"
NEVER_FOUND = ("index", "404", "search")
LISTS = "topics/"


def documents_of(site: shared.Site, language: str) -> Iterator[SearchDocument]:
    """Yield what can be found in a language: every page with words of its own, no lists and no stand-ins."""
    for article in site.by_path.values():
        if article.language == language and article.path not in site.missing and article.path in site.outlines:
            document = document_of(article, site.outlines[article.path])
            if document is not None:
                yield document


def document_of(article: Article, outline: Outline) -> SearchDocument | None:
    """Return what search knows of a page; None for home, lists and pages without words."""
    if article.slug in NEVER_FOUND or article.slug.startswith(LISTS) or article.slug.endswith("/index"):
        return None
    sections = tuple(Section(each.id, each.heading, each.text) for each in outline.sections)
    if not any(section.text for section in sections):
        return None
    return SearchDocument(
        id=article.id,
        language=article.language,
        url=article.url,
        title=article.title,
        asks=tuple(article.front.asks),
        lead=article.front.description or "",
        sections=sections,
        kind=article.kind.value,
        topics=tuple(article.topics),
        path=article.path,
        ask_lines=tuple(_line(article, ask) for ask in article.front.asks),
    )


def _line(article: Article, ask: str) -> int:
    """Return the line of the file an ask stands in, 0 where it is written with escapes."""
    for number, line in enumerate(article.source.splitlines(), 1):
        if ask in line and number < article.body_line:
            return number
    return 0


def view(hc: MutableMapping[str, Any], page: Page | None, config: MkDocsConfig) -> dict[str, Any]:
    """Return `hc.search` of a page; addresses are relative to it."""
    language = hc["language"]
    addresses = frame.page_addresses(config, language)
    collector = outputs.collector_url(config)
    site = shared.site_of(config)
    who = frame.reader(config, page, language)
    topics = topic_cards(site.shelves, who, list(who.topics), addresses) if site.shelves else []
    return {
        "base": shared.link(f"{FOLDER}/", page, config),
        "root": shared.link("", page, config),
        "action": shared.link(addresses["search"], page, config) if "search" in addresses else "",
        "contact": shared.link(addresses["contact"], page, config) if "contact" in addresses else "",
        "collector": f"{collector}feedback/v1/items" if collector else "",
        "words": json.dumps(strings(language).under("search.ui"), ensure_ascii=False, sort_keys=True),
        "topics": [{"label": topic["label"], "url": topic["url"]} for topic in topics if topic["url"]],
    }


@contextmanager
def kept(config: MkDocsConfig, language: str) -> Iterator[dict[str, Any]]:
    """Lend the analysed articles of the last build, and keep those of this one."""
    path = Path(config.config_file_path).parent / ".cache" / "helpcentre" / f"search-{language}.json"
    try:
        cache = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        cache = {}
    if not isinstance(cache, dict):
        cache = {}
    before = set(cache)
    yield cache
    if set(cache) != before:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(cache, ensure_ascii=False), encoding="utf-8")
        except OSError as error:
            shared.log.info(f"helpcentre/search: the articles cannot be kept for the next build: {error}")
