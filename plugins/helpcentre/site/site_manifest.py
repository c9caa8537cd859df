"""The manifest of the finished site, which is all that the collector knows about the site."""

from typing import Any

from helpcentre.articles.manifest import SiteFacts, manifest
from helpcentre.site.site import Site
from helpcentre.support.service_events import service_events


def site_manifest(site: Site, contact_form: dict[str, Any] | None = None) -> str:
    """Return the JSON of every real article in every language, with its version and headings."""
    support = site.support
    facts = SiteFacts(
        name=site.options.name,
        url=site.options.absolute(""),
        default_language=site.languages.default,
        languages=site.languages.all,
        channels=list(support.channels) if support else [],
        events=[event.as_json() for event in service_events(support)] if support else [],
        contact_form=contact_form,
        pages=[page.url for page in site.pages if not page.kind.is_article and page.slug != "404"],
    )
    return manifest(facts, [(article, site.pages.headings(article.path)) for article in site.pages.articles()])
