"""YAML with the line and column of every value, and pydantic models whose errors point at them.

Times, dates and words stay text: a bare `10:00` is not 600, `no` is not False and `2026-13-40` is no crash.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from helpcentre.errors import Finding, FindingsError, did_you_mean

Key = tuple[str | int, ...]
Mark = tuple[int, int]
Model = TypeVar("Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """A safe loader in which only null, true, false, decimal integers and floats are not text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", list("tf")),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("tag:yaml.org,2002:float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-0123456789")),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


@dataclass(frozen=True)
class Document:
    """A parsed YAML text: plain `value`, and for every key path the place of the value (and of the key itself)."""

    path: str
    value: Any
    values: Mapping[Key, Mark] = field(default_factory=dict)
    keys: Mapping[Key, Mark] = field(default_factory=dict)
    twice: tuple[Finding, ...] = ()
    """Keys that stand twice, where `load` was asked to keep them for `validate` to tell."""

    def place(self, key: Key, *, of_key: bool = False) -> Mark:
        """Return (line, column) of the nearest known place for `key`, from 1."""
        marks = self.keys if of_key else self.values
        for end in range(len(key), -1, -1):
            if key[:end] in marks:
                return marks[key[:end]]
        return (1, 1)

    def finding(self, key: Key, message: str, *, rule: str = "yaml", of_key: bool = False) -> Finding:
        """Return a finding at the place of `key`."""
        line, column = self.place(key, of_key=of_key)
        return Finding(self.path, line, column, message, rule)


def load(text: str, path: str, *, first_line: int = 1, keep_twice: bool = False) -> Document:
    """Parse `text`; `path` names it in messages, `first_line` is where it begins in its file.

    Raises FindingsError for broken YAML, and for keys that stand twice unless `keep_twice` leaves those to `validate`,
    which tells them together with everything else.
    """
    loader = _Loader(text)
    shift = first_line - 1
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(path, None, {(): (first_line, 1)})
        values: dict[Key, Mark] = {}
        keys: dict[Key, Mark] = {}
        twice: list[Finding] = []
        _walk(node, (), shift, values, keys, twice, path)
        if twice and not keep_twice:
            raise FindingsError(twice)
        return Document(path, loader.construct_document(node), values, keys, tuple(twice))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1 + shift, mark.column + 1) if mark else (first_line, 1)
        problem = error.problem or error.context or "cannot be read"
        raise FindingsError(
            [Finding(path, line, column, f"this is not YAML: {problem}; check quotes, colons and indents", "yaml")]
        ) from None
    except yaml.YAMLError as error:
        message = f"this is not YAML: {str(error).splitlines()[0]}"
        raise FindingsError([Finding(path, first_line, 1, message, "yaml")]) from None
    finally:
        loader.dispose()


def _walk(
    node: yaml.Node,
    key: Key,
    shift: int,
    values: dict[Key, Mark],
    keys: dict[Key, Mark],
    twice: list[Finding],
    path: str,
) -> None:
    values[key] = (node.start_mark.line + 1 + shift, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            name = (*key, key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.value))
            mark = (key_node.start_mark.line + 1 + shift, key_node.start_mark.column + 1)
            if name in keys:
                message = f"'{name[-1]}' stands twice (first in line {keys[name][0]}); keep one"
                twice.append(Finding(path, *mark, message, "yaml"))
                continue
            keys[name] = mark
            _walk(value_node, name, shift, values, keys, twice, path)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*key, index), shift, values, keys, twice, path)


def validate(model: type[Model], document: Document, *, rule: str = "yaml") -> Model:
    """Return the document as `model`, or raise FindingsError with every complaint at its place."""
    try:
        found = model.model_validate(document.value)
    except ValidationError as error:
        raise FindingsError([*document.twice, *_findings(model, document, error, rule)]) from None
    if document.twice:
        raise FindingsError(document.twice)
    return found


def _findings(model: type[BaseModel], document: Document, error: ValidationError, rule: str) -> list[Finding]:
    found = []
    for detail in error.errors(include_url=False):
        location = _key(detail["loc"], document, keep_last=detail["type"] == "missing")
        dotted = ".".join(str(part) for part in location)
        if detail["type"] == "extra_forbidden":
            known = _fields_at(model, location[:-1])
            message = f"unknown key '{dotted}'{did_you_mean(str(location[-1]), known)}"
            if known:
                message += (
                    f" Known here: {', '.join(known)}."
                    if "did you mean" in message
                    else (f"; known here: {', '.join(known)}")
                )
            found.append(document.finding(location, message, rule=rule, of_key=True))
        elif detail["type"] == "missing":
            found.append(document.finding(location[:-1], f"'{dotted}' is missing; add it", rule=rule))
        else:
            told = detail["msg"].removeprefix("Value error, ")
            text = _plainly(detail["type"], detail["input"], detail.get("ctx", {}), _fields_at(model, location)) or told
            place = f"{dotted}: " if dotted else ""
            found.append(document.finding(location, f"{place}{text} (found {_short(detail['input'])})", rule=rule))
    return found


_WANTED = {
    "string_type": "write text here, in quotes where it looks like a number",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "string_too_short": "nothing is written here; write it, or leave the key out",
    "string_too_long": "this is too long; write at most {max_length} characters",
    "too_short": "these are {actual_length}; write at least {min_length}",
    "too_long": "these are {actual_length}; write at most {max_length}",
    "literal_error": "write {expected}",
}
"""What to write instead, by the name of pydantic's complaint; in braces what pydantic tells with it."""


def _plainly(kind: str, value: Any, more: Mapping[str, Any], keys: list[str]) -> str:
    """Return what to write instead of `value`, or an empty text where pydantic's or the validator's words stay.

    `more` is what pydantic tells with its complaint; `keys` are those that may stand there, where keys belong.
    """
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        wanted = (
            f"keys with their values belong here: {', '.join(keys)}" if keys else "names and their values belong here"
        )
        return f"{wanted}; write each on a line of its own"
    if kind in ("list_type", "tuple_type"):
        return "a list belongs here; write it in brackets, or each item on a line of its own after a hyphen"
    if kind == "too_short" and not value:
        return f"nothing is in it; write at least {more['min_length']}"
    hint = ""
    if kind == "literal_error" and isinstance(value, str):
        hint = did_you_mean(value, re.findall(r"'([^']*)'", more["expected"]))
    return _WANTED.get(kind, "").format(**more) + hint


def _key(location: tuple[Any, ...], document: Document, *, keep_last: bool) -> Key:
    """Drop the parts of a pydantic location that are names of union members or validators, not keys."""
    key: Key = ()
    for index, part in enumerate(location):
        candidate = (*key, part)
        missing = keep_last and index == len(location) - 1
        if candidate in document.values or candidate in document.keys or missing:
            key = candidate
    return key


def _fields_at(model: type[BaseModel], location: Key) -> list[str]:
    """Return the keys that `model` takes at `location`, through lists, mappings and alternatives."""
    current: list[Any] = [model]
    for part in location:
        current = [inner for annotation in current for inner in _inside(annotation, part)]
    return [
        info.alias or name
        for annotation in current
        if isinstance(annotation, type) and issubclass(annotation, BaseModel)
        for name, info in annotation.model_fields.items()
    ]


def _inside(annotation: Any, part: str | int) -> list[Any]:
    """Return the plain types that the item `part` of a value of type `annotation` may have."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return [one for name, info in fields if part in (name, info.alias) for one in _plain(info.annotation)]
    arguments = get_args(annotation)
    return _plain(arguments[-1]) if arguments and get_origin(annotation) in (dict, list) else []


def _plain(annotation: Any) -> list[Any]:
    """Return the alternatives of a type without `Annotated`."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [one for alternative in get_args(annotation) for one in _plain(alternative)]
    return [annotation]


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
