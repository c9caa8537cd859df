"""Read the wire contract without pydantic, which takes 9 MiB a process and several times as long.

The models in `events.py` and `manifest.py` say what the contract is; `scripts/wire-schema` writes their JSON Schema to
`wire.json`, and here it becomes one function a definition. A value for which such a function says yes is one that the
models accept, and tests hold the two together; a value it does not know goes to the models themselves, who have the
last word and say what is wrong. A keyword of JSON Schema that is not known here is an error when the schema is read,
not a rule that is passed over.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Check = Callable[[Any], bool]
SCHEMA = Path(__file__).with_name("wire.json")

_TEXT = frozenset({"pattern", "minLength", "maxLength", "format"})
_NUMBER = frozenset({"minimum", "maximum"})
_LIST = frozenset({"items", "minItems", "maxItems"})
_OBJECT = frozenset(
    {"properties", "required", "additionalProperties", "patternProperties", "propertyNames", "if", "then"}
)
_KEYWORDS = {
    "string": _TEXT, "integer": _NUMBER, "array": _LIST, "object": _OBJECT, "boolean": frozenset(), "null": frozenset()
}  # fmt: skip
_ANY = frozenset({"type", "const", "enum", "anyOf", "$ref"})


@cache
def checks() -> Mapping[str, Check]:
    """Return the function of each definition of the contract, such as `Vote` or `Manifest`."""
    return compiled(_definitions())


@cache
def _events() -> Mapping[str, Check]:
    kinds = {name: schema["properties"].get("kind", {}).get("const") for name, schema in _definitions().items()}
    return {kind: checks()[name] for name, kind in kinds.items() if kind}


def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return definitions


def is_event(value: Any) -> bool:
    """Tell whether a decoded JSON value is surely an event of the contract; False means: ask the models."""
    if type(value) is not dict:
        return False
    kind = value.get("kind")
    check = _events().get(kind) if type(kind) is str else None
    return check is not None and check(value)


def is_manifest(value: Any) -> bool:
    """Tell whether a decoded JSON value is surely a manifest; False means: ask the models."""
    return checks()["Manifest"](value)


def compiled(definitions: Mapping[str, Any]) -> dict[str, Check]:
    """Return a function for each definition; raises ValueError at a keyword that is not known here."""
    made: dict[str, Check] = {}
    for name, schema in definitions.items():
        made[name] = _check(schema, made)
    return made


def _check(schema: Mapping[str, Any], made: Mapping[str, Check]) -> Check:
    kind = schema.get("type")
    known = _ANY | (_KEYWORDS[kind] if kind else frozenset())
    if unknown := sorted(set(schema) - known):
        raise ValueError(f"wire.json has what wire.py does not know: {', '.join(unknown)}")
    if "$ref" in schema:
        name = schema["$ref"]
        return lambda value: made[name](value)
    if "anyOf" in schema:
        first, *others = [_check(part, made) for part in schema["anyOf"]]
        return lambda value: first(value) or any(part(value) for part in others)
    if "const" in schema or "enum" in schema:
        allowed = frozenset(schema.get("enum", [schema.get("const")]))
        kinds = {type(each) for each in allowed}  # 1, 1.0 and true are equal in Python
        return lambda value: type(value) in kinds and value in allowed
    return _MAKERS[str(kind)](schema, made)


def _text(schema: Mapping[str, Any], _: Mapping[str, Check]) -> Check:
    if schema.get("format") == "date":
        return _is_date
    if "format" in schema:
        raise ValueError(f"wire.json has what wire.py does not know: format {schema['format']}")
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
    pattern = schema.get("pattern")
    if pattern is None:
        return lambda value: type(value) is str and shortest <= len(value) <= longest
    matches = _whole(pattern)
    return lambda value: type(value) is str and shortest <= len(value) <= longest and matches(value) is not None


def _whole(pattern: str) -> Callable[[str], object]:
    """Return the match of a whole text: unlike elsewhere, Python's `$` also stands before a last line feed."""
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise ValueError(f"wire.json has a pattern without ^ and $: {pattern}")
    return re.compile(pattern).fullmatch


def _is_date(value: Any) -> bool:
    try:
        return type(value) is str and len(value) == 10 and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _integer(schema: Mapping[str, Any], _: Mapping[str, Check]) -> Check:
    low, high = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
    return lambda value: type(value) is int and low <= value <= high


def _list(schema: Mapping[str, Any], made: Mapping[str, Check]) -> Check:
    item = _check(schema["items"], made)
    low, high = schema.get("minItems", 0), schema.get("maxItems", float("inf"))
    return lambda value: type(value) is list and low <= len(value) <= high and all(map(item, value))


def _object(schema: Mapping[str, Any], made: Mapping[str, Check]) -> Check:
    if "patternProperties" in schema:
        return _names(schema, made)
    properties = {name: _check(part, made) for name, part in schema.get("properties", {}).items()}
    required = frozenset(schema.get("required", ()))
    closed = schema.get("additionalProperties", True) is False
    condition = _check({"type": "object", **schema["if"]}, made) if "if" in schema else None
    consequence = _check({"type": "object", **schema["then"]}, made) if "if" in schema else None

    def check(value: Any) -> bool:
        if type(value) is not dict or not required <= value.keys():
            return False
        for name, part in value.items():
            test = properties.get(name)
            if not (test(part) if test is not None else not closed):
                return False
        return condition is None or consequence is None or not condition(value) or consequence(value)

    return check


def _names(schema: Mapping[str, Any], made: Mapping[str, Check]) -> Check:
    """Return the check of an object whose names follow a pattern; any other name is not sure to be right."""
    ((pattern, part),) = schema["patternProperties"].items()
    name, value_of = _text({**schema.get("propertyNames", {}), "pattern": pattern}, made), _check(part, made)
    return lambda value: type(value) is dict and all(name(key) and value_of(each) for key, each in value.items())


def _is_boolean(value: Any) -> bool:
    return type(value) is bool


def _is_null(value: Any) -> bool:
    return value is None


_MAKERS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Check]], Check]] = {
    "string": _text,
    "integer": _integer,
    "array": _list,
    "object": _object,
    "boolean": lambda *_: _is_boolean,
    "null": lambda *_: _is_null,
}
