"""The values that the search field of a page needs."""

import json
from typing import Any

from helpcentre.articles.kinds import Kind
from helpcentre.language.strings import Strings
from helpcentre.site.output_paths import SEARCH_FOLDER
from helpcentre.site.pages import readable_topic
from helpcentre.site.site import Site


def search_context(site: Site, language: str, page_url: str | None) -> dict[str, Any]:
    """Return the addresses and words of the field; links are relative to the page (absolute from the 404 page)."""
    roles, collector = site.pages.roles(language), site.options.collector_url
    return {
        "base": site.link(f"{SEARCH_FOLDER}/", page_url),
        "root": site.link("", page_url),
        "action": site.link(roles["search"], page_url) if "search" in roles else "",
        "contact": site.link(roles["contact"], page_url) if "contact" in roles else "",
        "collector": f"{collector}feedback/v1/items" if collector else "",
        "words": site.share(("search strings", language), lambda: _search_strings(site.words(language))),
        "topics": _topic_links(site, language, page_url),
        "labels": json.dumps(_facet_labels(site, language), ensure_ascii=False, sort_keys=True),
        "popular": _popular_links(site, language, page_url),
    }


def _facet_labels(site: Site, language: str) -> dict[str, dict[str, str]]:
    """Return the names of the kinds, and of the topics that have articles, for readers."""
    words, labels = site.words(language), site.topic_labels(language)
    topics = site.pages.topic_index.topics(language)
    return {
        "kinds": {kind.value: words.plain(f"kind.{kind.value}") for kind in Kind},
        "topics": {topic: labels.get(topic) or readable_topic(topic) for topic in topics},
    }


def _popular_links(site: Site, language: str, page_url: str | None) -> list[dict[str, str]]:
    """Return `{"title", "url"}` for each article that the home page of the language names as asked most."""
    home = site.pages.find(language, "index")
    found = [site.pages.topic_index.find(language, name) for name in (home.front.most_asked if home else ())]
    return [{"title": each.title, "url": site.link(each.url, page_url)} for each in found if each]


def _search_strings(words: Strings) -> str:
    """Return the strings of the search as JSON, with `lang` if they are in another language than the page."""
    foreign = {"lang": words.language_of("search.ui.results")} if words.is_foreign("search.ui.results") else {}
    return json.dumps(words.under("search.ui") | foreign, ensure_ascii=False, sort_keys=True)


def _topic_links(site: Site, language: str, page_url: str | None) -> list[dict[str, str]]:
    """Return `{"label", "url"}` for each topic with a list: in the order of the support file, the others after them."""
    labels, roles = site.topic_labels(language), site.pages.roles(language)
    found = site.pages.topic_index.topics(language)
    ordered = [*(topic for topic in labels if topic in found), *(topic for topic in found if topic not in labels)]
    return [
        {"label": labels.get(topic) or readable_topic(topic), "url": site.link(roles[f"topic:{topic}"], page_url)}
        for topic in ordered
        if f"topic:{topic}" in roles
    ]
