"""Give an article the customers' own words: a query goes into the front matter's `asks:`, all else stays as it is."""

import json

import yaml

from helpcentre.articles.frontmatter import split
from helpcentre.errors import HelpCentreError

_AFTER = ("topics", "id", "kind", "title")  # a new key stands after the first of these that is there


def accept(text: str, query: str, path: str) -> str:
    """Return the article's source with `query` among its `asks`; unchanged if it is there already.

    `path` names the file in messages. Raises FindingsError for front matter that cannot be read, HelpCentreError for
    a file without any.
    """
    if not text.lstrip("\ufeff").startswith("---"):
        raise HelpCentreError(f"{path}: has no front matter; begin the file with --- title: … ---")
    asks = split(text, path).document.value.get("asks")
    if isinstance(asks, list) and query.casefold() in {str(one).casefold() for one in asks}:
        return text
    start = text.index("---") + 3
    end = text.index("\n---", start)
    return text[:start] + _with(text[start : end + 1], query) + text[end + 1 :]


def _with(front: str, query: str) -> str:
    """Return the YAML with the query added to `asks`, in the style the list has."""
    node = yaml.compose(front, Loader=yaml.SafeLoader)
    places = {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    quoted = json.dumps(query, ensure_ascii=False)
    if "asks" not in places or not isinstance(places["asks"][1], yaml.SequenceNode):
        return _new_key(front, places, quoted)
    asks = places["asks"][1]
    if asks.flow_style or not asks.value:
        at = asks.end_mark.index - 1
        return front[:at].rstrip() + (", " if asks.value else "") + quoted + front[at:]
    last = asks.value[-1]
    line = front.rindex("\n", 0, asks.value[0].start_mark.index) + 1
    indent = front[line : front.index("-", line)]
    at = front.find("\n", last.end_mark.index)
    at = len(front) if at < 0 else at + 1
    if last.end_mark.index and front[last.end_mark.index - 1] == "\n":  # a block scalar ends after its line
        at = last.end_mark.index
    return f"{front[:at]}{indent}- {quoted}\n{front[at:]}"


def _new_key(front: str, places: dict[str, tuple[yaml.Node, yaml.Node]], quoted: str) -> str:
    if "asks" in places:  # `asks:` without a value
        at = places["asks"][0].end_mark.index + 1
        return f"{front[:at]} [{quoted}]{front[at:].lstrip(' ~')}"
    anchor = next((places[name][1] for name in _AFTER if name in places), None)
    at = front.find("\n", anchor.end_mark.index if anchor else 0)
    at = len(front) if at < 0 else at + 1
    return f"{front[:at]}asks: [{quoted}]\n{front[at:]}"
