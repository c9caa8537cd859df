"""Files by which browsers, phones and crawlers find their way: web manifest, OpenSearch descriptions, robots.txt."""

import json
from collections.abc import Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from helpcentre.language.codes import direction
from helpcentre.site.brand.stylesheet import palettes_of
from helpcentre.site.brand_context import favicon_of, icon_type
from helpcentre.site.links import relative_url
from helpcentre.site.machine_files import has_crawler_rules, has_opensearch
from helpcentre.site.options import SiteOptions
from helpcentre.site.output_paths import CRAWLER_RULES, SITEMAP, WEB_MANIFEST, opensearch_path
from helpcentre.site.site import Site

SHORT_NAME = 16
"""The length in which OpenSearch and home screens show a name."""


def discovery_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, content) of the files that this site has."""
    yield WEB_MANIFEST, web_manifest(site)
    if has_crawler_rules(site.options):
        yield CRAWLER_RULES, crawler_rules(site.options)
    if has_opensearch(site.options):
        for language in site.languages.all:
            yield opensearch_path(language), opensearch_description(site, language)


def crawler_rules(options: SiteOptions) -> str:
    """Return a robots.txt that allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {options.absolute(SITEMAP)}\n"


def web_manifest(site: Site) -> str:
    """Return the web manifest: the name, icons and colours of the site on a phone's home screen."""
    brand, language = site.brand, site.languages.default
    palette, name = palettes_of(brand)["light"], brand.name or site.options.name
    favicon = favicon_of(brand, site.options)
    icons = [{"src": relative_url(quote(favicon), WEB_MANIFEST), "sizes": "any", "type": icon_type(favicon)}]
    if brand.touch_icon:
        icons.insert(0, {"src": relative_url(quote(brand.touch_icon), WEB_MANIFEST), "sizes": "180x180"})
    found = {
        "name": name,
        "short_name": name if len(name) <= SHORT_NAME else name.split()[0],
        "lang": language,
        "dir": direction(language),
        "start_url": relative_url(site.url_of(language, "index"), WEB_MANIFEST),
        "scope": relative_url("", WEB_MANIFEST),
        "display": "browser",
        "theme_color": str(palette["brand" if brand.header == "accent" else "paper"]),
        "background_color": str(palette["paper"]),
        "icons": icons,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def opensearch_description(site: Site, language: str) -> str:
    """Return the OpenSearch 1.1 description of the search in a language, for the address bar of a browser."""
    name = site.brand.name or site.options.name
    results = site.options.absolute(site.url_of(language, "search")) + "?q={searchTerms}"
    short = name if len(name) <= SHORT_NAME else name[:SHORT_NAME].rstrip()
    description = f"{name}: {site.words(language).plain('search.label')}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{escape(short)}</ShortName>\n"
        f"  <Description>{escape(description)}</Description>\n"
        f"  <Language>{escape(language)}</Language>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f'  <Url type="text/html" template={quoteattr(results)}/>\n'
        "</OpenSearchDescription>\n"
    )
