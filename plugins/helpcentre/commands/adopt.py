"""`helpcentre adopt`: a folder of Markdown written for another generator becomes a help centre."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from helpcentre.articles.adoption.layouts import detect_layout, find_pages
from helpcentre.articles.adoption.repository import AdoptedSite, Repository, adopt_repository
from helpcentre.commands.init import HeadingIds, mkdocs_yml, support_yml, validate_options, write_pages
from helpcentre.commands.starter_text import starter_text
from helpcentre.errors import HelpCentreError
from helpcentre.language.codes import is_language

EXTENSIONS = (
    *("def_list", "footnotes", "md_in_html", "pymdownx.details", "pymdownx.mark", "pymdownx.superfences"),
    *("pymdownx.tasklist", "pymdownx.tilde", {"pymdownx.tabbed": {"alternate_style": True}}),
    {"toc": {"slugify": HeadingIds()}},
)
"""Extensions of Python-Markdown for what pages of other generators contain."""
SHOWN = 20
"""Remarks that are printed; all are in the report file."""
REPORT = "adoption-report.txt"


@dataclass(frozen=True, slots=True)
class AdoptOptions:
    """The folders, and what a new site needs to know; `host` is the address of the old site, if links name it."""

    source: Path
    folder: Path
    name: str | None
    language: str
    zone: str
    address: str
    hosts: tuple[str, ...] = ()


def run(options: AdoptOptions, today: date, say: Callable[[str], object]) -> None:
    """Write the site and say what came over and what did not, errors first.

    Raises HelpCentreError if there are no pages, an option is not valid, or the folder is not empty.
    """
    site = adopt_repository(_read_repository(options))
    if options.folder.exists() and any(options.folder.iterdir()):
        raise HelpCentreError(f"{options.folder} is not empty; nothing was written. Choose an empty folder.")
    support = support_yml(site.languages, options.zone, options.address) + _topics_yml(site.topics)
    validate_options(site.languages, support)
    _write_site(options, site, support, today)
    report = [*site.errors, *site.remarks]
    (options.folder / REPORT).write_text("".join(f"{line}\n" for line in report), encoding="utf-8")
    _print_report(options, site, say)


def _read_repository(options: AdoptOptions) -> Repository:
    paths = [path.relative_to(options.source).as_posix() for path in _list_files(options.source)]
    layout = detect_layout(paths)
    pages = [page for page in find_pages(paths, layout, options.language) if is_language(page.language)]
    if not pages:
        raise HelpCentreError(f"{options.source}: no Markdown files were found in {layout.root or 'it'}")
    texts = {page.path: (options.source / page.path).read_bytes().decode("utf-8", "replace") for page in pages}
    names = _folder_names(options.source, layout.root, paths)
    return Repository(layout, pages, texts, frozenset(paths), options.language, names, options.hosts)


def _list_files(folder: Path) -> list[Path]:
    """Return the files of a repository, without those that tools put there."""
    skipped = {".git", "node_modules", "_site", ".venv"}
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - skipped)
        files = (Path(parent, name) for name in sorted(names))
        found += [path for path in files if not path.is_symlink()]
    return found


def _folder_names(source: Path, root: str, paths: Sequence[str]) -> dict[str, str]:
    """Return the names that Docusaurus gives to folders in `_category_.json` or `.yml`."""
    found = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name.startswith("_category_.") and path.startswith(root):
            with suppress(yaml.YAMLError, OSError, UnicodeDecodeError):
                value = yaml.safe_load((source / path).read_text(encoding="utf-8"))
                if isinstance(value, Mapping) and isinstance(value.get("label"), str):
                    found[folder.removeprefix(root.rstrip("/")).strip("/")] = value["label"]
    return found


def _topics_yml(topics: Mapping[str, Mapping[str, str]]) -> str:
    value = {"topics": {topic: {"label": dict(labels)} for topic, labels in topics.items()}}
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True) if topics else ""


def _write_site(options: AdoptOptions, site: AdoptedSite, support: str, today: date) -> None:
    name = options.name or starter_text(site.languages[0])["name"]
    files = {
        "mkdocs.yml": mkdocs_yml(name, site.languages, EXTENSIONS),
        "content/support.yml": support,
        ".gitignore": "site/\ndata/\n.cache/\n",
    }
    for code in site.languages:
        own = write_pages(code, name, today)
        files |= {
            path: text
            for path, text in own.items()
            if path.endswith(("/index.md", "/contact.md")) and "/faq/" not in path
        }
    files |= {f"content/{path}": text for path, text in site.files.items()}
    for path, text in files.items():
        (options.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (options.folder / path).write_text(text, encoding="utf-8")
    for new, old in site.media.items():
        (options.folder / "content" / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(options.source / old, options.folder / "content" / new)


def _print_report(options: AdoptOptions, site: AdoptedSite, say: Callable[[str], object]) -> None:
    for heading, lines in (("Did not come over", site.errors), ("To look at", site.remarks)):
        if lines:
            say(f"{heading} ({len(lines)}):")
        for line in lines[:SHOWN]:
            say(f"  {line}")
        if len(lines) > SHOWN:
            say(f"  … and {len(lines) - SHOWN} more in {options.folder / REPORT}")
    by_language = Counter(path.split("/")[0] for path in site.files)
    pages = ", ".join(f"{code} {by_language[code]}" for code in site.languages)
    say(f"Pages: {len(site.files)} ({pages}). Topics: {len(site.topics)}. Images and files: {len(site.media)}.")
    say(f"Next: cd {options.folder} && helpcentre check && helpcentre serve")
