"""Storing manifests and reading them back: articles, every text version with the time it was first seen, channels.

Nothing is deleted when a later manifest leaves it out, because cached pages and late answers still refer to it.
"""

import json
from datetime import date

from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import day_of
from helpcentre.contract.manifest import Manifest, ManifestArticle, SiteEvent

_INSERT_ARTICLE = (
    "INSERT INTO article (article, language, version, title, url, kind, topics, owner, reviewed, live) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (article, language) DO UPDATE SET version = excluded.version, "
    "title = excluded.title, url = excluded.url, kind = excluded.kind, topics = excluded.topics, "
    "owner = excluded.owner, reviewed = excluded.reviewed, live = 1"
)
_INSERT_VERSION = (
    "INSERT INTO version (article, language, version, first_seen, sketch, headings) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (article, language, version) DO UPDATE SET sketch = excluded.sketch, headings = excluded.headings"
)
_INSERT_CHANNEL = "INSERT INTO channel (channel, first_seen) VALUES (?, ?) ON CONFLICT (channel) DO NOTHING"
_INSERT_EVENT = (
    "INSERT INTO event (kind, name, first, last, words, topics, languages) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (kind, name, first) DO UPDATE SET last = excluded.last, words = excluded.words, "
    "topics = excluded.topics, languages = excluded.languages"
)


def store_manifest(connection: Connection, manifest: Manifest, now: int) -> None:
    """Store a manifest: new versions get `now` (Unix ms) as first seen, missing articles are no longer live.

    Must be called inside a transaction.
    """
    connection.execute("UPDATE article SET live = 0 WHERE live <> 0")
    connection.execute_many(_INSERT_ARTICLE, [_article_row(article) for article in manifest.articles])
    connection.execute_many(_INSERT_VERSION, [_version_row(article, now) for article in manifest.articles])
    connection.execute_many(_INSERT_CHANNEL, [(channel, now) for channel in manifest.channels])
    _store_events(connection, manifest, now)
    site = manifest.site
    connection.execute("DELETE FROM site")
    connection.execute(
        "INSERT INTO site (name, url, default_language, languages) VALUES (?, ?, ?, ?)",
        site.name, site.url, site.default_language, json.dumps(site.languages),
    )  # fmt: skip


def _store_events(connection: Connection, manifest: Manifest, now: int) -> None:
    """Store closures and notices: those that have begun are kept, others may still be moved or called off."""
    connection.execute("DELETE FROM event WHERE first > ?", day_of(now))
    connection.execute_many(_INSERT_EVENT, [_event_row(event) for event in manifest.events])


def _article_row(article: ManifestArticle) -> tuple[object, ...]:
    reviewed = article.reviewed.isoformat() if article.reviewed else None
    topics = json.dumps(article.topics, ensure_ascii=False)
    return (
        article.id, article.language, article.version, article.title, article.url, article.kind, topics,
        article.owner, reviewed,
    )  # fmt: skip


def _version_row(article: ManifestArticle, now: int) -> tuple[object, ...]:
    headings = json.dumps([(heading.id, heading.text) for heading in article.headings], ensure_ascii=False)
    return (article.id, article.language, article.version, now, article.sketch, headings)


def _event_row(event: SiteEvent) -> tuple[object, ...]:
    return (
        event.kind, event.name, event.first.toordinal(), event.last.toordinal(),
        json.dumps(event.words, ensure_ascii=False), json.dumps(event.topics), json.dumps(event.languages),
    )  # fmt: skip


def read_events(connection: Connection, since: date, until: date) -> tuple[SiteEvent, ...]:
    """Return the closures and notices that overlap a window, oldest first."""
    rows = connection.rows(
        "SELECT kind, name, first, last, words, topics, languages FROM event WHERE last >= ? AND first <= ? "
        "ORDER BY first, kind, name",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    return tuple(
        SiteEvent(
            kind=kind, name=name, first=date.fromordinal(first), last=date.fromordinal(last),
            words=json.loads(words), topics=tuple(json.loads(topics)), languages=tuple(json.loads(languages)),
        )
        for kind, name, first, last, words, topics, languages in rows
    )  # fmt: skip


def read_catalogue(connection: Connection) -> SiteCatalogue:
    """Return everything that items may refer to: all versions ever seen, not only today's."""
    rows = connection.rows("SELECT article, language, version, headings FROM version")
    languages = {language for _, language, _, _ in rows}
    for (listed,) in connection.rows("SELECT languages FROM site"):
        languages.update(json.loads(listed))
    return SiteCatalogue(
        versions=frozenset((article, language, version) for article, language, version, _ in rows),
        articles=frozenset((article, language) for article, language, _, _ in rows),
        ids=frozenset(article for article, _, _, _ in rows),
        headings=frozenset(
            (article, language, name) for article, language, _, headings in rows for name, _ in json.loads(headings)
        ),
        channels=frozenset(channel for (channel,) in connection.rows("SELECT channel FROM channel")),
        languages=frozenset(languages),
    )
