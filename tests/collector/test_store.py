"""The conformance suite: everything that both stores, SQLite and PostgreSQL, must do."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from helpcentre.collector.items import COUNTED
from helpcentre.collector.store.exports import EXPORTED
from helpcentre.collector.store.issues import Draft
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.contract.limits import day_of
from helpcentre.errors import HelpCentreError
from helpcentre.reporting.records import SearchCount
from tests.collector.world import DAY, NOON, V1, V2, article, item, manifest

TODAY = date.fromordinal(day_of(NOON))
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


def rows(store, since=ALWAYS[0], until=ALWAYS[1], language=None):
    return store.report_rows(since, until, language)


def yes_no(store):
    votes = rows(store).votes
    return sum(v.n for v in votes if v.value), sum(v.n for v in votes if not v.value)


def quarantined(made, signal="honeypot"):
    made.quarantine(signal)
    return made


def test_a_vote_is_stored_once_however_often_it_is_sent(store):
    made = item(0, reason="unclear", heading="la-carta")
    assert store.write([made]) == ["stored"]
    again = item(0, identity=made.id)
    assert store.write([again, item(1, identity=made.id)]) == ["duplicate", "duplicate"]
    assert yes_no(store) == (0, 1)
    assert [(h.heading, h.n) for h in rows(store).headings] == [("la-carta", 1)]


def test_twenty_of_one_id_in_one_batch_are_one_row(store):
    identity = uuid4().bytes
    outcomes = store.write([item(1, identity=identity) for _ in range(20)])
    assert sorted(outcomes) == ["duplicate"] * 19 + ["stored"]
    assert yes_no(store) == (1, 0)


def test_the_last_answer_of_a_reader_wins_and_the_earlier_one_stays_findable(store):
    first, second = item(1), item(0, reason="unclear", at=NOON + 1000)
    store.write([first])
    store.write([second])
    assert yes_no(store) == (0, 1)
    states = {record["id"]: record["state"] for record in store.read_table("item")}
    assert states == {first.id: 1, second.id: COUNTED}


def test_an_answer_that_was_given_earlier_but_arrives_later_does_not_win(store):
    store.write([item(0, at=NOON)])
    store.write([item(1, at=NOON - 60_000, received=NOON + 1000)])
    assert yes_no(store) == (0, 1)


def test_two_readers_and_two_versions_count_apart(store):
    store.write([item(1, who=1), item(1, who=2), item(0, who=1, version=V2), item(0, who=1, language="et")])
    assert yes_no(store) == (2, 2)


def test_a_vote_that_names_the_one_it_replaces_takes_its_place_on_another_day(store):
    first = item(0, at=NOON)
    store.write([first])
    store.write([item(1, who=2, at=NOON + DAY, replaces=first.id)])
    assert yes_no(store) == (1, 0)


def test_a_vote_that_arrives_after_the_one_that_replaced_it_does_not_count(store):
    early = item(0, at=NOON)
    store.write([item(1, who=2, at=NOON - 5, received=NOON, replaces=early.id)])
    assert store.write([early]) == ["stored"]
    assert yes_no(store) == (1, 0)


def test_a_vote_cannot_replace_one_about_another_article(store):
    first = item(0)
    store.write([first])
    store.write([item(1, who=2, article="shipping-cost", replaces=first.id)])
    assert yes_no(store) == (1, 1)


def test_quarantined_items_are_kept_and_not_counted(store):
    made = quarantined(item(0), "visitor_budget")
    assert store.write([made]) == ["quarantined"]
    assert yes_no(store) == (0, 0)
    assert [(q.signals, q.value) for q in store.quarantined()] == [(("visitor_budget",), 0)]
    assert rows(store).quarantined == 1


def test_a_released_vote_counts_but_its_reader_still_counts_once(store):
    counted, later = item(1), quarantined(item(0, at=NOON + 1000))
    store.write([counted])
    store.write([later])
    store.erase_expired_hashes(NOON + 5 * DAY)  # the hashes are gone, the rule is not
    assert yes_no(store) == (1, 0)
    assert store.decide(later.id, "release", NOON)
    assert yes_no(store) == (0, 1)
    assert not store.decide(later.id, "release", NOON)


def test_a_released_vote_that_was_given_earlier_leaves_the_later_one_in_force(store):
    early, later = quarantined(item(1, at=NOON - 1000)), item(0, at=NOON)
    store.write([early])
    store.write([later])
    store.decide(early.id, "release", NOON)
    assert yes_no(store) == (0, 1)


def test_of_two_quarantined_votes_of_one_reader_only_one_ever_counts(store):
    one, two = quarantined(item(1)), quarantined(item(1, at=NOON + 5))
    store.write([one])
    store.write([two])
    store.decide(one.id, "release", NOON)
    store.decide(two.id, "release", NOON)
    assert yes_no(store) == (1, 0)


def test_a_discarded_item_counts_no_more_and_can_be_brought_back(store):
    made = item(1)
    store.write([made])
    assert store.decide(made.id, "discard", NOON)
    assert yes_no(store) == (0, 0)
    assert [q.id for q in store.quarantined(discarded=True)] != []
    assert store.decide(made.id, "release", NOON)
    assert yes_no(store) == (1, 0)


def test_a_comment_is_shown_with_the_answer_it_belongs_to(store):
    vote = item(0, reason="unclear", heading="la-carta")
    store.write([vote, item(None, kind="comment", text="Non capisco", parent=vote.id)])
    (shown,) = store.comments(*ALWAYS)
    assert (shown.text, shown.value, shown.reason, shown.heading) == ("Non capisco", 0, "unclear", "la-carta")
    assert shown.occurred == datetime.fromtimestamp(NOON / 1000, UTC)


def test_a_comment_that_comes_before_its_vote_waits_for_it(store):
    vote = item(0)
    assert store.write([item(None, kind="comment", text="Troppo presto", parent=vote.id)]) == ["quarantined"]
    assert store.comments(*ALWAYS) == ()
    store.write([vote])
    assert [c.text for c in store.comments(*ALWAYS)] == ["Troppo presto"]


def test_a_comment_on_the_vote_of_another_article_is_quarantined(store):
    vote = item(0)
    store.write([vote])
    other = item(None, kind="comment", article="shipping-cost", text="x", parent=vote.id)
    assert store.write([other]) == ["quarantined"]
    assert store.quarantined()[0].signals == ("no_vote",)


def test_releasing_a_vote_releases_the_comment_that_waited_with_it(store):
    vote = quarantined(item(0))
    store.write([vote])
    store.write([item(None, kind="comment", text="Con lui", parent=vote.id)])
    assert store.comments(*ALWAYS) == ()
    store.decide(vote.id, "release", NOON)
    assert [c.text for c in store.comments(*ALWAYS)] == ["Con lui"]


def test_erasing_a_vote_takes_it_and_its_comment_out_of_everything(store):
    vote = item(0, heading="la-carta")
    said = item(None, kind="comment", text="da cancellare", parent=vote.id)
    store.write([vote, said])
    assert store.erase(vote.id, NOON)
    left = rows(store)
    assert (left.votes, left.comments, left.headings, left.totals) == ((), (), (), ())
    assert list(store.read_table("item")) == []


def test_a_retry_does_not_bring_back_what_was_erased(store):
    vote = item(0)
    store.write([vote])
    store.erase(vote.id, NOON)
    assert store.write([item(0, identity=vote.id)]) == ["duplicate"]
    assert yes_no(store) == (0, 0)


def test_erasing_what_is_not_there_changes_nothing_but_holds_for_later(store):
    identity = uuid4().bytes
    assert not store.erase(identity, NOON)
    assert store.write([item(0, identity=identity)]) == ["duplicate"]


def test_searches_are_counted_by_what_came_of_them_and_only_failed_words_are_kept(store):
    store.write(
        [
            item(None, kind="search", results=0, text="reso gratis"),
            item(None, kind="search", results=4, clicked="shipping-cost", who=2),
            item(None, kind="search", results=2, corrected="reso", text="rezo", parent=uuid4().bytes, missing=1, who=3),
        ]
    )
    got = rows(store)
    assert got.searches == (SearchCount(day_of(NOON), "it", 3, 1, 1, 1, 1, 1),)
    assert {(q.query, q.corrected, q.missing) for q in got.queries} == {
        ("reso gratis", None, False),
        ("rezo", "reso", True),
    }


def test_a_search_that_is_sent_again_is_replaced_and_counted_once(store):
    first = item(None, kind="search", results=4, outcome="open")
    assert store.write([first]) == ["stored"]
    assert rows(store).searches == (SearchCount(day_of(NOON), "it", 1, 0, 0, 0, 0, 0, open=1),)
    left = {"kind": "search", "identity": first.id, "results": 4, "outcome": "abandoned", "text": "reso"}
    assert store.write([item(None, revision=2, **left), item(None, revision=1, **left)]) == ["updated", "duplicate"]
    got = rows(store)
    assert got.searches == (SearchCount(day_of(NOON), "it", 1, 0, 1, 0, 0, 0, abandoned=1),)
    assert [(query.query, query.outcome) for query in got.queries] == [("reso", "abandoned")]
    followed = item(None, kind="search", identity=first.id, results=4, clicked="shipping-cost", outcome="clicked")
    followed.revision = 3
    assert store.write([followed]) == ["updated"]
    got = rows(store)
    assert (got.searches, got.queries) == ((SearchCount(day_of(NOON), "it", 1, 0, 0, 0, 0, 0),), ())
    (row,) = store.read_table("item")
    assert (row["clicked"], row["outcome"], row["revision"], row["text"]) == ("shipping-cost", "clicked", 3, None)
    assert store.wrong_sums(date(2000, 1, 1)) == {}


def test_the_same_words_of_the_same_reader_are_marked_as_a_repetition(store):
    store.write([item(None, kind="search", results=0, text="reso", who=1)])
    store.write([item(None, kind="search", results=0, text="reso", who=who, at=NOON + who) for who in (1, 2)])
    assert [(q.repeat) for q in reversed(store.queries(*ALWAYS))] == [False, True, False]


def test_contacts_and_ratings_count_each_reader_once_a_day(store):
    store.write([item(None, kind="contact", channel="email") for _ in range(3)])
    store.write([item(value, kind="csat", at=NOON + value) for value in (1, 5)])
    store.write([item(9, kind="nps")])
    got = rows(store)
    assert [(c.channel, c.article, c.n) for c in got.contacts] == [("email", "", 1)]
    assert [(r.kind, r.value, r.n) for r in got.ratings] == [("csat", 5, 1), ("nps", 9, 1)]


def test_views_are_counted_and_leave_no_row(store):
    assert store.write([item(None, kind="view", article="shipping-cost") for _ in range(3)]) == ["stored"] * 3
    assert [(v.article, v.n) for v in rows(store).views] == [("shipping-cost", 3)]
    assert list(store.read_table("item")) == []


def test_a_report_takes_only_the_days_it_asks_for(store):
    for days in (0, 1, 2):
        store.write([item(1, who=10 + days, at=NOON - days * DAY)])
    assert sum(v.n for v in rows(store, TODAY - timedelta(1), TODAY).votes) == 2
    assert {(t.version, t.yes) for t in rows(store, TODAY, TODAY).totals} == {(V1, 3)}


def test_a_report_can_be_narrowed_to_a_language(store):
    store.write([item(1), item(1, who=2, language="et")])
    assert {v.language for v in rows(store, language="et").votes} == {"et"}


def test_versions_keep_the_time_they_were_first_seen_and_articles_that_left_are_not_live(store):
    store.learn(manifest(article(version=V2)), NOON + DAY)
    store.learn(manifest(article(version=V2)), NOON + 2 * DAY)
    seen = {(v.article, v.language, v.version): v.first_seen for v in rows(store).versions}
    assert seen[("payment-declined", "it", V1)] == datetime.fromtimestamp(NOON / 1000, UTC)
    assert seen[("payment-declined", "it", V2)] == datetime.fromtimestamp((NOON + DAY) / 1000, UTC)
    live = {(a.article, a.language): a.live for a in rows(store).articles}
    assert live[("payment-declined", "it")]
    assert not live[("shipping-cost", "id")]
    assert ("payment-declined", "it", V1) in store.known().versions


def test_the_sums_agree_with_the_items(store):
    first = item(0, heading="la-carta")
    store.write([first, item(1, at=NOON + 1), item(1, who=2), quarantined(item(0, who=3))])
    store.write([item(None, kind="search", results=0, text="x"), item(3, kind="csat")])
    assert store.wrong_sums(date(2000, 1, 1)) == {}
    with store.connection.transaction():
        store.connection.execute("UPDATE tally SET n = n + 1 WHERE kind = 'csat'")
    assert list(store.wrong_sums(date(2000, 1, 1)).values()) == [(2, 1)]


def test_counters_add_up_over_restarts(store):
    store.add_counters({"stored": 2, "refused": 1})
    store.add_counters({"stored": 3})
    assert store.counters() == {"refused": 1, "stored": 5}


def test_keys_are_kept_listed_and_revoked(store):
    store.add_token(b"h" * 32, Token("lead", "read", NOON, NOON + DAY, None))
    store.touch_token("lead", NOON + 5)
    assert store.tokens() == [(b"h" * 32, Token("lead", "read", NOON, NOON + DAY, NOON + 5))]
    assert store.revoke_token("lead")
    assert not store.revoke_token("lead")


def test_items_become_an_issue_with_its_frequency(store):
    recent, old = item(0), item(0, who=2, at=NOON - 40 * DAY)
    store.write([recent, old])
    number = store.open_issue(Draft("La carta", "content", 2, article="payment-declined"), [recent.id, old.id], NOON)
    store.link_items(number, [recent.id], NOON)
    (issue,) = store.issues(datetime.fromtimestamp(NOON / 1000, UTC))
    assert (issue.title, issue.severity, issue.status, len(issue.items), issue.frequency) == (
        "La carta",
        2,
        "open",
        2,
        1,
    )
    assert store.change_issue(number, NOON + DAY, status="fixed", severity=3)
    (issue,) = store.issues(datetime.fromtimestamp(NOON / 1000, UTC))
    assert (issue.status, issue.severity, issue.closed) == (
        "fixed",
        3,
        datetime.fromtimestamp((NOON + DAY) / 1000, UTC),
    )
    assert not store.change_issue(number + 1, NOON, status="open")
    with pytest.raises(ValueError, match="an issue has no id"):
        store.change_issue(number, NOON, id=7)


def test_an_export_restored_elsewhere_reports_the_same(store, tmp_path):
    first = item(0, reason="unclear")
    store.write([first, item(None, kind="comment", text="ä õ ü", parent=first.id), item(1, who=2)])
    store.write([quarantined(item(0, who=3)), item(None, kind="search", results=0, text="x")])
    store.open_issue(Draft("Un titolo", "content", 1), [first.id], NOON)
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        other.write_tables((table, list(store.read_table(table))) for table in EXPORTED)
        assert rows(other) == rows(store)
        assert other.open_issue(Draft("Zweiter", "content", 1), [], NOON) == 2
        assert other.write([item(0, identity=first.id)]) == ["duplicate"]


def test_an_export_holds_no_hash_of_a_reader(store):
    store.write([item(1)])
    assert [record["ballot"] for record in store.read_table("item")] == [None]


def test_a_store_opened_again_has_everything(address):
    with open_store(address) as first:
        first.learn(manifest(), NOON)
        first.write([item(1)])
    with open_store(address) as second:
        assert yes_no(second) == (1, 0)
        assert second.known().channels == {"email", "whatsapp"}


def test_a_batch_is_stored_whole_or_not_at_all(store):
    broken = item(1, who=2)
    broken.kind = "nonsense"
    with pytest.raises(HelpCentreError):
        store.write([item(1), broken])
    assert yes_no(store) == (0, 0)
    assert store.write([item(1)]) == ["stored"]


@pytest.mark.parametrize("address_", ["mysql://x", "sqlite://", "sqlite:///", "nonsense"])
def test_an_address_that_is_not_of_a_database_is_refused(address_):
    with pytest.raises(HelpCentreError, match="sqlite:///data/feedback"):
        open_store(address_)
