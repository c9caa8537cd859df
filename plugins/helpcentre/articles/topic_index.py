"""An article among the others: the lists of topics, kinds and folders it is in, their order, and what to read next.

Every list on an article page is cut to a few entries, so that no page grows with the size of the site. Lists are in the
order that the writer gives, else the most asked articles come first; the name of a file never decides.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpcentre.articles.kinds import SECTIONS, Kind
from helpcentre.articles.link_targets import find_link_targets
from helpcentre.articles.model import Article, Library

Demand = Mapping[tuple[str, str], int]
"""The number of times an article was opened and answered, by language and id."""
_KINDS = {kind: position for position, kind in enumerate(Kind)}
NOTHING_COUNTED: Demand = {}
_OTHER_LISTS = frozenset({*(kind.folder for kind in SECTIONS), "topics"})
"""Top folders whose pages are in lists by kind or by topic."""


class ReadingOrder:
    """The order of the articles of a site; `demand` is empty if nothing was counted."""

    def __init__(self, articles: Iterable[Article], demand: Demand) -> None:
        self._demand = demand
        self._listed = _places_in_folder_pages(articles)

    def in_folder(self, article: Article) -> Any:
        """Return the key to sort the pages of a folder by.

        It is the `order` of the page, then its place among the links of the folder's `index.md`, then its demand, and
        for pages without any of these the title.
        """
        return (*_by_order(article), *self._by_demand(article))

    def in_topic(self, article: Article) -> Any:
        """Return the key to sort the articles of a topic or kind by: as in a folder, but questions come first."""
        return (*_by_order(article), _KINDS[article.kind], *self._by_demand(article))

    def of_folder(self, pages: Sequence[Article]) -> Any:
        """Return the key to sort folders by, given all the pages in each: the lowest `order`, then the demand."""
        return (*min(map(_by_order, pages)), -sum(map(self.demand, pages)))

    def _by_demand(self, article: Article) -> tuple[bool, int, int, str, str]:
        listed = self._listed.get(article.path)
        return listed is None, listed or 0, -self.demand(article), article.title.casefold(), article.slug

    def demand(self, article: Article) -> int:
        """Return how often an article was opened and answered in its language; 0 if it was not counted."""
        return self._demand.get((article.language, article.id), 0)


def _by_order(article: Article) -> tuple[bool, int]:
    return article.front.order is None, article.front.order or 0


def _places_in_folder_pages(articles: Iterable[Article]) -> dict[str, int]:
    """Return the place of each page among the links of the `index.md` of its folder, by file."""
    found: dict[str, int] = {}
    for article in articles:
        if posixpath.basename(article.slug) != "index":
            continue
        for place, path in enumerate(linked_files(article)):
            if posixpath.dirname(path) == posixpath.dirname(article.path):
                found.setdefault(path, place)
    return found


def linked_files(article: Article) -> list[str]:
    """Return the files that the links in the Markdown of a page name, from the content folder, in their order."""
    folder = posixpath.dirname(article.path)
    targets = (target.href.partition("#")[0] for target in find_link_targets(article.body) if not target.image)
    return [posixpath.normpath(posixpath.join(folder, href)) for href in targets if href and ":" not in href]


class FolderIndex:
    """The pages that are browsed by folder, by language, in an order."""

    def __init__(self, articles: Iterable[Article], order: ReadingOrder) -> None:
        self._pages: dict[tuple[str, str], list[Article]] = defaultdict(list)
        self._inside: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._order = order
        for article in sorted(filter(is_listed_by_folder, articles), key=order.in_folder):
            folder = posixpath.dirname(article.slug)
            self._pages[article.language, folder].append(article)
            while folder:
                self._inside[article.language, posixpath.dirname(folder)].add(folder)
                folder = posixpath.dirname(folder)

    def folders(self, language: str) -> Sequence[str]:
        """Return every folder with a page in it or in one of its folders, sorted."""
        return sorted(one for (code, _), inside in self._inside.items() if code == language for one in inside)

    def has(self, language: str, folder: str) -> bool:
        """Return whether a folder has a page in it or in one of its folders."""
        return folder in self._inside.get((language, posixpath.dirname(folder)), ())

    def inside(self, language: str, folder: str) -> Sequence[str]:
        """Return the folders directly in a folder (empty: the top ones): by `order`, by demand, then by name."""
        found = self._inside.get((language, folder), ())
        return sorted(found, key=lambda one: (self._order.of_folder(self.all_pages(language, one)), one))

    def pages(self, language: str, folder: str) -> Sequence[Article]:
        """Return the pages directly in a folder."""
        return self._pages.get((language, folder), ())

    def all_pages(self, language: str, folder: str) -> Sequence[Article]:
        """Return the pages in a folder and in its folders."""
        prefix = f"{folder}/"
        found = [
            article
            for (code, other), pages in self._pages.items()
            if code == language and f"{other}/".startswith(prefix)
            for article in pages
        ]
        return sorted(found, key=self._order.in_folder)


def is_listed_by_folder(article: Article) -> bool:
    """Return whether a page is in the list of its folder: one without topics, outside the folders of the kinds.

    The page of a folder itself (`index`, of kind page) is the list.
    """
    folder, _, name = article.slug.rpartition("/")
    if not folder or article.topics or article.slug.split("/")[0] in _OTHER_LISTS:
        return False
    return article.kind.is_article or (article.kind is Kind.PAGE and name != "index")


def is_listed_by_kind(article: Article) -> bool:
    """Return whether an article is in no other list than that of its kind."""
    return article.kind in SECTIONS and not article.topics and not is_listed_by_folder(article)


class TopicIndex:
    """The articles of a library by language and topic, sorted once; `demand` is how often each was read."""

    def __init__(self, library: Library, demand: Demand = NOTHING_COUNTED) -> None:
        self._order = ReadingOrder(library.articles, demand)
        self.folders = FolderIndex(library.articles, self._order)
        """The pages without topics, by folder."""
        self._by_id: dict[tuple[str, str], Article] = {}
        self._by_slug: dict[str, dict[str, Article]] = defaultdict(dict)
        self._topics: dict[tuple[str, str], list[Article]] = defaultdict(list)
        self._kinds: dict[tuple[str, Kind], list[Article]] = defaultdict(list)
        for article in library.articles:
            self._by_id[article.language, article.id] = article
            self._by_slug[article.slug][article.language] = article
            self._kinds[article.language, article.kind].append(article)
            for topic in article.topics if article.kind.is_article else ():
                self._topics[article.language, topic].append(article)
        for (_, topic), shelf in self._topics.items():
            shelf.sort(key=lambda article: (article.main_topic != topic, *self._order.in_topic(article)))
        for shelf in self._kinds.values():
            shelf.sort(key=self._order.in_topic)
        self._place = {
            (article.language, article.id, topic): position
            for (_, topic), shelf in self._topics.items()
            for position, article in enumerate(shelf)
        }
        self._languages = library.languages.all

    def find(self, language: str, article_id: str) -> Article | None:
        """Return the article with this id in this language."""
        return self._by_id.get((language, article_id))

    def translations(self, slug: str) -> dict[str, Article]:
        """Return a page in every language it exists in, in the order of the site's languages."""
        found = self._by_slug.get(slug, {})
        return {language: found[language] for language in self._languages if language in found}

    def slugs(self) -> Sequence[str]:
        """Return the slug of every page of the site, sorted."""
        return sorted(self._by_slug)

    def of_kind(self, language: str, kind: Kind) -> Sequence[Article]:
        """Return the articles of one kind in one language."""
        return self._kinds.get((language, kind), ())

    def of_language(self, language: str) -> Sequence[Article]:
        """Return every page of a language, in the order of the kinds."""
        return [article for kind in Kind for article in self.of_kind(language, kind)]

    def most_asked(self, language: str, most: int = 6) -> Sequence[Article]:
        """Return the articles that were opened and answered most often, without policies; none without a count."""
        kinds = [kind for kind in SECTIONS if kind is not Kind.POLICY]
        counted = [one for kind in kinds for one in self.of_kind(language, kind) if self._order.demand(one)]
        return sorted(counted, key=lambda one: -self._order.demand(one))[:most]

    def topics(self, language: str) -> Sequence[str]:
        """Return the topics that have an article in this language, sorted."""
        return sorted(topic for found, topic in self._topics if found == language)

    def on_topic(self, language: str, topic: str) -> Sequence[Article]:
        """Return the articles of a topic: questions first, then troubleshooting, videos, guides, policies."""
        return self._topics.get((language, topic), ())

    def read_next(self, article: Article, fewest: int = 3, most: int = 4) -> Sequence[Article]:
        """Return the articles to read next: the writer's choice in its order, then those after it in its topic.

        Those of the topic are added until there are `fewest`; the last of a topic is followed by the first. A page
        without topics has those of its folder.
        """
        chosen = [self._by_id.get((article.language, name)) for name in article.front.related]
        found = dict.fromkeys(other.id for other in chosen[:most] if other is not None and other.id != article.id)
        if is_listed_by_folder(article):
            shelf = self.folders.pages(article.language, posixpath.dirname(article.slug))
            place = next((place for place, one in enumerate(shelf) if one.id == article.id), -1)
        else:
            shelf = self.on_topic(article.language, article.main_topic or "")
            place = self._place.get((article.language, article.id, article.main_topic or ""), -1)
        for other in (*shelf[place + 1 :], *shelf[: max(place, 0)]):
            if len(found) >= fewest:
                break
            found[other.id] = None
        return [self._by_id[article.language, name] for name in found]
