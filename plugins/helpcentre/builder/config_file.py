"""mkdocs.yml as MkDocs reads it: with `!ENV`, with the files it inherits from, and with the place of each value."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.errors import Finding, FindingsError, HelpCentreError
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.marked_yaml.locating import locate

RULE = "mkdocs.yml"
MOST_INHERITED = 10
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """YAML as MkDocs reads it; a tag that it knows and we do not ends the reading with its place."""

    def construct_environment(self, node: yaml.Node) -> Any:
        """Return the value of the first variable of `!ENV` that is set, read as YAML reads a plain scalar."""
        default = None
        if isinstance(node, yaml.ScalarNode):
            names = [node.value]
        elif isinstance(node, yaml.SequenceNode):
            last = node.value[-1] if len(node.value) > 1 else None
            default = self.construct_object(last, deep=True) if last is not None else None
            names = [str(child.value) for child in (node.value[:-1] if last is not None else node.value)]
        else:
            raise yaml.constructor.ConstructorError(None, None, "!ENV takes a name or a list", node.start_mark)
        for name in names:
            if name in os.environ:
                value = os.environ[name]
                tag = self.resolve(yaml.ScalarNode, value, (True, False))
                return self.construct_object(yaml.ScalarNode(tag, value, node.start_mark, node.end_mark))
        return default

    def refuse_tag(self, node: yaml.Node) -> Any:
        """Leave a value with another tag, such as a Python name, to MkDocs."""
        raise _TagError(node)


_Loader.add_constructor("!ENV", _Loader.construct_environment)
_Loader.add_constructor(None, _Loader.refuse_tag)


class _TagError(Exception):
    def __init__(self, node: yaml.Node) -> None:
        self.node = node
        super().__init__(node.tag)


@dataclass(frozen=True)
class ConfigFile:
    """The settings in mkdocs.yml; `documents` are that file and those it inherits from, the nearest first."""

    path: Path
    value: dict[str, Any]
    documents: tuple[Document, ...]

    def document_of(self, key: Key) -> Document:
        """Return the file that has `key`; mkdocs.yml itself if none has it."""
        return next((one for one in self.documents if key in one.keys or key in one.values), self.documents[0])

    def finding(self, key: Key, message: str) -> Finding:
        """Return a finding at the place of `key`."""
        return self.document_of(key).finding(key, message, rule=RULE, of_key=True)

    def needs_mkdocs(self, key: Key, reason: str) -> NeedsMkDocsError:
        """Return the error that leaves a site to MkDocs because of the setting `key`."""
        return NeedsMkDocsError(self.finding(key, reason))


def read_config_file(path: Path) -> ConfigFile:
    """Return the settings of mkdocs.yml and of the files it inherits from.

    Raises HelpCentreError for a file that is missing or is not valid YAML, and NeedsMkDocsError for one with tags that
    only MkDocs knows.
    """
    value, documents = _read_with_parents(path, MOST_INHERITED)
    return ConfigFile(path, value, tuple(documents))


def _read_with_parents(path: Path, levels: int) -> tuple[dict[str, Any], list[Document]]:
    text = _read_text(path)
    name = _name_file(path)
    value = _parse_yaml(text, name)
    document = locate(text, name, (), value)
    parent = value.pop("INHERIT", None)
    if parent is None:
        return value, [document]
    above = path.parent / str(parent)
    if not above.is_file() or levels == 0:
        message = f"INHERIT: there is no file '{parent}'. Correct the path, which starts at this file's folder."
        raise FindingsError([document.finding(("INHERIT",), message, rule=RULE)])
    inherited, documents = _read_with_parents(above, levels - 1)
    return merge_settings(inherited, value), [document, *documents]


def merge_settings(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a file and of the one it inherits from: mappings are merged, other values replaced."""
    merged = dict(inherited)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = merge_settings(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise HelpCentreError(
            f"{path}: file not found. Run this command in the folder that contains mkdocs.yml, or use --config."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise HelpCentreError(f"{path}: this file cannot be read: {error}") from None


def _parse_yaml(text: str, name: str) -> dict[str, Any]:
    try:
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader with one constructor more
    except _TagError as error:
        mark = error.node.start_mark
        reason = f"the tag {error.node.tag.replace('tag:yaml.org,2002:', '!!')}"
        raise NeedsMkDocsError(Finding(name, mark.line + 1, mark.column + 1, reason, RULE)) from None
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        line, column = (place.line + 1, place.column + 1) if place else (1, 1)
        raise FindingsError([Finding(name, line, column, f"this is not valid YAML: {error.problem}", RULE)]) from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date or number that does not exist, as 2026-02-30
        raise FindingsError([Finding(name, 1, 1, f"this is not valid YAML: {error}", RULE)]) from None
    if not isinstance(value, dict):
        raise FindingsError(
            [Finding(name, 1, 1, "this file has no settings. Write site_name: … and docs_dir: …", RULE)]
        )
    return {str(key): item for key, item in value.items()}


def _name_file(path: Path) -> str:
    """Return a path as a user would type it: from the current folder if it is below."""
    absolute, folder = path.resolve(), Path.cwd()
    return (absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute).as_posix()
