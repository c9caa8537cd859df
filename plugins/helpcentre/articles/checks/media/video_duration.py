"""The duration in front matter is that of the video: search engines and the page show it."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

TOLERANCE = 1.5
"""Seconds, because durations in front matter are whole seconds."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield durations that differ from that of the MP4 file."""
    video = page.article.front.video
    length = site.durations.get(f"media/{video.file}.{page.article.language}.mp4") if video else None
    if video is None or length is None:
        return
    written = video.duration.total_seconds()
    if abs(written - length) > TOLERANCE:
        message = f"video: the duration is {written:.0f}s here and {length:.0f}s in the file; write {length:.0f}s"
        yield page.in_front(("video", "duration"), message)


RULE = Rule("video-duration", "warning", per_page(check), needs_front_matter=True)
