"""The parts that every measured search has: a site folder with a real page, a field, results, and a way to ask."""

import hashlib
import inspect
import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .corpus import SearchDocument, mark

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WORK = ROOT / ".cache" / "bench-search"
"""Packages, indexes of the others and further articles are kept here from one run to the next."""


@dataclass(frozen=True)
class Built:
    """CPU seconds of making the index, and of making it again with what the engine keeps (None: it keeps nothing)."""

    seconds: float
    again: float | None = None
    on: str = ""


@dataclass(frozen=True)
class Engine:
    """One search. `build` writes a site into a folder: a real page with a field, and what the search loads.

    `field` and `result` are CSS selectors. `ask` is JavaScript `async ([queries, limit]) => [{ids, ms}]`, run in the
    page without its field; `init` runs before the page's own scripts. `own` are the beginnings of the paths that
    belong to the search among what the page loads, `field_files` the ends of those that only draw the field. `varies`
    says that bytes depend on the query, `patience` how many seconds without a result mean that there is none, `kept`
    that a built index can be used in the next run.
    """

    key: str
    title: str
    field: str
    result: str
    ask: str
    build: Callable[[Sequence[SearchDocument], str, Path], Built]
    own: tuple[str, ...]
    field_files: tuple[str, ...]
    init: str = ""
    varies: bool = False
    patience: float = 6
    kept: bool = True

    def site(self, documents: Sequence[SearchDocument], language: str) -> tuple[Path, Built]:
        """Return the folder to serve and the cost of building it; from an earlier run if nothing has changed since."""
        folder = WORK / "sites" / f"{self.key}-{language}-{mark(documents)}-{recipe(self.build)}"
        cost_file = folder.with_suffix(folder.suffix + ".json")
        if self.kept and cost_file.exists():
            return folder, Built(**json.loads(cost_file.read_text(encoding="utf-8")))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        built = self.build(documents, language, folder)
        cost_file.write_text(json.dumps(asdict(built) | {"on": time.strftime("%Y-%m-%d")}), encoding="utf-8")
        return folder, built


def recipe(build: Callable[..., Built]) -> str:
    """Return a fingerprint of how a site is built: of the engine's module and of all pages and versions."""
    files = [Path(inspect.getfile(build)), HERE / "npm" / "package.json", *sorted((HERE / "pages").iterdir())]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]


def run(command: Sequence[str | Path], folder: Path, text: str = "") -> tuple[str, float]:
    """Run a command in `folder`; returns what it printed and its CPU seconds, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-800:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def packages() -> Path:
    """Return the node_modules of the pinned packages; installed at the first use.

    Not `npm ci`: it refuses a lock that lacks Pagefind's packages for other systems.
    """
    folder = WORK / "npm"
    lock = (HERE / "npm" / "package-lock.json").read_bytes()
    stamp = folder / "node_modules" / ".installed"
    if not stamp.exists() or stamp.read_bytes() != lock:
        shutil.copytree(HERE / "npm", folder, dirs_exist_ok=True)
        run(["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        stamp.write_bytes(lock)
    return folder / "node_modules"


def write(path: Path, content: str | bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def page(site: Path, name: str) -> None:
    """Copy the plain page and the script of `pages/NAME.js` into a site."""
    shutil.copy(HERE / "pages" / "index.html", site / "index.html")
    shutil.copy(HERE / "pages" / "field.js", site / "field.js")
    shutil.copy(HERE / "pages" / f"{name}.js", site / "page.js")


ASK_PAGE = """async ([queries, limit]) => {
  const answers = [];
  for (const query of queries) answers.push(await globalThis.bench(query, limit));
  return answers;
}"""
