"""Orama, in the browser, with the options its documentation recommends for typing errors, and a heavier title.

Any word finds an article (`threshold: 1`), otherwise hardly a question finds one. It has no rules for Estonian, which
gets its English ones. esbuild makes one file of its modules.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from helpcentre.search.documents import SearchDocument

from .corpus import records
from .engine import ASK_PAGE, HERE, Built, Engine, packages, page, run

LANGUAGES = {"it": "italian", "id": "indonesian"}


def build(documents: Sequence[SearchDocument], language: str, site: Path) -> Built:
    """Write the prebuilt index as JSON, and the library."""
    asked = {
        "modules": str(packages()),
        "site": str(site),
        "records": records(documents),
        "language": LANGUAGES.get(language, "english"),
    }
    _, seconds = run(["node", HERE / "pages" / "orama_build.mjs"], site, json.dumps(asked))
    page(site, "orama")
    return Built(seconds)


ENGINE = Engine(
    key="orama",
    title="Orama 3.1.18",
    field="#field",
    result="#results a",
    ask=ASK_PAGE,
    build=build,
    own=("/orama.js", "/settings.js", "/index.json", "/page.js", "/field.js"),
    field_files=("page.js", "field.js"),
    patience=4,
)
