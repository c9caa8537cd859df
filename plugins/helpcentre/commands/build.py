"""`helpcentre build`: the site, by our own builder if it knows every setting, otherwise by MkDocs; the same bytes."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from helpcentre.builder.build_site import BuildResult, build_site
from helpcentre.builder.build_steps import Steps
from helpcentre.builder.config_file import read_config_file
from helpcentre.builder.messages import Messages, Say
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.builder.settings import read_settings
from helpcentre.commands.folder_mirror import mirror
from helpcentre.errors import HelpCentreError
from helpcentre.markdown_blocks.base import build_time

Builder = Literal["auto", "helpcentre", "mkdocs"]


def print_error(line: str) -> None:
    """Write a line to standard error."""
    print(line, file=sys.stderr)


@dataclass(frozen=True)
class BuildOptions:
    """The options of a build: `builder` forces one of the two, `steps` are measured, `quiet` shows errors only."""

    site_dir: Path | None = None
    strict: bool = True
    quiet: bool = False
    builder: Builder = "auto"
    steps: Steps = field(default_factory=Steps)
    say: Say = print_error
    show_pages: Callable[[], None] | None = None
    """For a preview: the pages are put into the folder before the rest is made, and then this is called."""


def build(config_file: Path, options: BuildOptions | None = None) -> Path:
    """Build the site of `config_file` and return its folder; raises HelpCentreError with every error."""
    given = options or BuildOptions()
    if given.builder != "mkdocs":
        try:
            return build_ourselves(config_file, given).site_dir
        except NeedsMkDocsError as error:
            if given.builder == "helpcentre":
                raise HelpCentreError(f"{error} needs MkDocs. Remove it, or leave out --builder.") from None
            if not given.quiet:
                given.say(f"{error} needs MkDocs, which builds this site.")
    from helpcentre.mkdocs_plugins.host import build_with_mkdocs

    return build_with_mkdocs(config_file, site_dir=given.site_dir, strict=given.strict, quiet=given.quiet)


def build_ourselves(config_file: Path, options: BuildOptions) -> BuildResult:
    """Build the site with our own builder; raises NeedsMkDocsError for one that only MkDocs can build."""
    settings = read_settings(read_config_file(config_file), site_dir=options.site_dir, strict=options.strict)
    return build_site(
        settings, _round_time(build_time()), Messages(options.say, options.quiet), options.steps, options.show_pages
    )


def build_into(config_file: Path, site_dir: Path, show_pages: Callable[[], None]) -> None:
    """Build a strict site into a folder that readers use: each page is the old one or the new one, never half of one.

    `show_pages` is called when the new pages are there, before the search is. Raises HelpCentreError with every error.
    """
    try:
        build_ourselves(config_file, BuildOptions(site_dir=site_dir, show_pages=show_pages))
    except NeedsMkDocsError:
        with tempfile.TemporaryDirectory(prefix="helpcentre-") as folder:
            built = build(config_file, BuildOptions(site_dir=Path(folder) / "site", builder="mkdocs"))
            mirror(built, site_dir)


def _round_time(now: datetime) -> datetime:
    """Return the last quarter of an hour, so that builds soon after each other make the same pages.

    The days of every time zone begin at a quarter. `SOURCE_DATE_EPOCH` is taken as it is.
    """
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return now
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
