"""The scenes of the benchmark: what a person changes before a build."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from .peers import Peer


def _change_nothing(_folder: Path) -> None:
    """Leave everything as it is."""


def _edit_article(folder: Path) -> None:
    path = _first_article(folder)
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")


def _change_title(folder: Path) -> None:
    path = _first_article(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'^title: "(.*?)"$', r'title: "\1 Or not?"', text, count=1, flags=re.M), encoding="utf-8")


def _change_support(folder: Path) -> None:
    path = folder / "content/support.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("09:00", "08:30"), encoding="utf-8")


def _first_article(folder: Path) -> Path:
    return min(path for path in (folder / "content/en/faq").glob("*.md") if "index" not in path.name)


COLD = "cold"
CHANGES: dict[str, Callable[[Path], None]] = {
    "nothing changed": _change_nothing,
    "one article edited": _edit_article,
    "one title changed": _change_title,
    "opening hours changed": _change_support,
}


def forget(peer: Peer, folder: Path) -> None:
    """Remove what earlier builds of a generator have left, so that the next one is cold."""
    for name in (peer.site, *peer.caches):
        shutil.rmtree(folder / name, ignore_errors=True)
