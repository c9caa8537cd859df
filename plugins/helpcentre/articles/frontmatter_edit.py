"""Change one key of a front matter in place: comments, order and style of everything else stay as they were."""

import json
from collections.abc import Callable

import yaml

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.errors import HelpCentreError

_AFTER = ("topics", "id", "kind", "title")  # a new key goes after the first of these that is present
KeyNodes = dict[str, tuple[yaml.Node, yaml.Node]]


def with_item(text: str, key: str, item: str, path: str) -> str:
    """Return a file's text with `item` in the list `key`; unchanged if it is listed already, whatever the case.

    `path` names the file in messages. Raises FindingsError for front matter that cannot be read, HelpCentreError for
    a file without any.
    """
    value = _read_value(text, key, path)
    if value is not None and not isinstance(value, list):
        raise HelpCentreError(f"{path}: {key} is not a list; write it as {key}: [{json.dumps(str(value))}]")
    if isinstance(value, list) and item.casefold() in {str(one).casefold() for one in value}:
        return text
    start, end = _find_borders(text)
    return text[:start] + _append_item(text[start:end], key, json.dumps(item, ensure_ascii=False)) + text[end:]


def without_items(text: str, key: str, unwanted: Callable[[str], bool], path: str) -> str:
    """Return a file's text without the items of the list `key` that are `unwanted`; without the key if none is left.

    Comments and the style of the list stay. Raises FindingsError for front matter that cannot be read,
    HelpCentreError for a file without any.
    """
    items = _read_value(text, key, path)
    if not isinstance(items, list):
        return text
    places = [place for place, item in enumerate(items) if unwanted(str(item))]
    start, end = _find_borders(text)
    front = text[start:end]
    name, node = _find_keys(front)[key]
    assert isinstance(node, yaml.SequenceNode)
    if places and len(places) == len(items):
        front = _cut_lines(front, name.start_mark.index, node.end_mark.index)
    else:
        for place in reversed(places):
            front = _cut_item(front, node, place)
    return text[:start] + front + text[end:]


def _cut_item(front: str, node: yaml.SequenceNode, place: int) -> str:
    """Return the YAML without one item of a list that has others; those behind it are still as `node` says."""
    item = node.value[place]
    if not node.flow_style:
        return _cut_lines(front, item.start_mark.index, item.end_mark.index)
    if place:
        return front[: node.value[place - 1].end_mark.index] + front[item.end_mark.index :]
    return front[: item.start_mark.index] + front[node.value[place + 1].start_mark.index :]


def _cut_lines(front: str, start: int, end: int) -> str:
    """Return the YAML without the whole lines from offset `start` to offset `end`."""
    first = front.rfind("\n", 0, start) + 1
    last = front.find("\n", end - 1 if front[end - 1 : end] == "\n" else end)
    return front[:first] + (front[last + 1 :] if last >= 0 else "")


def with_key(text: str, key: str, value: str, path: str) -> str:
    """Return a file's text with `key: value` if the key has no value yet, else unchanged. Raises as above."""
    if _read_value(text, key, path) is not None:
        return text
    start, end = _find_borders(text)
    front = text[start:end]
    return text[:start] + _add_key(front, _find_keys(front), key, value) + text[end:]


def with_value(text: str, key: str, value: str, path: str) -> str:
    """Return a file's text with `key: value`, whatever the key was before; quotes are added if YAML needs them.

    Raises as above.
    """
    return with_yaml(text, key, value if _is_plain(value) else json.dumps(value), path)


def with_yaml(text: str, key: str, written: str, path: str) -> str:
    """Return a file's text with `written`, a value in YAML on one line, as the value of a key. Raises as above."""
    if _read_value(text, key, path) is None:
        return with_key(text, key, written, path)
    start, end = _find_borders(text)
    front = text[start:end]
    _, node = _find_keys(front)[key]
    return text[:start] + front[: node.start_mark.index] + written + front[node.end_mark.index :] + text[end:]


def without_key(text: str, key: str, path: str) -> str:
    """Return a file's text without a key and its value; unchanged if it has none. Raises as above."""
    _read_value(text, key, path)
    start, end = _find_borders(text)
    front = text[start:end]
    found = _find_keys(front).get(key)
    if found is None:
        return text
    name, node = found
    return (
        text[:start]
        + _cut_lines(front, name.start_mark.index, max(name.end_mark.index, node.end_mark.index))
        + text[end:]
    )


def _is_plain(value: str) -> bool:
    """Return whether YAML reads a text without quotes as this text."""
    try:
        return bool(yaml.safe_load(value) == value)
    except yaml.YAMLError:
        return False


def _read_value(text: str, key: str, path: str) -> object:
    if not text.lstrip("\ufeff").startswith("---"):
        raise HelpCentreError(f"{path}: there is no front matter; begin the file with ---, title: …, kind: …, ---")
    found: object = split_front_matter(text, path).document.value.get(key)
    return found


def _find_borders(text: str) -> tuple[int, int]:
    start = text.index("---") + 3
    return start, text.index("\n---", start) + 1


def _find_keys(front: str) -> KeyNodes:
    node = yaml.compose(front, Loader=yaml.SafeLoader)
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _append_item(front: str, key: str, quoted: str) -> str:
    """Return the YAML with the item at the end of the list, in the style of the list."""
    places = _find_keys(front)
    _, items = places.get(key, (None, None))
    if not isinstance(items, yaml.SequenceNode):
        return _add_key(front, places, key, f"[{quoted}]")
    if not items.value:
        at = items.end_mark.index - 1
        return front[:at].rstrip() + quoted + front[at:]
    last = items.value[-1]
    if items.flow_style:  # right after the last item: a comment may follow
        return f"{front[: last.end_mark.index]}, {quoted}{front[last.end_mark.index :]}"
    line = front.rindex("\n", 0, items.value[0].start_mark.index) + 1
    indent = front[line : front.index("-", line)]
    at = front.find("\n", last.end_mark.index)
    at = len(front) if at < 0 else at + 1
    if last.end_mark.index and front[last.end_mark.index - 1] == "\n":  # a block scalar ends after its line
        at = last.end_mark.index
    return f"{front[:at]}{indent}- {quoted}\n{front[at:]}"


def _add_key(front: str, places: KeyNodes, key: str, value: str) -> str:
    if key in places:  # `asks:` without a value, or with null or ~
        at, end = places[key][0].end_mark.index + 1, places[key][1].end_mark.index
        return f"{front[:at]} {value}{front[max(at, end) :]}"
    anchor = next((places[name][1] for name in _AFTER if name in places), None)
    at = front.find("\n", anchor.end_mark.index if anchor else 0)
    at = len(front) if at < 0 else at + 1
    return f"{front[:at]}{key}: {value}\n{front[at:]}"
