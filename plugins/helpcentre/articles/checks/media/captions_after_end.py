"""No caption ends after its video: readers would not see it, or the duration in the front matter is wrong."""

from collections.abc import Iterator

from helpcentre.articles.captions import read_captions
from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

TOLERANCE = 1_000
"""Milliseconds: the length in front matter is in whole seconds."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield the first caption that ends after the video."""
    video = page.article.front.video
    path = f"media/{video.file}.{page.article.language}.vtt" if video else ""
    if video is None or path not in site.captions:
        return
    length = int(video.duration.total_seconds())
    for cue in read_captions(site.captions[path], path).cues:
        if cue.end > length * 1000 + TOLERANCE:
            message = (
                f"this caption ends at {cue.end / 1000:g} s and the video after {length} s; "
                f"correct its times, or the duration in {page.article.path}"
            )
            yield Finding(path, cue.line, 1, message)
            return


RULE = Rule("captions-after-end", "warning", per_page(check), needs_front_matter=True)
