"""The OpenAPI document of the public routes, made from the types that read the requests."""

from typing import Any

from helpcentre import __version__
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.contract.json_schema import contract_schemas

_REF = "#/components/schemas/{name}"
_ANY_LANGUAGE = ("Vote", "Comment", "View", "FormPost", "Message", "MessagePost")


def make_document(catalogue: SiteCatalogue) -> dict[str, Any]:
    """Return the document; languages and channels are those of this site."""
    body, schemas = contract_schemas(_REF)
    schemas |= _RESPONSE_SCHEMAS
    _limit_to_site(schemas, catalogue)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "helpcentre collector",
            "version": __version__,
            "description": "What a page of the help centre may send to the collector. Requests need an allowed Origin.",
        },
        "paths": {
            "/feedback/v1/items": {"post": _items_operation(body)},
            "/feedback/v1/items/{id}": {"delete": _ERASE},
            "/feedback/v1/form": {"post": _FORM},
            "/feedback/v1/messages": {"post": _MESSAGES},
            "/healthz": {
                "get": _get_operation("healthz", "The process is running.", {"200": _json_response("Alive", "Health")})
            },
            "/readyz": {
                "get": _get_operation(
                    "readyz",
                    "Items can be stored now.",
                    {"200": _json_response("Ready", "Ready"), "503": _json_response("Not ready", "Ready")},
                )
            },
            "/metrics": {
                "get": _get_operation(
                    "metrics",
                    "Counters as Prometheus text.",
                    {"200": {"description": "Counters", "content": {"text/plain": {"schema": {"type": "string"}}}}},
                )
            },
        },
        "components": {"schemas": schemas},
    }


def _limit_to_site(schemas: dict[str, Any], catalogue: SiteCatalogue) -> None:
    for name, schema in schemas.items():
        properties = schema.get("properties", {})
        if catalogue.languages and "language" in properties and name not in _ANY_LANGUAGE:
            properties["language"] = {
                "type": "string",
                "enum": sorted(catalogue.languages),
                "description": properties["language"].get("description", ""),
            }
        if catalogue.channels and "channel" in properties:
            properties["channel"]["enum"] = sorted(catalogue.channels)


def _json_response(description: str, schema: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _get_operation(name: str, summary: str, responses: dict[str, Any]) -> dict[str, Any]:
    return {"operationId": name, "summary": summary, "responses": responses}


def _describe_refusals(*statuses: str) -> dict[str, Any]:
    meanings = {
        "403": "The Origin is not allowed",
        "404": "The article, version or channel is not known, or the site has no contact form",
        "413": "The body is too large",
        "415": "The content type is not accepted",
        "429": "Too many messages that look like spam",
        "422": "The body does not match the contract; `at` names the field",
        "503": "Not stored; try again later",
    }
    refusals = {status: _json_response(meanings[status], "Refused") for status in statuses}
    for status in {"429", "503"} & refusals.keys():
        refusals[status]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}
    return refusals


def _items_operation(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": "items",
        "summary": "Store one answer, search or click, or a list of up to 20.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": body}},
        },
        "responses": {
            "201": _json_response("Stored, and on the disk", "Stored"),
            "200": _json_response(
                "Already stored; or not stored, because the reader or site opted out or because of a flood",
                "Stored",
            ),
            **_describe_refusals("403", "404", "413", "415", "422", "503"),
        },
    }


_ERASE = {
    "operationId": "erase",
    "summary": "Erase an item: only its sender knows its id. The response is the same whether or not there was one.",
    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}],
    "responses": {"204": {"description": "Nothing is stored under this id"}, **_describe_refusals("403", "503")},
}
_FORMS = [{"$ref": f"#/components/schemas/{name}"} for name in ("FormPost", "ScorePost")]
_FORM = {
    "operationId": "form",
    "summary": "The same vote or score from a reader without JavaScript.",
    "requestBody": {
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": {"oneOf": _FORMS}}},
    },
    "responses": {
        "303": {
            "description": "Stored; leads back to the article, or to the page with the score",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **{
            status: {"description": description, "content": {"text/html": {"schema": {"type": "string"}}}}
            for status, description in {
                "403": "The Origin is not allowed",
                "404": "The article is not known",
                "413": "The form is too large",
                "415": "Not a form",
                "422": "A field is wrong",
                "503": "Not stored; try again later",
            }.items()
        },
    },
}
_PAGE = {"text/html": {"schema": {"type": "string"}}}
_MESSAGES = {
    "operationId": "messages",
    "summary": "Send a message to the support team. Readers without JavaScript get a page as the answer.",
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Message"}},
            "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/MessagePost"}},
        },
    },
    "responses": {
        "201": _json_response("Stored, and passed on as soon as the receiver can be reached", "Stored"),
        "200": _json_response("Already stored or passed on", "Stored"),
        "303": {
            "description": "The same for a form; leads back to the contact page",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **{
            status: refusal | {"content": refusal["content"] | _PAGE}  # a form is answered by a page
            for status, refusal in _describe_refusals("403", "404", "413", "415", "422", "429", "503").items()
        },
    },
}
_RESPONSE_SCHEMAS: dict[str, Any] = {
    "Stored": {
        "type": "object",
        "required": ["stored"],
        "properties": {
            "stored": {"type": "integer", "minimum": 0, "description": "Number of items stored."},
            "results": {
                "type": "array",
                "items": {"type": "object"},
                "description": "For a list: the result of each item.",
            },
        },
        "additionalProperties": False,
    },
    "Refused": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {"type": "string", "description": "A code."},
            "at": {"type": "string", "description": "The field that is wrong."},
            "retry_after": {"type": "integer", "description": "Seconds to wait."},
            "results": {
                "type": "array",
                "items": {"type": "object"},
                "description": "For a list: the result of each item.",
            },
        },
        "additionalProperties": False,
    },
    "Health": {
        "type": "object",
        "required": ["status"],
        "properties": {"status": {"const": "ok"}},
    },
    "Ready": {
        "type": "object",
        "required": ["ready"],
        "properties": {
            "ready": {"type": "boolean"},
            "daily_cap_used": {"type": "number", "minimum": 0, "maximum": 1, "description": "Share of the daily cap."},
            "problems": {
                "type": "array",
                "items": {"type": "string", "enum": ["write_failed", "write_stuck", "disk_full", "daily_cap"]},
            },
        },
    },
}
