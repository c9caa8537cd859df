"""The Markdown extensions of a site, and their configuration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import markdown

from helpcentre.builder.config_file import ConfigFile
from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.loading import Key

BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs always loads, before those of the site."""
_OF_HOSTS = ("mkdocs", "material", "zensical")


@dataclass(frozen=True)
class Extensions:
    """The names of the extensions in order, and the configuration of those that have one."""

    names: tuple[str, ...] = BUILT_IN
    configs: Mapping[str, dict[str, Any]] = field(default_factory=dict)


def read_extensions(file: ConfigFile, value: Any) -> Extensions:
    """Return the extensions in `markdown_extensions`.

    Raises FindingsError for one that cannot be loaded, and NeedsMkDocsError for one that belongs to MkDocs.
    """
    names: list[str] = list(BUILT_IN)
    configs: dict[str, dict[str, Any]] = {}
    places: dict[str, Key] = {}
    findings: list[Finding] = []
    for key, name, given in _list_extensions(value):
        if name.split(".")[0] in _OF_HOSTS:
            raise file.needs_mkdocs(key, f"the Markdown extension '{name}'")
        if given and not isinstance(given, dict):
            findings.append(file.finding(key, f"the options of '{name}' are not names with values"))
            continue
        names.append(name)
        places[name] = key
        if given:
            configs[name] = given
    found = Extensions(tuple(dict.fromkeys(names)), configs)
    findings += _find_unloadable(file, found, places)
    if findings:
        raise FindingsError(findings)
    return found


def _list_extensions(value: Any) -> Iterator[tuple[Key, str, Any]]:
    """Yield (key, name, options) of each extension, in a list or a mapping."""
    top = "markdown_extensions"
    if isinstance(value, dict):
        yield from (((top, str(name)), str(name), given) for name, given in value.items())
        return
    for number, item in enumerate(value if isinstance(value, list) else []):
        if isinstance(item, dict):
            for name, given in item.items():
                yield (top, number, str(name)), str(name), given
        else:
            yield (top, number), str(item), None


def _find_unloadable(file: ConfigFile, extensions: Extensions, places: Mapping[str, Key]) -> Iterator[Finding]:
    """Yield an error for each extension that is not installed, or refuses its options."""
    md = markdown.Markdown()
    for name in extensions.names:
        try:
            md.registerExtensions((name,), extensions.configs)
        except Exception as error:
            message = f"the Markdown extension '{name}' cannot be loaded: {type(error).__name__}: {error}"
            yield file.finding(places.get(name, ("markdown_extensions",)), message)
