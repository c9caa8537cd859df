"""`helpcentre/hours`: compact hours under every page, full tables where asked, one compiled file for browsers."""

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.markdown_blocks.hours import HOURS_FILE
from helpcentre.mkdocs_plugins import shared
from helpcentre.mkdocs_plugins.live import SupportOptions, build_of, live_of, load_script, reader_of
from helpcentre.support.ics import calendar_file
from helpcentre.support.views import footer_view, hours_view

# not below `mkdocs`: a lock that runs out is told, but time passing must not break a strict build
log = logging.getLogger("helpcentre.hours")


class HoursPlugin(shared.SharedHooks, BasePlugin[SupportOptions]):
    """Gives every page its hours and writes helpcentre/hours.json and hours.ics."""

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
        """Give the page its hours."""
        _give(context, page, config)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its hours."""
        if template_name.endswith("404.html") and shared.site_of(config).library is not None:
            _give(context, None, config)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what browsers and calendars fetch; say when the frozen holidays run out."""
        build = build_of(config)
        if build is None:
            return
        for finding in build.support.horizon_findings(build.now):
            log.warning("WARNING -  %s", finding)
        shared.write_file(config, HOURS_FILE, build.hours_json)
        for language in shared.site_of(config).languages.all:
            shared.write_file(
                config, f"helpcentre/hours.{language}.ics", calendar_file(build.support, language, build.now)
            )


def _give(context: Any, page: Page | None, config: MkDocsConfig) -> None:
    build = build_of(config)
    if build is None:
        return
    hc = shared.hc(context, config, page)
    reader = reader_of(build, page, config, hc["language"])
    site = shared.site_of(config)
    contact = site.pages.get((reader.language, "contact"))
    on_contact = contact is not None and page is not None and page.file.src_uri == contact.path
    hc["hours"] = live_of(build, reader, page, config) | {
        "footer": footer_view(build.support, reader),
        "more": shared.link(contact.url, page, config) if contact is not None and not on_contact else None,
        "ics": shared.link(f"helpcentre/hours.{reader.language}.ics", page, config),
    }
    article = site.by_path.get(page.file.src_uri) if page is not None else None
    if article is not None and not article.kind.is_article:
        hc["hours"] |= hours_view(build.support, reader)
