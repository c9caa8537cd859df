"""`helpcentre/manifest.json`, which is all that the collector knows about the site."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
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


Articles = Iterable[tuple[Article, Sequence[tuple[str, str]]]]
"""Articles with their headings as (id, text)."""


def manifest(facts: SiteFacts, articles: Articles, parts: Mapping[str, str] | None = None) -> str:
    """Return the manifest's JSON; `parts` are the texts of `articles_file` by language, if there are any."""
    site = {
        "name": facts.name,
        "url": facts.url,
        "default_language": facts.default_language,
        "languages": list(facts.languages),
    }
    document: dict[str, Any] = {"site": site, "articles": _article_entries(articles), "channels": list(facts.channels)}
    document |= {"pages": sorted(facts.pages), "events": list(facts.events)}
    if facts.contact_form is not None:
        document["contact_form"] = facts.contact_form
    if parts:
        document["parts"] = [{"language": code, "hash": hash_part(text.encode())} for code, text in parts.items()]
    return _write_json(document)


def articles_file(articles: Articles) -> str:
    """Return the JSON of the articles of one language, for a manifest in parts."""
    return _write_json({"articles": _article_entries(articles)})


def hash_part(text: bytes) -> str:
    """Return the fingerprint by which a manifest names one of its parts: 32 hex digits of BLAKE2b."""
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def _write_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _article_entries(articles: Articles) -> list[dict[str, Any]]:
    entries = [_article_entry(article, headings) for article, headings in articles]
    return sorted(entries, key=lambda entry: (entry["id"], entry["language"]))


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
