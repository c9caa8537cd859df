"""The lock file: written and read back, kept names, and the differences between two locks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import FindingsError
from helpcentre.support.holiday_lock import HEADER, compare, make_lock, read_lock, write_lock
from helpcentre.support.holidays import HolidayCalendar, HolidaySet, LockedSet

ITALY = HolidaySet.model_validate({"from": {"country": "IT"}, "years": 1})
OWN = HolidaySet.model_validate({"add": [{"date": "2026-12-24"}]})
CHRISTMAS = date(2026, 12, 25)

printable = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(
    st.dictionaries(
        st.dates(date(1971, 1, 1), date(2900, 12, 31)),
        st.dictionaries(st.sampled_from(["en", "it"]), printable, min_size=1),
    )
)
def test_any_lock_reads_back_as_it_was_written(days):
    locked = {"it": LockedSet({"country": "IT", "categories": ["public"]}, (2026,), dict(sorted(days.items())))}

    assert read_lock(write_lock(locked, "holidays 1"), "lock") == locked


def test_a_lock_is_written_in_one_order_with_one_line_per_day():
    first = LockedSet({"country": "IT", "categories": ["public"]}, (2026,), {CHRISTMAS: {"en": "Christmas Day"}})
    text = write_lock({"b": first, "a": first}, "holidays 0.109")

    assert text.startswith(HEADER)
    assert text.index("  a:\n") < text.index("  b:\n")
    assert text == write_lock({"a": first, "b": first}, "holidays 0.109")
    assert "      '2026-12-25': {en: Christmas Day}\n" in text
    assert "library: holidays 0.109\n" in text


def test_an_empty_lock_has_no_sets():
    assert read_lock("", "lock") == {}
    assert read_lock(HEADER, "lock") == {}


def test_categories_of_a_lock_edited_by_hand_may_be_in_any_order():
    source = "{country: EE, categories: [public, half_day]}"
    text = f"version: 1\nlibrary: x\nsets:\n  ee: {{from: {source}, years: [2026], days: {{}}}}\n"

    assert read_lock(text, "lock")["ee"].source == {"country": "EE", "categories": ["half_day", "public"]}


def test_a_damaged_lock_has_its_errors_and_the_remedy():
    with pytest.raises(FindingsError) as caught:
        read_lock(
            "version: 1\nlibrary: x\nsets: {it: {from: {}, years: [], days: {2026-02-30: {en: A}}}}\n", "c/lock.yml"
        )
    first, second = caught.value.findings

    assert str(first).startswith("c/lock.yml:1:1: this file is damaged; restore its last good version, or delete it")
    assert str(second).startswith("c/lock.yml:3:")


def test_only_the_languages_of_the_site_and_english_are_kept():
    made = make_lock({"it": ITALY}, {}, first_year=2026, languages=["it"])

    assert set(made["it"].days[CHRISTMAS]) == {"en", "it"}


def test_without_languages_all_names_are_kept():
    made = make_lock({"it": ITALY}, {}, first_year=2026)

    assert {"en", "it"} < set(made["it"].days[CHRISTMAS])


def test_a_country_without_the_languages_of_the_site_keeps_its_own_names():
    italy = HolidaySet.model_validate({"from": {"country": "BR"}, "years": 1})
    made = make_lock({"br": italy}, {}, first_year=2026, languages=["et"])

    assert all(made["br"].days.values())


def test_sets_without_a_source_are_not_locked():
    assert make_lock({"own": OWN}, {}, first_year=2026) == {}


@pytest.mark.parametrize(("years", "expected"), [(1, (2026,)), (3, (2026, 2027, 2028))])
def test_a_lock_holds_as_many_years_as_asked_for(years, expected):
    rule = HolidaySet.model_validate({"from": {"country": "IT"}, "years": years})
    made = make_lock({"it": rule}, {}, first_year=2026)["it"]

    assert made.years == expected
    assert {day.year for day in made.days} == set(expected)


def old_lock(**days):
    return {
        "it": LockedSet(
            {}, (2026,), {date.fromisoformat(day.replace("_", "-")[1:]): names for day, names in days.items()}
        )
    }


def test_a_name_added_by_hand_is_kept_for_the_same_holiday_of_any_year():
    old = old_lock(d2025_12_25={"en": "Christmas Day", "et": "jõulupüha"})
    made = make_lock({"it": ITALY}, old, first_year=2026, languages=["it"])["it"].days

    assert made[CHRISTMAS] == {"en": "Christmas Day", "et": "jõulupüha", "it": "Natale"}
    assert "et" not in made[date(2026, 12, 26)]


def test_a_name_of_the_library_wins_over_one_changed_by_hand():
    old = old_lock(d2026_12_25={"en": "Christmas Day", "it": "Il Natale"})

    assert make_lock({"it": ITALY}, old, first_year=2026, languages=["it"])["it"].days[CHRISTMAS]["it"] == "Natale"


def test_a_holiday_is_the_same_only_if_a_name_is_the_same_in_the_same_language():
    old = old_lock(d2026_12_25={"it": "Christmas Day", "et": "jõulupüha"})

    assert "et" not in make_lock({"it": ITALY}, old, first_year=2026, languages=["it"])["it"].days[CHRISTMAS]


def test_of_two_names_added_by_hand_the_first_is_kept():
    old = old_lock(
        d2025_12_25={"en": "Christmas Day", "et": "esimene"}, d2026_12_25={"en": "Christmas Day", "et": "teine"}
    )

    assert make_lock({"it": ITALY}, old, first_year=2026, languages=["it"])["it"].days[CHRISTMAS]["et"] == "esimene"


def test_differences_are_sorted_by_set_and_day():
    old = {
        "a": LockedSet({}, (2026,), {CHRISTMAS: {"en": "Christmas Day"}, date(2026, 1, 1): {"it": "Capodanno"}}),
        "gone": LockedSet({}, (2026,), {CHRISTMAS: {"it": "Natale"}}),
    }
    new = {
        "a": LockedSet(
            {}, (2026,), {CHRISTMAS: {"en": "Christmas"}, date(2026, 1, 6): {"en": "Epiphany", "it": "Epifania"}}
        ),
        "fresh": LockedSet({}, (2026,), {CHRISTMAS: {}}),
    }

    assert [str(change) for change in compare(old, new)] == [
        "- a 2026-01-01 Capodanno",
        "+ a 2026-01-06 Epiphany",
        "~ a 2026-12-25 Christmas Day -> Christmas",
        "+ fresh 2026-12-25 ",
        "- gone 2026-12-25 Natale",
    ]
    assert compare(new, new) == []


LOCKED = LockedSet({}, (2026,), {CHRISTMAS: {"en": "Locked"}, date(2027, 1, 1): {"en": "Stray"}})


def test_a_year_of_the_lock_comes_from_the_lock_and_another_from_the_library():
    calendar = HolidayCalendar(ITALY, LOCKED)

    assert calendar.year(2026) == {CHRISTMAS: {"en": "Locked"}}
    assert calendar.on(CHRISTMAS) == {"en": "Locked"}
    assert calendar.on(date(2026, 1, 1)) is None
    assert calendar.on(date(2027, 1, 1))["it"] == "Capodanno"


def test_only_years_from_the_library_are_not_locked():
    assert HolidayCalendar(ITALY, LOCKED).unlocked([2025, 2026, 2027]) == [2025, 2027]
    assert HolidayCalendar(ITALY).unlocked([2026]) == [2026]
    assert HolidayCalendar(OWN).unlocked([2026]) == []


def test_days_are_dropped_and_added_and_keep_the_librarys_names_without_their_own():
    rule = HolidaySet.model_validate(
        {
            "from": {"country": "IT"},
            "drop": ["2026-12-25"],
            "add": [{"date": "2026-12-26"}, {"date": "2026-12-07", "name": {"en": "Bridge"}}, {"date": "2027-01-02"}],
        }
    )
    days = HolidayCalendar(rule).year(2026)

    assert CHRISTMAS not in days
    assert days[date(2026, 12, 26)]["it"] == "Santo Stefano"
    assert days[date(2026, 12, 7)] == {"en": "Bridge"}
    assert list(days) == sorted(days)
    assert HolidayCalendar(rule).on(date(2027, 1, 2)) == {}


def test_a_set_without_a_source_has_only_its_own_days():
    assert HolidayCalendar(OWN).year(2026) == {date(2026, 12, 24): {}}
    assert HolidayCalendar(OWN).year(2027) == {}
