"""What the site has said about itself: articles, every text version with the time it was first seen, channels."""

import json
from datetime import date

from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import day_of
from helpcentre.contract.manifest import Manifest, ManifestArticle, SiteEvent

_ARTICLE = (
    "INSERT INTO article (article, language, version, title, url, kind, topics, owner, reviewed, live) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (article, language) DO UPDATE SET version = excluded.version, "
    "title = excluded.title, url = excluded.url, kind = excluded.kind, topics = excluded.topics, "
    "owner = excluded.owner, reviewed = excluded.reviewed, live = 1"
)
_VERSION = (
    "INSERT INTO version (article, language, version, first_seen, sketch, headings) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (article, language, version) DO UPDATE SET sketch = excluded.sketch, headings = excluded.headings"
)


_EVENT = (
    "INSERT INTO event (kind, name, first, last, words, topics, languages) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (kind, name, first) DO UPDATE SET last = excluded.last, words = excluded.words, "
    "topics = excluded.topics, languages = excluded.languages"
)


def learn(connection: Connection, manifest: Manifest, now: int) -> None:
    """Take over a manifest: new versions get `now` (Unix ms) as first seen, articles it lacks are no longer live."""
    connection.execute("UPDATE article SET live = 0 WHERE live <> 0")
    connection.execute_many(_ARTICLE, [_article(article) for article in manifest.articles])
    connection.execute_many(_VERSION, [_version(article, now) for article in manifest.articles])
    channels = "INSERT INTO channel (channel, first_seen) VALUES (?, ?) ON CONFLICT (channel) DO NOTHING"
    connection.execute_many(channels, [(channel, now) for channel in manifest.channels])
    _take_over_events(connection, manifest, now)
    site = manifest.site
    connection.execute("DELETE FROM site")
    connection.execute(
        "INSERT INTO site (name, url, default_language, languages) VALUES (?, ?, ?, ?)",
        site.name, site.url, site.default_language, json.dumps(site.languages),
    )  # fmt: skip


def _take_over_events(connection: Connection, manifest: Manifest, now: int) -> None:
    """Keep what has begun for ever; what has not may still be moved or called off."""
    connection.execute("DELETE FROM event WHERE first > ?", day_of(now))
    rows = [
        (
            event.kind, event.name, event.first.toordinal(), event.last.toordinal(),
            json.dumps(event.words, ensure_ascii=False), json.dumps(event.topics), json.dumps(event.languages),
        )
        for event in manifest.events
    ]  # fmt: skip
    connection.execute_many(_EVENT, rows)


def events(connection: Connection, since: date, until: date) -> tuple[SiteEvent, ...]:
    """Return the closures and notices that touch a window, oldest first."""
    rows = connection.rows(
        "SELECT kind, name, first, last, words, topics, languages FROM event WHERE last >= ? AND first <= ? "
        "ORDER BY first, kind, name",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    return tuple(
        SiteEvent(
            kind=row[0], name=row[1], first=date.fromordinal(row[2]), last=date.fromordinal(row[3]),
            words=json.loads(row[4]), topics=tuple(json.loads(row[5])), languages=tuple(json.loads(row[6])),
        )
        for row in rows
    )  # fmt: skip


def _article(article: ManifestArticle) -> tuple[object, ...]:
    reviewed = article.reviewed.isoformat() if article.reviewed else None
    topics = json.dumps(article.topics, ensure_ascii=False)
    return (
        article.id, article.language, article.version, article.title, article.url, article.kind, topics,
        article.owner, reviewed,
    )  # fmt: skip


def _version(article: ManifestArticle, now: int) -> tuple[object, ...]:
    headings = json.dumps([(heading.id, heading.text) for heading in article.headings], ensure_ascii=False)
    return (article.id, article.language, article.version, now, article.sketch, headings)


def known(connection: Connection) -> SiteCatalogue:
    """Return everything answers are accepted about: all versions ever seen, not only today's."""
    rows = connection.rows("SELECT article, language, version, headings FROM version")
    ids = frozenset(row[0] for row in rows)
    languages: set[str] = {row[1] for row in rows}
    for (listed,) in connection.rows("SELECT languages FROM site"):
        languages.update(json.loads(listed))
    return SiteCatalogue(
        versions=frozenset((row[0], row[1], row[2]) for row in rows),
        articles=frozenset((row[0], row[1]) for row in rows),
        ids=ids,
        headings=frozenset((row[0], row[1], heading) for row in rows for heading, _ in json.loads(row[3])),
        channels=frozenset(row[0] for row in connection.rows("SELECT channel FROM channel")),
        languages=frozenset(languages),
    )
