"""The sitemap, with every page's translations as absolute addresses.

Search engines read hreflang from the sitemap as well as from the page; here it costs no reader a byte. Their limits are
those of sitemaps.org: a file of more addresses or bytes is not read at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""The size of one file before it is compressed."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = f'{_DECLARATION}\n<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_FOOT = "</urlset>\n"


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page: its full address, the day it was last reviewed, and the full address of each translation."""

    url: str
    modified: str | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)


def sitemaps(
    pages: Iterable[SitemapPage],
    default_language: str,
    most_addresses: int = MOST_ADDRESSES,
    most_bytes: int = MOST_BYTES,
) -> Sequence[str]:
    """Return the XML of `pages` in as few files as the limits allow, at least one.

    Each page names itself, its translations and, as x-default, the default language.
    """
    files: list[list[str]] = [[]]
    size = len(_HEAD) + len(_FOOT)
    for page in pages:
        entry = "".join(f"{line}\n" for line in _entry_lines(page, default_language))
        length = len(entry.encode())
        if files[-1] and (len(files[-1]) == most_addresses or size + length > most_bytes):
            files.append([])
            size = len(_HEAD) + len(_FOOT)
        files[-1].append(entry)
        size += length
    return ["".join((_HEAD, *entries, _FOOT)) for entries in files]


def sitemap_index(addresses: Sequence[str]) -> str:
    """Return the XML that names sitemaps by their full addresses."""
    entries = [f"  <sitemap>\n    <loc>{escape(address)}</loc>\n  </sitemap>" for address in addresses]
    return "\n".join([_DECLARATION, f'<sitemapindex xmlns="{_NAMESPACE}">', *entries, "</sitemapindex>", ""])


def _entry_lines(page: SitemapPage, default_language: str) -> Iterator[str]:
    yield "  <url>"
    yield f"    <loc>{escape(page.url)}</loc>"
    if page.modified:
        yield f"    <lastmod>{page.modified}</lastmod>"
    for language, url in page.alternates.items():
        yield _alternate_link(language, url)
    fallback = page.alternates.get(default_language) or next(iter(page.alternates.values()), None)
    if fallback:
        yield _alternate_link("x-default", fallback)
    yield "  </url>"


def _alternate_link(language: str, url: str) -> str:
    return f'    <xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(url)}/>'
