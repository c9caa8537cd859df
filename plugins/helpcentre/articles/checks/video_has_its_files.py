"""A film has its two formats, its poster, and captions in the language of the page."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

RULE = "video-has-its-files"
ENDINGS = {"webm": "the film as WebM", "mp4": "the film as MP4", "webp": "its poster", "vtt": "its captions"}


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield files that are missing in the media folder."""
    for page in site.pages.values():
        video = page.article.front.video
        if video is None:
            continue
        for ending, what in ENDINGS.items():
            name = f"media/{video.file}.{page.article.language}.{ending}"
            if name not in site.files:
                message = f"video: {what} is missing; put it at {name}"
                yield page.in_front(("video", "file"), message, RULE)
