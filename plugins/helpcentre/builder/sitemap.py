"""The sitemap of a site in one language, as MkDocs writes it; `site.language_links` has that of several languages."""

import gzip
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from urllib.parse import urljoin

from markupsafe import escape

from helpcentre.site.output_paths import SITEMAP

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def plain_sitemap(urls: Sequence[str], site_url: str | None, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of the sitemap and of its compressed form.

    `urls` are relative to the site, in the order of the pages. Every page has the day of the build, in UTC.
    """
    day = now.astimezone(UTC).date()
    entries = [_format_entry(urljoin(site_url, url), f"{day}") for url in urls] if site_url else []
    xml = f"{_HEAD}{''.join(entries)}\n</urlset>".encode()
    yield SITEMAP, xml
    packed = io.BytesIO()
    seconds = int(datetime.combine(day, time(), UTC).timestamp()) if urls else int(now.timestamp())
    with gzip.GzipFile(fileobj=packed, filename=f"{SITEMAP}.gz", mode="wb", mtime=seconds) as file:
        file.write(xml)
    yield f"{SITEMAP}.gz", packed.getvalue()


def _format_entry(address: str, day: str) -> str:
    return f"\n    <url>\n         <loc>{escape(address)}</loc>\n         <lastmod>{day}</lastmod>\n    </url>"
