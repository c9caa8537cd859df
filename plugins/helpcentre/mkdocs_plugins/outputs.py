"""What the plugins write beside the pages: the manifest, and where the collector answers."""

from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.articles.manifest import SiteFacts, manifest
from helpcentre.errors import HelpCentreError
from helpcentre.mkdocs_plugins import shared
from helpcentre.support.service_events import service_events


def collector_url(config: MkDocsConfig) -> str | None:
    """Return the collector's address, ending in `/`; None where the site has no widget.

    Raises HelpCentreError for an address that is neither `/` nor http(s).
    """
    options = shared.plugin_options(config, "feedback")
    value = (options.collector_url or "").strip() if options is not None and options.enabled else ""
    if not value:
        return None
    parts = urlsplit(value)
    if value != "/" and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise HelpCentreError(
            f"mkdocs.yml: helpcentre/feedback: collector_url: '{value}' is no address of a collector; "
            "write / for the site's own origin, or one such as https://feedback.example.com/"
        )
    return value if value.endswith("/") else f"{value}/"


def write_manifest(config: MkDocsConfig) -> None:
    """Write `helpcentre/manifest.json`: every real article in every language, with its version and headings."""
    site = shared.site_of(config)
    support = shared.support_for(config)
    facts = SiteFacts(
        name=config.site_name,
        url=shared.absolute("", config),
        default_language=site.languages.default,
        languages=site.languages.all,
        channels=list(support.channels) if support else [],
        events=[event.as_json() for event in service_events(support)] if support else [],
        pages=[page.url for page in site.by_path.values() if not page.kind.is_article and page.slug != "404"],
    )
    articles = []
    for article in site.articles():
        outline = site.outlines.get(article.path)
        headings = outline.headings if outline else ()
        articles.append((article, [(item.id, item.text) for item in headings if item.level in (2, 3) and item.id]))
    shared.write_file(config, "helpcentre/manifest.json", manifest(facts, articles))
