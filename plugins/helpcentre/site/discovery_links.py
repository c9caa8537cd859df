"""Links in the head of a page to the files for machines that belong to it."""

from typing import Any

from helpcentre.articles.model import Article
from helpcentre.site.machine_files import has_feeds, has_opensearch, has_plain_text
from helpcentre.site.output_paths import FEED, WEB_MANIFEST, copy_path, language_path, opensearch_path
from helpcentre.site.site import Site


def discovery_links(site: Site, article: Article | None, language: str, page_url: str) -> dict[str, Any]:
    """Return the addresses of the web manifest, the search's description, the feed and the page's copy as text.

    Those that the site or the page does not have are empty. `icon` is the full address of a picture of the company.
    """
    options, feed = site.options, language_path(site.languages, FEED, language)
    has_copy = article is not None and article.kind.is_article and has_plain_text(options)
    return {
        "manifest": site.link(WEB_MANIFEST, page_url),
        "opensearch": site.link(opensearch_path(language), page_url) if has_opensearch(options) else "",
        "feed": site.link(feed, page_url) if has_feeds(options) else "",
        "text": site.link(copy_path(article.url), page_url) if has_copy and article is not None else "",
        "icon": options.absolute(site.brand.touch_icon) if site.brand.touch_icon and options.url else "",
    }
