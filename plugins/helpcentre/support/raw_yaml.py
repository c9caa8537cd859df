"""Read support.yml before it is validated: values of an unexpected type count as missing.

The checks work on this form, so that a file with errors of several kinds gets all of them in one report.
"""

from collections.abc import Mapping
from typing import Any


def as_mapping(value: Any) -> Mapping[Any, Any]:
    """Return `value` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Return `value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def list_at(value: Any, key: str) -> list[Any]:
    """Return the list under `key` of a mapping, or an empty one."""
    return as_list(as_mapping(value).get(key))


def site_languages(root: Mapping[Any, Any]) -> list[str]:
    """Return every language that a channel answers in or a topic has a label in, sorted."""
    found: set[str] = set()
    for channel in as_mapping(root.get("channels")).values():
        found.update(str(code) for code in list_at(channel, "languages"))
    for topic in as_mapping(root.get("topics")).values():
        found.update(str(code) for code in as_mapping(as_mapping(topic).get("label")))
    return sorted(found)
