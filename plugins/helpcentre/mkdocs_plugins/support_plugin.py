"""What the hours and channels plugins share: their hooks, the reader of a page, and the compiled hours."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.markdown_blocks.base import HOURS_FILE, build_instant
from helpcentre.mkdocs_plugins import shared
from helpcentre.mkdocs_plugins.theme_slots import tell_without_place
from helpcentre.support.audience import Audience
from helpcentre.support.contact_links import Placeholders
from helpcentre.support.hours_json import compiled_hours, fingerprint, page_data
from helpcentre.support.model import Support


class SupportOptions(Config):
    """The options of `helpcentre/hours` and `helpcentre/channels`."""

    support_file = options.Optional(options.Type(str))
    """The support file, from the content folder; `support.yml` when left out."""


@dataclass(frozen=True)
class Build:
    """The instant of a build and the hours as the browser gets them."""

    now: datetime
    support: Support
    hours_json: str
    version: str


def build_of(config: MkDocsConfig) -> Build | None:
    """Return the compiled hours of this build, made once; None for a site without a support file."""
    state = config.__dict__
    if "_helpcentre_live" not in state:
        support = shared.support_for(config)
        state["_helpcentre_live"] = None
        if support is not None:
            with shared.told():
                now = build_instant()
            text = compiled_hours(support, now)
            state["_helpcentre_live"] = Build(now, support, text, fingerprint(text))
    found: Build | None = state["_helpcentre_live"]
    return found


def reader_of(build: Build, page: Page | None, config: MkDocsConfig, language: str) -> Audience:
    """Return for whom a page is made, and the question it answers."""
    article = shared.site_of(config).by_path.get(page.file.src_uri) if page is not None else None
    if article is None:
        return Audience(language, build.now)
    folder, _, name = article.slug.rpartition("/")
    topics = (name,) if folder == "topics" else tuple(article.topics)
    if not article.kind.is_article:
        return Audience(language, build.now, topics, Placeholders(topic=topics[0] if topics else ""))
    url = shared.absolute(article.url, config)
    return Audience(
        language, build.now, topics, Placeholders(article.title, url, article.id, topics[0] if topics else "")
    )


def live_of(build: Build, reader: Audience, page: Page | None, config: MkDocsConfig) -> dict[str, str]:
    """Return the address of the compiled hours as seen from a page, and the page's own words."""
    url = shared.link(HOURS_FILE, page, config)
    return {"file": f"{url}?v={build.version}", "page": page_data(build.support, reader)}


def load_script(config: MkDocsConfig) -> None:
    """Load hours.js and its styles on pages of other themes; our own frame does so itself."""
    if shared.site_of(config).frame:
        return
    path = "assets/helpcentre/hours.js"
    if path not in map(str, config.extra_javascript):
        script = ExtraScriptValue(path)
        script.type = "module"
        config.extra_javascript.append(script)
    if "assets/helpcentre/blocks.css" not in config.extra_css:
        config.extra_css.append("assets/helpcentre/blocks.css")


def write_hours(build: Build, config: MkDocsConfig) -> None:
    """Write `helpcentre/hours.json`, once per build: either plugin and the Markdown blocks name it in pages."""
    if not config.__dict__.setdefault("_helpcentre_hours_written", False):
        shared.write_file(config, HOURS_FILE, build.hours_json)
        config.__dict__["_helpcentre_hours_written"] = True


class SupportPlugin(shared.SharedHooks, BasePlugin[SupportOptions]):
    """A plugin that gives every page, the 404 page included, something of the support file."""

    def give(self, hc: dict[str, Any], build: Build, reader: Audience, page: Page | None, config: MkDocsConfig) -> None:
        """Add to `hc` what the page's templates show; `page` is None for the 404 page."""
        raise NotImplementedError

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the script."""
        config = super().on_config(config)
        load_script(config)
        return config

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the page its part."""
        self._fill(context, page, config)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its part."""
        if template_name.endswith("404.html") and shared.site_of(config).library is not None:
            self._fill(context, None, config)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what browsers fetch, and say where the theme shows nothing of it."""
        build = build_of(config)
        if build is None:
            return
        write_hours(build, config)
        tell_without_place(config)

    def _fill(self, context: Any, page: Page | None, config: MkDocsConfig) -> None:
        build = build_of(config)
        if build is not None:
            hc = shared.hc(context, config, page)
            self.give(hc, build, reader_of(build, page, config, hc["language"]), page, config)
