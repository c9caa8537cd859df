"""What pydantic makes of the wire contract: the JSON Schema it is read by, and what is wrong with a manifest."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from helpcentre.contract.events import body_schema
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import HelpCentreError

_MANIFEST: TypeAdapter[Manifest] = TypeAdapter(Manifest)
_WORDS = frozenset({"title", "description", "default"})


def read_manifest(text: str | bytes, place: str) -> Manifest:
    """Return the manifest. Raises HelpCentreError with every complaint at once, and `place` before each."""
    try:
        return _MANIFEST.validate_json(text)
    except ValidationError as error:
        lines = [
            f"{place}: {'.'.join(str(part) for part in detail['loc']) or 'the whole file'}: {detail['msg']}"
            for detail in error.errors(include_url=False, include_context=False)
        ]
        raise HelpCentreError("\n".join([*lines[:20], "Build the site again: helpcentre build"])) from None


def wire_schema() -> dict[str, Any]:
    """Return the contents of `wire.json`: every definition by its name, without words."""
    events: dict[str, Any] = body_schema("{model}")["$defs"]
    whole = _MANIFEST.json_schema(ref_template="{model}")
    parts: dict[str, Any] = whole.pop("$defs")
    return {name: _bare(schema) for name, schema in sorted({**events, **parts, "Manifest": whole}.items())}


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without what only people read; a property may be called like one of those."""
    bare = {name: value for name, value in schema.items() if name not in _WORDS}
    for name in ("properties", "patternProperties"):
        if name in bare:
            bare[name] = {key: _bare(value) for key, value in bare[name].items()}
    for name in ("items", "propertyNames", "if", "then"):
        if name in bare:
            bare[name] = _bare(bare[name])
    if "anyOf" in bare:
        bare["anyOf"] = [_bare(value) for value in bare["anyOf"]]
    return bare
