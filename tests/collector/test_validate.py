"""From bytes to items or a refusal, without a server."""

import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.validate import BODY_LIMIT, Accepted, IncomingRequest, accept, accept_form
from helpcentre.collector.items import QUARANTINED, Refusal
from tests.collector.world import DAY, NOON, V1, V2, article, comment, contact, known, rating, raw, reader, search, vote

KNOWN = known()
SEVEN_DAYS = 7 * DAY


def take(event, content_type="application/json", **more):
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    return accept(IncomingRequest(body, content_type, NOON, **more), KNOWN, reader())


def form(fields, content_type="application/x-www-form-urlencoded"):
    from urllib.parse import urlencode

    body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    return accept_form(IncomingRequest(body, content_type, NOON), KNOWN, reader(), (uuid4().bytes, uuid4().bytes))


POST = {"kind": "vote", "article": "payment-declined", "language": "it", "version": V1, "value": "0"}


def test_a_vote_becomes_an_item():
    event = vote(reason="unclear", heading="la-carta", age_ms=4200)
    item = take(event).item
    assert (item.id, item.value, item.reason, item.heading) == (raw(event["id"]), 0, "unclear", "la-carta")
    assert (item.received, item.occurred) == (NOON, NOON - 4200)


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json; charset=utf-8", "text/plain", "Text/Plain"]
)
def test_json_comes_as_json_or_as_plain_text(content_type):
    assert isinstance(take(vote(), content_type), Accepted)


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "application/x-www-form-urlencoded", "multipart/form-data", "json"]
)
def test_anything_else_is_415(content_type):
    assert take(vote(), content_type) == Refusal(415, "unsupported_media_type")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b'{"a":NaN}', b"[" * 5000, b'{"id":"\\ud800"}', b"\x00", b"Infinity"]
)
def test_what_is_no_json_is_422(body):
    assert take(body) == Refusal(422, "invalid", "")


@pytest.mark.parametrize(
    ("event", "refusal"),
    [
        (vote(article="no-such"), Refusal(404, "unknown_article")),
        (vote(language="et", version=V2), Refusal(404, "unknown_article")),
        (vote(language="fr"), Refusal(404, "unknown_article")),
        (comment(vote(), article="no-such"), Refusal(404, "unknown_article")),
        (contact("fax"), Refusal(404, "unknown_channel")),
        (contact(article="no-such"), Refusal(404, "unknown_article")),
        (search(clicked="no-such"), Refusal(404, "unknown_article")),
        (rating("csat", 3, language="fr"), Refusal(422, "invalid", "language")),
        (vote(value=2), Refusal(422, "invalid", "value")),
    ],
)
def test_only_what_the_site_has_is_accepted(event, refusal):
    assert take(event) == refusal


@given(
    st.text(max_size=60) | st.sampled_from(["../../etc/passwd", "%2e%2e/x", "payment-declined/..", "PAYMENT-DECLINED"])
)
def test_an_article_is_accepted_only_if_the_manifest_names_it(identity):
    taken = take(vote(article=identity))
    assert isinstance(taken, Accepted) == (identity in ("payment-declined", "shipping-cost"))


def test_a_list_is_taken_part_by_part():
    parts = take([vote(), vote(value=7), rating("nps", 9)])
    assert [type(part) for part in parts] == [Accepted, Refusal, Accepted]


@pytest.mark.parametrize("number", [0, 21])
def test_a_list_has_one_to_twenty_items(number):
    assert take([vote() for _ in range(number)]) == Refusal(422, "invalid", "")


def test_one_object_is_smaller_than_a_list_may_be():
    padded = json.dumps(vote()).encode() + b" " * BODY_LIMIT
    assert take(padded) == Refusal(413, "too_large")


@pytest.mark.parametrize(
    ("age", "days"), [(0, 0), (DAY, 1), (SEVEN_DAYS, 7), (SEVEN_DAYS + 1, 7), (2**53, 7), (None, 0)]
)
def test_a_late_answer_is_dated_back_seven_days_at_most(age, days):
    assert take(vote(age_ms=age)).item.occurred == NOON - days * DAY


def test_the_words_of_a_search_are_kept_only_when_it_failed_was_corrected_or_followed_another():
    assert take(search(results=3, clicked="shipping-cost")).item.text is None
    assert take(search(results=3)).item.text is None
    assert take(search(results=0)).item.text == "reso gratis"
    assert take(search(results=3, missing=True)).item.text == "reso gratis"
    assert take(search(results=3, previous=vote()["id"])).item.text == "reso gratis"
    corrected = take(search("rezo a@b.it", results=3, corrected="reso a@b.it")).item
    assert (corrected.text, corrected.corrected) == ("rezo [email]", "reso [email]")


def test_comments_are_scrubbed_before_they_are_anything_else():
    assert take(comment(vote(), "scrivi a x@y.it o 333 1234567")).item.text == "scrivi a [email] o [number]"


def test_a_spam_comment_is_taken_and_set_aside():
    item = take(comment(vote(), "https://a.example https://b.example")).item
    assert (item.state, item.signals) == (QUARANTINED, "links")


def test_an_unknown_heading_is_left_out_and_the_vote_is_kept():
    assert take(vote(heading="<script>")).item.heading == ""


def test_who_opts_out_is_not_followed_but_may_vote():
    assert take(search(), opted_out=True).uncounted == "opted_out"
    assert take(vote(), opted_out=True).uncounted is None
    assert (
        take({"kind": "view", "id": vote()["id"], "article": "shipping-cost", "language": "it"}).uncounted
        == "views_off"
    )


def test_views_are_counted_where_the_site_wants_it():
    body = json.dumps({"kind": "view", "id": vote()["id"], "article": "shipping-cost", "language": "it"}).encode()
    counting = known(count_views=True)
    assert accept(IncomingRequest(body, "text/plain", NOON), counting, reader()).uncounted is None
    assert (
        accept(IncomingRequest(body, "text/plain", NOON, opted_out=True), counting, reader()).uncounted == "opted_out"
    )


def test_cached_pages_of_an_earlier_version_are_still_heard():
    both = known(article(), article(version=V2, language="et"))
    body = json.dumps(vote(language="et", version=V2)).encode()
    assert isinstance(accept(IncomingRequest(body, "text/plain", NOON), both, reader()), Accepted)


def test_two_answers_of_one_reader_share_a_ballot_and_other_readers_do_not():
    body = json.dumps(vote()).encode()
    ballots = [
        accept(IncomingRequest(body, "text/plain", NOON), KNOWN, who).item.ballot
        for who in (reader(1), reader(1), reader(2))
    ]
    assert ballots[0] == ballots[1] != ballots[2]
    assert take(vote(article="shipping-cost")).item.ballot != ballots[0]


def test_a_form_without_javascript_becomes_vote_and_comment():
    post, (voted, said) = form(POST | {"reason": "unclear", "text": "Non capisco a@b.it", "heading": "", "website": ""})
    assert (post.article, voted.item.value, voted.item.reason) == ("payment-declined", 0, "unclear")
    assert (said.item.text, said.item.parent) == ("Non capisco [email]", voted.item.id)


def test_the_second_form_needs_no_value_because_only_a_no_is_asked():
    _, (voted,) = form({key: value for key, value in POST.items() if key != "value"} | {"reason": "outdated"})
    assert (voted.item.value, voted.item.reason) == (0, "outdated")


def test_a_yes_with_a_reason_left_over_in_the_form_is_a_yes():
    _, (voted,) = form(POST | {"value": "1", "reason": "unclear"})
    assert (voted.item.value, voted.item.reason) == (1, "")


def test_a_form_that_filled_in_what_nobody_sees_is_set_aside():
    _, taken = form(POST | {"website": "http://spam.example", "text": "hi"})
    assert [(one.item.state, one.item.signals) for one in taken] == [(QUARANTINED, "honeypot")] * 2


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        (POST | {"value": ""}, Refusal(422, "invalid", "value")),
        (POST | {"article": "no-such"}, Refusal(404, "unknown_article")),
        (POST | {"redirect": "https://evil.example"}, Refusal(422, "invalid", "redirect")),
        (b"%ff=%ff", Refusal(422, "invalid", "")),
        (b"\xff", Refusal(422, "invalid", "")),
        (b"a=1&" * 50, Refusal(422, "invalid", "")),
    ],
)
def test_a_form_is_as_strict_as_json(fields, refusal):
    assert form(fields) == refusal


def test_a_form_in_another_clothing_is_415():
    assert form(POST, "application/json") == Refusal(415, "unsupported_media_type")


@given(st.binary(max_size=300), st.sampled_from(["application/json", "text/plain"]))
def test_no_bytes_make_it_fail(body, content_type):
    assert isinstance(take(body, content_type), Refusal | Accepted | list)
