"""Read the values of a form or an address; invalid ones become None or a default, or are left out. Pure."""

from collections.abc import Mapping
from typing import TypeVar

Default = TypeVar("Default")


def parse_whole_number(text: str, digits: int = 9) -> int | None:
    """Return a number of at most `digits` plain digits, else None; `²` counts as a digit in Unicode but is refused."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def parse_item_ids(form: Mapping[str, str]) -> list[bytes]:
    """Return the items that a form has chosen by fields named `item-<uuid>`; other fields are ignored."""
    found = (_parse_item_id(name.removeprefix("item-")) for name in form if name.startswith("item-"))
    return [identity for identity in found if identity is not None]


def _parse_item_id(text: str) -> bytes | None:
    try:
        identity = bytes.fromhex(text.replace("-", ""))
    except ValueError:
        return None
    return identity if len(identity) == 16 else None


def one_line(text: str, most: int) -> str:
    """Return text with single spaces, cut to at most `most` characters."""
    return " ".join(text.split())[:most]


def known_or(value: str | None, known: tuple[str, ...], default: Default) -> str | Default:
    """Return a value if it is among the known ones, else the default."""
    return value if value is not None and value in known else default
