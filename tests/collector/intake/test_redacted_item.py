"""An item of the contract becomes an item for the store, dated back and redacted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.redacted_item import make_redacted_item
from helpcentre.collector.intake.redaction import Redactor
from helpcentre.collector.items import COLUMNS, COUNTED, uuid_bytes, uuid_text
from helpcentre.contract.decoding import read_event
from tests.collector.world import DAY, NOON, V1, comment, contact, known, rating, search, vote

KNOWN = known()
REDACT = Redactor(r"LB-\d{5}", KNOWN.ids).redact


def make(event, received=NOON):
    return make_redacted_item(read_event(event), received, KNOWN, REDACT)


def filled(item):
    """Return what an item has besides the fields that all items have."""
    common = {"id", "kind", "language", "received", "occurred"}
    empty = (None, "", 0)
    found = {name: getattr(item, name) for name in COLUMNS if name not in common}
    return {name: value for name, value in found.items() if value not in empty or (name == "value" and value == 0)}


def test_every_item_has_its_id_kind_language_and_times():
    event = vote(age_ms=4200)
    item = make(event)
    assert (item.id, item.kind, item.language) == (uuid_bytes(event["id"]), "vote", "it")
    assert (item.received, item.occurred, item.state, item.ballot) == (NOON, NOON - 4200, COUNTED, None)


@pytest.mark.parametrize(
    ("age", "back"),
    [(None, 0), (0, 0), (1, 1), (DAY, DAY), (7 * DAY, 7 * DAY), (7 * DAY + 1, 7 * DAY), (2**53, 7 * DAY)],
)
def test_a_late_answer_is_dated_back_by_seven_days_at_most(age, back):
    assert make(vote(age_ms=age)).occurred == NOON - back


def test_a_vote_keeps_its_reason_its_known_heading_and_the_vote_it_replaces():
    before = vote()["id"]
    assert filled(make(vote(0, reason="unclear", heading="la-carta", replaces=before))) == {
        "article": "payment-declined", "version": V1, "value": 0, "reason": "unclear", "heading": "la-carta",
        "replaces": uuid_bytes(before),
    }  # fmt: skip
    assert filled(make(vote(1))) == {"article": "payment-declined", "version": V1, "value": 1}


@pytest.mark.parametrize("heading", ["<script>", "no-such", "LA-CARTA"])
def test_an_unknown_heading_is_left_out_and_the_vote_is_kept(heading):
    assert make(vote(heading=heading)).heading == ""


def test_a_heading_is_known_for_its_article_and_language_only():
    assert make(vote(article="shipping-cost", heading="la-carta")).heading == "la-carta"
    assert make(vote(language="en", heading="la-carta")).heading == ""


def test_a_comment_is_redacted_and_belongs_to_its_vote():
    of = vote()
    assert filled(make(comment(of, "scrivi a x@y.it o 333 1234567, ordine LB-12345"))) == {
        "article": "payment-declined", "version": V1, "parent": uuid_bytes(of["id"]),
        "text": "scrivi a [email] o [number], ordine [order]",
    }  # fmt: skip


def test_the_words_of_a_search_that_found_something_are_not_kept():
    assert filled(make(search(results=3, clicked="shipping-cost"))) == {"results": 3, "clicked": "shipping-cost"}
    assert filled(make(search(results=1))) == {"results": 1}
    assert filled(make(search(results=1, outcome="open"))) == {"results": 1, "outcome": "open"}
    followed = search(results=2, clicked="shipping-cost", outcome="clicked", revision=1)
    assert filled(make(followed)) == {"results": 2, "clicked": "shipping-cost", "outcome": "clicked", "revision": 1}


@pytest.mark.parametrize("outcome", ["refined", "abandoned", "contacted"])
def test_the_words_of_a_search_are_kept_if_its_reader_left_without_an_answer(outcome):
    item = make(search("reso a@b.it", results=3, outcome=outcome, revision=2))
    assert (item.text, item.outcome, item.revision) == ("reso [email]", outcome, 2)


@pytest.mark.parametrize(
    "more",
    [{"results": 0}, {"results": 3, "missing": True}, {"results": 3, "previous": vote()["id"]}, {"corrected": "x"}],
)
def test_the_words_of_a_search_are_kept_if_it_failed_was_corrected_or_reworded(more):
    item = make(search("reso a@b.it", **{"results": 3} | more))
    assert item.text == "reso [email]"
    assert item.missing == int(more.get("missing", False))
    assert item.parent == (uuid_bytes(more["previous"]) if "previous" in more else None)
    assert item.corrected == more.get("corrected")


def test_the_corrected_words_are_redacted_too():
    item = make(search("rezo a@b.it", results=3, corrected="reso a@b.it"))
    assert (item.text, item.corrected) == ("rezo [email]", "reso [email]")


def test_a_contact_click_keeps_its_channel_and_the_article_it_came_from():
    assert filled(make(contact("email"))) == {"channel": "email"}
    assert filled(make(contact("email", article="shipping-cost"))) == {"channel": "email", "article": "shipping-cost"}


def test_a_contact_click_keeps_the_search_before_it():
    before = search()["id"]
    assert filled(make(contact("email", search=before))) == {"channel": "email", "parent": uuid_bytes(before)}


@pytest.mark.parametrize(("kind", "value"), [("csat", 0), ("csat", 5), ("nps", 10)])
def test_a_score_keeps_its_value(kind, value):
    assert filled(make(rating(kind, value))) == {"value": value}


def test_a_view_keeps_its_article():
    event = {"kind": "view", "id": vote()["id"], "article": "shipping-cost", "language": "it"}
    assert filled(make(event)) == {"article": "shipping-cost"}


@given(st.binary(min_size=16, max_size=16))
def test_a_uuid_is_the_same_as_text_and_as_bytes(raw):
    assert uuid_bytes(uuid_text(raw)) == raw
    assert [len(part) for part in uuid_text(raw).split("-")] == [8, 4, 4, 4, 12]
