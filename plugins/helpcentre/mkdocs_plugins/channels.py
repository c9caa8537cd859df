"""`helpcentre/channels`: the right channels under every article, all of them elsewhere, and dated notices."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.articles.kinds import Kind
from helpcentre.mkdocs_plugins import outputs, shared
from helpcentre.mkdocs_plugins.live import SupportOptions, build_of, live_of, load_script, reader_of
from helpcentre.support.views import Reader, channels_view, notices_view, still_stuck_view


class ChannelsPlugin(shared.SharedHooks, BasePlugin[SupportOptions]):
    """Gives every page the ways to reach a person."""

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
        """Give the page its channels and notices."""
        _give(context, page, config)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its channels and notices."""
        if template_name.endswith("404.html") and shared.site_of(config).library is not None:
            _give(context, None, config)
        return context


def _give(context: Any, page: Page | None, config: MkDocsConfig) -> None:
    build = build_of(config)
    if build is None:
        return
    hc = shared.hc(context, config, page)
    reader = reader_of(build, page, config, hc["language"])
    hc["live"] = live_of(build, reader, page, config)
    hc["notices"] = _with_links(notices_view(build.support, reader), reader, page, config)
    article = shared.site_of(config).by_path.get(page.file.src_uri) if page is not None else None
    if article is not None and (article.kind is not Kind.PAGE or article.slug == "index"):
        hc["still_stuck"] = still_stuck_view(build.support, reader)
    else:
        hc["channels"] = channels_view(build.support, reader)
    with shared.told():
        collector = outputs.collector_url(config)
    if collector and build.support.channels:
        hc["contact_events"] = hc["feedback_items"] = f"{collector}feedback/v1/items"


def _with_links(
    notices: list[dict[str, Any]], reader: Reader, page: Page | None, config: MkDocsConfig
) -> list[dict[str, Any]]:
    """Return the notices with the address of their article in the reader's language, where there is one."""
    pages = shared.site_of(config).pages
    for notice in notices:
        article = pages.get((reader.language, notice["article"])) if notice["article"] else None
        notice["href"] = shared.link(article.url, page, config) if article is not None else notice["url"]
    return notices
