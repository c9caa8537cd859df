"""The parts of the support file on every page: hours, channels and notices."""

from typing import Any

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article
from helpcentre.site.contact_context import contact_context
from helpcentre.site.contact_page import contact_page_link
from helpcentre.site.output_paths import HOURS, calendar_path
from helpcentre.site.site import HoursFile, Site
from helpcentre.support.audience import Audience
from helpcentre.support.channel_cards import listing_view, promise_view, still_stuck_view
from helpcentre.support.hours_json import page_data
from helpcentre.support.hours_view import footer_view, hours_view
from helpcentre.support.model import Support
from helpcentre.support.notices import notices_view
from helpcentre.support.placeholders import Placeholders


def support_context(site: Site, article: Article | None, language: str, page_url: str | None) -> dict[str, Any]:
    """Return the parts of the hours and channels plugins; empty without a support file.

    `article` is None for a placeholder, and for the 404 page, whose `page_url` is None too.
    """
    support, hours_file = site.support, site.hours_file
    if support is None or hours_file is None:
        return {}
    audience = _audience_of(site, article, language, page_url)
    live = _live_state(site, hours_file, support, audience, site.link(HOURS, page_url))
    found: dict[str, Any] = {}
    if site.options.hours:
        found["hours"] = live | _hours_context(site, support, audience, article, page_url)
    if site.options.channels:
        found |= {"live": live} | _channels_context(site, support, audience, article, page_url)
    return found


def _audience_of(site: Site, article: Article | None, language: str, page_url: str | None) -> Audience:
    """Return the audience of a page, and the question it answers."""
    contact = contact_page_link(site, language, page_url)
    if article is None:
        return Audience(site.words(language), site.now, contact_page=contact)
    folder, _, name = article.slug.rpartition("/")
    topics = (name,) if folder == "topics" else tuple(article.topics)
    main = topics[0] if topics else ""
    if not article.kind.is_article:
        return Audience(site.words(language), site.now, topics, Placeholders(topic=main), contact)
    url = site.options.absolute(article.url)
    placeholders = Placeholders(article.title, url, article.id, main)
    return Audience(site.words(language), site.now, topics, placeholders, contact)


def _live_state(site: Site, hours_file: HoursFile, support: Support, audience: Audience, link: str) -> dict[str, str]:
    """Return the address of the compiled hours as linked from a page, and the page's own words."""
    words = site.share(("hours data", audience.language, *audience.topics), lambda: page_data(support, audience))
    return {"file": f"{link}?v={hours_file.version}", "page": words}


def _hours_context(
    site: Site, support: Support, audience: Audience, article: Article | None, page_url: str | None
) -> dict[str, Any]:
    """Return the lines of the footer, and the tables on pages that are not articles."""
    contact = site.pages.find(audience.language, "contact")
    elsewhere = contact is not None and (article is None or article.path != contact.path)
    found = {
        "footer": site.share(("hours footer", audience.language), lambda: footer_view(support, audience)),
        "more": site.link(contact.url, page_url) if contact is not None and elsewhere else None,
        "ics": site.link(calendar_path(audience.language), page_url),
    }
    is_page = article is not None and not article.kind.is_article
    return found | (hours_view(support, audience) if is_page else {})


def _channels_context(
    site: Site, support: Support, audience: Audience, article: Article | None, page_url: str | None
) -> dict[str, Any]:
    """Return the notices, the channels for the question of an article or home page, the listing on other pages."""
    found: dict[str, Any] = {"notices": _linked_notices(site, support, audience, page_url)}
    stuck = still_stuck_view(support, audience)
    found["channels_short"] = stuck["channels"]
    if article is not None and (article.kind is not Kind.PAGE or article.slug == "index"):
        found["still_stuck"] = stuck
    else:
        found |= listing_view(support, audience)
    found |= contact_context(site, support, audience, article)
    if "contact_form" in found:
        found["contact_form"]["promise"] = promise_view(support, support.contact_form, audience)
    if site.options.collector_url and support.channels:
        found["contact_events"] = found["feedback_items"] = f"{site.options.collector_url}feedback/v1/items"
    return found


def _linked_notices(site: Site, support: Support, audience: Audience, page_url: str | None) -> list[dict[str, Any]]:
    """Return the notices with the address of their article in the reader's language, if there is one."""
    notices = notices_view(support, audience)
    for notice in notices:
        article = site.pages.find(audience.language, notice["article"]) if notice["article"] else None
        notice["href"] = site.link(article.url, page_url) if article is not None else notice["url"]
    return notices
