"""`helpcentre schema`: the JSON Schemas of what writers write, for editors and other tools."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from helpcentre.articles.model import FrontMatter
from helpcentre.articles.shared_text.variables import VariablesFile
from helpcentre.articles.terms_file import TermsFile
from helpcentre.support.model import SupportFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: Mapping[str, type[BaseModel]] = {
    "front-matter": FrontMatter,
    "support": SupportFile,
    "variables": VariablesFile,
    "terms": TermsFile,
}
"""The files that have a schema: the front matter of a page, `support.yml`, `variables.yml` and `terms.yml`."""


def format_schema(name: str) -> str:
    """Return the schema of a key of `MODELS`, as JSON."""
    return json.dumps(build_schema(MODELS[name]), indent=2, ensure_ascii=False)


def build_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a model, as its file is written.

    A schema cannot say everything that `helpcentre check` does: it accepts every file that `check` accepts.
    """
    schema = _clean_schema(model.model_json_schema(by_alias=True))
    if model is FrontMatter:  # an optional key without a value counts as absent
        required = schema.get("required", ())
        schema["properties"] = {
            key: part if key in required else {"anyOf": [part, {"type": "null"}]}
            for key, part in schema["properties"].items()
        }
    return {"$schema": DIALECT, **schema}


def _clean_schema(part: Any) -> Any:
    """Return a part of a schema without the titles that only repeat the name of a key.

    A title is text; a `title` that is itself a schema is the key of that name.
    """
    if isinstance(part, list):
        return [_clean_schema(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {key: _clean_schema(value) for key, value in part.items() if key != "title" or isinstance(value, dict)}
