"""Keys stand only where they mean something: severity on troubleshooting, video on video pages, most_asked at home."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding

RULE = "keys-fit-kind"


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield keys on pages of a kind that does not use them, and a video page without its film."""
    for page in site.pages.values():
        front, kind = page.article.front, page.article.kind
        if front.severity and kind is not Kind.TROUBLESHOOTING:
            message = f"severity belongs to troubleshooting guides, and this is a {kind.value}; take it out"
            yield page.in_front(("severity",), message, RULE)
        if front.video and kind is not Kind.VIDEO:
            message = f"video belongs to kind: video, and this is a {kind.value}; change the kind or take it out"
            yield page.in_front(("video",), message, RULE)
        if kind is Kind.VIDEO and not front.video:
            message = "a video page names its film: add video: {file: …, duration: 42s, recorded: 2026-11-22}"
            yield page.in_front((), message, RULE)
