"""Failed sign-ins: five a minute for each address."""

from helpcentre.collector.sign_in_throttle import FAILURES_PER_MINUTE, SignInThrottle
from tests.collector.world import NOON

MINUTE = 60_000


def fail(throttle, times, address="a", now=NOON):
    for _ in range(times):
        throttle.add_failure(address, now)


def test_the_fifth_failure_of_a_minute_blocks_an_address():
    throttle = SignInThrottle()
    fail(throttle, FAILURES_PER_MINUTE - 1)
    assert not throttle.is_blocked("a", NOON)
    fail(throttle, 1)
    assert throttle.is_blocked("a", NOON)


def test_the_next_minute_begins_at_zero():
    throttle, begin = SignInThrottle(), NOON // MINUTE * MINUTE
    fail(throttle, FAILURES_PER_MINUTE, now=begin)
    assert throttle.is_blocked("a", begin + MINUTE - 1)
    assert not throttle.is_blocked("a", begin + MINUTE)
    fail(throttle, 1, now=begin + MINUTE)
    assert not throttle.is_blocked("a", begin + MINUTE)


def test_addresses_are_counted_apart():
    throttle = SignInThrottle()
    fail(throttle, FAILURES_PER_MINUTE, "a")
    assert not throttle.is_blocked("b", NOON)


def test_an_address_that_never_failed_is_not_blocked_even_with_a_limit_of_one():
    throttle = SignInThrottle(limit=1)
    assert not throttle.is_blocked("a", NOON)
    fail(throttle, 1)
    assert throttle.is_blocked("a", NOON)


def test_the_address_that_failed_longest_ago_is_forgotten_if_there_are_too_many():
    throttle = SignInThrottle(limit=2, size=2)
    fail(throttle, 1, "a")
    fail(throttle, 2, "b")
    fail(throttle, 1, "a")  # the latest again
    fail(throttle, 2, "c")
    assert [throttle.is_blocked(one, NOON) for one in "abc"] == [True, False, True]
