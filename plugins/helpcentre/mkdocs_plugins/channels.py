"""`helpcentre/channels`: the right channels under every article, all of them elsewhere, and dated notices."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from helpcentre.articles.kinds import Kind
from helpcentre.mkdocs_plugins import outputs, shared
from helpcentre.mkdocs_plugins.support_plugin import Build, SupportPlugin, live_of
from helpcentre.support.audience import Audience
from helpcentre.support.channel_cards import channels_view, still_stuck_view
from helpcentre.support.notices import notices_view


class ChannelsPlugin(SupportPlugin):
    """Gives every page the ways to reach a person."""

    def give(self, hc: dict[str, Any], build: Build, reader: Audience, page: Page | None, config: MkDocsConfig) -> None:
        """Add `notices`, `channels_short`, and `still_stuck` (articles, home page) or all `channels` (elsewhere)."""
        hc["live"] = live_of(build, reader, page, config)
        hc["notices"] = _with_links(notices_view(build.support, reader), reader, page, config)
        article = shared.site_of(config).by_path.get(page.file.src_uri) if page is not None else None
        if article is not None and (article.kind is not Kind.PAGE or article.slug == "index"):
            hc["still_stuck"] = still_stuck_view(build.support, reader)
            hc["channels_short"] = hc["still_stuck"]["channels"]
        else:
            hc["channels_short"] = still_stuck_view(build.support, reader)["channels"]
            hc["channels"] = channels_view(build.support, reader)
        with shared.told():
            collector = outputs.collector_url(config)
        if collector and build.support.channels:
            hc["contact_events"] = hc["feedback_items"] = f"{collector}feedback/v1/items"


def _with_links(
    notices: list[dict[str, Any]], reader: Audience, page: Page | None, config: MkDocsConfig
) -> list[dict[str, Any]]:
    """Return the notices with the address of their article in the reader's language, where there is one."""
    pages = shared.site_of(config).pages
    for notice in notices:
        article = pages.get((reader.language, notice["article"])) if notice["article"] else None
        notice["href"] = shared.link(article.url, page, config) if article is not None else notice["url"]
    return notices
