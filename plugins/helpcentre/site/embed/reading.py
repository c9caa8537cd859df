"""From the `embed` block of mkdocs.yml to an `Embed`, with everything that is wrong with it at its place."""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from helpcentre.contract.manifest import origin_of
from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.marked_yaml.loading import Document
from helpcentre.marked_yaml.locating import locate
from helpcentre.marked_yaml.validation import validate
from helpcentre.site.embed.model import Embed

RULE = "embed"
WAY = ("extra", "helpcentre", "embed")
"""The path of the block in mkdocs.yml."""


def locate_embed(value: Any, text: str, path: str) -> Document:
    """Return the block as the host read it (`value`), with the places it has in the file's `text`."""
    return locate(text, path, WAY, value)


def read_embed(document: Document, *, has_frame: bool) -> Embed:
    """Return the embed settings of a site; raises FindingsError with all errors at their places.

    `has_frame` says whether pages have our own frame, which the panel needs.
    """
    embed = validate(Embed, document, rule=RULE)
    findings = [*_find_pages_elsewhere(embed, document), *_find_repeated_pages(embed, document)]
    if not has_frame:
        message = "embed: the panel needs our page frame. Write `frame: helpcentre` under helpcentre/articles."
        findings.append(document.finding((), message, rule=RULE, of_key=True))
    if findings:
        raise FindingsError(findings)
    return embed


def _find_pages_elsewhere(embed: Embed, document: Document) -> Iterator[Finding]:
    """Yield an error for each pattern with an origin that is not among those of the block."""
    for number, suggestion in enumerate(embed.suggestions):
        if not suggestion.page.startswith("/") and origin_of(suggestion.page) not in embed.origins:
            key = ("suggestions", number, "page")
            host = urlsplit(suggestion.page).netloc
            message = f"'{host}' is not one of the origins. Add it to them, or correct it."
            yield document.finding(key, f"embed.suggestions.{number}.page: {message}", rule=RULE)


def _find_repeated_pages(embed: Embed, document: Document) -> Iterator[Finding]:
    """Yield an error for each pattern that an earlier suggestion has already."""
    first: dict[str, int] = {}
    for number, suggestion in enumerate(embed.suggestions):
        earlier = first.setdefault(suggestion.page, number)
        if earlier != number:
            key = ("suggestions", number, "page")
            line, _ = document.place(("suggestions", earlier, "page"))
            message = (
                f"embed.suggestions.{number}.page: '{suggestion.page}' is already in line {line}, and the first that "
                "fits is used. Join the two, or correct one."
            )
            yield document.finding(key, message, rule=RULE)


def find_unknown_targets(
    embed: Embed, articles: Collection[str], topics: Collection[str], document: Document
) -> Iterator[Finding]:
    """Yield an error for each suggestion that is not among the ids in `articles`, or not in `topics`."""
    for number, suggestion in enumerate(embed.suggestions):
        key: tuple[str | int, ...] = ("suggestions", number)
        for place, name in enumerate(suggestion.articles):
            if name not in articles:
                hint = did_you_mean(name, articles) or ". Write the id of an article."
                message = f"embed.suggestions.{number}.articles.{place}: there is no article '{name}'{hint}"
                yield document.finding((*key, "articles", place), message, rule=RULE)
        if suggestion.topic is not None and suggestion.topic not in topics:
            hint = did_you_mean(suggestion.topic, topics) or ". Write one that an article has."
            message = f"embed.suggestions.{number}.topic: no article has the topic '{suggestion.topic}'{hint}"
            yield document.finding((*key, "topic"), message, rule=RULE)
