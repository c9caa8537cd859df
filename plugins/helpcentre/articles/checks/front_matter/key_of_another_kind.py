"""Some keys belong to one kind of page: `severity` to troubleshooting, `video` to videos."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield keys on pages of a kind that does not use them, and video pages without their video."""
    front, kind = page.article.front, page.article.kind
    if front.severity and kind is not Kind.TROUBLESHOOTING:
        message = f"severity belongs to troubleshooting guides, and this is a {kind.value}; remove it"
        yield page.in_front(("severity",), message)
    if front.video and kind is not Kind.VIDEO:
        message = f"video belongs to kind: video, and this is a {kind.value}; change the kind, or remove it"
        yield page.in_front(("video",), message)
    if front.most_asked and page.article.slug != "index":
        yield page.in_front(("most_asked",), "most_asked belongs to the home page; remove it")
    if kind is Kind.VIDEO and not front.video:
        message = "a video page names its video; add video: {file: …, duration: 42s, recorded: 2026-11-22}"
        yield page.in_front((), message)


RULE = Rule("key-of-another-kind", "error", per_page(check), needs_front_matter=True)
