"""The generators: how the site of the corpus is prepared for each of them, and the command that builds it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]
_BIN = Path(sys.executable).parent
_LAYOUTS = Path(__file__).parent / "hugo"
_MATERIAL = """site_name: Measured
site_url: https://help.example.org/
docs_dir: content/en
theme: {{name: material, font: false, features: [{features}]}}
plugins: [search]
markdown_extensions: [admonition, attr_list, tables, toc]
validation: {{nav: {{omitted_files: ignore}}, links: {{not_found: ignore, anchors: ignore}}}}
"""
_HUGO = """baseURL = "https://help.example.org/"
title = "Measured"
contentDir = "content/en"
disableKinds = ["taxonomy", "term", "RSS"]
[outputs]
home = ["HTML", "JSON"]
[markup.goldmark.renderer]
unsafe = true
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator. `find` returns its command, None if it is not installed; `site` is the folder it writes to."""

    key: str
    title: str
    find: Callable[[], Command | None]
    prepare: Callable[[Path], None]
    site: str = "site"
    caches: tuple[str, ...] = ()
    is_incremental: bool = False
    """Whether a second build uses anything of the first: else every scene costs what a cold build costs."""


def _keep(folder: Path) -> None:
    """Leave the corpus as it is."""


def _use_material(features: str) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        (folder / "mkdocs.yml").write_text(_MATERIAL.format(features=features), encoding="utf-8")

    return prepare


def _use_hugo(folder: Path) -> None:
    (folder / "config.toml").write_text(_HUGO, encoding="utf-8")
    shutil.copytree(_LAYOUTS, folder / "layouts")
    for path in (folder / "content").rglob("index.md"):
        path.rename(path.with_name("_index.md"))


def _find_hugo() -> Command | None:
    found = shutil.which("hugo")
    return [found, "--quiet"] if found else None


def _find_zensical() -> Command | None:
    """Return the command of Zensical in .cache/bench-build; the first run installs it."""
    folder = Path(__file__).parents[3] / ".cache/bench-build/zensical"
    found = folder / "bin/zensical"
    if not found.exists():
        steps = [[sys.executable, "-m", "venv", folder], [folder / "bin/pip", "install", "--quiet", "zensical"]]
        if any(subprocess.run(step, check=False, capture_output=True).returncode for step in steps):
            return None
    return [found, "build"]


def _find_ours() -> Command:
    return [_BIN / "helpcentre", "build"]


def _find_mkdocs() -> Command:
    return [_BIN / "mkdocs", "build", "--quiet", "--clean"]


_PRUNED = _use_material("navigation.prune, navigation.indexes")
PEERS = (
    Peer("ours", "**helpcentre**", _find_ours, _keep, caches=(".cache",), is_incremental=True),
    Peer("mkdocs", "MkDocs with our plugins", _find_mkdocs, _keep, caches=(".cache",)),
    Peer("hugo", "Hugo, a small layout", _find_hugo, _use_hugo, "public", ("resources",)),
    Peer("prune", "Material, navigation.prune", _find_mkdocs, _PRUNED),
    Peer("material", "Material", _find_mkdocs, _use_material("navigation.indexes")),
    Peer("zensical", "Zensical, navigation.prune", _find_zensical, _PRUNED, caches=(".cache",), is_incremental=True),
)
"""All generators, ours first."""
