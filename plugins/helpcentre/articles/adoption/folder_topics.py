"""Topics from folders: small enough to be read as a list, so that every article can be found by browsing."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MOST = 30
"""Articles of a topic above which each of its folders becomes a topic."""
TOP = "general"
"""The topic of articles that are in no folder."""


class Topics(NamedTuple):
    """`of` is the topic of each article by its name, `folders` the folder of each topic."""

    of: Mapping[str, str]
    folders: Mapping[str, str]


def topics_from_folders(names: Iterable[str]) -> Topics:
    """Return the topics of articles, given their paths: `billing/invoices/copy` is in the topic `billing`.

    A folder with more than `MOST` articles below it is divided into its own folders.
    """
    of: dict[str, str] = {}
    folders: dict[str, str] = {}
    waiting: list[tuple[str, list[str]]] = [("", sorted(set(names)))]
    while waiting:
        folder, members = waiting.pop(0)
        inner: dict[str, list[str]] = {}
        here = []
        for name in members:
            below = name.removeprefix(f"{folder}/") if folder else name
            if "/" in below:
                top = below.split("/")[0]
                inner.setdefault(f"{folder}/{top}" if folder else top, []).append(name)
            else:
                here.append(name)
        divided = inner and (not folder or len(members) > MOST)
        topic = folder.replace("/", "-") or TOP
        for name in here if divided else members:
            of[name] = topic
            folders[topic] = folder
        if divided:
            waiting += inner.items()
    return Topics(of, folders)
