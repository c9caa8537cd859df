"""Only what the site has, or had in an earlier version, is accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.validate import find_refusal, reason_not_to_store
from helpcentre.collector.items import Refusal
from helpcentre.contract.decoding import InvalidError, read_event
from tests.collector.world import V2, article, comment, contact, known, rating, search, vote

KNOWN = known()
UNKNOWN_ARTICLE = Refusal(404, "unknown_article")


def view(**more):
    return {"kind": "view", "id": vote()["id"], "article": "shipping-cost", "language": "it"} | more


@pytest.mark.parametrize(
    "event",
    [
        vote(),
        vote(language="et"),
        comment(vote()),
        view(),
        contact("whatsapp"),
        contact(article="shipping-cost", language="id"),
        search(),
        search(clicked="shipping-cost", language="en"),  # the results may lead to another language
        rating("csat", 3, language="et"),
        rating("nps", 3),
    ],
    ids=lambda event: event["kind"],
)
def test_items_about_the_site_are_accepted(event):
    assert find_refusal(read_event(event), KNOWN) is None


@pytest.mark.parametrize(
    ("event", "refusal"),
    [
        (vote(article="no-such"), UNKNOWN_ARTICLE),
        (vote(language="et", version=V2), UNKNOWN_ARTICLE),
        (vote(language="fr"), UNKNOWN_ARTICLE),
        (comment(vote(), article="no-such"), UNKNOWN_ARTICLE),
        (comment(vote(), version=V2), UNKNOWN_ARTICLE),
        (view(article="no-such"), UNKNOWN_ARTICLE),
        (view(language="et"), UNKNOWN_ARTICLE),
        (contact("fax"), Refusal(404, "unknown_channel")),
        (contact(article="no-such"), UNKNOWN_ARTICLE),
        (contact(article="shipping-cost", language="et"), UNKNOWN_ARTICLE),
        (contact("fax", article="no-such"), Refusal(404, "unknown_channel")),
        (contact("fax", language="fr"), Refusal(422, "invalid", "language")),
        (search(clicked="no-such"), UNKNOWN_ARTICLE),
        (search(language="fr"), Refusal(422, "invalid", "language")),
        (rating("csat", 3, language="fr"), Refusal(422, "invalid", "language")),
        (rating("nps", 3, language="fr"), Refusal(422, "invalid", "language")),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else value.error,
)
def test_anything_else_is_refused(event, refusal):
    assert find_refusal(read_event(event), KNOWN) == refusal


def test_cached_pages_of_an_earlier_version_are_still_accepted():
    both = known(article(), article(version=V2, language="et"))
    assert find_refusal(read_event(vote(language="et", version=V2)), both) is None
    assert find_refusal(read_event(vote(language="et")), both) == UNKNOWN_ARTICLE


@given(
    st.text(max_size=60) | st.sampled_from(["../../etc/passwd", "%2e%2e/x", "payment-declined/..", "PAYMENT-DECLINED"])
)
def test_an_article_is_accepted_only_if_the_manifest_names_it(identity):
    try:
        accepted = find_refusal(read_event(vote(article=identity)), KNOWN) is None
    except InvalidError:
        accepted = False
    assert accepted == (identity in ("payment-declined", "shipping-cost"))


@pytest.mark.parametrize(
    ("event", "count_views", "opted_out", "reason"),
    [
        (view(), False, False, "views_off"),
        (view(), False, True, "views_off"),
        (view(), True, False, None),
        (view(), True, True, "opted_out"),
        (search(), False, False, None),
        (search(), False, True, "opted_out"),
        (vote(), False, True, None),
        (comment(vote()), False, True, None),
        (contact(), False, True, None),
        (rating("nps", 1), False, True, None),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else str(value),
)
def test_readers_who_opt_out_are_not_followed_but_their_own_answers_count(event, count_views, opted_out, reason):
    assert reason_not_to_store(read_event(event), count_views=count_views, opted_out=opted_out) == reason
