"""Metrics as Prometheus text (exposition format 0.0.4)."""

import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from helpcentre.collector.metrics import (
    BUCKETS,
    DROPPED,
    FORWARDED_BY_STRANGERS,
    MESSAGES,
    QUARANTINED,
    Counts,
    Histogram,
    RequestTimes,
)
from helpcentre.collector.process_usage import ProcessUsage
from helpcentre.collector.store.messages import MessageFacts

COUNTERS = {
    "received": "Items that arrived, whatever became of them: accepted + refused.",
    "accepted": "Items accepted: stored + updated + duplicate + quarantined.",
    "stored": "Items stored and counted.",
    "updated": "Searches and runs of troubleshooters whose outcome was sent again and replaced.",
    "duplicate": "Items whose id was already known.",
    "quarantined": "Items stored and kept out of every count.",
}
LABELLED = {
    "refused": ("reason", "refused_", "Items not stored, by reason."),
    "quarantined_by_signal": ("signal", QUARANTINED, "Quarantined items by signal; an item can have several."),
    "dropped": ("signal", DROPPED, "Items of floods only counted."),
}


@dataclass(frozen=True)
class Gauges:
    """Values measured when the metrics are requested; None is left out. Times are in seconds, sizes in bytes."""

    waiting: int
    batches: int
    ready: bool
    cap_used: float  # from 0 to 1
    quarantine_used: float
    manifest_age: float | None
    since_retention: float | None
    wipes_pending: int
    database_bytes: int | None
    log_bytes: int | None
    disk_free_bytes: int | None
    version: str
    store: str
    process: ProcessUsage
    messages: MessageFacts = field(default_factory=MessageFacts)
    messages_age: float | None = None


def format_metrics(counts: Counts, requests: RequestTimes, commits: Histogram, gauges: Gauges) -> str:
    """Return every metric of a collector."""
    lines = [
        *_format_items(counts),
        *_format_requests(requests),
        *_format_metric("helpcentre_commit_seconds", "histogram", "Duration of transactions with items.",
                        _list_buckets(commits, "")),
        *_format_gauges(gauges),
        *_format_process(gauges),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _format_items(counts: Counts) -> Iterator[str]:
    total = counts.total
    for name, meaning in COUNTERS.items():
        yield from _format_metric(f"helpcentre_items_{name}_total", "counter", meaning, {"": total[name]})
    for name, (label, prefix, meaning) in LABELLED.items():
        found = {key.removeprefix(prefix): n for key, n in sorted(total.items()) if key.startswith(prefix)}
        values = {f'{{{label}="{value}"}}': n for value, n in found.items()} or {f'{{{label}="none"}}': 0}
        yield from _format_metric(f"helpcentre_items_{name}_total", "counter", meaning, values)
    outcomes = {key.removeprefix(MESSAGES): n for key, n in sorted(total.items()) if key.startswith(MESSAGES)}
    yield from _format_metric(
        "helpcentre_messages_total",
        "counter",
        "Messages of the contact form: as they arrived (waiting, held, duplicate, refused), then forwarded, failed "
        "attempts, and expired.",
        {f'{{outcome="{outcome}"}}': n for outcome, n in outcomes.items()} or {'{outcome="forwarded"}': 0},
    )
    yield from _format_metric(
        "helpcentre_forwarded_by_strangers_total",
        "counter",
        "Requests with X-Forwarded-For from an address that is not trusted: is --behind-proxy missing?",
        {"": total[FORWARDED_BY_STRANGERS]},
    )


def _format_requests(requests: RequestTimes) -> Iterable[str]:
    values: dict[str, float] = {}
    for (route, status), histogram in sorted(requests.histograms.items()):
        values |= _list_buckets(histogram, f'route="{route}",status="{status}"')
    return _format_metric("helpcentre_request_seconds", "histogram", "Duration of requests.", values)


def _format_gauges(gauges: Gauges) -> Iterator[str]:
    for name, meaning, value in (
        ("waiting_items", "Items waiting to be written.", gauges.waiting),
        ("daily_cap_used", "Share of the daily cap used up.", gauges.cap_used),
        ("quarantine_cap_used", "Share of the daily cap on quarantined items used up.", gauges.quarantine_used),
        ("ready", "1 while items can be stored.", int(gauges.ready)),
        ("manifest_age_seconds", "Time since the manifest was made.", gauges.manifest_age),
        ("retention_age_seconds", "Time since retention was last applied.", gauges.since_retention),
        ("wipes_pending", "Erased items that may still be in the files.", gauges.wipes_pending),
        ("database_bytes", "Size of the database file.", gauges.database_bytes),
        ("log_bytes", "Size of the write-ahead log.", gauges.log_bytes),
        ("messages_waiting", "Messages waiting to be passed on.", gauges.messages.waiting),
        ("messages_failing", "Of these, those that could not be passed on so far.", gauges.messages.failing),
        ("messages_held", "Messages held until somebody decides.", gauges.messages.held),
        ("messages_age_seconds", "Time since the oldest waiting message arrived.", gauges.messages_age),
        ("disk_free_bytes", "Free space on the disk of the database.", gauges.disk_free_bytes),
    ):
        if value is not None:
            yield from _format_metric(f"helpcentre_{name}", "gauge", meaning, {"": value})
    yield from _format_metric("helpcentre_batches_total", "counter", "Transactions written.", {"": gauges.batches})


def _format_process(gauges: Gauges) -> Iterator[str]:
    labels = f'version="{gauges.version}",python="{platform.python_version()}",store="{gauges.store}"'
    yield from _format_metric("helpcentre_build_info", "gauge", "Always 1.", {f"{{{labels}}}": 1})
    usage = gauges.process
    kinds: tuple[tuple[str, Literal["counter", "gauge"], str, float | None], ...] = (
        ("cpu_seconds_total", "counter", "CPU time used.", usage.cpu_seconds),
        ("resident_memory_bytes", "gauge", "Resident memory.", usage.resident_bytes),
        ("open_fds", "gauge", "Open files and connections.", usage.open_files),
        ("max_fds", "gauge", "Limit on open files and connections.", usage.file_limit),
        ("start_time_seconds", "gauge", "Unix time of the start.", usage.started),
    )
    for name, kind, meaning, value in kinds:
        if value is not None:
            yield from _format_metric(f"process_{name}", kind, meaning, {"": value})


def _list_buckets(histogram: Histogram, labels: str) -> dict[str, float]:
    """Return the series of a histogram by the end of their names: buckets add up, the sum and the number follow."""
    comma, total = "," if labels else "", 0
    values: dict[str, float] = {}
    for bound, number in zip((*map(str, BUCKETS), "+Inf"), histogram.numbers, strict=True):
        total += number
        values[f'_bucket{{{labels}{comma}le="{bound}"}}'] = total
    ending = f"{{{labels}}}" if labels else ""
    return values | {f"_sum{ending}": round(histogram.seconds, 6), f"_count{ending}": total}


def _format_metric(
    name: str, kind: Literal["counter", "gauge", "histogram"], meaning: str, values: Mapping[str, float]
) -> list[str]:
    return [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", *(f"{name}{end} {n}" for end, n in values.items())]
