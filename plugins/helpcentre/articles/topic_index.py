"""An article among the others: its topics, and what to read next.

Every list on an article page is cut to a few entries, so that no page grows with the size of the site.
"""

from collections import defaultdict
from collections.abc import Sequence

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article, Library

_ORDER = {kind: position for position, kind in enumerate(Kind)}


class TopicIndex:
    """The articles of a library by language and topic, sorted once."""

    def __init__(self, library: Library) -> None:
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
            shelf.sort(key=lambda article: (article.main_topic != topic, *_reading_order(article)))
        for shelf in self._kinds.values():
            shelf.sort(key=_reading_order)
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

    def topics(self, language: str) -> Sequence[str]:
        """Return the topics that have an article in this language, sorted."""
        return sorted(topic for found, topic in self._topics if found == language)

    def on_topic(self, language: str, topic: str) -> Sequence[Article]:
        """Return the articles of a topic: questions first, then troubleshooting, videos, guides, policies."""
        return self._topics.get((language, topic), ())

    def read_next(self, article: Article, fewest: int = 3, most: int = 4) -> Sequence[Article]:
        """Return the articles to read next: the writer's choice in its order, then those after it in its topic.

        Those of the topic are added until there are `fewest`; the last of a topic is followed by the first.
        """
        chosen = [self._by_id.get((article.language, name)) for name in article.front.related]
        found = dict.fromkeys(other.id for other in chosen[:most] if other is not None and other.id != article.id)
        shelf = self.on_topic(article.language, article.main_topic or "")
        place = self._place.get((article.language, article.id, article.main_topic or ""), -1)
        for other in (*shelf[place + 1 :], *shelf[: max(place, 0)]):
            if len(found) >= fewest:
                break
            found[other.id] = None
        return [self._by_id[article.language, name] for name in found]


def _reading_order(article: Article) -> tuple[bool, int, int, str]:
    """Return what lists are sorted by: the writer's `order`, then the kind."""
    order = article.front.order
    return (order is None, order or 0, _ORDER[article.kind], article.slug)
