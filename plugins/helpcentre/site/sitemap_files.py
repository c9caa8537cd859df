"""The sitemap of a site: one file or, if it would be too large for search engines, several and an index of them."""

import gzip
from collections.abc import Iterator, Sequence

from helpcentre.articles.sitemap import MOST_ADDRESSES, MOST_BYTES, SitemapPage, sitemap_index, sitemaps
from helpcentre.site.output_paths import SITEMAP, sitemap_part_path
from helpcentre.site.site import Site

NOT_IN_SITEMAP = ("404", "search", "help-panel")
_ENTRY_BYTES = 1000
"""More than an entry takes for each of its languages, unless its addresses are extraordinarily long."""


def sitemap_files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Yield (path, content) of the sitemap and its compressed form; of an index and its parts, which are compressed."""
    parts = _write_sitemaps(site)
    paths = sitemap_part_paths(site, len(parts))
    xml = sitemap_index([site.options.absolute(path) for path in paths]) if paths else parts[0]
    yield SITEMAP, xml
    yield f"{SITEMAP}.gz", gzip.compress(xml.encode(), mtime=0)
    for path, part in zip(paths, parts, strict=False):
        yield path, gzip.compress(part.encode(), mtime=0)


def sitemap_part_paths(site: Site, number: int | None = None) -> Sequence[str]:
    """Return the paths of the parts; none if one file is enough. `number` is that of the parts, if it is known."""
    if number is None:
        pages, languages = len(site.pages.slugs()) * len(site.languages.all), len(site.languages.all)
        is_small = pages <= MOST_ADDRESSES and pages * (languages + 1) * _ENTRY_BYTES <= MOST_BYTES
        number = 1 if is_small else len(_write_sitemaps(site))
    return [sitemap_part_path(part) for part in range(1, number + 1)] if number > 1 else []


def _write_sitemaps(site: Site) -> Sequence[str]:
    return sitemaps(_list_pages(site), site.languages.default)


def _list_pages(site: Site) -> Iterator[SitemapPage]:
    """Yield every real page with its translations."""
    absolute = site.options.absolute
    for slug in site.pages.slugs():
        if slug in NOT_IN_SITEMAP:
            continue
        found = site.pages.translations(slug)
        alternates = {code: absolute(article.url) for code, article in found.items()}
        for article in found.values():
            modified = article.reviewed.isoformat() if article.reviewed else None
            yield SitemapPage(absolute(article.url), modified, alternates)
