"""The feed of each language: articles and notices by the day of their last review, and the banners of support.yml."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from helpcentre.articles.atom_feed import Feed, FeedEntry, atom_feed
from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article
from helpcentre.site.machine_files import has_feeds
from helpcentre.site.output_paths import FEED, language_path
from helpcentre.site.page_facts import PageFacts, describe_page
from helpcentre.site.site import Site
from helpcentre.support.calendar import utc_time
from helpcentre.support.localised_text import localised

MOST_ENTRIES = 50


def feed_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, XML) of the feed of each language, for a site with an address."""
    if has_feeds(site.options):
        for language in site.languages.all:
            yield language_path(site.languages, FEED, language), language_feed(site, language)


def language_feed(site: Site, language: str) -> str:
    """Return the feed of a language, newest entries first.

    A page without a date of review is left out: nothing says when it changed.
    """
    entries = sorted(
        [*_banner_entries(site, language), *_page_entries(site, language)],
        key=lambda entry: (-entry.updated.timestamp(), entry.id),
    )
    absolute = site.options.absolute
    feed = Feed(
        url=absolute(language_path(site.languages, FEED, language)),
        home=absolute(site.url_of(language, "index")),
        title=site.brand.name or site.options.name,
        language=language,
        begun=site.now,
        entries=entries[:MOST_ENTRIES],
    )
    return atom_feed(feed)


def _page_entries(site: Site, language: str) -> Iterator[FeedEntry]:
    for article in site.pages:
        is_news = article.kind.is_article or article.kind is Kind.NOTICE
        if is_news and article.language == language and article.reviewed is not None:
            midnight = datetime.combine(article.reviewed, time(), UTC)
            yield _page_entry(site, article, midnight)


def _page_entry(site: Site, article: Article, updated: datetime) -> FeedEntry:
    url = site.options.absolute(article.url)
    facts = PageFacts(article.path, article.url)
    summary = describe_page(facts, article, site.pages.outlines.get(article.path))
    return FeedEntry(url, article.title, url, updated, summary)


def _banner_entries(site: Site, language: str) -> Iterator[FeedEntry]:
    """Yield the notices of support.yml for readers of a language that are not over."""
    home = site.options.absolute(site.url_of(language, "index"))
    support = site.support
    if support is None:
        return
    for notice in support.notices:
        start, end = (utc_time(minute) for minute in support.notice_minutes(notice))
        if end > site.now and notice.concerns((), language):
            article = notice.link.article if notice.link else None
            page = site.pages.topic_index.find(language, article) if article else None
            url = site.options.absolute(page.url) if page else (notice.link and notice.link.url) or home
            yield FeedEntry(f"{home}#{notice.id}", localised(notice.text, language), url, start)
