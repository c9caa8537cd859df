"""From a request to the database, without HTTP."""

import asyncio
from datetime import date
from urllib.parse import urlencode

import pytest

from helpcentre.collector.errors import StoreUnavailableError, UnfitError
from helpcentre.collector.intake.rate_limits import RateLimits
from helpcentre.collector.lifecycle import Service
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import open_store
from helpcentre.contract.events import FormPost
from helpcentre.contract.limits import day_of
from tests.collector.world import ALWAYS, DAY, NOON, V1, comment, known, rating, request, search, vote

STORED, NOT_STORED = (201, {"stored": 1}), (200, {"stored": 0})
BUSY = (503, {"error": "unavailable", "retry_after": 2})
POST = {"kind": "vote", "article": "payment-declined", "language": "it", "version": V1, "value": "0"}


def run(store, work, **settings):
    """Run a coroutine function with the pipeline of a running collector."""

    async def start_and_work():
        options = {
            "clock": lambda: NOON,
            "manifest_seconds": 900,
            "retention_seconds": 900,
            "count_views": True,
        } | settings
        service = Service(store, Settings(**options))
        await service.start()
        service.pipeline.catalogue = known()
        try:
            return await work(service.pipeline)
        finally:
            await service.stop()

    return asyncio.run(start_and_work())


def accept(store, *events, **settings):
    """Return the answers to requests sent one after the other, and the counters."""

    async def work(pipeline):
        answers = [await pipeline.accept_items(request(event)) for event in events]
        return answers, pipeline.counts.total

    return run(store, work, **settings)


def accept_form(store, fields, **settings):
    async def work(pipeline):
        body = urlencode(fields).encode()
        form = request(body, content_type="application/x-www-form-urlencoded")
        return await pipeline.accept_form(form), pipeline.counts.total

    return run(store, work, **settings)


def rows(store):
    return [(row["kind"], row["value"], row["state"]) for row in store.read_table("item")]


def test_an_item_is_stored_once(sqlite_store):
    one = vote(1)
    answers, total = accept(sqlite_store, one, one)
    assert answers == [STORED, NOT_STORED]
    assert rows(sqlite_store) == [("vote", 1, 0)]
    assert (total["stored"], total["duplicate"], total["received"]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("event", "answer", "reason"),
    [
        (b"{", (422, {"error": "invalid", "at": ""}), "invalid"),
        (vote(7), (422, {"error": "invalid", "at": "value"}), "invalid"),
        (vote(article="no-such"), (404, {"error": "unknown_article"}), "unknown_article"),
    ],
)
def test_a_refusal_says_why_and_is_counted(sqlite_store, event, answer, reason):
    answers, total = accept(sqlite_store, event)
    assert answers == [answer]
    assert (total[f"refused_{reason}"], total["refused"], total["received"]) == (1, 1, 1)
    assert rows(sqlite_store) == []


def test_a_list_is_answered_part_by_part_and_committed_at_once(sqlite_store):
    one = vote()
    answers, total = accept(sqlite_store, [one, comment(one), vote(9), one, rating("nps", 9), vote(article="x")])
    assert answers == [
        (201, {"stored": 3, "results": [
            {"stored": 1}, {"stored": 1}, {"error": "invalid", "at": "value"}, {"stored": 0}, {"stored": 1},
            {"error": "unknown_article"},
        ]})
    ]  # fmt: skip
    assert total["received"] == total["accepted"] + total["refused"] == 6


def test_a_list_of_repeated_items_is_200(sqlite_store):
    one = vote()
    answers, _ = accept(sqlite_store, one, [one, vote(9)])
    assert answers[1] == (200, {"stored": 0, "results": [{"stored": 0}, {"error": "invalid", "at": "value"}]})


@pytest.mark.parametrize(
    ("events", "status", "error", "at"),
    [
        ([vote(7), vote(article="x")], 422, "invalid", "0.value"),
        ([5, vote(7)], 422, "invalid", "0"),
        ([vote(article="x"), vote(7)], 404, "unknown_article", None),
    ],
)
def test_a_list_of_refused_items_has_the_status_of_the_first(sqlite_store, events, status, error, at):
    ((found, body),), _ = accept(sqlite_store, events)
    assert (found, body["error"], body.get("at")) == (status, error, at)
    assert len(body["results"]) == len(events)


def test_an_item_above_a_limit_is_quarantined_and_answered_like_any_other(sqlite_store):
    answers, total = accept(
        sqlite_store, vote(1), vote(1, article="shipping-cost"), limits=RateLimits(visitor_answers_hour=1)
    )
    assert answers == [STORED, STORED]
    assert rows(sqlite_store) == [("vote", 1, 0), ("vote", 1, 2)]
    assert (total["stored"], total["quarantined"]) == (1, 1)


def test_a_view_above_a_limit_is_only_counted_as_refused(sqlite_store):
    view = {"kind": "view", "id": vote()["id"], "article": "shipping-cost", "language": "it"}
    answers, total = accept(sqlite_store, view, view | {"id": vote()["id"]}, limits=RateLimits(visitor_traces_hour=1))
    assert answers == [STORED, STORED]
    assert (total["stored"], total["refused_over_budget"]) == (1, 1)


def test_a_search_of_a_reader_who_opted_out_is_not_stored(sqlite_store):
    async def work(pipeline):
        return await pipeline.accept_items(request(search(), opted_out=True)), pipeline.counts.total

    answer, total = run(sqlite_store, work)
    assert (answer, total["refused_opted_out"]) == (NOT_STORED, 1)
    assert rows(sqlite_store) == []


def test_a_form_is_stored_as_a_vote_and_a_comment(sqlite_store):
    post, total = accept_form(sqlite_store, POST | {"reason": "unclear", "text": "Manca un passo"})
    assert isinstance(post, FormPost)
    assert rows(sqlite_store) == [("vote", 0, 0), ("comment", None, 0)]
    assert total["stored"] == 2


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"value": "x"}, (422, {"error": "invalid", "at": "value"})),
        ({"article": "no-such", "text": "x"}, (404, {"error": "unknown_article"})),
    ],
)
def test_a_form_that_is_refused_stores_nothing_and_is_counted_once(sqlite_store, change, answer):
    found, total = accept_form(sqlite_store, POST | change)
    assert (found, total["refused"]) == (answer, 1)
    assert rows(sqlite_store) == []


def test_a_form_that_filled_in_the_invisible_field_is_quarantined_with_its_words(sqlite_store):
    post, _ = accept_form(sqlite_store, POST | {"text": "buy", "website": "http://spam.example"})
    assert isinstance(post, FormPost)
    assert [state for _, _, state in rows(sqlite_store)] == [2, 2]


def test_the_daily_cap_is_503_for_the_whole_request_and_a_repeated_item_does_not_use_it_up(sqlite_store):
    one = vote(1)
    answers, total = accept(sqlite_store, one, one, [vote(1), vote(1)], vote(1), vote(1), daily_cap=2)
    full = (503, {"error": "unavailable", "retry_after": 3600})
    assert answers == [STORED, NOT_STORED, full, STORED, full]
    assert total["refused_daily_cap"] == 3


def test_items_stored_before_a_restart_count_towards_the_cap(sqlite_store):
    accept(sqlite_store, vote(1), vote(1))
    answers, _ = accept(sqlite_store, vote(1), vote(1), daily_cap=3)
    assert [status for status, _ in answers] == [201, 503]


def test_a_new_day_has_a_new_salt_and_an_empty_cap(sqlite_store):
    async def work(pipeline):
        events = [request(vote(1)), request(vote(1), received=NOON + DAY), request(vote(1), received=NOON + DAY)]
        return [(await pipeline.accept_items(event))[0] for event in events]

    assert run(sqlite_store, work, daily_cap=2) == [201, 201, 201]
    assert sum(row.n for row in sqlite_store.votes(*ALWAYS)) == 2  # one reader, two days
    assert len(list(sqlite_store.read_table("salt", whole=True))) == 2


def test_more_than_may_wait_is_503_with_a_time_to_try_again_and_the_rest_is_stored(tmp_path, sqlite_store):
    async def work(pipeline):
        lock.connection.execute("BEGIN IMMEDIATE")
        asked = [asyncio.ensure_future(pipeline.accept_items(request(vote(), who=number))) for number in range(20)]
        await asyncio.sleep(0.3)
        early = [one.result() for one in asked if one.done()]
        lock.connection.execute("ROLLBACK")
        return early, await asyncio.gather(*asked), pipeline.counts.total

    with open_store(f"sqlite:///{tmp_path}/data/feedback.db") as lock:
        early, answers, total = run(sqlite_store, work, queue=5)
    assert early == [BUSY] * 15
    assert sorted(status for status, _ in answers) == [201] * 5 + [503] * 15
    assert total["refused_busy"] == 15
    assert total["received"] == total["accepted"] + total["refused"] == 20
    assert sum(one.n for one in sqlite_store.votes(*ALWAYS)) == 5
    assert sqlite_store.wrong_sums(date(2000, 1, 1)) == {}


@pytest.mark.parametrize(
    ("error", "answer", "reason"),
    [
        (StoreUnavailableError("no space"), (503, {"error": "unavailable", "retry_after": 5}), "unavailable"),
        (UnfitError("CHECK failed"), (422, {"error": "invalid", "at": ""}), "invalid"),
    ],
)
def test_a_failed_write_is_never_acknowledged(sqlite_store, monkeypatch, caplog, error, answer, reason):
    async def work(pipeline):
        monkeypatch.setattr(sqlite_store, "write", fail)
        answers = [await pipeline.accept_items(request(event)) for event in (vote(), [vote(), vote()])]
        monkeypatch.undo()
        return answers, pipeline.counts.total

    def fail(_):
        raise error

    answers, total = run(sqlite_store, work)
    assert answers == [answer] * 2
    assert (total[f"refused_{reason}"], total["accepted"]) == (3, 0)
    assert [record.getMessage() for record in caplog.records].count("write_failed") == 1


def test_a_salt_that_cannot_be_read_is_503(sqlite_store, monkeypatch):
    async def work(pipeline):
        monkeypatch.setattr(sqlite_store, "salt", fail)
        answer = await pipeline.accept_items(request(vote(), received=NOON + DAY))
        monkeypatch.undo()
        return answer, await pipeline.accept_items(request(vote(), received=NOON + DAY)), pipeline.counts.total

    def fail(_):
        raise StoreUnavailableError("locked")

    failed, later, total = run(sqlite_store, work)
    assert (failed, later) == ((503, {"error": "unavailable", "retry_after": 5}), STORED)
    assert total["received"] == total["accepted"] + total["refused"] == 2


# Floods


def flood(pipeline, number, *, who=1):
    """Send votes of one reader in lists of twenty; return the statuses."""

    async def send():
        body = [vote(1, article=article) for article in ("payment-declined", "shipping-cost") * 10]
        return (await pipeline.accept_items(request([one | {"id": vote()["id"]} for one in body], who=who)))[0]

    return [send() for _ in range(number // 20)]


def test_one_stranger_does_not_use_up_the_day_of_anybody_else(sqlite_store):
    async def work(pipeline):
        for sending in flood(pipeline, 2_000):
            assert await sending < 300
        honest = [await pipeline.accept_items(request(vote(1), who=1000 * number)) for number in range(2, 32)]
        return honest, pipeline.daily_cap.stored_on(day_of(NOON)), pipeline.counts.total

    honest, stored, total = run(sqlite_store, work, daily_cap=100, quarantine_cap=50)
    assert honest == [STORED] * 30
    assert stored <= 30 + 30
    kept = [state for _, _, state in rows(sqlite_store)]
    assert kept.count(2) == total["quarantined"] == 50
    assert total["refused_flood"] == 2_000 - len(kept) + 30
    assert total["dropped_visitor_budget"] == total["refused_flood"]
    assert total["received"] == total["accepted"] + total["refused"] == 2_030


def test_a_flood_is_sampled_and_counted_exactly(sqlite_store):
    async def work(pipeline):
        for sending in flood(pipeline, 1_000):
            await sending
        return pipeline.counts.total

    total = run(sqlite_store, work)
    assert total["received"] == 1_000
    assert total["quarantined"] == 200 + (1_000 - 30 - 200) // 10
    assert total["stored"] + total["quarantined"] + total["refused_flood"] == 1_000


def test_an_item_of_a_flood_that_is_not_kept_is_not_said_to_be_stored(sqlite_store):
    answers, total = accept(
        sqlite_store, vote(1), vote(1, article="shipping-cost"), limits=RateLimits(visitor_answers_hour=1),
        quarantine_cap=0,
    )  # fmt: skip
    assert answers == [STORED, NOT_STORED]
    assert total["refused_flood"] == 1


def test_quarantined_items_are_kept_when_no_more_items_may_count(sqlite_store):
    limits = RateLimits(visitor_answers_hour=1)
    answers, _ = accept(sqlite_store, vote(1), vote(1, article="shipping-cost"), daily_cap=1, limits=limits)
    assert [status for status, _ in answers] == [201, 201]
    assert [state for _, _, state in rows(sqlite_store)] == [0, 2]


def test_items_quarantined_before_a_restart_count_towards_their_share(sqlite_store):
    limits = RateLimits(visitor_answers_hour=0)
    accept(sqlite_store, vote(1), vote(1), limits=limits)
    answers, _ = accept(sqlite_store, vote(1), vote(1), limits=limits, quarantine_cap=3, daily_cap=1)
    assert answers == [STORED, NOT_STORED]


def test_comments_quarantined_for_lack_of_a_vote_count_towards_the_share_of_quarantine(sqlite_store):
    async def work(pipeline):
        await pipeline.accept_items(request([comment(vote()), vote(1)]))
        return pipeline.quarantine.kept_on(day_of(NOON)), pipeline.daily_cap.stored_on(day_of(NOON))

    assert run(sqlite_store, work) == (1, 1)


def test_an_operator_is_warned_once_when_the_cap_is_near_and_once_when_it_is_reached(sqlite_store, caplog):
    accept(sqlite_store, *[vote(1, language=language) for language in ("it", "et") * 6], daily_cap=5)
    logged = [(one.getMessage(), one.facts) for one in caplog.records if one.getMessage().startswith("daily_cap")]
    assert logged == [
        ("daily_cap_near", {"stored": 4, "limit": 5, "used": 0.8}),
        ("daily_cap_reached", {"stored": 5, "limit": 5, "used": 1.0}),
    ]
