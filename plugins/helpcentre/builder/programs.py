"""The programs that a build depends on: our own code, and the versions of the libraries it uses."""

import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from helpcentre.builder.build_memory import hash_parts

LIBRARIES = (
    *("markdown", "pymdown-extensions", "pygments", "jinja2", "markupsafe", "pyyaml", "pydantic", "msgspec", "lunr"),
    *("snowballstemmer", "babel", "holidays", "tzdata", "phonenumberslite", "email-validator"),
)
_PURE_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
        *(
            f"pymdownx.{name}"
            for name in (
                *("betterem", "caret", "details", "escapeall", "extra", "fancylists", "highlight", "inlinehilite"),
                *("keys", "magiclink", "mark", "saneheaders", "smartsymbols", "superfences", "tabbed", "tasklist"),
                *("tilde", "critic", "progressbar", "quotes"),
            )
        ),
        "helpcentre.markdown_blocks",
    }
)
"""The extensions whose result depends on the text and their options alone: no files, no network, no clock."""


def hash_programs() -> bytes:
    """Return a hash of the code of this package, of Python's version and of those of the libraries."""
    package = Path(__file__).resolve().parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix in (".py", ".yml", ".json", ".txt"))
    code = [part for path in files for part in (path.relative_to(package).as_posix(), path.read_bytes())]
    return hash_parts(sys.version, *(_version_of(name) for name in LIBRARIES), *code)


def _version_of(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def are_pure(extensions: Iterable[str]) -> bool:
    """Return whether pages with these Markdown extensions depend on nothing but their text and the options."""
    return all(name.removeprefix("markdown.extensions.") in _PURE_EXTENSIONS for name in extensions)
