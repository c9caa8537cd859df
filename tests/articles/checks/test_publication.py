"""Rules about the days on which pages are published: the day of the build is 30 November 2026."""

from datetime import date

import pytest

from tests.articles.sample import LANGUAGES, library

from .bicycle_shop import LOCK_EN, PAGES, findings

TODAY = date(2026, 11, 30)
LOCK, OTHER = "en/faq/lock.md", "en/faq/winter.md"
LINE = LOCK_EN.count("\n") + 2


def winter(**keys):
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return (
        f'---\ntitle: "Do you hire out in winter?"\nkind: faq\ntopics: [safety]\nasks: ["snow"]\n{lines}---\n\nYes.\n'
    )


def with_keys(text, **keys):
    return text.replace("kind: faq\n", "kind: faq\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()))


def found(pages, *, left_out=None, **more):
    """Return the findings of pages; `left_out` are those that a build has left out because of their dates."""
    unpublished = {one.path: one for one in library(left_out or {}, LANGUAGES).articles}
    return [
        (code, path, line, message)
        for code, path, line, message in findings(pages, built_on=TODAY, unpublished=unpublished, **more)
    ]


LINK = f"{LOCK_EN}\n[Winter](winter.md)\n"


def test_a_link_to_a_page_that_is_published_later_is_an_error_with_the_day():
    [(code, path, line, message)] = found({LOCK: LINK, OTHER: winter(publish_on="2026-12-01")})

    assert (code, path, line) == ("link-not-yet-published", LOCK, LINE)
    assert "is not published until 2026-12-01" in message


def test_a_build_that_has_left_the_page_out_reports_the_same_error_and_no_dead_link():
    text = {OTHER: winter(publish_on="2026-12-01")}

    assert [code for code, *_ in found({LOCK: LINK}, left_out=text)] == ["link-not-yet-published"]


@pytest.mark.parametrize(("own", "fine"), [("2026-11-30", False), ("2026-12-01", True), ("2026-12-02", True)])
def test_a_page_may_link_to_a_page_that_is_published_by_its_own_first_day(own, fine):
    codes = [
        code for code, *_ in found({LOCK: with_keys(LINK, publish_on=own), OTHER: winter(publish_on="2026-12-01")})
    ]

    assert ("link-not-yet-published" not in codes) is fine


def test_a_page_published_since_yesterday_may_be_linked():
    assert found({LOCK: LINK, OTHER: winter(publish_on="2026-11-30")}) == []


def test_a_link_to_a_page_that_ends_is_a_warning_before_and_after():
    [before] = found({LOCK: LINK, OTHER: winter(unpublish_on="2027-03-01")})
    [after] = found({LOCK: LINK}, left_out={OTHER: winter(unpublish_on="2026-11-30")})

    assert before[0] == after[0] == "link-no-longer-published"
    assert "is published until 2027-03-01; remove the link by then" in before[3]
    assert "has not been published since 2026-11-30; remove the link," in after[3]


@pytest.mark.parametrize(("own", "fine"), [("2027-02-28", True), ("2027-03-01", True), ("2027-03-02", False)])
def test_a_page_that_ends_by_then_too_may_link_to_it(own, fine):
    codes = [
        code for code, *_ in found({LOCK: with_keys(LINK, unpublish_on=own), OTHER: winter(unpublish_on="2027-03-01")})
    ]

    assert ("link-no-longer-published" not in codes) is fine


def test_the_passing_of_time_causes_no_error():
    pages = {LOCK: with_keys(LINK, related="[winter]")}
    ended = {OTHER: winter(unpublish_on="2026-11-30", id="winter")}

    assert [code for code, *_ in found(pages, left_out=ended)] == ["link-no-longer-published"]


def test_a_preview_of_all_pages_reports_no_dates():
    text = {LOCK: LINK, OTHER: winter(publish_on="2026-12-01")}

    assert findings(text, built_on=None) == []


def test_a_translation_has_the_days_of_its_source():
    source, text = PAGES["en/faq/helmet.md"], PAGES["it/faq/helmet.md"]
    pages = {
        "en/faq/helmet.md": with_keys(source, unpublish_on="2027-01-07"),
        "it/faq/helmet.md": with_keys(text, publish_on="2026-11-01"),
    }
    messages = [message for code, _, _, message in found(pages) if code == "publication-dates"]
    end = "so that readers of both languages see the same"

    assert messages == [
        f"the source has unpublish_on: 2027-01-07; write unpublish_on: 2027-01-07, {end}",
        f"the source has no publish_on; remove publish_on, {end}",
    ]


def test_a_translation_of_a_page_that_is_left_out_has_a_source():
    ended = {"en/faq/helmet.md": with_keys(PAGES["en/faq/helmet.md"], unpublish_on="2026-11-30")}
    codes = [code for code, *_ in found({"en/faq/helmet.md": None}, left_out=ended)]

    assert "translation-source-missing" not in codes
