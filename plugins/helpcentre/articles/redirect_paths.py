"""Old paths of a page, as `redirect_from` lists them: checked, because each becomes a file of the published site."""

import re
import unicodedata

EXAMPLE = "write the old path without the language, for example faq/old-name"
LONGEST_NAME = 200
"""Bytes of one name in a path: file systems allow 255, and `index.html` or a suffix may have to be added."""
LONGEST_PATH = 800
"""Bytes of a whole path: Windows and macOS allow about 1,000 in total, including the folder of the site."""
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = frozenset('\\?#%<>"|*')


def parse_redirect_path(value: object) -> str:
    """Return an old path without the slash and the `.md` at its end: `faq/old-name`.

    Raises ValueError with the reason and what to write instead if the path could leave the site's folder, cannot be
    the path of a page, or cannot be a file on Windows, macOS and Linux alike.
    """
    if not isinstance(value, str):
        raise ValueError(f"this is not a path; {EXAMPLE}")  # noqa: TRY004 - pydantic takes only a ValueError
    path = unicodedata.normalize("NFC", value.strip())
    if path != "/":
        path = path.removesuffix("/").removesuffix(".md")
    problem = _find_problem(path)
    if problem:
        raise ValueError(f"{problem}; {EXAMPLE}")
    return path


def _find_problem(path: str) -> str | None:
    """Return why a path is refused, None if it is fine."""
    if path.startswith("/") or _DRIVE.match(path):
        return "this path is absolute"
    if bad := next((char for char in path if _is_unusable(char)), None):
        return f"a path cannot contain {_describe_character(bad)}"
    names = path.split("/")
    if any(name != name.strip() for name in names):
        return "a name in this path begins or ends with a space"
    if ".." in names:
        return "'..' leaves the folder of the language"
    if any(not name.strip(".") for name in names):
        return "a name in this path is empty"
    if any(name.endswith(".") for name in names):
        return "a name in this path ends with a full stop"
    if len(path.encode()) > LONGEST_PATH or any(len(name.encode()) > LONGEST_NAME for name in names):
        return "this path is too long"
    return None


def _is_unusable(char: str) -> bool:
    """Return whether a character cannot be in a file name, or never reaches the server as part of a path."""
    return char in _RESERVED or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def _describe_character(char: str) -> str:
    return f"'{char}'" if char.isprintable() else f"the character U+{ord(char):04X}"
