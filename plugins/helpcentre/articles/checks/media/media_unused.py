"""A file in the media folder is used by a page: an unused one is published, and can be mistaken for another."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images, placed_links
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding

_MEDIA = re.compile(r"(?:^|/)media/[^/]+\.(?:png|jpe?g|gif|webp|svg|avif|webm|mp4|vtt|pdf|mp3)$", re.IGNORECASE)
_BLOCK = re.compile(r"^[ \t]*/{3,}[ \t]*video[ \t]*\|[ \t]*(?P<name>[\w/-]+)", re.MULTILINE)


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield files of the media folder that nothing refers to."""
    media = [path for path in sorted(site.sizes) if _MEDIA.search(path)]
    if not media:
        return
    used = {path for page in site.pages.values() for path in _files_used(page, site)}
    videos = {name for page in site.pages.values() for name in _videos_used(page)}
    articles = (*(page.article for page in site.pages.values()), *site.unpublished.values())
    everything = "".join(article.source for article in articles)
    for path in media:
        name = path.rsplit("/", 1)[-1]
        if path not in used and name.split(".")[0] not in videos and name not in everything:
            yield Finding(path, 0, 0, "no page uses this file; delete it, or link to it")


def _files_used(page: CheckedPage, site: CheckedSite) -> Iterator[str]:
    for link in (*placed_links(page, site), *placed_images(page, site)):
        if link.destination and link.destination.path:
            yield link.destination.path


def _videos_used(page: CheckedPage) -> Iterator[str]:
    if page.article.front.video:
        yield page.article.front.video.file
    for found in _BLOCK.finditer(page.article.body):
        yield found["name"]


RULE = Rule("media-unused", "warning", check)
