"""An item counts at once, or is quarantined with its signals."""

import pytest

from helpcentre.collector.intake.judge import judge
from helpcentre.collector.intake.rate_limits import RateLimiter, RateLimits
from helpcentre.collector.items import COUNTED, QUARANTINED
from tests.collector.world import item, reader

SPAM = "https://a.example https://b.example"


def judged(one, *, limiter=None, age_ms=5000, trapped=False):
    judge(one, reader(), RateLimiter() if limiter is None else limiter, age_ms, trapped=trapped)
    return one.state, one.signals


def test_an_honest_item_counts():
    assert judged(item(1)) == (COUNTED, "")
    assert judged(item(None, kind="comment", text="Manca il passo due")) == (COUNTED, "")


def test_a_spam_comment_is_quarantined():
    assert judged(item(None, kind="comment", text=SPAM)) == (QUARANTINED, "links")


def test_the_words_of_a_search_are_not_judged_like_a_comment():
    assert judged(item(None, kind="search", text=SPAM, results=0)) == (COUNTED, "")


def test_a_comment_without_any_words_left_is_quarantined():
    assert judged(item(None, kind="comment", text=None)) == (QUARANTINED, "empty")


def test_a_form_that_filled_in_the_invisible_field_is_quarantined():
    assert judged(item(1), trapped=True) == (QUARANTINED, "honeypot")


def test_every_signal_is_noted():
    limiter = RateLimiter(RateLimits(visitor_answers_hour=0, fast_hour=0))
    spam = item(None, kind="comment", text=SPAM)
    assert judged(spam, limiter=limiter, age_ms=10, trapped=True) == (
        QUARANTINED,
        "links honeypot visitor_budget too_fast",
    )


@pytest.mark.parametrize(("number", "state"), [(30, COUNTED), (31, QUARANTINED)])
def test_each_item_counts_towards_the_limits(number, state):
    limiter = RateLimiter()
    states = [judged(item(1, article=f"a{n}"), limiter=limiter)[0] for n in range(number)]
    assert states[-1] == state
