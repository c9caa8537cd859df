"""Readiness, the daily cap, the metrics and the OpenAPI document, as operators and their programs see them."""

import pytest

from helpcentre.contract.limits import day_of
from tests.collector.test_http import ITEMS, collector, http, site
from tests.collector.world import NOON, manifest_text, vote

__all__ = ["collector", "http", "site"]


@pytest.mark.parametrize(
    ("stored", "status", "body"),
    [
        (0, 200, {"ready": True}),
        (799, 200, {"ready": True}),
        (800, 200, {"ready": True, "daily_cap_used": 0.8}),
        (9_999 // 10, 200, {"ready": True, "daily_cap_used": 0.999}),
        (1_000, 503, {"ready": False, "problems": ["daily_cap"], "daily_cap_used": 1.0}),
    ],
)
def test_nearness_and_end_of_the_daily_cap_are_seen_from_outside(collector, stored, status, body):
    with collector(daily_cap=1_000) as client:
        client.service.pipeline.daily_cap.add(day_of(NOON), stored)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (status, body)
    assert ("retry-after" in answer.headers) == (status == 503)


def test_a_cap_that_is_almost_reached_is_not_shown_as_reached(collector):
    with collector(daily_cap=100_000) as client:
        client.service.pipeline.daily_cap.add(day_of(NOON), 99_999)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["daily_cap_used"]) == (200, 0.999)


def test_the_next_day_is_ready_again(collector):
    with collector(daily_cap=1) as client:
        client.post(ITEMS, json=vote())
        assert client.get("/readyz").status_code == 503
        client.clock.now += 86_400_000
        assert client.get("/readyz").json() == {"ready": True}


def test_the_metrics_name_the_share_of_the_cap_and_what_was_dropped(collector):
    with collector(client=("127.0.0.1", 1), daily_cap=4, quarantine_cap=0) as client:
        client.post(ITEMS, json=[vote(), vote()])
        client.service.pipeline.counts.dropped("links")
        text = client.get("/metrics").text
    assert "helpcentre_daily_cap_used 0.5\n" in text
    assert 'helpcentre_items_dropped_total{signal="links"} 1\n' in text


def test_the_document_changes_with_the_manifest_and_is_made_once(http):
    first = http.get("/feedback/v1/openapi.json")
    assert first.headers["content-type"] == "application/json"
    assert "fax" not in first.text
    assert http.get("/feedback/v1/openapi.json").content == first.content
    path = http.site / "helpcentre" / "manifest.json"
    path.write_text(manifest_text().replace('"email"', '"fax"'), encoding="utf-8")
    http.portal.call(http.service.refresh)
    assert "fax" in http.get("/feedback/v1/openapi.json").text
