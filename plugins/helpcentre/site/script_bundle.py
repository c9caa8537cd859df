"""Several of our JavaScript modules as one script, so that a browser needs one request instead of one after another.

Each module becomes a function that returns its exports. This is not a bundler for other people's code: imports are
static, named and relative; exports are functions, classes and single constants, each at the beginning of a line.
"""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"([^"]+)";?[ \t]*\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\b|class\b|const\b)", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:(?:async )?function\*?|class|const) *([\w$]+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class BundleError(ValueError):
    """A module imports or exports in a way that cannot be bundled."""


def bundle_modules(entry: str, read: Callable[[str], str]) -> str:
    """Return the module `entry` and all it imports as one script without imports and exports.

    `read` returns the text of a module by its path. Raises BundleError for a form that is not supported, and for
    modules that import each other.
    """
    parts: list[str] = []
    names: dict[str, str] = {}
    _add_module(entry, read, names, parts, ())
    return "".join(parts)


def _add_module(
    path: str, read: Callable[[str], str], names: dict[str, str], parts: list[str], within: tuple[str, ...]
) -> None:
    """Add a module after those it imports, and name it."""
    if path in within:
        raise BundleError(f"{path} imports itself, through {', '.join(within[within.index(path) + 1 :]) or 'itself'}")
    text = read(path)
    imports = [(_destructure_names(match[1]), _resolve_import(path, match[2])) for match in _IMPORT.finditer(text)]
    for _, other in imports:
        if other not in names:
            _add_module(other, read, names, parts, (*within, path))
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    if left := _LEFT_OVER.search(body):
        raise BundleError(f"{path}: '{left[0]}' cannot be bundled")
    names[path] = f"$m{len(names)}"
    taken = "".join(f"const {{{given}}}={names[other]};\n" for given, other in imports)
    exported = ",".join(_EXPORTED.findall(text))
    parts.append(f"const {names[path]}=(()=>{{\n{taken}{body.rstrip()}\nreturn {{{exported}}};\n}})();\n")


def _destructure_names(names: str) -> str:
    """Return the names of an import as a pattern that takes them from an object: `a as b` is `a:b`."""
    given = (name.split(" as ") for name in names.split(",") if name.strip())
    return ",".join(":".join(part.strip() for part in name) for name in given)


def _resolve_import(path: str, name: str) -> str:
    if not name.startswith("."):
        raise BundleError(f"{path}: '{name}' is not a relative path")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
