"""From the configuration of a host, MkDocs or our builder, to the options of a site."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Protocol

from helpcentre.articles.checks.rule_severities import parse_levels
from helpcentre.articles.languages import Languages
from helpcentre.site.options import (
    SUPPORT_FILE,
    ArticlesOptions,
    BrandOptions,
    SearchOptions,
    SiteOptions,
    parse_collector_url,
)

BLOCKS = "helpcentre.markdown_blocks"
KEYS_OF_PLUGINS = {
    "blog": ("authors", "categories", "date", "links", "pin", "readtime", "slug", "tags"),
    "macros": ("render_macros",),
    "rss": ("authors", "categories", "date", "image", "tags"),
    "search": ("search",),
    "social": ("social",),
    "tags": ("tags",),
    "theme material": ("comments", "hide", "icon", "status", "subtitle"),
}
"""The keys in front matter that widespread plugins and the theme Material read."""


class HostConfig(Protocol):
    """The settings that a host has read from mkdocs.yml, under the names that MkDocs gives them.

    `plugins` has an object with the attribute `config` (options by name) for each plugin; `theme` has `name`, and
    `get` for its settings.
    """

    @property
    def site_name(self) -> str: ...  # noqa: D102 - MkDocs documents these
    @property
    def site_url(self) -> str | None: ...  # noqa: D102
    @property
    def docs_dir(self) -> str: ...  # noqa: D102
    @property
    def site_dir(self) -> str: ...  # noqa: D102
    @property
    def config_file_path(self) -> str: ...  # noqa: D102
    @property
    def use_directory_urls(self) -> bool: ...  # noqa: D102
    @property
    def markdown_extensions(self) -> Collection[str]: ...  # noqa: D102
    @property
    def plugins(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def theme(self) -> Any: ...  # noqa: D102
    @property
    def extra(self) -> Any: ...  # noqa: D102


def site_options(config: HostConfig, checks: Collection[str] | None = None) -> SiteOptions:
    """Return the options of the plugins in use, and of the site; raises HelpCentreError for one that is not valid.

    `checks` are the codes of the content checks. Without them the option `checks` is left out.
    """
    articles, search, feedback = (_options_of(config, name) for name in ("articles", "search", "feedback"))
    hours, channels = _options_of(config, "hours"), _options_of(config, "channels")
    content_dir = Path(config.docs_dir)
    file = Path(config.config_file_path) if config.config_file_path else None
    config_dir = file.parent if file else content_dir
    named = [one.support_file for one in (channels, hours) if one is not None and one.support_file]
    return SiteOptions(
        name=config.site_name,
        url=config.site_url or "",
        content_dir=content_dir,
        site_dir=Path(config.site_dir),
        config_dir=config_dir,
        folder=_as_written(content_dir, config_dir).rstrip("/") + "/",
        languages=_languages_of(config),
        directory_urls=config.use_directory_urls,
        blocks=BLOCKS in config.markdown_extensions,
        multilingual=_options_of(config, "languages") is not None,
        articles=_articles_options(articles, checks, config) if articles else None,
        hours=hours is not None,
        channels=channels is not None,
        search=SearchOptions(**dict(search)) if search else None,
        collector_url=parse_collector_url(feedback.collector_url) if feedback and feedback.enabled else None,
        count_views=bool(feedback and feedback.count_views),
        support_file=named[0] if named else SUPPORT_FILE,
        brand=_brand_options(config),
        embed=_read_block(config, "embed"),
        config_name=file.name if file else "mkdocs.yml",
        config_text=file.read_text(encoding="utf-8", errors="replace") if file and file.is_file() else "",
    )


def _articles_options(options: Any, checks: Collection[str] | None, config: HostConfig) -> ArticlesOptions:
    return ArticlesOptions(
        frame=options.frame == "helpcentre",
        check=options.check,
        levels=parse_levels(options.checks, checks, "mkdocs.yml: helpcentre/articles: checks") if checks else {},
        extra_keys=_extra_keys(config).union(options.extra_keys),
        redirects=options.redirects,
        drafts=options.drafts,
        plain_text=options.plain_text,
        offline=options.offline,
    )


def _brand_options(config: HostConfig) -> BrandOptions:
    """Return the `brand` block, and the pictures of the theme's settings."""
    return BrandOptions(
        block=_read_block(config, "brand"),
        logo=str(config.theme.get("logo") or ""),
        favicon=str(config.theme.get("favicon") or ""),
    )


def _read_block(config: HostConfig, name: str) -> Any:
    """Return the block of a name below `extra.helpcentre`, None if there is none."""
    ours = config.extra.get("helpcentre")
    return ours.get(name) if isinstance(ours, Mapping) else None


def _extra_keys(config: HostConfig) -> frozenset[str]:
    """Return the keys in front matter that the theme and the other plugins in use read."""
    names = {name.removeprefix("material/") for name in config.plugins}
    if config.theme.name == "material":
        names.add("theme material")
    return frozenset(key for name in names for key in KEYS_OF_PLUGINS.get(name, ()))


def _options_of(config: HostConfig, name: str) -> Any | None:
    """Return the options of `helpcentre/<name>`, None if that plugin is not in use."""
    plugin = config.plugins.get(f"helpcentre/{name}")
    return None if plugin is None else plugin.config


def _languages_of(config: HostConfig) -> Languages:
    """Return the languages of the plugin, else that of the theme."""
    options = _options_of(config, "languages")
    if options is not None:
        return Languages(options.default, tuple(dict.fromkeys((options.default, *options.languages))))
    theme_language = str(config.theme.get("language") or getattr(config.theme, "locale", None) or "en")
    code = theme_language.replace("_", "-")
    return Languages(code, (code,), folders=False)


def _as_written(path: Path, folder: Path) -> str:
    """Return a path as a writer would type it: from the folder of mkdocs.yml if it is below."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
