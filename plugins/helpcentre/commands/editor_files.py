"""The files by which VS Code completes and checks the YAML files of a site."""

import json

from helpcentre.commands.schema import format_schema

FOLDER = ".vscode"
SCHEMAS = {"support": "content/support.yml", "variables": "content/variables.yml", "terms": "content/terms.yml"}
"""The file that each schema is for."""
CUSTOM_TAGS = ["!ENV scalar", "!ENV sequence", "tag:yaml.org,2002:python/object/apply:pymdownx.slugs.slugify mapping"]
"""The tags in mkdocs.yml that an editor would report as unknown."""


def schema_path(name: str) -> str:
    """Return the file of a schema in a site."""
    return f"{FOLDER}/{name}.schema.json"


def editor_files() -> dict[str, str]:
    """Return the schemas and settings of a site by their paths."""
    settings = {
        "yaml.schemas": {f"./{schema_path(name)}": path for name, path in SCHEMAS.items()},
        "yaml.customTags": CUSTOM_TAGS,
    }
    return {
        **{schema_path(name): f"{format_schema(name)}\n" for name in SCHEMAS},
        f"{FOLDER}/settings.json": f"{json.dumps(settings, indent=2)}\n",
        f"{FOLDER}/extensions.json": f"{json.dumps({'recommendations': ['redhat.vscode-yaml']}, indent=2)}\n",
    }
