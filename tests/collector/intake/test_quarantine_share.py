"""Quarantine has its own share of a day; a flood is sampled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.quarantine_share import KEPT_OF_EACH_NETWORK, QuarantineShare, is_sampled
from helpcentre.contract.limits import day_of
from tests.collector.world import DAY, NOON

TODAY = day_of(NOON)


def kept(share, number, network=b"a", now=NOON):
    return sum(share.keep(network, now) for _ in range(number))


@pytest.mark.parametrize(
    ("number", "sampled"),
    [(1, True), (200, True), (201, False), (209, False), (210, True), (2000, True), (2010, False), (2100, True),
     (20_000, True), (20_100, False), (21_000, True), (200_000, True), (201_000, False)],
)  # fmt: skip
def test_the_first_two_hundred_are_kept_and_then_ever_fewer(number, sampled):
    assert is_sampled(number) is sampled


@given(st.integers(1, 10**6))
def test_a_flood_of_any_length_leaves_a_few_hundred_items(number):
    kept_of_first = sum(map(is_sampled, range(1, min(number, 3000) + 1)))
    assert kept_of_first <= 2 * KEPT_OF_EACH_NETWORK


def test_one_network_of_two_hundred_thousand_items_keeps_740():
    share = QuarantineShare(10**6)
    assert kept(share, 200_000) == share.kept_on(TODAY) == 740


def test_a_flood_from_one_network_does_not_thin_out_another():
    share = QuarantineShare(10**6)
    kept(share, 5_000)
    assert kept(share, KEPT_OF_EACH_NETWORK, b"b") == KEPT_OF_EACH_NETWORK


def test_all_networks_together_have_a_limit_and_the_next_day_a_new_one():
    share = QuarantineShare(150)
    assert kept(share, 100, b"a") == 100
    assert kept(share, 100, b"b") == 50
    assert kept(share, 100, b"c") == 0
    assert kept(share, 200, b"c", NOON + DAY) == 150
    assert (share.kept_on(TODAY), share.kept_on(TODAY + 1)) == (0, 150)


def test_items_kept_before_a_restart_count():
    share = QuarantineShare(100)
    share.add(TODAY, 90)
    assert kept(share, 50) == 10


def test_without_a_share_nothing_is_kept():
    assert kept(QuarantineShare(0), 10) == 0


@pytest.mark.parametrize(("kept", "used"), [(0, 0.0), (1, 0.25), (4, 1.0), (9, 1.0)])
def test_the_part_of_the_limit_that_is_used_is_at_most_all_of_it(kept, used):
    share = QuarantineShare(4)
    share.add(7, kept)

    assert share.used_on(7) == used
    assert share.used_on(8) == 0.0


def test_a_limit_of_zero_is_used_up():
    assert QuarantineShare(0).used_on(7) == 1.0
