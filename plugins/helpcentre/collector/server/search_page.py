"""The search page of a built site with its results, for readers without JavaScript.

The build leaves a `<noscript>` in the page (`theme/partials/helpcentre/search_page.html`), with a remark that searching
needs JavaScript, and the topics and channels. The remark is replaced by the results; topics and channels stay if
nothing was found. The addresses and strings are those that the page has for its script.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import escape

from helpcentre.language.locales import plural_category
from helpcentre.search.facets import NO_FILTER, Filter
from helpcentre.search.presentation import FoundResults, Result
from helpcentre.search.settings import LONGEST_QUERY

FIRST_RESULTS, MOST_RESULTS = 10, 100
_SEARCH = re.compile(r'<div class="hc-search hc-search--page"(?P<attributes>[^>]*)>')
_ATTRIBUTE = re.compile(r'\bdata-(?P<name>[\w-]+)="(?P<value>[^"]*)"')
_ANSWER = re.compile(r"(?P<start><noscript data-hc-search-answer>)(?P<fallback>.*?)(?=</noscript>)", re.DOTALL)
_REMARK = re.compile(r"\s*<p data-hc-search-off>.*?</p>", re.DOTALL)
_FIELD = 'name="q"'
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """The request of a reader: the query, at most `LONGEST_QUERY` characters in one line, and the limit and filter."""

    query: str = ""
    limit: int = FIRST_RESULTS
    filter: Filter = NO_FILTER

    @classmethod
    def from_form(cls, form: Mapping[str, str]) -> Self:
        """Return the request of an address; whatever is not valid is as if it were not given."""
        number = form.get("n", "")
        limit = int(number) if re.fullmatch(r"[0-9]{1,4}", number) else FIRST_RESULTS
        query = _CONTROL.sub(" ", form.get("q", "")[:LONGEST_QUERY]).strip()
        return cls(
            query, min(max(limit, FIRST_RESULTS), MOST_RESULTS), Filter(form.get("kind", ""), form.get("topic", ""))
        )

    def address(self, wanted: Filter, limit: int = FIRST_RESULTS) -> str:
        """Return the relative address of this query with a filter and a number of results."""
        values = {"q": self.query, "kind": wanted.kind, "topic": wanted.topic}
        more = {"n": limit} if limit > FIRST_RESULTS else {}
        return "?" + urlencode({name: value for name, value in values.items() if value} | more)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page of one language as it was built; `root` is the relative address of the site's root."""

    html: str
    language: str
    root: str
    words: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]

    @classmethod
    def parse(cls, html: str) -> Self | None:
        """Return the parts of a page; None if it has no search, or no place for results."""
        found = _SEARCH.search(html)
        if found is None or not _ANSWER.search(html):
            return None
        given = {match["name"]: unescape(match["value"]) for match in _ATTRIBUTE.finditer(found["attributes"])}
        try:
            root = given["root"].removesuffix("/") + "/"
            return cls(html, given["language"], root, json.loads(given["words"]), json.loads(given["labels"]))
        except (KeyError, ValueError):
            return None

    def with_results(self, request: SearchRequest, found: FoundResults | None) -> str:
        """Return the page with the answer to a query in its `<noscript>` and the query in its field.

        Without an answer (`found` is None) the remark stays: this page cannot search.
        """
        before, head, after = self.html.partition(_SEARCH.search(self.html)[0])  # type: ignore[index]
        after = after.replace(_FIELD, f'{_FIELD} value="{escape(request.query)}"', 1)
        if found is None:
            return before + head + after
        return before + head + _ANSWER.sub(lambda slot: slot["start"] + self._render(request, found, slot), after, 1)

    def without_remark(self) -> str:
        """Return the page without the remark that searching needs JavaScript."""
        return _ANSWER.sub(lambda slot: slot["start"] + _REMARK.sub("", slot["fallback"]), self.html, 1)

    def describe_result(self, result: Result) -> str:
        """Return the kind and the topics of a result in words."""
        names = [self.labels["kinds"].get(result.kind), *map(self.labels["topics"].get, result.topics)]
        return " · ".join(filter(None, names))

    def _render(self, request: SearchRequest, found: FoundResults, slot: re.Match[str]) -> str:
        is_found = bool(found.results) and not found.guessed
        category = plural_category(self.language, found.total)
        count = self.words.get(f"found.{category}") or self.words["found.other"]
        rendered = _load_template().render(
            page=self,
            request=request,
            found=found,
            is_found=is_found,
            count=count.replace("{n}", str(found.total)),
            suggested=replace(request, query=found.suggested).address(NO_FILTER),
            more=min(request.limit + FIRST_RESULTS, MOST_RESULTS),
        )
        return rendered if is_found else rendered + _REMARK.sub("", slot["fallback"])


@cache
def _load_template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("search_results.html")
