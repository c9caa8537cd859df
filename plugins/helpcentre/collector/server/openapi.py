"""The OpenAPI document of the public routes, made from the models that read the requests."""

from typing import Any

from helpcentre import __version__
from helpcentre.collector.intake.site_catalogue import SiteCatalogue

_REF = "#/components/schemas/{model}"


def document(known: SiteCatalogue) -> dict[str, Any]:
    """Return the document; languages and channels are the ones this site has."""
    from helpcentre.contract.events import FormPost, ScorePost, body_schema  # late: they bring pydantic

    body = body_schema(_REF)
    schemas: dict[str, Any] = body.pop("$defs")
    form, score = (model.model_json_schema(ref_template=_REF) for model in (FormPost, ScorePost))
    form["required"] = sorted({*form["required"], "value"})
    schemas |= {"FormPost": form, "ScorePost": score, **_ANSWERS}
    _name_what_is_known(schemas, known)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "helpcentre collector",
            "version": __version__,
            "description": "What a page of the help centre may tell the collector. Requests need an allowed Origin.",
        },
        "paths": {
            "/feedback/v1/items": {"post": _items(body)},
            "/feedback/v1/items/{id}": {"delete": _ERASE},
            "/feedback/v1/form": {"post": _FORM},
            "/healthz": {"get": _get("healthz", "The process answers.", {"200": _answer("Alive", "Health")})},
            "/readyz": {
                "get": _get(
                    "readyz",
                    "Items can be stored now.",
                    {"200": _answer("Ready", "Ready"), "503": _answer("Not ready", "Ready")},
                )
            },
            "/metrics": {
                "get": _get(
                    "metrics",
                    "Counters as Prometheus text.",
                    {"200": {"description": "Counters", "content": {"text/plain": {"schema": {"type": "string"}}}}},
                )
            },
        },
        "components": {"schemas": schemas},
    }


def _name_what_is_known(schemas: dict[str, Any], known: SiteCatalogue) -> None:
    for name, schema in schemas.items():
        properties = schema.get("properties", {})
        if known.languages and "language" in properties and name not in ("Vote", "Comment", "View", "FormPost"):
            properties["language"] = {
                "type": "string",
                "enum": sorted(known.languages),
                "description": properties["language"].get("description", ""),
            }
        if known.channels and "channel" in properties:
            properties["channel"]["enum"] = sorted(known.channels)


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _get(name: str, summary: str, responses: dict[str, Any]) -> dict[str, Any]:
    return {"operationId": name, "summary": summary, "responses": responses}


def _refusals(*statuses: str) -> dict[str, Any]:
    meanings = {
        "403": "The Origin is not allowed",
        "404": "The article, version or channel is not known",
        "413": "The body is too large",
        "415": "The content type is not taken",
        "422": "The body is not what the contract says; `at` names the field",
        "503": "Not stored; try again later",
    }
    refusals = {status: _answer(meanings[status], "Refused") for status in statuses}
    if "503" in refusals:
        refusals["503"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}
    return refusals


def _items(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": "items",
        "summary": "Keep one answer, search or click, or a list of up to 20.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": body}},
        },
        "responses": {
            "201": _answer("Stored, and on the disk", "Stored"),
            "200": _answer("Known already, or not counted by the reader's wish", "Stored"),
            **_refusals("403", "404", "413", "415", "422", "503"),
        },
    }


_ERASE = {
    "operationId": "erase",
    "summary": "Erase an item; who knows its id is its writer. The answer is the same whether it was there or not.",
    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}],
    "responses": {"204": {"description": "It is not there any more"}, **_refusals("403", "503")},
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
            "description": "Stored; back to the thanks of the article, or of the page a score stands on",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **{
            status: {"description": description, "content": {"text/html": {"schema": {"type": "string"}}}}
            for status, description in {
                "403": "The Origin is not allowed",
                "404": "The article is not known",
                "413": "The form is too large",
                "415": "Not a form",
                "422": "A field is not right",
                "503": "Not stored; try again later",
            }.items()
        },
    },
}
_ANSWERS: dict[str, Any] = {
    "Stored": {
        "type": "object",
        "required": ["stored"],
        "properties": {
            "stored": {"type": "integer", "minimum": 0, "description": "How many items were stored."},
            "results": {"type": "array", "items": {"type": "object"}, "description": "For a list: the answer to each."},
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
            "results": {"type": "array", "items": {"type": "object"}, "description": "For a list: the answer to each."},
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
        "properties": {"ready": {"type": "boolean"}},
    },
}
