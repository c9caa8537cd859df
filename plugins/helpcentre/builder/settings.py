"""The settings of a site that our builder knows, checked; any other is left to MkDocs, with its place."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from helpcentre.builder.config_file import RULE, ConfigFile
from helpcentre.builder.link_levels import LinkLevels, Validation
from helpcentre.builder.markdown_extensions import Extensions, read_extensions
from helpcentre.builder.plugin_options import PLUGINS, Options
from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.marked_yaml.validation import validate


class SiteSettings(BaseModel):
    """The keys of mkdocs.yml that have a meaning for sites with our frame, or none for any."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    site_name: str
    site_url: str | None = None
    site_description: str | None = None
    site_author: str | None = None
    copyright: str | None = None
    docs_dir: str = "docs"
    site_dir: str = "site"
    use_directory_urls: bool = True
    strict: bool = False
    theme: Any = None
    plugins: Any = None
    extra: dict[str, Any] = Field(default_factory=dict)
    extra_css: list[str] = Field(default_factory=list)
    extra_javascript: list[Any] = Field(default_factory=list)
    markdown_extensions: Any = Field(default_factory=list)
    validation: Validation = Validation()
    watch: list[str] = Field(default_factory=list)
    repo_url: str | None = None
    repo_name: str | None = None
    dev_addr: str | None = None
    remote_branch: str | None = None
    remote_name: str | None = None

    @field_validator("site_url")
    @classmethod
    def _end_with_slash(cls, value: str | None) -> str | None:
        """Return the address of the site with a slash at its end."""
        if not value:
            return value
        parts = urlsplit(value)
        if not parts.scheme or not parts.netloc:
            raise ValueError("write a full address such as https://help.example.com/")
        return urlunsplit(parts if parts.path.endswith("/") else parts._replace(path=f"{parts.path}/"))


MATERIAL = {"language": "en", "favicon": "assets/images/favicon.png"}
"""The defaults of the theme Material that have a meaning for our frame."""


class ThemeSettings(dict[str, Any]):
    """The settings of the theme: our frame uses its language, logo and favicon."""

    @property
    def name(self) -> str | None:
        """The name of the theme."""
        value = self.get("name")
        return None if value is None else str(value)


@dataclass(frozen=True)
class BuildSettings:
    """A site to build, with absolute paths; has the attributes of `site.host_options.HostConfig`."""

    file: ConfigFile
    site: SiteSettings
    theme: ThemeSettings
    plugins: Mapping[str, Any]
    extensions: Extensions
    docs_dir: str
    site_dir: str
    strict: bool

    @property
    def config_file_path(self) -> str:
        """The path of mkdocs.yml."""
        return os.path.normpath(self.file.path.absolute())

    @property
    def site_name(self) -> str:
        """The name of the site."""
        return self.site.site_name

    @property
    def site_url(self) -> str | None:
        """The address of the site, ending in `/`."""
        return self.site.site_url

    @property
    def use_directory_urls(self) -> bool:
        """True if addresses end in `/` instead of `.html`."""
        return self.site.use_directory_urls

    @property
    def markdown_extensions(self) -> tuple[str, ...]:
        """The names of the Markdown extensions, in order."""
        return self.extensions.names

    @property
    def extra(self) -> Mapping[str, Any]:
        """The free settings."""
        return self.site.extra

    @property
    def link_levels(self) -> LinkLevels:
        """The levels at which links that lead nowhere are logged."""
        return self.site.validation.link_levels()


def read_settings(file: ConfigFile, *, site_dir: Path | None = None, strict: bool | None = None) -> BuildSettings:
    """Return the checked settings; `site_dir` and `strict` replace those of the file.

    Raises FindingsError for values that are not valid, and NeedsMkDocsError for a setting that only MkDocs knows.
    """
    _leave_unknown_settings(file)
    settings = validate(SiteSettings, _known_settings(file), rule=RULE)
    theme = _read_theme(file, settings.theme)
    plugins = _read_plugins(file, settings.plugins)
    for number, script in enumerate(settings.extra_javascript):
        if not isinstance(script, str):
            raise file.needs_mkdocs(("extra_javascript", number), "a script with attributes")
    folder = file.path.absolute().parent
    docs_dir = os.path.normpath(folder / settings.docs_dir)
    output = os.path.normpath(site_dir.absolute() if site_dir else folder / settings.site_dir)
    _leave_odd_folders(file, folder, docs_dir, output)
    return BuildSettings(
        file=file,
        site=settings,
        theme=theme,
        plugins=plugins,
        extensions=read_extensions(file, settings.markdown_extensions),
        docs_dir=docs_dir,
        site_dir=output,
        strict=settings.strict if strict is None else strict,
    )


def _known_settings(file: ConfigFile) -> Document:
    """Return the known settings as a document with the places of mkdocs.yml itself."""
    known = {name: value for name, value in file.value.items() if name in SiteSettings.model_fields}
    return replace(file.documents[0], value=known)


def _leave_unknown_settings(file: ConfigFile) -> None:
    for name, value in file.value.items():
        if name not in SiteSettings.model_fields and value not in (None, [], {}):
            raise file.needs_mkdocs((name,), f"the setting '{name}'")


def _leave_odd_folders(file: ConfigFile, folder: Path, docs_dir: str, site_dir: str) -> None:
    """Leave to MkDocs what it refuses: folders that are missing or inside each other."""
    docs, output = Path(docs_dir), Path(site_dir)
    if not docs.is_dir() or folder.is_relative_to(docs):
        raise file.needs_mkdocs(("docs_dir",), "this content folder")
    if output.is_relative_to(docs) or docs.is_relative_to(output):
        raise file.needs_mkdocs(("site_dir",), "a site folder inside the content folder, or around it")


def _read_theme(file: ConfigFile, value: Any) -> ThemeSettings:
    given = {"name": value} if isinstance(value, str) else value if isinstance(value, dict) else {}
    settings = ThemeSettings(MATERIAL | given)
    if settings.name != "material":
        raise file.needs_mkdocs(("theme",), f"the theme '{settings.name or 'mkdocs'}'")
    for name in ("custom_dir", "static_templates", "locale"):
        if settings.get(name):
            raise file.needs_mkdocs(("theme", name), f"the setting '{name}' of the theme")
    return settings


def _read_plugins(file: ConfigFile, value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, name, given in _list_plugins(value):
        model = PLUGINS.get(name)
        if model is None or name in found:
            raise file.needs_mkdocs(key, f"the plugin '{name}'")
        found[name] = SimpleNamespace(config=_read_options(file, key, name, model, given or {}))
    articles = found.get("helpcentre/articles")
    if articles is None or articles.config.frame != "helpcentre":
        raise file.needs_mkdocs(("plugins",), "pages without `frame: helpcentre`")
    return found


def _list_plugins(value: Any) -> Iterator[tuple[Key, str, Any]]:
    """Yield (key, name, options) of each plugin, in a list or a mapping."""
    if isinstance(value, dict):
        yield from ((("plugins", str(name)), str(name), given) for name, given in value.items())
        return
    for number, item in enumerate(value if isinstance(value, list) else []):
        key: Key = ("plugins", number)
        if isinstance(item, dict) and len(item) == 1:
            [(name, given)] = item.items()
            yield (*key, str(name)), str(name), given
        else:
            yield key, str(item), None


def _read_options(file: ConfigFile, key: Key, name: str, model: type[Options], given: Any) -> Options:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        findings: list[Finding] = []
        for detail in error.errors(include_url=False):
            at = (*key, *detail["loc"])
            option = ".".join(str(part) for part in detail["loc"])
            if detail["type"] == "extra_forbidden":
                raise file.needs_mkdocs(at, f"the option '{option}' of {name}") from None
            findings.append(file.finding(at, f"{name}: {option}: {detail['msg']}"))
        raise FindingsError(findings) from None
