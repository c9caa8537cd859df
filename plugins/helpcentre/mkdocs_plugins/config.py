"""From MkDocs' configuration and files to the plain values of `site`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from helpcentre.articles.checks.levels import parse_levels
from helpcentre.articles.checks.registry import CODES
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import decode_source
from helpcentre.markdown_blocks.base import build_time
from helpcentre.site.files import Origin, SiteFile
from helpcentre.site.options import SUPPORT_FILE, ArticlesOptions, SearchOptions, SiteOptions, parse_collector_url
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.site import Site
from helpcentre.theme_dir import theme_dir

BLOCKS = "helpcentre.markdown_blocks"


def new_site(config: MkDocsConfig, *, strict: bool = False) -> Site:
    """Return the context of one build of a MkDocs site; raises HelpCentreError for options that are not valid.

    `strict` asks for our front matter on every page, even without `helpcentre/articles`.
    """
    options = site_options(config)
    if strict and options.articles is None:
        options = replace(options, articles=ArticlesOptions())
    return Site(options, build_time())


def site_options(config: MkDocsConfig) -> SiteOptions:
    """Return the options of the plugins in use, and of the site."""
    articles, search, feedback = (_options_of(config, name) for name in ("articles", "search", "feedback"))
    hours, channels = _options_of(config, "hours"), _options_of(config, "channels")
    content_dir = Path(config.docs_dir)
    config_dir = Path(config.config_file_path).parent if config.config_file_path else content_dir
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
        articles=_articles_options(articles) if articles else None,
        hours=hours is not None,
        channels=channels is not None,
        search=SearchOptions(**search) if search else None,
        collector_url=parse_collector_url(feedback.collector_url) if feedback and feedback.enabled else None,
        support_file=named[0] if named else SUPPORT_FILE,
    )


def _articles_options(options: Any) -> ArticlesOptions:
    levels = parse_levels(options.checks, CODES, "mkdocs.yml: helpcentre/articles: checks")
    return ArticlesOptions(
        frame=options.frame == "helpcentre",
        check=options.check,
        levels=levels,
        redirects=options.redirects,
        drafts=options.drafts,
    )


def site_file(file: File, config: MkDocsConfig) -> SiteFile:
    """Return a file of MkDocs as a plain value."""
    return SiteFile(
        path=file.src_uri,
        output=file.dest_uri,
        url="" if file.url in (".", "./") else file.url,
        is_page=file.is_documentation_page(),
        origin=_origin_of(file, config),
        published=not file.inclusion.is_excluded(),
        in_nav=file.inclusion is not InclusionLevel.NOT_IN_NAV,
    )


def page_facts(page: Page) -> PageFacts:
    """Return what MkDocs knows of a page: a title from front matter is text, one from a heading is HTML."""
    title = str(page.title or "")
    return PageFacts(
        path=page.file.src_uri,
        url=page.url,
        title=title if "title" in page.meta else Markup(title).striptags(),  # noqa: S704 - it becomes text here
        description=str(page.meta.get("description") or ""),
        canonical_url=page.canonical_url,
    )


def read_source(file: File) -> Source:
    """Return the text of a page; MkDocs gets one that is not UTF-8 with � in it, so that the build can go on."""
    try:
        return Source(file.src_uri, file.content_string)
    except UnicodeDecodeError:
        source = decode_source(file.src_uri, file.content_bytes)
        file.content_string = source.text
        return source


def layer_theme(config: MkDocsConfig) -> None:
    """Put our templates under the site's own `custom_dir` and over the theme's."""
    ours, own = str(theme_dir()), config.theme.custom_dir
    if ours not in config.theme.dirs:
        position = 1 if own and config.theme.dirs and Path(config.theme.dirs[0]) == Path(own) else 0
        config.theme.dirs.insert(position, ours)


def _options_of(config: MkDocsConfig, name: str) -> Any | None:
    """Return the options of `helpcentre/<name>`, None if that plugin is not in use."""
    plugin = config.plugins.get(f"helpcentre/{name}")
    return None if plugin is None else plugin.config


def _languages_of(config: MkDocsConfig) -> Languages:
    """Return the languages of the plugin, else that of the theme."""
    options = _options_of(config, "languages")
    if options is not None:
        return Languages(options.default, tuple(dict.fromkeys((options.default, *options.languages))))
    theme_language = str(config.theme.get("language") or getattr(config.theme, "locale", None) or "en")
    code = theme_language.replace("_", "-")
    return Languages(code, (code,), folders=False)


def _origin_of(file: File, config: MkDocsConfig) -> Origin:
    if file.generated_by is not None or file.src_dir is None:
        return Origin.PLUGIN
    if file.src_dir == config.docs_dir:
        return Origin.CONTENT
    return Origin.THEME if file.src_dir in config.theme.dirs else Origin.PLUGIN


def _as_written(path: Path, folder: Path) -> str:
    """Return a path as a writer would type it: from the folder of mkdocs.yml if it is below."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
