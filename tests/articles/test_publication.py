"""The days on which a page is published."""

from datetime import date

import pytest

from helpcentre.articles.publication import Publication, publication_on
from helpcentre.articles.read import read_article

from .sample import LANGUAGES, Source, library, page

DAYS = {"publish_on": "2026-12-01", "unpublish_on": "2027-01-07"}


def front(**keys):
    return read_article(Source("en/faq/a.md", page(**keys)), LANGUAGES).front


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 11, 30), Publication.SCHEDULED),
        (date(2026, 12, 1), Publication.PUBLISHED),
        (date(2027, 1, 6), Publication.PUBLISHED),
        (date(2027, 1, 7), Publication.ENDED),
    ],
)
def test_a_page_is_published_from_its_first_day_to_the_day_before_its_end(day, state):
    assert publication_on(front(**DAYS), day) is state


@pytest.mark.parametrize("key", DAYS)
def test_one_of_the_days_is_enough(key):
    one = front(**{key: DAYS[key]})

    begins = key == "publish_on"
    assert publication_on(one, date(2026, 1, 1)) is (Publication.SCHEDULED if begins else Publication.PUBLISHED)
    assert publication_on(one, date(2028, 1, 1)) is (Publication.PUBLISHED if begins else Publication.ENDED)


def test_a_page_without_days_is_published():
    assert publication_on(front(), date(1970, 1, 1)) is Publication.PUBLISHED


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (
            {"publish_on": "2026-12-01", "unpublish_on": "2026-12-01"},
            "this is not after publish_on (2026-12-01)",
        ),
        ({"publish_on": "2026-12-01", "unpublish_on": "2026-11-30"}, "so the page would never be published"),
        (
            {"draft": "true", "publish_on": "2026-12-01"},
            "a draft is not published on any day; remove draft",
        ),
        ({"publish_on": "tomorrow"}, "this is not a date; write it as 2026-11-01"),
    ],
)
def test_days_that_contradict_each_other_are_errors(keys, words):
    found = library({"en/faq/a.md": page(**keys)}).findings

    assert [words in one.message for one in found] == [True], found
