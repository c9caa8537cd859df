"""A video has its two formats, its poster, and captions in the language of the page."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

FILES = {
    "webm": "the video as WebM is",
    "mp4": "the video as MP4 is",
    "webp": "its poster is",
    "vtt": "its captions are",
}


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield files that are missing in the media folder."""
    video = page.article.front.video
    for extension, what in FILES.items() if video else ():
        name = f"media/{video.file}.{page.article.language}.{extension}" if video else ""
        if name not in site.files:
            yield page.in_front(("video", "file"), f"video: {what} missing; put the file at {name}")


RULE = Rule("video-file-missing", "error", per_page(check))
