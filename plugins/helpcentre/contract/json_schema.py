"""The wire contract as JSON Schema, made from its msgspec types; the OpenAPI document contains it."""

from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta

from helpcentre.contract.events import AnyEvent, FormPost, ScorePost
from helpcentre.contract.limits import LIST_LIMIT
from helpcentre.contract.messages import Message, MessagePost

_NO_EXPLANATION_OF_A_YES = {  # what `Vote.__post_init__` checks
    "if": {"properties": {"value": {"const": 1}}, "required": ["value"]},
    "then": {"properties": {"reason": {"type": "null"}, "heading": {"type": "null"}}},
}
_CSAT_ENDS_AT_5 = {  # what `Csat.value` checks once the score is a number
    "if": {"properties": {"kind": {"const": "csat"}}, "required": ["kind"]},
    "then": {"properties": {"value": {"pattern": "^[0-5]$"}}},
}
_Body = AnyEvent | Annotated[list[AnyEvent], Meta(min_length=1, max_length=LIST_LIMIT)]


class ContractSchemas(NamedTuple):
    """The schema of a body sent to /items, and the definitions by name: what it refers to, messages, and the forms."""

    body: dict[str, Any]
    definitions: dict[str, Any]


def contract_schemas(ref_template: str = "#/$defs/{name}") -> ContractSchemas:
    """Return the schemas; `ref_template` is how one refers to a definition."""
    types = [_Body, FormPost, ScorePost, Message, MessagePost]
    (body, *_), definitions = msgspec.json.schema_components(types, ref_template=ref_template)
    definitions = {name: _restore_patterns(schema) for name, schema in definitions.items()}
    definitions["Vote"] |= _NO_EXPLANATION_OF_A_YES
    definitions[ScorePost.__name__] |= _CSAT_ENDS_AT_5
    definitions[Message.__name__]["properties"]["consent"]["const"] = True  # what `read_message` checks
    form_post = definitions[FormPost.__name__]
    form_post["required"] = sorted({*form_post["required"], "value"})  # only the form with a reason may leave it out
    return ContractSchemas(body, definitions)


def _restore_patterns(schema: Any) -> Any:
    r"""Return a schema with `$` for Python's `\Z`, which other languages do not have."""
    if isinstance(schema, dict):
        return {
            name: part.replace(r"\Z", "$") if name == "pattern" and isinstance(part, str) else _restore_patterns(part)
            for name, part in schema.items()
        }
    return [_restore_patterns(part) for part in schema] if isinstance(schema, list) else schema
