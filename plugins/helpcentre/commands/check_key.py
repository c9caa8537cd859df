"""A fingerprint of everything that shapes the findings on a page besides the content: versions, options, extensions."""

import functools
import inspect
import json
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import helpcentre
from helpcentre.commands.check_records import hash_bytes

PURE_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "md_in_html"}
    | {"meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks", "helpcentre.markdown_blocks"}
    | {f"pymdownx.{name}" for name in ("betterem", "caret", "details", "highlight", "inlinehilite", "keys", "mark")}
    | {f"pymdownx.{name}" for name in ("smartsymbols", "superfences", "tabbed", "tasklist", "tilde")}
)
"""Markdown extensions that read nothing but the text of a page and their options."""
_SHAPING = ("markdown", "pymdown-extensions", "pygments", "pydantic")
"""Other packages whose version shapes the outline of a page or its findings."""
_CODE = (".py", ".yml", ".txt")


def check_key(options: Sequence[Any]) -> str:
    """Return the fingerprint for `options`, which are plain values."""
    versions = [sys.version, *map(version, _SHAPING)]
    return hash_bytes(json.dumps([*versions, _hash_package(), options], sort_keys=True).encode())


def describe_extensions(names: list[str], configs: Mapping[str, Any]) -> str | None:
    """Return the Markdown extensions and their options as text; None if what they do depends on more than that."""
    used = {name.removeprefix("markdown.extensions.") for name in names}
    if not used <= PURE_EXTENSIONS:
        return None
    try:
        return json.dumps([names, configs], sort_keys=True, default=_describe_function)
    except (TypeError, ValueError):
        return None


def _describe_function(value: Any) -> Any:
    """Return the name of a function of an installed package, such as `pymdownx.slugs.slugify`, with its arguments."""
    if isinstance(value, functools.partial):
        return [_describe_function(value.func), value.args, value.keywords]
    if inspect.isfunction(value) and value.__module__.partition(".")[0] in ("markdown", "pymdownx"):
        return f"{value.__module__}.{value.__qualname__}"
    raise TypeError


@functools.cache
def _hash_package() -> str:
    """Return a fingerprint of the code and data of this package: they also change without a new version."""
    folder = Path(helpcentre.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in _CODE)
    return hash_bytes(b"".join(hash_bytes(path.read_bytes()).encode() for path in files))
