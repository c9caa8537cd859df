"""What a writer is told before the merge, one rule a file.

A rule is a function from the checked site to findings. `check_build` runs the rules whose breach would hurt a reader
today; `check_all` adds those that time or taste brings (reviews overdue, translations behind), which never break a
build.
"""

from collections.abc import Iterator
from datetime import date

from helpcentre.articles.checks import (
    asks_are_given,
    blocks_are_known,
    faq_title_is_a_question,
    links_lead_somewhere,
    related_exist,
    review_is_due,
    severity_fits_kind,
    title_stands_once,
    topics_are_known,
    translation_is_current,
    video_has_its_files,
)
from helpcentre.articles.checks.site import CheckedPage, CheckedSite
from helpcentre.errors import Finding

__all__ = ["CheckedPage", "CheckedSite", "check_all", "check_build"]

_BUILD = (
    blocks_are_known,
    links_lead_somewhere,
    related_exist,
    title_stands_once,
    topics_are_known,
    video_has_its_files,
)
_WRITING = (asks_are_given, faq_title_is_a_question, translation_is_current)


def check_build(site: CheckedSite) -> Iterator[Finding]:
    """Yield what the build stops at."""
    for rule in _BUILD:
        yield from rule.check(site)
    yield from severity_fits_kind.check(site.sound)


def check_all(site: CheckedSite, today: date) -> Iterator[Finding]:
    """Yield everything, as of `today`."""
    yield from check_build(site)
    sound = site.sound
    for rule in _WRITING:
        yield from rule.check(sound)
    yield from review_is_due.check(sound, today)
