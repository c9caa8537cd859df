"""MiniSearch with the options its documentation recommends for people's typing: prefix, fuzzy 0.2, a heavier title.

Its package has no minified build; comments are removed from it, as from ours.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from helpcentre.search.documents import SearchDocument
from helpcentre.site.published_scripts import without_comments

from .corpus import records
from .engine import ASK_PAGE, HERE, Built, Engine, packages, page, run


def build(documents: Sequence[SearchDocument], language: str, site: Path) -> Built:  # noqa: ARG001 - knows no language
    """Write the prebuilt index as JSON."""
    asked = {"modules": str(packages()), "site": str(site), "records": records(documents)}
    _, seconds = run(["node", HERE / "pages" / "minisearch_build.mjs"], site, json.dumps(asked))
    page(site, "minisearch")
    library = (packages() / "minisearch/dist/es/index.js").read_text(encoding="utf-8")
    (site / "minisearch.js").write_text(without_comments(library), encoding="utf-8")
    return Built(seconds)


ENGINE = Engine(
    key="minisearch",
    title="MiniSearch 7.2.0",
    field="#field",
    result="#results a",
    ask=ASK_PAGE,
    build=build,
    own=("/minisearch.js", "/index.json", "/page.js", "/field.js"),
    field_files=("page.js", "field.js"),
    patience=4,
)
