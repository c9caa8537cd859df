"""lunr's prebuilt JSON: by lunr.py if possible, by lunr.js with lunr-languages for Italian, read by lunr.js.

lunr.py has no Indonesian and no Estonian, and its Italian downloads word lists while it builds: those sites get its
English pipeline, and Italian the index that lunr.js and lunr-languages make in Node. Words are sorted again as
JavaScript sorts them: as lunr.py writes them lunr.js refuses the index ("Out of order word insertion") as soon as one
holds a character beyond the basic plane.
"""

import json
import shutil
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from lunr import lunr

from helpcentre.search.documents import SearchDocument

from .corpus import records
from .engine import ASK_PAGE, HERE, Built, Engine, packages, page, run

FIELDS = ("title", "asks", "text")


def build(documents: Sequence[SearchDocument], language: str, site: Path) -> Built:
    """Write the index, the titles to show, and the library."""
    given = records(documents)
    extra = packages() / f"lunr-languages/min/lunr.{language}.min.js"
    names = ["lunr/lunr.min.js"]
    if extra.exists() and language != "en":
        names += ["lunr-languages/min/lunr.stemmer.support.min.js", f"lunr-languages/min/lunr.{language}.min.js"]
        asked = {"modules": str(packages()), "site": str(site), "records": given, "language": language}
        _, seconds = run(["node", HERE / "pages" / "lunr_build.mjs"], site, json.dumps(asked))
    else:
        began = time.process_time()
        index = lunr(ref="id", fields=FIELDS, documents=given).serialize()
        index["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be"))
        text = json.dumps(index, separators=(",", ":"))
        seconds = time.process_time() - began
        (site / "index.json").write_text(text, encoding="utf-8")
    titles = {each["id"]: each["title"] for each in given}
    (site / "titles.json").write_text(json.dumps(titles, ensure_ascii=False), encoding="utf-8")
    library = "\n".join((packages() / name).read_text(encoding="utf-8") for name in names)
    (site / "lunr.js").write_text(library, encoding="utf-8")
    page(site, "lunr")
    if len(names) > 1:
        script = (site / "page.js").read_text(encoding="utf-8")
        (site / "page.js").write_text(script.replace("/* language */", f"lunr.{language}"), encoding="utf-8")
    shutil.rmtree(site / "node_modules", ignore_errors=True)
    return Built(seconds)


ENGINE = Engine(
    key="lunr",
    title=f"lunr JSON {version('lunr')} / 2.3.9",
    field="#field",
    result="#results a",
    ask=ASK_PAGE,
    build=build,
    own=("/lunr.js", "/index.json", "/titles.json", "/page.js", "/field.js"),
    field_files=("page.js", "field.js"),
    patience=4,
)
