"""Places of values that something else has read: a part of a YAML file whose tags are not ours, such as mkdocs.yml."""

from collections.abc import Iterator
from typing import Any

import yaml

from helpcentre.marked_yaml.loading import Document, Key, Mark

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def locate(text: str, path: str, way: Key, value: Any) -> Document:
    """Return `value` as a document whose places are those of the part of `text` at `way`.

    `path` is the name of the file in messages. A part that is not there (a file that inherits it, a text that is not
    YAML) has the place of the nearest part above it that is.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        node = None
    values: dict[Key, Mark] = {}
    keys: dict[Key, Mark] = {}
    for key, place, found in _walk_nodes(node, way) if node is not None else ():
        values[key] = _mark_of(found)
        keys[key] = _mark_of(place)
    return Document(path, value, values, keys)


def _walk_nodes(node: yaml.Node, way: Key) -> Iterator[tuple[Key, yaml.Node, yaml.Node]]:
    """Yield (key below `way`, the key's node, the value's node) of everything there; the empty key is `way` itself."""
    place = node
    for name in way:
        entry = _find_entry(node, name)
        if entry is None:
            yield (), place, node
            return
        place, node = entry
    pending: list[tuple[Key, yaml.Node, yaml.Node]] = [((), place, node)]
    while pending:
        key, place, node = pending.pop()
        yield key, place, node
        if len(key) < 20:  # an alias may contain itself
            pending += [((*key, name), at, child) for name, at, child in _list_entries(node)]


def _find_entry(node: yaml.Node, name: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    return next(((at, child) for key, at, child in _list_entries(node) if key == name), None)


def _list_entries(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((number, item, item) for number, item in enumerate(node.value))


def _mark_of(node: yaml.Node) -> Mark:
    return node.start_mark.line + 1, node.start_mark.column + 1
