"""Salts and the hashes made with them are erased after 48 hours, whatever the clock does."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcentre.collector.store.opening import open_store
from helpcentre.contract.limits import day_of
from tests.collector.world import DAY, NOON, item, manifest


def salts_of(store):
    return {record["day"]: bytes(record["key"]) for record in store.read_table("salt", whole=True)}


def ballots_of(store):
    return {record["received"]: record["ballot"] for record in store.read_table("item", whole=True)}


def test_every_day_has_its_own_salt_of_32_bytes_that_stays_the_same(store):
    salts = [store.salt(day_of(NOON + days * DAY)) for days in (-2, -1, 0)]
    assert len(set(salts)) == 3
    assert {len(salt) for salt in salts} == {32}
    assert store.salt(day_of(NOON)) == salts[2]


def test_two_collectors_of_one_database_use_the_same_salt(address):
    with open_store(address) as one, open_store(address) as other:
        assert one.salt(7) == other.salt(7)


def test_todays_and_yesterdays_salt_are_kept(store):
    days = {back: day_of(NOON - back * DAY) for back in (-1, 0, 1, 2, 3)}
    for day in days.values():
        store.salt(day)
    store.erase_expired_hashes(NOON)
    assert set(salts_of(store)) == {days[-1], days[0], days[1]}


def test_hashes_are_erased_with_their_salt_and_counted(store):
    store.write([item(1, who=back, at=NOON - back * DAY) for back in (0, 1, 2, 3)])
    assert store.erase_expired_hashes(NOON) == 2
    kept = ballots_of(store)
    assert [kept[NOON - back * DAY] is not None for back in (0, 1, 2, 3)] == [True, True, False, False]


def test_a_hash_is_kept_until_the_midnight_after_the_next_day(store):
    midnight = NOON - NOON % DAY
    store.write([item(1, who=1, at=midnight), item(1, who=2, at=midnight + DAY - 1)])
    assert store.erase_expired_hashes(midnight + 2 * DAY - 1) == 0
    assert store.erase_expired_hashes(midnight + 2 * DAY) == 2


def test_hashes_are_erased_even_after_everything_was_erased_in_between(store):
    for start in (0, 10):
        votes = [item(1, who=n, at=NOON + start * DAY) for n in range(3)]
        store.write(votes)
        assert store.erase_expired_hashes(NOON + (start + 3) * DAY) == 3
        for vote in votes:
            store.erase(vote.id, NOON)


def test_a_row_that_arrived_late_does_not_hide_those_before_it(store):
    store.write([item(1, who=1, at=NOON)])
    store.write([item(1, who=2, at=NOON - 9 * DAY)])
    assert store.erase_expired_hashes(NOON) == 1
    assert store.erase_expired_hashes(NOON + 5 * DAY) == 1


def test_rows_from_a_clock_that_ran_ahead_are_erased_too(store):
    store.salt(day_of(NOON + 90 * DAY))
    store.write([item(1, who=1, at=NOON + 90 * DAY)])
    assert store.erase_expired_hashes(NOON) == 1
    assert salts_of(store) == {}


@given(
    ages=st.lists(st.tuples(st.integers(-5, 5), st.integers(0, DAY - 1)), min_size=1, max_size=8), now=st.integers(0, 9)
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_hash_outlives_its_salt_in_any_order_of_rows(tmp_path_factory, ages, now):
    folder = tmp_path_factory.mktemp("salts")
    with open_store(f"sqlite:///{folder}/f.db", synchronous="OFF") as store:
        store.learn(manifest(), NOON)
        for who, (days, part) in enumerate(ages):
            store.write([item(1, who=who, at=NOON - NOON % DAY + days * DAY + part)])
            store.erase_expired_hashes(NOON + min(days, now) * DAY)
        at = NOON + now * DAY
        store.erase_expired_hashes(at)
        today = day_of(at)
        kept = {day_of(received) for received, ballot in ballots_of(store).items() if ballot is not None}
        assert kept <= {today - 1, today, today + 1}
