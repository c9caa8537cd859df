"""The collector's benchmark compares only servers that ran side by side."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from benchmarks.collector.load import Figures
from benchmarks.collector.targets import Runs, ratio, rows


def ran(*order):
    runs = Runs()
    for kind, rate in order:
        runs.add(kind, Figures(rate, 1, 2, 3, 4, 30, 6))
    return runs


def test_a_server_is_compared_with_the_product_before_and_after_it():
    runs = ran(("sqlite", 10), ("c", 100), ("sqlite", 14), ("normal", 14), ("sqlite", 14))
    assert runs.ratios_to_neighbours("c") == [pytest.approx(0.12)]
    assert runs.ratios_to_neighbours("normal") == [pytest.approx(1)]


def test_the_median_of_the_rounds_counts():
    runs = ran(("sqlite", 10), ("c", 100), ("sqlite", 10), ("sqlite", 1), ("c", 100), ("sqlite", 1), ("c", 100))
    assert ratio(runs, "c") == pytest.approx(0.01)


def test_without_the_product_nothing_is_compared():
    assert ratio(ran(("c", 100), ("normal", 14)), "c") is None


def test_a_missed_target_says_so_and_one_that_was_not_measured_too():
    runs = ran(("sqlite", 10), ("c", 200), ("sqlite", 10), ("asgi", 50), ("sqlite", 10))
    found = {row.name: row.met for row in rows(runs, {}, 64)}
    assert found["to a raw ASGI no-op"] is True
    assert found["the same, moonshot"] is False
    assert found["memory at 64 connections"] is True
    assert found["to Isso"] is None


def test_the_c_no_op_is_shown_and_has_no_target():
    (row,) = [
        row for row in rows(ran(("sqlite", 10), ("c", 200), ("sqlite", 10)), {}, 64) if row.name == "to a C no-op"
    ]
    assert (row.target, row.measured, row.met) == ("none", "0.050", None)
