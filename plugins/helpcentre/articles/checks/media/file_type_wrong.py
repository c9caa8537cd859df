"""The extension of a file says what it is: a browser does not show a web page that was saved as an image."""

from collections.abc import Iterator, Mapping

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding

BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF8",),
    "webp": (b"RIFF",),
    "webm": (b"\x1aE\xdf\xa3",),
    "pdf": (b"%PDF",),
}
"""The first bytes of files by extension, from the specifications of their formats."""


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield images, videos and documents whose first bytes are not those of their extension."""
    for path, head in sorted(site.heads.items()):
        expected = BEGINNINGS.get(path.rsplit(".", 1)[-1].lower())
        if expected and head and not head.startswith(expected):
            yield Finding(path, 0, 0, f"this file is not what its extension says{_guess_type(head)}; save it again")


def _guess_type(head: bytes) -> str:
    if head.lstrip()[:1] == b"<":
        return " (it looks like a web page)"
    found = next((name for name, beginnings in BEGINNINGS.items() if head.startswith(beginnings)), None)
    return f" (it looks like {found.upper()})" if found else ""


RULE = Rule("file-type-wrong", "error", check)
