"""The checks of `helpcentre doctor`, which find what may lose data, count wrongly or stop the collector.

Every check takes plain facts and returns findings, so that it can be tested without a broken machine.
"""

import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from helpcentre.collector.health import is_disk_full
from helpcentre.collector.metrics import FORWARDED_BY_STRANGERS
from helpcentre.collector.store.retention import CLOCK_TOLERANCE_DAYS, Retention
from helpcentre.collector.store.store import Store
from helpcentre.contract.limits import DAY_MS
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import HelpCentreError

Status = Literal["ok", "warning", "error"]
LARGE_LOG_BYTES = 64 * 1024 * 1024  # four times the size at which it is written back
RETENTION_MS = 2 * DAY_MS  # a running collector applies retention every hour
OLD_MANIFEST_DAYS = 30
SUM_DAYS = 30
TOKEN_WARNING_DAYS = 14
NEAR_CAP_SHARE = 0.8
MUCH_QUARANTINE_SHARE, MUCH_QUARANTINE_ITEMS = 0.3, 50  # of the last week
PACKAGES = ("starlette", "uvicorn", "uvloop", "httptools", "msgspec", "jinja2", "asyncpg")


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check: an error needs someone now, a warning soon."""

    name: str
    status: Status
    message: str


def check_store(store: Store, now: int, keep: Retention, daily_cap: int, *, thorough: bool = False) -> Iterator[Check]:
    """Run every check of a database at the time `now` (Unix ms)."""
    yield from check_integrity(store, now, thorough=thorough)
    yield from check_space(store)
    yield from check_clock(store, now, keep)
    yield from check_retention(store, now)
    yield from check_erasures(store)
    yield from check_proxies(store)
    yield from check_quarantine(store, now)
    yield from check_daily_cap(store, now, daily_cap)
    yield from check_tokens(store, now)
    yield from check_messages(store, now)


def check_at_start(store: Store, now: int, keep: Retention) -> Iterator[Check]:
    """Run the quick checks that a collector makes when it starts."""
    yield from check_space(store)
    yield from check_clock(store, now, keep)
    yield from check_tokens(store, now)


def check_messages(store: Store, now: int) -> Iterator[Check]:
    """Check that messages of the contact form are passed on, and that nobody has to decide about any."""
    facts = store.messages.facts()
    if facts.failing and facts.oldest is not None:
        yield Check(
            "messages", "error",
            f"{facts.failing:,} messages could not be passed on, the oldest of {format_age(now - facts.oldest)} ago: "
            f"{facts.problem}",
        )  # fmt: skip
    elif facts.held:
        yield Check("messages", "warning", f"{facts.held:,} messages are held. Decide about them on the report pages.")
    else:
        yield Check("messages", "ok", f"{facts.waiting:,} messages are waiting")


def check_integrity(store: Store, now: int, *, thorough: bool) -> Iterator[Check]:
    """Check that the database is not damaged and, if `thorough`, that the day sums agree with the items."""
    damage = store.connection.find_damage(thorough=thorough)
    schema = f"schema {store.schema_reached()}"
    if damage:
        way_out = "Restore the last backup, or save what can be read with helpcentre recover."
        yield Check("integrity", "error", f"the database is damaged: {'; '.join(damage)}. {way_out}")
    elif store.connection.name == "postgres":
        yield Check("integrity", "ok", f"PostgreSQL, {schema}; check its files with pg_amcheck")
    else:
        yield Check("integrity", "ok", f"SQLite, {schema}, no damage found")
    if thorough:
        since = datetime.fromtimestamp((now - SUM_DAYS * DAY_MS) / 1000, UTC).date()
        if wrong := len(store.wrong_sums(since)):
            yield Check("sums", "error", f"{wrong:,} day sums of the last {SUM_DAYS} days differ from the items")
        else:
            yield Check("sums", "ok", f"the day sums of the last {SUM_DAYS} days agree with the items")


def check_space(store: Store) -> Iterator[Check]:
    """Check the free disk space and the size of the write-ahead log."""
    space, log = store.connection.disk_space(), store.connection.log_size()
    if space is not None:
        free, total = (format_bytes(one) for one in space)
        if is_disk_full(store):
            yield Check("disk", "error", f"the disk is full: {free} of {total} free. Free some space.")
        else:
            yield Check("disk", "ok", f"{free} of {total} free")
    if log is not None:
        if log > LARGE_LOG_BYTES:
            reason = "another program keeps reading an old state, or the collector is not running"
            yield Check("log", "warning", f"the write-ahead log has {format_bytes(log)}: {reason}")
        else:
            yield Check("log", "ok", f"the write-ahead log has {format_bytes(log)}")


def check_clock(store: Store, now: int, keep: Retention) -> Iterator[Check]:
    """Check the clock against the newest item and the last time retention ran."""
    facts = store.item_facts(now + CLOCK_TOLERANCE_DAYS * DAY_MS)
    if facts.from_the_future:
        yield Check(
            "clock", "error",
            f"{facts.from_the_future:,} of {facts.total:,} items are dated in the future: the clock is behind, "
            "or it was ahead when they arrived. Check the machine's time.",
        )  # fmt: skip
    if doubt := store.doubt_about_pruning(keep, now):
        yield Check(
            "clock", "error",
            f"nothing is pruned, because {doubt}. If the clock is right, run helpcentre prune --force once.",
        )  # fmt: skip
    elif not facts.from_the_future:
        newest = f"the newest of {facts.total:,} items is {format_age(now - facts.newest)} old" if facts.newest else (
            "there are no items yet"
        )  # fmt: skip
        yield Check("clock", "ok", f"it is {format_time(now)}; {newest}")


def check_retention(store: Store, now: int) -> Iterator[Check]:
    """Check that expired data is erased."""
    run = store.last_retention_run()
    if run is None:
        yield Check("retention", "warning", "it has never run: start the collector, or run helpcentre prune")
    elif now - run > RETENTION_MS:
        hint = "a running collector applies it every hour"
        yield Check("retention", "warning", f"it last ran {format_age(now - run)} ago; {hint}")
    else:
        yield Check("retention", "ok", f"it last ran {format_age(now - run)} ago")


def check_erasures(store: Store) -> Iterator[Check]:
    """Check that erased rows have left the files."""
    if pending := len(store.pending_wipes()):
        hint = "start the collector, or run helpcentre prune --compact"
        yield Check("erasures", "warning", f"{pending:,} erased rows may still be in the files: {hint}")
    else:
        yield Check("erasures", "ok", "no erased row is left in the files")


def check_proxies(store: Store) -> Iterator[Check]:
    """Check whether an unknown proxy passes requests on."""
    if count := store.counters().get(FORWARDED_BY_STRANGERS, 0):
        yield Check(
            "proxy", "warning",
            f"{count:,} requests came with X-Forwarded-For from an address that is not trusted. If it is your proxy, "
            "name it with --behind-proxy: without it all readers share one address, and most are quarantined.",
        )  # fmt: skip
    else:
        yield Check("proxy", "ok", "no unknown proxy has passed requests on")


def check_quarantine(store: Store, now: int) -> Iterator[Check]:
    """Check how much of the last week is in quarantine."""
    facts = store.recent_facts(now - 7 * DAY_MS)
    message = f"{facts.quarantined:,} of the {facts.received:,} items of the last week are in quarantine"
    many = facts.quarantined > MUCH_QUARANTINE_ITEMS and facts.quarantined > facts.received * MUCH_QUARANTINE_SHARE
    yield Check("quarantine", "warning" if many else "ok", message)


def check_daily_cap(store: Store, now: int, daily_cap: int) -> Iterator[Check]:
    """Check how near the items of the UTC day are to the cap; quarantined ones have a separate cap."""
    facts = store.recent_facts(now // DAY_MS * DAY_MS)
    today = facts.received - facts.quarantined
    message = f"{today:,} of at most {daily_cap:,} items that count were stored today (UTC)"
    yield Check("daily_cap", "warning" if today >= daily_cap * NEAR_CAP_SHARE else "ok", message)


def check_tokens(store: Store, now: int) -> Iterator[Check]:
    """Check whether keys to the reports have expired, or will soon."""
    tokens = [token for _, token in store.tokens()]
    soon = [token for token in tokens if token.expires and token.expires - now < TOKEN_WARNING_DAYS * DAY_MS]
    if soon:
        dates = ", ".join(f"'{token.name}' {format_time(token.expires)[:10]}" for token in soon if token.expires)
        yield Check("keys", "warning", f"keys that have expired or will soon: {dates}")
    else:
        yield Check("keys", "ok", f"keys: {len(tokens)}; none expires within {TOKEN_WARNING_DAYS} days")


def check_manifest(manifest: Manifest | HelpCentreError, modified: int | None, store: Store | None, now: int) -> Check:
    """Check a site's manifest: that it can be read, its age (`modified`, Unix ms), and that the collector knows it."""
    if isinstance(manifest, HelpCentreError):
        return Check("manifest", "error", str(manifest))
    unknown = 0
    if store is not None:
        known = store.known().versions
        unknown = sum((one.id, one.language, one.version) not in known for one in manifest.articles)
    if unknown:
        reason = "check that it is running, and with this --site"
        return Check("manifest", "warning", f"the collector does not know {unknown:,} of its articles yet: {reason}")
    age = f", built {format_age(now - modified)} ago" if modified is not None else ""
    old = modified is not None and now - modified > OLD_MANIFEST_DAYS * DAY_MS
    return Check("manifest", "warning" if old else "ok", f"{len(manifest.articles):,} articles{age}")


def check_versions() -> Check:
    """List the versions of everything that matters."""
    import helpcentre

    found = [f"helpcentre {helpcentre.__version__}", f"Python {platform.python_version()}"]
    found.append(f"SQLite {sqlite3.sqlite_version}")
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return Check("versions", "ok", ", ".join(found))


def worst(checks: list[Check]) -> Status:
    """Return the worst status of some checks."""
    found = {check.status for check in checks}
    return "error" if "error" in found else "warning" if "warning" in found else "ok"


def format_bytes(count: int) -> str:
    """Return a number of bytes in the largest unit that leaves a whole number."""
    for unit, size in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} bytes"


def format_age(milliseconds: int) -> str:
    """Return a span of time in its largest unit: `3 days`, `1 hour`; nothing below a minute."""
    for unit, size in (("day", DAY_MS), ("hour", 3_600_000), ("minute", 60_000)):
        if milliseconds >= size:
            count = milliseconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"


def format_time(milliseconds: int) -> str:
    """Return a time as `2026-11-30 14:05 UTC`."""
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC):%Y-%m-%d %H:%M} UTC"
