"""The queries of the reports: windows of whole UTC days, sums that agree with the votes, and stable orders."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcentre.collector.store import report_queries
from helpcentre.collector.store.opening import open_store
from helpcentre.contract.limits import day_of
from tests.collector.world import ALWAYS, DAY, NOON, V1, V2, article, item, manifest

TODAY = date.fromordinal(day_of(NOON))
MIDNIGHT = NOON - NOON % DAY


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("at", "inside"),
    [(MIDNIGHT - 1, False), (MIDNIGHT, True), (MIDNIGHT + DAY - 1, True), (MIDNIGHT + DAY, False)],
)
def test_a_window_is_whole_days_in_utc(store, at, inside):
    vote = item(0, at=at)
    store.write([vote, item(None, kind="comment", text="parola", parent=vote.id, at=at)])
    store.write([item(None, kind="search", results=0, text="domanda", at=at, who=2)])
    counts = [len(store.votes(TODAY, TODAY)), len(store.comments(TODAY, TODAY)), len(store.queries(TODAY, TODAY))]
    assert counts == [int(inside)] * 3


def test_votes_can_be_narrowed_to_an_article_and_a_language(store):
    store.write([item(1), item(1, who=2, language="et"), item(1, who=3, article="shipping-cost")])
    assert {vote.article for vote in store.votes(*ALWAYS, language="it")} == {"payment-declined", "shipping-cost"}
    assert [(vote.article, vote.language) for vote in store.votes(*ALWAYS, "payment-declined", "et")] == [
        ("payment-declined", "et")
    ]
    assert store.votes(*ALWAYS, "payment-declined", "id") == ()


def test_votes_are_in_the_order_of_days_and_names(store):
    for who, (days, name, value) in enumerate(((0, "b", 1), (1, "a", 0), (0, "a", 1), (0, "a", 0))):
        store.write([item(value, who=who, at=NOON - days * DAY, article=name)])
    assert [(vote.day, vote.article, vote.value) for vote in store.votes(*ALWAYS)] == [
        (day_of(NOON) - 1, "a", 0), (day_of(NOON), "a", 0), (day_of(NOON), "a", 1), (day_of(NOON), "b", 1),
    ]  # fmt: skip


def test_totals_up_to_a_day_leave_out_what_came_after_it(store):
    store.write([item(1, who=1, at=NOON - 5 * DAY), item(0, who=2, at=NOON - DAY), item(1, who=3, at=NOON)])
    store.write([item(1, who=4, at=NOON, version=V2), item(0, who=5, at=NOON - DAY, reason="wrong_page")])

    def totals(until):
        return [(one.version, one.yes, one.no) for one in report_queries.read_totals(store.connection, until)]

    assert totals(TODAY) == [(V1, 2, 1), (V2, 1, 0)]
    assert totals(ago(1)) == [(V1, 1, 1)]
    assert totals(ago(2)) == [(V1, 1, 0)]
    assert totals(ago(6)) == []


@given(
    votes=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 1), st.sampled_from(["", "unclear", "wrong_page"])), max_size=15
    ),
    cuts=st.lists(st.integers(0, 20), min_size=2, max_size=4, unique=True),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_sums_over_spans_are_the_sums_of_their_days(tmp_path_factory, votes, cuts):
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('q')}/f.db", synchronous="OFF") as store:
        store.learn(manifest(), NOON)
        store.write([
            item(value, who=who, at=NOON - back * DAY, reason="" if value else reason)
            for who, (back, value, reason) in enumerate(votes)
        ])  # fmt: skip
        spans = [(ago(first), ago(after + 1)) for first, after in pairwise(sorted(cuts, reverse=True))]
        summed = report_queries.sum_votes(store.connection, spans)
        for first, last in spans:
            for value in (0, 1):
                daily = sum(
                    vote.n for vote in store.votes(first, last)
                    if vote.value == value and not (value == 0 and vote.reason == "wrong_page")
                )  # fmt: skip
                assert sum(v.n for v in summed if (v.day, v.value) == (last.toordinal(), value)) == daily


def test_without_spans_nothing_is_read(store, monkeypatch):
    monkeypatch.setattr(store.connection, "rows", lambda *_: pytest.fail("nothing was to be read"))
    assert report_queries.sum_votes(store.connection, ()) == ()


def test_headings_are_summed_over_the_window_most_first(store):
    for who, (days, heading) in enumerate(((0, "b"), (0, "a"), (1, "a"), (9, "b"), (9, "b"))):
        store.write([item(0, who=who, at=NOON - days * DAY, heading=heading)])
    found = report_queries.read_headings(store.connection, ago(5), TODAY)
    assert [(one.heading, one.n) for one in found] == [("a", 2), ("b", 1)]
    assert {type(one.n) for one in found} == {int}


def test_comments_have_their_vote_and_come_newest_first_up_to_a_limit(store):
    votes = [item(0, who=who, reason="unclear") for who in range(4)]
    store.write(votes)
    store.write([
        item(None, kind="comment", text=f"no {n}", parent=vote.id, at=NOON + n) for n, vote in enumerate(votes)
    ])  # fmt: skip
    found = store.comments(*ALWAYS, limit=3)
    assert [(one.text, one.value, one.reason, one.heading) for one in found] == [
        (f"no {n}", 0, "unclear", None) for n in (3, 2, 1)
    ]
    assert found[0].occurred == datetime.fromtimestamp((NOON + 3) / 1000, UTC)
    assert found[0].state == "counted"


def test_comments_of_one_moment_come_in_the_order_of_their_rows(store):
    vote = item(0)
    store.write([vote])
    for text in ("first", "second"):
        store.write([item(None, kind="comment", text=text, parent=vote.id)])
    assert [one.text for one in store.comments(*ALWAYS)] == ["second", "first"]


def test_a_comment_names_the_newest_issue_it_was_filed_under(store):
    from helpcentre.collector.store.issues import Draft

    vote = item(0)
    said = item(None, kind="comment", text="x", parent=vote.id)
    store.write([vote, said])
    assert store.comments(*ALWAYS)[0].issue is None
    for title in ("One", "Two"):
        store.open_issue(Draft(title, "content", 1), [said.id], NOON)
    assert store.comments(*ALWAYS)[0].issue == 2


def test_queries_can_be_narrowed_to_those_that_led_to_an_article(store):
    store.write([
        item(None, kind="search", results=3, text="rezo", corrected="reso", clicked="shipping-cost"),
        item(None, kind="search", results=0, text="altro", who=2),
        item(None, kind="search", results=0, text="otra", who=3, language="et"),
    ])  # fmt: skip
    assert [one.query for one in store.queries(*ALWAYS, clicked="shipping-cost")] == ["rezo"]
    assert {one.query for one in store.queries(*ALWAYS, language="it")} == {"rezo", "altro"}


def test_wordings_that_failed_have_the_day_of_their_first_failure(store):
    searches = [
        (9, "Reso  Gratis", 0, 0), (5, "reso gratis", 0, 0), (4, "trovato", 3, 0), (3, "manca", 3, 1),
        (0, "oggi", 0, 0),
    ]  # fmt: skip
    for who, (days, text, results, missing) in enumerate(searches):
        more = {"corrected": "x"} if results and not missing else {}
        more |= {"text": text, "results": results, "missing": missing}
        store.write([item(None, kind="search", who=who, at=NOON - days * DAY, **more)])
    assert store.first_failed(TODAY) == {("it", "reso gratis"): day_of(NOON) - 9, ("it", "manca"): day_of(NOON) - 3}


def test_quarantined_items_are_counted_and_listed_newest_first_up_to_a_limit(store):
    for number in range(3):
        one = item(0, who=number, at=NOON + number)
        one.quarantine("too_fast")
        one.quarantine("links")
        store.write([one])
    found = store.quarantined(2)
    assert [int(one.occurred.timestamp() * 1000) - NOON for one in found] == [2, 1]
    assert found[0].signals == ("too_fast", "links")
    assert store.count_quarantined() == 3
    assert store.quarantined(discarded=True) == ()


def test_articles_have_the_headings_of_their_present_text(store):
    newer = article(version=V2, headings=[{"id": "nuovo", "text": "Nuovo"}], topics=[], owner=None, reviewed=None)
    store.learn(manifest(newer), NOON + 1)
    found = {(one.article, one.language): one for one in report_queries.read_articles(store.connection)}
    present = found["payment-declined", "it"]
    assert (present.headings, present.topics, present.owner, present.reviewed) == (
        (("nuovo", "Nuovo"),),
        (),
        None,
        None,
    )
    former = found["payment-declined", "et"]
    assert (former.live, former.topics, former.reviewed) == (False, ("payments",), date(2026, 11, 1))


def test_versions_up_to_a_day_are_listed_oldest_first(store):
    store.learn(manifest(article(version=V2)), NOON + DAY)
    now = report_queries.read_versions(store.connection, TODAY)
    later = report_queries.read_versions(store.connection, TODAY + timedelta(1))
    assert V2 not in {one.version for one in now}
    assert later[-1].version == V2
    assert later[-1].first_seen == datetime.fromtimestamp((NOON + DAY) / 1000, UTC)


def test_a_database_without_a_manifest_has_no_name_and_no_languages(address):
    with open_store(address) as store:
        assert report_queries.read_site(store.connection) == ("", ())
        store.learn(manifest(), NOON)
        assert report_queries.read_site(store.connection) == ("Shop", ("en", "it", "id", "et"))


def test_a_report_of_one_language_has_only_its_records_but_all_languages_of_the_site(store):
    store.write([item(1), item(1, who=2, language="et")])
    store.write([item(None, kind="search", results=0, text="x", who=3, language="et"), item(5, kind="csat", who=4)])
    whole = store.report_rows(*ALWAYS)
    narrow = store.report_rows(*ALWAYS, language="et")
    assert narrow == whole.of_language("et")
    assert {vote.language for vote in narrow.votes} == {query.language for query in narrow.queries} == {"et"}
    assert (narrow.ratings, len(whole.ratings)) == ((), 1)
    assert narrow.languages == whole.languages


def run(steps, outcome, identity, revision=0, **more):
    made = item(None, kind="troubleshooter", article="payment-declined", steps=steps, outcome=outcome,
                revision=revision, identity=identity, **more)  # fmt: skip
    made.version, made.ballot = V1, None
    return made


def test_runs_of_troubleshooters_are_counted_by_step_and_forgotten_when_they_are_erased(store):
    first, second = bytes(15) + b"a", bytes(15) + b"b"
    assert store.write([run("start bulb", "open", first), run("start", "contacted", second)]) == ["stored"] * 2
    assert store.write([run("start bulb power", "solved", first, 1)]) == ["updated"]

    def marks():
        found = store.report_rows(*ALWAYS).runs
        assert {one[:4] for one in found} <= {(day_of(NOON), "payment-declined", "it", V1)}
        return {(one.mark, one.step): one.n for one in found}

    assert marks() == {
        ("entered", ""): 2, ("reached", "start"): 2, ("reached", "bulb"): 1, ("reached", "power"): 1,
        ("solved", "power"): 1, ("contacted", "start"): 1,
    }  # fmt: skip
    assert store.wrong_sums(date(2000, 1, 1)) == {}
    store.erase(first, NOON)
    assert marks() == {("entered", ""): 1, ("reached", "start"): 1, ("contacted", "start"): 1}
    assert store.write([run("start", "solved", first, 2)]) == ["duplicate"]
    assert store.report_rows(*ALWAYS, language="et").runs == ()
