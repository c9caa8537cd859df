"""Public holidays of the library: their names by language, the parts of a country, and what it does not know."""

from datetime import date

import pytest

from helpcentre.support.holiday_library import check_categories, check_subdivision, countries, resolve_holidays


def test_every_name_is_under_its_language_without_the_country():
    names = resolve_holidays("IT", None, ("public",), 2026)[date(2026, 12, 25)]

    assert names["it"] == "Natale"
    assert names["en"] == "Christmas Day"
    assert not [code for code in names if "_" in code]


def test_of_two_countries_with_one_language_the_first_in_order_gives_the_name():
    names = resolve_holidays("US", None, ("public",), 2026)[date(2026, 7, 4)]

    assert names["en"] == "Independence Day"


def test_the_days_come_in_order_and_belong_to_the_year():
    days = list(resolve_holidays("GB", "ENG", ("public",), 2022))

    assert days == sorted(days)
    assert {day.year for day in days} == {2022}


def test_a_part_of_a_country_has_its_own_days():
    whole, rome = (resolve_holidays("IT", part, ("public",), 2026) for part in (None, "RM"))

    assert set(rome) - set(whole) == {date(2026, 6, 29)}
    assert rome[date(2026, 6, 29)]["it"] == "Santi Pietro e Paolo"


def test_categories_add_their_days():
    public = resolve_holidays("EE", None, ("public",), 2026)
    both = resolve_holidays("EE", None, ("public", "half_day"), 2026)

    assert date(2026, 12, 31) in both
    assert date(2026, 12, 31) not in public
    assert set(public) < set(both)


def test_the_result_can_be_changed_without_harm():
    resolve_holidays("EE", None, ("public",), 2026)[date(2026, 12, 25)].clear()

    assert resolve_holidays("EE", None, ("public",), 2026)[date(2026, 12, 25)]


def test_countries_are_two_letters():
    assert {"IT", "EE", "ID", "GB"} <= countries()
    assert {len(code) for code in countries()} == {2}


@pytest.mark.parametrize("part", ["RM", "Rome", "MI"])
def test_a_part_is_known_by_its_code_and_name(part):
    if part == "Rome":
        with pytest.raises(ValueError, match="IT has no part 'Rome'; did you mean 'Roma'"):
            check_subdivision("IT", part)
    else:
        check_subdivision("IT", part)


def test_a_long_list_of_parts_is_cut_after_a_whole_name():
    with pytest.raises(ValueError, match="IT has no part 'QQQQ'; use one of ") as caught:
        check_subdivision("IT", "QQQQ")
    listed = str(caught.value).partition("use one of ")[2]

    assert listed.endswith(", …")
    assert len(listed) <= 163
    assert listed.startswith("AG, AL, AN")
    for name in listed.removesuffix(", …").split(", "):
        check_subdivision("IT", name)


def test_a_short_list_of_parts_is_whole():
    with pytest.raises(ValueError, match=r"^GB has no part 'XX'; use one of ENG, England, NIR, .*, Wales$"):
        check_subdivision("GB", "XX")


def test_a_country_without_parts_says_so():
    with pytest.raises(ValueError, match=r"^EE has no part 'Harju'; remove subdiv$"):
        check_subdivision("EE", "Harju")


def test_categories_are_checked_one_by_one():
    check_categories("EE", ["public", "half_day"])
    check_categories("EE", [])
    with pytest.raises(ValueError, match=r"^EE has no holiday category 'bank'; use one of half_day, public$"):
        check_categories("EE", ["public", "bank"])
    with pytest.raises(ValueError, match=r"^EE has no holiday category 'half day'; did you mean 'half_day'\?$"):
        check_categories("EE", ["half day"])
