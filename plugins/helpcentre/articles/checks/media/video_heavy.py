"""A video does not use up a reader's mobile data."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

MOST = 400_000
"""Bytes, as docs/writing.md advises."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield videos whose smaller format is heavier than advised; a browser loads only one of the two."""
    video = page.article.front.video
    if video is None:
        return
    names = [f"media/{video.file}.{page.article.language}.{extension}" for extension in ("webm", "mp4")]
    sizes = [site.sizes[name] for name in names if site.sizes.get(name)]
    if sizes and min(sizes) > MOST:
        message = f"video: {names[0]} is {min(sizes) / 1000:,.0f} kB; make it smaller, at most {MOST // 1000} kB"
        yield page.in_front(("video", "file"), message)


RULE = Rule("video-heavy", "warning", per_page(check), needs_front_matter=True)
