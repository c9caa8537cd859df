"""The metrics as Prometheus reads them."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from helpcentre.collector.metrics import BUCKETS, Counts, Histogram, RequestTimes
from helpcentre.collector.process_usage import ProcessUsage, read_usage
from helpcentre.collector.prometheus import Gauges, format_metrics

LINE = re.compile(r'[a-z_]+(?:\{(?:[a-z]+="[^"]+",?)+\})? \d+(?:\.\d+)?')
USAGE = ProcessUsage(cpu_seconds=1.5, resident_bytes=4096, open_files=9, file_limit=1024, started=1.8e9)
GAUGES = Gauges(
    waiting=7, batches=8, ready=False, cap_used=0.25, quarantine_used=0.5, manifest_age=60.5, since_retention=3.0,
    wipes_pending=2, database_bytes=40_960, log_bytes=0, disk_free_bytes=1_000_000, version="1.2.3", store="sqlite",
    process=USAGE,
)  # fmt: skip


def busy_text(gauges=GAUGES):
    counts, requests, commits = Counts(), RequestTimes(), Histogram()
    counts.accepted("stored")
    counts.refused("busy", 2)
    counts.dropped("links honeypot")
    counts.quarantined("rate")
    counts.forwarded_by_stranger()
    requests.observe("items", 201, 0.002)
    requests.observe("items", 201, 0.02)
    requests.observe("reports", 200, 99.0)
    commits.observe(0.001)
    return format_metrics(counts, requests, commits, gauges)


def quiet_text():
    return format_metrics(Counts(), RequestTimes(), Histogram(), GAUGES)


@pytest.mark.parametrize("text", [busy_text(), quiet_text()])
def test_every_line_is_well_formed_and_every_metric_has_one_help_and_one_type(text):
    lines = text.splitlines()
    values = [line for line in lines if not line.startswith("#")]
    assert [line for line in values if not LINE.fullmatch(line)] == []
    types = {line.split()[2]: line.split()[3] for line in lines if line.startswith("# TYPE ")}
    assert len(types) == sum(line.startswith("# TYPE ") for line in lines)
    assert types.keys() == {line.split()[2] for line in lines if line.startswith("# HELP ")}
    for line in values:
        name = re.match(r"\w+", line)[0]
        plain = re.sub(r"_(bucket|sum|count)$", "", name)
        assert name in types or types[plain] == "histogram", line


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
@pytest.mark.parametrize("text", [busy_text(), quiet_text()])
def test_prometheus_accepts_the_text(text):
    done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "line",
    [
        "helpcentre_items_received_total 4",
        "helpcentre_items_stored_total 1",
        'helpcentre_items_refused_total{reason="busy"} 2',
        'helpcentre_items_refused_total{reason="flood"} 1',
        'helpcentre_items_dropped_total{signal="honeypot"} 1',
        'helpcentre_items_dropped_total{signal="links"} 1',
        'helpcentre_items_quarantined_by_signal_total{signal="rate"} 1',
        "helpcentre_forwarded_by_strangers_total 1",
        "helpcentre_waiting_items 7",
        "helpcentre_batches_total 8",
        "helpcentre_daily_cap_used 0.25",
        "helpcentre_quarantine_cap_used 0.5",
        "helpcentre_ready 0",
        "helpcentre_manifest_age_seconds 60.5",
        "helpcentre_retention_age_seconds 3.0",
        "helpcentre_wipes_pending 2",
        "helpcentre_database_bytes 40960",
        "helpcentre_log_bytes 0",
        "helpcentre_disk_free_bytes 1000000",
        "process_cpu_seconds_total 1.5",
        "process_resident_memory_bytes 4096",
        "process_open_fds 9",
        "process_max_fds 1024",
        "process_start_time_seconds 1800000000.0",
    ],
)
def test_each_value_is_written_under_its_name(line):
    assert line in busy_text().splitlines()


def test_the_buckets_of_a_histogram_add_up_to_its_number():
    found = re.findall(r'request_seconds_bucket\{route="items",status="201",le="([^"]+)"\} (\d+)', busy_text())
    assert [bound for bound, _ in found] == [*map(str, BUCKETS), "+Inf"]
    numbers = [int(number) for _, number in found]
    assert numbers == sorted(numbers)
    assert numbers[:5] == [0, 1, 1, 1, 2]
    assert numbers[-1] == 2
    assert 'helpcentre_request_seconds_count{route="items",status="201"} 2' in busy_text()
    assert 'helpcentre_request_seconds_sum{route="items",status="201"} 0.022' in busy_text()


def test_a_duration_beyond_every_bound_is_in_the_last_bucket_only():
    found = re.findall(r'request_seconds_bucket\{route="reports",status="200",le="[^"]+"\} (\d+)', busy_text())
    assert found == ["0"] * len(BUCKETS) + ["1"]


def test_values_that_cannot_be_measured_are_left_out():
    unknown = replace(
        GAUGES, manifest_age=None, since_retention=None, database_bytes=None, log_bytes=None, disk_free_bytes=None,
        process=replace(USAGE, resident_bytes=None, open_files=None),
    )  # fmt: skip
    text = busy_text(unknown)
    assert "None" not in text
    for name in ("manifest_age", "retention_age", "database_bytes", "log_bytes", "disk_free", "resident", "open_fds"):
        assert name not in text


def test_without_any_item_every_counter_is_written_too():
    lines = quiet_text().splitlines()
    assert 'helpcentre_items_refused_total{reason="none"} 0' in lines
    assert 'helpcentre_items_dropped_total{signal="none"} 0' in lines
    assert "helpcentre_commit_seconds_count 0" in lines


def test_the_usage_of_this_process_is_read():
    usage = read_usage()
    assert usage.cpu_seconds > 0
    assert usage.resident_bytes > 10 * 2**20
    assert 0 < usage.open_files <= usage.file_limit
    assert 1.7e9 < usage.started < 1e11


def test_a_system_without_proc_leaves_out_what_only_it_knows(tmp_path):
    usage = read_usage(tmp_path)
    assert (usage.resident_bytes, usage.open_files) == (None, None)
