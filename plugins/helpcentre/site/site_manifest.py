"""The manifest of the finished site, which is all that the collector knows about the site."""

from collections.abc import Iterator
from typing import Any

from helpcentre.articles.manifest import SiteFacts, articles_file, manifest
from helpcentre.site.output_paths import MANIFEST, manifest_path
from helpcentre.site.site import Site
from helpcentre.support.service_events import service_events

MOST_IN_ONE_FILE = 1000
"""Articles, counted in each language, of about a kilobyte each."""


def is_in_parts(site: Site) -> bool:
    """Return whether the site has so many articles that each language has its own file."""
    return sum(1 for _ in site.pages.articles()) > MOST_IN_ONE_FILE


def manifest_files(site: Site, contact_form: dict[str, Any] | None = None) -> Iterator[tuple[str, str]]:
    """Yield (path, JSON) of the manifest: every real article in every language, with its version and headings.

    On a large site each language has its own file, so that a collector reads only those that have changed.
    """
    facts = _site_facts(site, contact_form)
    articles = [(article, site.pages.headings(article.path)) for article in site.pages.articles()]
    if not is_in_parts(site):
        yield MANIFEST, manifest(facts, articles)
        return
    parts = {}
    for language in site.languages.all:
        parts[language] = articles_file([one for one in articles if one[0].language == language])
        yield manifest_path(language), parts[language]
    yield MANIFEST, manifest(facts, (), parts)


def _site_facts(site: Site, contact_form: dict[str, Any] | None) -> SiteFacts:
    support = site.support
    return SiteFacts(
        name=site.options.name,
        url=site.options.absolute(""),
        default_language=site.languages.default,
        languages=site.languages.all,
        channels=list(support.channels) if support else [],
        events=[event.as_json() for event in service_events(support)] if support else [],
        contact_form=contact_form,
        pages=[page.url for page in site.pages if not page.kind.is_article and page.slug != "404"],
    )
