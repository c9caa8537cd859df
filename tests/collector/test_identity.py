"""Who counts as one reader, which proxy is believed, and what is over budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.identity import visitor
from helpcentre.collector.intake.ip_addresses import address_prefix, network_prefix, packed_address
from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.intake.rate_limits import RateLimiter, RateLimits
from tests.collector.world import DAY, NOON, SALT, item, reader

OURS = TrustedProxies(("10.0.0.1", "10.1.0.0/16", "fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # a reader who writes the header is not believed
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),  # what the reader wrote stands further left
        ("10.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.0.0.1", "10.1.9.9, 10.1.2.3", "10.1.9.9"),
        ("10.0.0.1", "198.51.100.1:5555", "198.51.100.1:5555"),
        ("10.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        (None, "198.51.100.1", "unknown"),
    ],
)
def test_the_address_is_the_right_most_hop_that_is_no_proxy_of_ours(peer, forwarded, client):
    assert OURS.client(peer, forwarded) == client


def test_a_proxy_on_a_unix_socket_is_believed_only_when_named():
    assert TrustedProxies(("unix",)).client(None, "198.51.100.1") == "198.51.100.1"


@given(st.ip_addresses(), st.text(max_size=40))
def test_no_header_of_a_stranger_changes_who_it_is(peer, header):
    assert TrustedProxies(("192.0.2.1",)).client(str(peer), header) in (
        str(peer),
        header.strip().rsplit(",", 1)[-1].strip(),
    )
    assert TrustedProxies().client(str(peer), header) == str(peer)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("198.51.100.1", "198.51.100.1:9999", True),
        ("198.51.100.1", "::ffff:198.51.100.1", True),
        ("198.51.100.1", "198.51.100.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("[2001:db8::1]:443", "2001:db8::2", True),
    ],
)
def test_a_household_is_one_address(one, other, same):
    assert (address_prefix(packed_address(one)) == address_prefix(packed_address(other))) is same


def network(text):
    return network_prefix(packed_address(text))


def test_networks_are_24_and_48_bits():
    assert network("198.51.100.1") == network("198.51.100.200") != network("198.51.101.1")
    assert network("2001:db8:1::1") == network("2001:db8:1:ffff::1") != network("2001:db8:2::1")
    assert network("1.2.3.0") != network("::1.2.3.0")


def test_hashes_of_two_days_have_nothing_in_common():
    one, other = visitor(SALT, "198.51.100.1", "ua", "it"), visitor(SALT[::-1], "198.51.100.1", "ua", "it")
    assert {one.key, one.address, one.network}.isdisjoint({other.key, other.address, other.network})
    assert one.ballot("vote", "a") != other.ballot("vote", "a")


def test_the_parts_of_a_question_cannot_be_shifted_into_each_other():
    who = reader()
    assert who.ballot("vote", "ab", "c") != who.ballot("vote", "a", "bc")


def over(budgets, number, **more):
    who = reader(more.pop("who", 1))
    found = []
    for step in range(number):
        made = item(step % 2, at=NOON + step)
        made.ballot = who.ballot("vote", made.article)
        found.append(budgets.signals(who, made, more.get("age_ms", 5000)))
    return found


def test_a_reader_may_answer_thirty_times_an_hour():
    signals = over(RateLimiter(), 40)
    assert signals[:30] == [[]] * 30
    assert signals[30:] == [["visitor_budget"]] * 10


def test_the_next_hour_is_a_new_budget():
    budgets = RateLimiter()
    over(budgets, 40)
    who, made = reader(1), item(1, at=NOON + DAY // 24)
    made.ballot = who.ballot("vote", made.article)
    assert budgets.signals(who, made, None) == []


def test_ten_people_in_one_office_count_and_an_eleventh_browser_is_looked_at():
    budgets, found = RateLimiter(), []
    for number in range(12):
        who = visitor(SALT, "198.51.100.1", f"Browser/{number}", "it")
        made = item(1)
        made.ballot = who.ballot("vote", made.article)
        found.append(budgets.signals(who, made, 9000))
    assert found[:10] == [[]] * 10
    assert found[10:] == [["address_article_budget"]] * 2


def test_who_counted_once_may_change_their_mind_in_a_crowded_office():
    budgets = RateLimiter()
    people = [visitor(SALT, "198.51.100.1", f"Browser/{number}", "it") for number in range(15)]
    for who in people:
        made = item(1)
        made.ballot = who.ballot("vote", made.article)
        budgets.signals(who, made, None)
    again = item(0)
    again.ballot = people[0].ballot("vote", again.article)
    assert budgets.signals(people[0], again, None) == []


def test_only_many_instant_answers_are_suspect():
    signals = over(RateLimiter(RateLimits(visitor_answers_hour=1000)), 14, age_ms=120)
    assert signals[:10] == [[]] * 10
    assert signals[10:] == [["too_fast"]] * 4


def test_memory_stays_bounded_and_a_flood_does_not_reset_the_flooder():
    budgets = RateLimiter(size=500)
    for number in range(3000):
        who = visitor(SALT, "198.51.100.1", f"Browser/{number}", "it")
        budgets.signals(who, item(1), None)
    assert len(budgets) <= 500
    assert "network_budget" in budgets.signals(visitor(SALT, "198.51.100.9", "new", "it"), item(1), None)
