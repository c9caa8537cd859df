"""`helpcentre/hours`: compact hours under every page, full tables where asked, one compiled file for browsers."""

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from helpcentre.mkdocs_plugins import shared
from helpcentre.mkdocs_plugins.support_plugin import Build, SupportPlugin, build_of, live_of
from helpcentre.support.audience import Audience
from helpcentre.support.hours_view import footer_view, hours_view
from helpcentre.support.ics import calendar_file

# not below `mkdocs`: a lock that runs out is told, but time passing must not break a strict build
log = logging.getLogger("helpcentre.hours")


class HoursPlugin(SupportPlugin):
    """Gives every page its hours and writes a calendar of each language."""

    def give(self, hc: dict[str, Any], build: Build, reader: Audience, page: Page | None, config: MkDocsConfig) -> None:
        """Add `hours`: the footer's lines, and the tables on pages that are no articles."""
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

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what calendars fetch; say when the frozen holidays run out."""
        super().on_post_build(config=config)
        build = build_of(config)
        if build is None:
            return
        for finding in build.support.horizon_findings(build.now):
            log.warning("WARNING -  %s", finding)
        for language in shared.site_of(config).languages.all:
            shared.write_file(
                config, f"helpcentre/hours.{language}.ics", calendar_file(build.support, language, build.now)
            )
