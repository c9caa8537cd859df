"""The base of the six plugins: one build context for all of them, and the steps of a build.

Each step is done once, by the first plugin that MkDocs calls, so nothing depends on their order in `mkdocs.yml`.
Steps that need the whole site run after those of other plugins.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.articles.checks.registry import CODES, check_build
from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.markdown_blocks.base import build_time
from helpcentre.mkdocs_plugins.files import page_facts, place_file, read_files, site_file
from helpcentre.mkdocs_plugins.theme import has_template, layer_theme
from helpcentre.site.block_options import block_options
from helpcentre.site.findings import take_findings
from helpcentre.site.generated_pages import generate_pages
from helpcentre.site.host_options import BLOCKS, site_options
from helpcentre.site.interface_strings import find_missing_strings
from helpcentre.site.loading import load_site
from helpcentre.site.machine_files import has_own_not_found_pages, not_found_path
from helpcentre.site.output_writer import write_output
from helpcentre.site.page_context import not_found_context, page_context
from helpcentre.site.page_reading import FinishedPage, finish_pages
from helpcentre.site.page_templates import template_of
from helpcentre.site.site import Site
from helpcentre.site.site_checks import check_finished_site, checked_site
from helpcentre.site.site_files import write_file, write_site_files
from helpcentre.site.support_file import watched_files
from helpcentre.site.support_remarks import support_remarks
from helpcentre.site.theme_slots import find_missing_slots
from helpcentre.site.untranslated import finish_placeholders
from helpcentre.template_escaping import escape_our_templates
from helpcentre.theme_dir import theme_dir

log = get_plugin_logger("helpcentre")
remarks = logging.getLogger("helpcentre")
"""Not below `mkdocs`: the passing of time, or a translation still to be made, must not stop a strict build."""
TWO_LANGUAGE_PLUGINS = (
    "mkdocs-static-i18n builds each language as a separate site, so search and manifest have the last language only; "
    "use helpcentre/languages instead: docs/plugins.md"
)
LAST = event_priority(-110)
"""After every other plugin: mkdocs-static-i18n is at -100."""


@dataclass
class Build:
    """One build: the context of the site, the objects MkDocs has made so far, and the steps that are done."""

    site: Site
    files: Files | None = None
    nav: Navigation | None = None
    env: Environment | None = None
    page: Page | None = None
    """The page whose Markdown is being prepared."""
    done: set[str] = field(default_factory=set)

    def begins(self, step: str) -> bool:
        """Return whether `step` is still to be done; after this it counts as done."""
        is_new = step not in self.done
        self.done.add(step)
        return is_new


class SitePlugin:
    """The base class of the six plugins."""

    build: Build | None = None

    @property
    def site(self) -> Site:
        """The context of this build."""
        assert self.build is not None
        return self.build.site

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a build, or join the one that another of the six has begun."""
        others = [one.build for one in config.plugins.values() if isinstance(one, SitePlugin) and one is not self]
        begun = next((build for build in others if build is not None and build is not self.build), None)
        self.build = begun or _begin_build(config)
        return config

    @LAST
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the pages, and add those that the build makes."""
        assert self.build is not None
        if self.build.begins("files"):
            with reported():
                read_files(self.site, files, config)
                _add_generated_pages(self.site, files, config)
        return files

    @LAST
    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Remember the navigation for the 404 pages."""
        assert self.build is not None
        self.build.nav, self.build.files = nav, files
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Give our Markdown blocks the page they are in, and choose the template of our frame."""
        assert self.build is not None
        if self.build.page is page:  # another of the six has done it
            return markdown
        self.build.page, site = page, self.site
        if site.options.blocks:
            own = config.mdx_configs.setdefault(BLOCKS, {})
            article = site.pages.get(page.file.src_uri)
            source = article.source if article else page.file.content_string
            own |= block_options(site, page.file.src_uri, page.url, source)
        if site.pages.is_generated(page.file.src_uri):
            page.meta["draft"] = True  # no news: plugins that make feeds leave it out
        if site.options.frame and not page.meta.get("template"):
            page.meta["template"] = template_of(site, page.file.src_uri)
        return markdown

    @LAST
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take over the finished pages, and stop if there are errors, with all of them at once."""
        assert self.build is not None
        if self.build.begins("env"):
            self.build.env = escape_our_templates(env)
            with reported():
                _finish_pages(self.site, files, config)
                check_finished_site(self.site, lambda name: has_template(env, name))
                articles = self.site.options.articles
                if articles is not None and articles.check:
                    checked = checked_site(self.site, links_resolved=True)
                    self.site.findings.extend(check_build(checked, articles.levels))
                raise_findings(self.site)
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:  # noqa: ARG002
        """Give the templates the values of the page."""
        if "hc" not in context:
            context["hc"] = page_context(self.site, page_facts(page))
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig, **_: Any) -> Any:  # noqa: ARG002
        """Give the 404 page its values."""
        if template_name.endswith("404.html") and "hc" not in context:
            context["hc"] = not_found_context(self.site, self.site.languages.default)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files next to the pages; warn of what the theme or the support file leaves out."""
        assert self.build is not None
        if not self.build.begins("post_build"):
            return
        with reported():
            if has_own_not_found_pages(self.site.options):
                for path, html in _render_not_found(self.build, config):
                    write_file(self.site, path, html)
            write_site_files(self.site)
        raise_findings(self.site)
        theme = f"the theme '{config.theme.name}'" if config.theme.name else "the theme of this site"
        for message in find_missing_slots(self.site, theme, [Path(one) for one in config.theme.dirs], theme_dir()):
            log.log(logging.INFO if self.site.options.blocks else logging.WARNING, "%s", message)
        for message in (*map(str, find_missing_strings(self.site.options)), *support_remarks(self.site)):
            remarks.warning("WARNING -  %s", message)


class SupportOptions(Config):
    """The options of `helpcentre/hours` and `helpcentre/channels`."""

    support_file = options.Optional(options.Type(str))
    """The support file, from the content folder; `support.yml` there or next to mkdocs.yml by default."""


class SupportPlugin(SitePlugin, BasePlugin[SupportOptions]):
    """A plugin that shows something of the support file on every page."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the script that keeps the hours true in the browser."""
        config = super().on_config(config)
        load_module(config, self.site, "hours.js")
        return config


@contextmanager
def reported() -> Iterator[None]:
    """Turn our errors into MkDocs' own, which are shown without a traceback and end the build with exit code 1."""
    try:
        yield
    except HelpCentreError as error:
        raise PluginError(str(error)) from None


def raise_findings(site: Site) -> None:
    """Log the warnings found so far and raise the errors, all at once, under the paths a writer would type."""
    warnings, errors = take_findings(site.findings, site.options.folder)
    for warning in warnings:
        log.warning(str(warning))
    if errors:
        raise PluginError("\n" + str(FindingsError(errors)))


def load_module(config: MkDocsConfig, site: Site, script: str) -> None:
    """Load one of our scripts and our styles on pages of other themes; our own frame does so itself."""
    path, styles = f"assets/helpcentre/{script}", "assets/helpcentre/blocks.css"
    if site.options.frame or path in map(str, config.extra_javascript):
        return
    module = ExtraScriptValue(path)
    module.type = "module"
    config.extra_javascript.append(module)
    if styles not in config.extra_css:
        config.extra_css.append(styles)


def _begin_build(config: MkDocsConfig) -> Build:
    with reported():
        build = Build(load_site(site_options(config, CODES), build_time()))
    layer_theme(config)
    if "i18n" in config.plugins:
        remarks.warning("WARNING -  %s", TWO_LANGUAGE_PLUGINS)
    for path in (*watched_files(build.site.options), theme_dir()):
        if str(path) not in config.watch:
            config.watch.append(str(path))
    return build


def _add_generated_pages(site: Site, files: Files, config: MkDocsConfig) -> None:
    """Add the pages that the build makes.

    Each is backed by a file, since other plugins expect every page to have one; in memory if none can be written.
    """
    folder = site.options.cache_dir / "pages"
    for page in generate_pages(site):
        file = File.generated(config, page.path, content=page.markdown, inclusion=InclusionLevel.NOT_IN_NAV)
        with suppress(HelpCentreError):
            source = write_output(folder, page.path, page.markdown)
            file = File.generated(config, page.path, abs_src_path=str(source), inclusion=InclusionLevel.NOT_IN_NAV)
        place_file(file, site)
        files.append(file)


def _finish_pages(site: Site, files: Files, config: MkDocsConfig) -> None:
    """Take over what MkDocs and every other plugin have made of the pages."""
    site.files = [site_file(file, config) for file in files]
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    finish_pages(site, [_finished_page(page) for page in pages])
    contents = finish_placeholders(site)
    for page in pages:
        page.content = contents.get(page.file.src_uri, page.content)


def _finished_page(page: Page) -> FinishedPage:
    title = str(page.meta["title"]) if page.meta.get("title") else None
    name, source = page_facts(page).title, page.markdown or ""
    return FinishedPage(page.file.src_uri, page.url, page.content or "", title=title, name=name, source=source)


def _render_not_found(build: Build, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of the 404 page of each language: MkDocs itself makes only one, in the default language."""
    site, env, nav, files = build.site, build.env, build.nav, build.files
    name = "pages/404.html" if site.options.frame else "404.html"
    if env is None or nav is None or files is None or not has_template(env, name):
        return
    for language in site.languages.all:
        context: Any = get_context(nav, files, config, base_url=site.options.root_path.rstrip("/") or "/")
        context["hc"] = not_found_context(site, language)
        context = config.plugins.on_template_context(context, template_name=name, config=config)
        path = not_found_path(site.languages, language)
        html = env.get_template(name).render(context)
        yield path, config.plugins.on_post_template(html, template_name=path, config=config)
