"""A copy of tests/sites/broken/ to plant faults into, and what `helpcentre check` finds in it."""

import shutil
from datetime import date
from pathlib import Path

from helpcentre.commands.finding_formats import format_findings
from helpcentre.commands.site_findings import find_in_site
from helpcentre.mkdocs_plugins.host import load_mkdocs

SITE = Path(__file__).parent / "broken"
TODAY = date(2026, 11, 30)
MEDIA = {
    "card.webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    **{f"floss.{language}.webm": b"\x1a\x45\xdf\xa3" + bytes(60) for language in ("en", "it")},
    **{f"floss.{language}.mp4": b"\x00\x00\x00\x18ftypisom" + bytes(60) for language in ("en", "it")},
    **{f"floss.{language}.webp": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20) for language in ("en", "it")},
}


def copy_site(folder: Path) -> Path:
    """Copy the site into `folder` and return its content folder."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    for name, data in MEDIA.items():
        (folder / "content/media" / name).write_bytes(data)
    return folder / "content"


def check(folder: Path) -> str:
    """Return the lines that `helpcentre check` prints for the site in `folder`, without those that count.

    Whatever was found there before is kept, as it is when a writer checks again and again.
    """
    cache = folder / ".cache/helpcentre"
    findings = set(find_in_site(load_mkdocs(folder / "mkdocs.yml"), TODAY, cache=cache).findings)
    return format_findings(list(findings), "text")
