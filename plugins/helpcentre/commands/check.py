"""`helpcentre check`: every content finding at once, with file, line and column."""

import os
import posixpath
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.commands.changed_files import changed_files, untracked_files
from helpcentre.commands.finding_formats import format_findings
from helpcentre.commands.site_findings import find_in_site
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import Finding
from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.site.host_options import site_options

_SUGGESTION = "; did you mean "
"""Begins the part of a message that may name any file."""
NOT_SEARCHED = (
    "The asks were not searched for, because other articles may have come first since: "
    "helpcentre check without files does that, and so does a build."
)


def run(
    config_file: Path,
    paths: Sequence[Path],
    output: str,
    today: date,
    released: str | None = None,
    changed: str | None = None,
) -> int:
    """Print the findings of the site of `config_file`; return the exit code.

    Of `paths`, if there are any, only the findings in them are printed, and those elsewhere that name one of them if it
    is a file. `changed` is a Git revision: the files that differ from it are `paths` too. `released` is the folder or
    the https address of the last release, whose addresses must still lead somewhere.
    """
    config = load_mkdocs(config_file)
    docs, folder = Path(config.docs_dir), Path(config_file).parent
    files = sorted(changed_files(changed, folder) | untracked_files(folder)) if changed else []
    wanted = [path.resolve() for path in paths] + files
    is_limited = bool(paths or changed)
    manifest = ManifestSource(released).read() if released else None
    quick = is_limited and not any(path.is_dir() for path in wanted)
    found = find_in_site(config, today, manifest, cache=site_options(config).cache_dir, quick=quick)
    findings = set(found.findings)
    shown = choose_findings(findings, docs.resolve(), wanted) if is_limited else list(findings)
    prefix = _docs_prefix(docs)
    placed = [replace(item, path=posixpath.normpath(prefix + item.path)) for item in shown]
    print(format_findings(placed, output), end="")
    if not found.asks_searched:
        print(NOT_SEARCHED, file=sys.stderr)
    return 1 if any(finding.severity == "error" for finding in shown) else 0


def check_site(config: MkDocsConfig, today: date, released: Manifest | None = None) -> list[Finding]:
    """Return every finding in the content of a site: pages, support file, captions, synonyms and addresses.

    `released` is the manifest of the last release, if its addresses are to be compared.
    """
    return find_in_site(config, today, released, cache=None).findings


def choose_findings(findings: Iterable[Finding], docs: Path, paths: Sequence[Path]) -> list[Finding]:
    """Return the findings in `paths`, and those elsewhere that name one of them that is a file, or was.

    `docs` is the content folder; all paths are resolved.
    """
    names = "|".join(re.escape(path.name) for path in paths if path.is_relative_to(docs) and not path.is_dir())
    naming = re.compile(rf"(?<![\w.-])(?:{names})(?![\w-])" if names else r"(?!)")

    places = [str(path) for path in paths]

    @cache
    def is_inside(name: str) -> bool:
        place = os.path.normpath(docs / name)
        return any(place == path or place.startswith(path.rstrip(os.sep) + os.sep) for path in places)

    return [one for one in findings if is_inside(one.path) or naming.search(one.message.partition(_SUGGESTION)[0])]


def _docs_prefix(docs: Path) -> str:
    try:
        return docs.resolve().relative_to(Path.cwd().resolve()).as_posix() + "/"
    except ValueError:
        return f"{docs.as_posix()}/"
