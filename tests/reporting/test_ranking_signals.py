"""Traces of readers who do not vote, compared with those that are usual on the site."""

from dataclasses import replace
from math import log, sqrt

import pytest

from helpcentre.reporting.ranking_signals import Traces, excess, sum_traces, trouble, weigh_traces


def test_an_excess_is_beyond_the_rate_of_the_site_and_chance():
    assert excess(10, 100, 0.1) == 0.0
    assert excess(30, 100, 0.1) == pytest.approx(30 - 10 - 1.6448536269514722 * sqrt(10))
    assert excess(3, 0, 0.1) == 3.0


def test_each_kind_of_trace_counts_with_its_own_weight():
    site = Traces(exposed=1000)
    assert weigh_traces(Traces(contacts=8, exposed=10), site) == 4.0
    assert weigh_traces(Traces(bounced=8, exposed=10), site) == 2.0
    assert weigh_traces(Traces(sought=10, exposed=10), site) == 1.0
    assert weigh_traces(Traces(contacts=8, exposed=10), Traces(contacts=8)) == 0.0


def test_trouble_compares_with_what_the_readers_of_the_site_do():
    site = Traces(contacts=100, bounced=50, exposed=1000, sought=20)
    usual = Traces(contacts=10, bounced=5, exposed=100, sought=2)
    assert trouble(usual, site) == pytest.approx(0.0)
    more = replace(usual, contacts=30)
    assert trouble(more, site) == pytest.approx(0.6 * log((30 + 4) / (10 + 4)))
    assert trouble(replace(usual, bounced=15), site) == pytest.approx(0.6 * log((15 + 4) / (5 + 4)))
    assert trouble(replace(usual, sought=12), site) == pytest.approx(0.1 * log((12 + 4) / (2 + 4)))
    assert trouble(usual, Traces(contacts=9)) == 0.0


def test_the_traces_of_a_site_are_those_of_its_articles_together():
    assert sum_traces([Traces(1, 2, 3, 4), Traces(10, 20, 30, 40)]) == Traces(11, 22, 33, 44)
