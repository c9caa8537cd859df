"""The checks of the doctor: each fault that is planted is found, and a healthy collector has none."""

import pytest

from helpcentre.collector import diagnosis
from helpcentre.collector.diagnosis import Check
from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.retention import Retention
from helpcentre.collector.store.tokens import Token
from helpcentre.errors import HelpCentreError
from tests.collector.test_http import ITEMS, collector, http, site
from tests.collector.world import DAY, NOON, V2, article, item, manifest, vote

__all__ = ["collector", "http", "site"]
KEEP = Retention()
CAP = 200_000
HOUR = 3_600_000


def found(checks):
    return {check.name: check for check in checks}


def problems(store, now=NOON, **more):
    """Return the checks of a store that are not ok, by name."""
    checks = diagnosis.check_store(store, now, KEEP, CAP, **more)
    return {check.name: (check.status, check.message) for check in checks if check.status != "ok"}


@pytest.fixture
def healthy(store):
    """A store with a few items, whose retention has just run."""
    store.write([item(1, who=who) for who in range(3)])
    store.prune(KEEP, NOON)
    return store


def test_a_healthy_database_has_no_problems_even_if_looked_at_thoroughly(healthy):
    assert problems(healthy, thorough=True) == {}


def test_every_check_says_what_it_saw(healthy):
    seen = {name: check.message for name, check in found(diagnosis.check_store(healthy, NOON, KEEP, CAP)).items()}
    assert seen["clock"].startswith("it is 2026-11-18 12:00 UTC; the newest of 3 items is less than a minute old")
    assert seen["retention"] == "it last ran less than a minute ago"
    assert seen["erasures"] == "no erased row is left in the files"
    assert seen["quarantine"] == "0 of the 3 items of the last week are in quarantine"
    assert seen["daily_cap"] == "3 of at most 200,000 items that count were stored today (UTC)"
    assert seen["keys"] == "keys: 0; none expires within 14 days"
    assert "schema 6" in seen["integrity"] or healthy.schema_reached() > 6


def test_an_empty_database_has_only_retention_that_never_ran(store):
    assert problems(store) == {
        "retention": ("warning", "it has never run: start the collector, or run helpcentre prune")
    }


def test_a_damaged_file_is_found(tmp_path):
    path = tmp_path / "f.db"
    with open_store(f"sqlite:///{path}") as store:
        store.learn(manifest(), NOON)
        for start in range(0, 3_000, 500):
            store.write([item(1, who=who) for who in range(start, start + 500)])
        store.prune(KEEP, NOON)
        store.connection.empty_log()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 2048] = b"\xff" * 2048
    path.write_bytes(content)
    with open_store(f"sqlite:///{path}") as store:
        [check] = diagnosis.check_integrity(store, NOON, thorough=False)
    assert check.status == "error"
    assert check.message.startswith("the database is damaged: ")
    assert check.message.endswith("Restore the last backup, or save what can be read with helpcentre recover.")


def test_a_journal_that_is_not_the_write_ahead_log_is_found(sqlite_store, monkeypatch):
    real = sqlite_store.connection.rows

    def rows(sql, *values):
        return [("delete",)] if sql == "PRAGMA journal_mode" else real(sql, *values)

    monkeypatch.setattr(sqlite_store.connection, "rows", rows)
    assert (
        "the journal mode is 'delete', not 'wal'"
        in found(diagnosis.check_integrity(sqlite_store, NOON, thorough=False))["integrity"].message
    )


def test_day_sums_that_differ_are_found_only_by_a_thorough_look(healthy):
    with healthy.connection.transaction():
        healthy.connection.execute("UPDATE tally SET n = n + 1 WHERE kind = 'vote'")
    assert problems(healthy) == {}
    assert problems(healthy, thorough=True) == {
        "sums": ("error", "1 day sums of the last 30 days differ from the items"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("free", "status"), [(10 * 2**30, "ok"), (16 * 2**20, "ok"), (16 * 2**20 - 1, "error"), (0, "error")]
)
def test_the_free_space_of_the_disk_is_checked(healthy, monkeypatch, free, status):
    monkeypatch.setattr(healthy.connection, "disk_space", lambda: (free, 100 * 2**30))
    assert found(diagnosis.check_space(healthy))["disk"].status == status


def test_a_write_ahead_log_that_only_grows_is_found(healthy, monkeypatch):
    for size, status in ((64 * 2**20, "ok"), (64 * 2**20 + 1, "warning")):
        monkeypatch.setattr(healthy.connection, "log_size", lambda size=size: size)
        check = found(diagnosis.check_space(healthy))["log"]
        assert check.status == status
        assert "64.0 MiB" in check.message


def test_space_that_is_another_machines_is_not_judged(healthy, monkeypatch):
    monkeypatch.setattr(healthy.connection, "disk_space", lambda: None)
    monkeypatch.setattr(healthy.connection, "log_size", lambda: None)
    assert list(diagnosis.check_space(healthy)) == []


def test_the_size_of_the_log_is_that_of_its_file(sqlite_store, tmp_path):
    log = tmp_path / "data/feedback.db-wal"
    sqlite_store.write([item(1)])
    assert sqlite_store.connection.log_size() == log.stat().st_size > 0
    sqlite_store.connection.empty_log()
    assert sqlite_store.connection.log_size() == 0


def test_items_from_the_future_are_an_error(healthy):
    healthy.write([item(1, who=9, at=NOON + 2 * DAY)])
    assert "clock" not in problems(healthy)
    healthy.write([item(1, who=10, at=NOON + 2 * DAY + 1)])
    status, message = problems(healthy)["clock"]
    assert status == "error"
    assert message.startswith("1 of 5 items are dated in the future")


def test_a_clock_far_past_the_last_activity_is_an_error_that_says_what_to_do(healthy):
    status, message = problems(healthy, NOON + 450 * DAY)["clock"]
    assert status == "error"
    assert "450 days earlier" in message
    assert message.endswith("If the clock is right, run helpcentre prune --force once.")


@pytest.mark.parametrize(("age", "status"), [(2 * DAY, "ok"), (2 * DAY + 1, "warning")])
def test_retention_that_no_longer_runs_is_found(healthy, age, status):
    check = found(diagnosis.check_retention(healthy, NOON + age))["retention"]
    assert check.status == status
    assert check.message.startswith("it last ran 2 days ago")


def test_erasures_that_are_not_complete_are_found(healthy):
    gone = item(1, who=99)
    healthy.write([gone])
    healthy.erase(gone.id, NOON)
    status, message = problems(healthy)["erasures"]
    assert status == "warning"
    assert message.startswith("1 erased rows may still be in the files")


def test_a_proxy_that_is_not_trusted_leaves_evidence(collector):
    with collector(client=("198.51.100.7", 1)) as client:
        for _ in range(3):
            assert client.post(ITEMS, json=vote(), headers={"x-forwarded-for": "203.0.113.1"}).status_code == 201
        client.post(ITEMS, json=vote())
        client.portal.call(client.service.save_counts)
        status, message = problems(client.store)["proxy"]
    assert status == "warning"
    assert message.startswith("3 requests came with X-Forwarded-For from an address that is not trusted.")
    assert "--behind-proxy" in message


def test_a_trusted_proxy_leaves_none(collector):
    with collector(client=("127.0.0.1", 1), proxies=TrustedProxies(("127.0.0.1",))) as client:
        assert client.post(ITEMS, json=vote(), headers={"x-forwarded-for": "203.0.113.1"}).status_code == 201
        client.portal.call(client.service.save_counts)
        assert "proxy" not in problems(client.store)


def test_a_collector_warns_of_an_unknown_proxy_once(collector, caplog):
    caplog.set_level("WARNING", "helpcentre.collector")
    with collector(client=("198.51.100.7", 1)) as client:
        for _ in range(3):
            client.post(ITEMS, json=vote(), headers={"x-forwarded-for": "203.0.113.1"})
        text = client.get("/metrics", headers={}).text
    assert [record.message for record in caplog.records].count("forwarded_by_stranger") == 1
    assert "sign_in" in text or "helpcentre_forwarded_by_strangers_total 3" in text


def test_much_quarantine_in_the_last_week_is_found(healthy):
    def quarantine(count, first, at):
        items = [item(0, who=who, at=at) for who in range(first, first + count)]
        for one in items:
            one.quarantine("network_budget")
        healthy.write(items)

    quarantine(60, 100, NOON - 8 * DAY)
    assert "quarantine" not in problems(healthy)
    quarantine(50, 300, NOON)
    assert "quarantine" not in problems(healthy)
    quarantine(1, 400, NOON)
    assert problems(healthy)["quarantine"] == (
        "warning", "51 of the 54 items of the last week are in quarantine",
    )  # fmt: skip
    healthy.write([item(1, who=who) for who in range(1_000, 1_116)])  # 51 of 170 are 30%
    assert "quarantine" not in problems(healthy)


def test_a_day_that_is_nearly_full_is_found(healthy):
    for cap, status in ((4, "ok"), (3, "warning")):  # 3 stored: 75% and 100%
        assert found(diagnosis.check_daily_cap(healthy, NOON, cap))["daily_cap"].status == status
    healthy.write([item(1, who=20)])
    assert found(diagnosis.check_daily_cap(healthy, NOON, 5))["daily_cap"].status == "warning"  # exactly 80%
    assert found(diagnosis.check_daily_cap(healthy, NOON + DAY, 5))["daily_cap"].status == "ok"


def test_quarantined_items_do_not_fill_the_day(healthy):
    held = [item(1, who=who) for who in range(20, 30)]
    for one in held:
        one.quarantine("network_budget")
    healthy.write(held)

    [check] = diagnosis.check_daily_cap(healthy, NOON, 5)
    assert (check.status, check.message) == ("ok", "3 of at most 5 items that count were stored today (UTC)")


def test_keys_that_expire_soon_are_named_with_their_day(healthy):
    healthy.add_token(b"a" * 32, Token("ci", "moderate", 0, None, None))
    healthy.add_token(b"b" * 32, Token("marta", "read", 1, NOON + 14 * DAY, None))
    assert "keys" not in problems(healthy)
    healthy.add_token(b"c" * 32, Token("old", "read", 2, NOON + 14 * DAY - 1, None))
    healthy.add_token(b"d" * 32, Token("gone", "read", 3, NOON - DAY, None))
    assert problems(healthy)["keys"] == (
        "warning", "keys that have expired or will soon: 'old' 2026-12-02, 'gone' 2026-11-17",
    )  # fmt: skip


# The site


def test_a_manifest_the_collector_knows_is_fine_and_says_its_age(healthy):
    check = diagnosis.check_manifest(manifest(), NOON - 3 * DAY, healthy, NOON)
    assert check == Check("manifest", "ok", "4 articles, built 3 days ago")


def test_a_manifest_from_the_network_has_no_age(healthy):
    assert diagnosis.check_manifest(manifest(), None, healthy, NOON).message == "4 articles"


def test_articles_the_collector_does_not_know_are_counted(healthy):
    site = manifest(article(), article(version=V2, language="et"))
    check = diagnosis.check_manifest(site, NOON, healthy, NOON)
    assert check.status == "warning"
    assert check.message.startswith("the collector does not know 1 of its articles yet")
    assert diagnosis.check_manifest(site, NOON, None, NOON).status == "ok"


@pytest.mark.parametrize(("age", "status"), [(30 * DAY, "ok"), (30 * DAY + 1, "warning")])
def test_a_site_that_was_not_built_for_a_month_is_found(healthy, age, status):
    assert diagnosis.check_manifest(manifest(), NOON - age, healthy, NOON).status == status


def test_a_manifest_that_cannot_be_read_is_an_error():
    check = diagnosis.check_manifest(
        HelpCentreError("site/helpcentre/manifest.json: file not found."), None, None, NOON
    )
    assert (check.status, check.message) == ("error", "site/helpcentre/manifest.json: file not found.")


# Words


def test_the_versions_are_listed_and_a_package_that_is_missing_is_left_out(monkeypatch):
    monkeypatch.setattr(diagnosis, "PACKAGES", ("starlette", "no-such-package"))
    message = diagnosis.check_versions().message
    assert message.startswith("helpcentre ")
    assert "SQLite 3." in message
    assert "starlette" in message
    assert "no-such" not in message


@pytest.mark.parametrize(
    ("statuses", "result"),
    [([], "ok"), (["ok", "ok"], "ok"), (["ok", "warning"], "warning"), (["warning", "error", "ok"], "error")],
)
def test_the_worst_status_is_that_of_all(statuses, result):
    assert diagnosis.worst([Check("x", status, "") for status in statuses]) == result


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (2**20, "1.0 MiB"), (1_500_000_000, "1.4 GiB"),
     (5 * 2**40, "5,120.0 GiB")],
)  # fmt: skip
def test_bytes_are_written_in_their_largest_unit(count, text):
    assert diagnosis.format_bytes(count) == text


@pytest.mark.parametrize(
    ("age", "text"),
    [(-5, "less than a minute"), (59_999, "less than a minute"), (60_000, "1 minute"), (2 * HOUR - 1, "1 hour"),
     (DAY, "1 day"), (450 * DAY, "450 days")],
)  # fmt: skip
def test_ages_are_written_in_their_largest_unit(age, text):
    assert diagnosis.format_age(age) == text


def test_a_start_only_makes_the_quick_checks(healthy, monkeypatch):
    monkeypatch.setattr(healthy.connection, "find_damage", lambda **_: pytest.fail("that is slow"))
    names = [check.name for check in diagnosis.check_at_start(healthy, NOON, KEEP)]
    assert names[-2:] == ["clock", "keys"]
