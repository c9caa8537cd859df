"""The values that page templates show, as plain lists and texts.

Addresses are relative to the site until `ViewContext.link` turns them into links from the page.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpcentre.articles.home_sections import HOME_SECTIONS
from helpcentre.articles.kinds import SECTIONS, Kind
from helpcentre.articles.model import Article
from helpcentre.articles.topic_index import TopicIndex, is_listed_by_folder, linked_files
from helpcentre.language.dates import long_date
from helpcentre.language.strings import Strings

Link = Callable[[str], str]
KIND_ICONS = {
    Kind.FAQ: "question",
    Kind.TROUBLESHOOTING: "tools",
    Kind.VIDEO: "video",
    Kind.GUIDE: "steps",
    Kind.POLICY: "document",
    Kind.NOTICE: "bell",
    Kind.PAGE: "document",
}
NO_ICON = {"icon": "", "drawing": ""}


@dataclass(frozen=True, slots=True)
class ViewContext:
    """Whom a page is shown to: their words, the topics' names in their language, and how links are written."""

    language: str
    words: Strings
    topics: Mapping[str, str]
    link: Link
    icons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The drawing of each topic that has one: `icon` (a name in our set) or `drawing` (an SVG element)."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The names of the folders that have a list."""

    def topic(self, topic: str) -> str:
        """Return the name of a topic, or a readable form of its id if it has none."""
        return self.topics.get(topic) or topic.replace("-", " ").capitalize()


def card(article: Article, reader: ViewContext) -> dict[str, Any]:
    """Return the values that a list shows of an article."""
    return {
        "id": article.id,
        "title": article.title,
        "url": reader.link(article.url),
        "description": article.front.description or "",
        "kind": article.kind.value,
        "kind_label": reader.words[f"kind.{article.kind.value}"],
        "icon": KIND_ICONS[article.kind],
    }


def article_view(
    article: Article, shelves: TopicIndex, reader: ViewContext, pages: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values that the frame of an article page shows around its text.

    `pages` has the addresses of the pages that exist: `home`, `topic:<id>`, `section:<kind>`.
    """
    topic = article.main_topic
    return {
        "id": article.id,
        "kind": article.kind.value,
        "kind_label": reader.words[f"kind.{article.kind.value}"],
        "is_article": article.kind.is_article,
        "version": article.version,
        "title": article.title,
        "severity": article.front.severity,
        "reviewed": article.reviewed.isoformat() if article.reviewed else None,
        "reviewed_text": long_date(article.reviewed, article.language) if article.reviewed else None,
        "breadcrumbs": breadcrumbs(article, reader, pages),
        "topic": {"label": reader.topic(topic), "url": _link_page(pages, f"topic:{topic}", reader)} if topic else None,
        "related": [card(other, reader) for other in shelves.read_next(article)],
    }


def breadcrumbs(article: Article, reader: ViewContext, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the way from home to the page: home, then its topic (or the list of its kind), without the page itself."""
    if article.slug == "index":
        return []
    way = [{"title": reader.words["frame.home"], "url": reader.link(pages.get("home", ""))}]
    if article.main_topic and f"topic:{article.main_topic}" in pages:
        url = reader.link(pages[f"topic:{article.main_topic}"])
        way.append({"title": reader.topic(article.main_topic), "url": url})
    elif is_listed_by_folder(article) or article.kind is Kind.PAGE:
        way += _folders_above(article, reader, pages)
    elif article.kind in SECTIONS and f"section:{article.kind.value}" in pages:
        url = reader.link(pages[f"section:{article.kind.value}"])
        way.append({"title": reader.words[f"section.{article.kind.value}"], "url": url})
    return way


def _folders_above(article: Article, reader: ViewContext, pages: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the lists of the folders that a page is in, the top one first, without the page itself."""
    steps = posixpath.dirname(article.slug).split("/")
    for folder in ("/".join(steps[:count]) for count in range(1, len(steps) + 1)):
        url = pages.get(f"folder:{folder}")
        if folder in reader.folders and url is not None and url != article.url:
            yield {"title": reader.folders[folder], "url": reader.link(url)}


def folder_cards(shelves: TopicIndex, reader: ViewContext, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the top folders with their first pages, as `topic_cards` does topics."""
    language, found = reader.language, []
    for folder in shelves.folders.inside(language, ""):
        all_pages = shelves.folders.all_pages(language, folder)
        found.append(
            {
                "id": folder,
                "label": reader.folders.get(folder, folder),
                **NO_ICON,
                "url": _link_page(pages, f"folder:{folder}", reader),
                "count": reader.words.plural("topic.articles", len(all_pages)),
                "articles": [card(article, reader) for article in all_pages[:3]],
            }
        )
    return found


def topic_cards(
    shelves: TopicIndex, reader: ViewContext, order: Sequence[str], pages: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the topics with their first articles, in the order of support.yml, the others after them."""
    found = shelves.topics(reader.language)
    ordered = [topic for topic in order if topic in found] + [topic for topic in found if topic not in order]
    return [
        {
            "id": topic,
            "label": reader.topic(topic),
            **reader.icons.get(topic, NO_ICON),
            "url": _link_page(pages, f"topic:{topic}", reader),
            "count": reader.words.plural("topic.articles", len(shelves.on_topic(reader.language, topic))),
            "articles": [card(article, reader) for article in shelves.on_topic(reader.language, topic)[:3]],
        }
        for topic in ordered
    ]


def home_view(
    home: Article, shelves: TopicIndex, reader: ViewContext, order: Sequence[str], pages: Mapping[str, str]
) -> dict[str, Any]:
    """Return the sections of the home page that have anything to show, in the order its writer chose."""
    lists = {
        "topics": [*topic_cards(shelves, reader, order, pages), *folder_cards(shelves, reader, pages)],
        "most_asked": most_asked(home, shelves, reader),
        "policies": policies(shelves, reader),
        "kinds": section_links(reader, pages),
    }
    headings = {name: reader.words[key] for name, key in HOME_SECTIONS.items()}
    sections = [(one.name, one.heading or headings[one.name]) for one in home.front.home] or list(headings.items())
    return {
        "sections": [
            {"name": name, "heading": heading, "items": lists.get(name, [])}
            for name, heading in sections
            if name == "contact" or lists[name]
        ]
    }


def most_asked(home: Article, shelves: TopicIndex, reader: ViewContext) -> list[dict[str, Any]]:
    """Return the articles that the home page names as asked most often, else those that were counted."""
    asked = [shelves.find(home.language, name) for name in home.front.most_asked]
    chosen = [article for article in asked if article] or shelves.most_asked(home.language)
    return [card(article, reader) for article in chosen]


def section_links(reader: ViewContext, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return links to the lists of each kind that has one."""
    return [
        {
            "kind": kind.value,
            "icon": KIND_ICONS[kind],
            "label": reader.words[f"section.{kind.value}"],
            "url": reader.link(pages[f"section:{kind.value}"]),
        }
        for kind in SECTIONS
        if f"section:{kind.value}" in pages
    ]


def section_view(kind: Kind, shelves: TopicIndex, reader: ViewContext, order: Sequence[str]) -> dict[str, Any]:
    """Return the articles of one kind, grouped by main topic."""
    return {"kind": kind.value, "groups": _group_by_topic(shelves.of_kind(reader.language, kind), reader, order)}


def topic_view(topic: str, shelves: TopicIndex, reader: ViewContext) -> dict[str, Any]:
    """Return the articles of one topic, grouped by kind."""
    shelf = shelves.on_topic(reader.language, topic)
    groups = []
    for kind in SECTIONS:
        of_kind = [card(article, reader) for article in shelf if article.kind == kind]
        if of_kind:
            groups.append({"label": reader.words[f"section.{kind.value}"], "articles": of_kind})
    return {"topic": topic, "groups": groups}


def folder_view(
    page: Article, folder: str, shelves: TopicIndex, reader: ViewContext, pages: Mapping[str, str]
) -> dict[str, Any]:
    """Return the pages of a folder and of its folders, without those that the text of `page`, its list, links to."""
    language, linked = reader.language, set(linked_files(page))
    own = [one for one in shelves.folders.pages(language, folder) if one.path not in linked]
    groups: list[dict[str, Any]] = [{"label": "", "articles": [card(one, reader) for one in own]}] if own else []
    for inner in shelves.folders.inside(language, folder):
        first = shelves.folders.all_pages(language, inner)[:5]
        groups.append(
            {
                "label": reader.folders.get(inner, inner),
                "url": _link_page(pages, f"folder:{inner}", reader),
                "articles": [card(article, reader) for article in first],
            }
        )
    return {"folder": folder, "groups": groups}


def policies(shelves: TopicIndex, reader: ViewContext) -> list[dict[str, Any]]:
    """Return the policies, in the order of their topics: linked from every page, never hidden."""
    known = {topic: position for position, topic in enumerate(reader.topics)}
    found = sorted(
        shelves.of_kind(reader.language, Kind.POLICY),
        key=lambda article: (known.get(article.main_topic or "", len(known)), article.slug),
    )
    return [card(article, reader) for article in found[:8]]


def _group_by_topic(articles: Iterable[Article], reader: ViewContext, order: Sequence[str]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for article in articles:
        groups.setdefault(article.main_topic or "", []).append(card(article, reader))
    known = {topic: position for position, topic in enumerate(order)}
    names = sorted(groups, key=lambda topic: (known.get(topic, len(known)), topic))
    return [{"label": reader.topic(name) if name else "", "articles": groups[name]} for name in names]


def _link_page(pages: Mapping[str, str], name: str, reader: ViewContext) -> str | None:
    return reader.link(pages[name]) if name in pages else None
