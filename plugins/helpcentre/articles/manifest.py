"""`helpcentre/manifest.json`, which is all that the collector knows about the site."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from helpcentre.articles.model import Article


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """The facts about the whole site in the manifest."""

    name: str
    url: str
    default_language: str
    languages: Sequence[str]
    channels: Sequence[str]
    pages: Sequence[str] = ()  # addresses of pages other than articles
    contact_form: dict[str, Any] | None = None  # its channel, and the automatic reply in each language
    events: Sequence[dict[str, Any]] = ()  # closures and notices, see support/events.py


def manifest(facts: SiteFacts, articles: Iterable[tuple[Article, Sequence[tuple[str, str]]]]) -> str:
    """Return the manifest's JSON; each article comes with its headings as (id, text)."""
    entries = [_article_entry(article, headings) for article, headings in articles]
    entries.sort(key=lambda entry: (entry["id"], entry["language"]))
    site = {
        "name": facts.name,
        "url": facts.url,
        "default_language": facts.default_language,
        "languages": list(facts.languages),
    }
    document = {"site": site, "articles": entries, "channels": list(facts.channels), "pages": sorted(facts.pages)}
    document["events"] = list(facts.events)
    if facts.contact_form is not None:
        document["contact_form"] = facts.contact_form
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _article_entry(article: Article, headings: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "id": article.id,
        "language": article.language,
        "version": article.version,
        "sketch": article.sketch,
        "url": article.url,
        "title": article.title,
        "kind": article.kind.value,
        "topics": list(article.topics),
        "owner": article.front.owner,
        "reviewed": article.reviewed.isoformat() if article.reviewed else None,
        "headings": [{"id": anchor, "text": text} for anchor, text in headings],
    }
