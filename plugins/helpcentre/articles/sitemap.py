"""The sitemap, with every page's translations as absolute addresses.

Search engines read hreflang from the sitemap as well as from the page; here it costs no reader a byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page: its full address, the day it was last reviewed, and the full address of each translation."""

    url: str
    modified: str | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)


def sitemap(pages: Sequence[SitemapPage], default_language: str) -> str:
    """Return the XML of `pages`; each names itself, its translations and, as x-default, the default language."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in pages:
        lines.append("  <url>")
        lines.append(f"    <loc>{escape(page.url)}</loc>")
        if page.modified:
            lines.append(f"    <lastmod>{page.modified}</lastmod>")
        lines += [_alternate_link(language, url) for language, url in page.alternates.items()]
        fallback = page.alternates.get(default_language) or next(iter(page.alternates.values()), None)
        if fallback:
            lines.append(_alternate_link("x-default", fallback))
        lines.append("  </url>")
    return "\n".join([*lines, "</urlset>", ""])


def _alternate_link(language: str, url: str) -> str:
    return f'    <xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(url)}/>'
