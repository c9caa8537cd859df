"""Numbers with check digits: real ones are found, and those that were published for tests are not."""

import pytest

from helpcentre.articles.checks.privacy.personal_data import is_card, is_iban


def with_luhn_digit(digits):
    """Return digits with the check digit of ISO/IEC 7812-1 after them, computed in the way of its annex B."""
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(reversed(digits))
    )
    return f"{digits}{-total % 10}"


@pytest.mark.parametrize("length", range(10, 24))
def test_a_card_number_has_thirteen_to_nineteen_digits(length):
    assert is_card(with_luhn_digit("4539148803436412345678"[: length - 1])) == (13 <= length <= 19)


@pytest.mark.parametrize("written", ["4539 1488 0343 6467", "4539-1488-0343-6467", "4539148803436467"])
def test_spaces_and_hyphens_do_not_matter(written):
    assert is_card(written)


def test_every_wrong_digit_and_most_swapped_neighbours_are_noticed():
    right = "4539148803436467"

    assert not any(
        is_card(right[:place] + digit + right[place + 1 :])
        for place in range(16)
        for digit in "0123456789"
        if digit != right[place]
    )
    swapped = [right[:place] + right[place + 1] + right[place] + right[place + 2 :] for place in range(15)]
    assert not any(is_card(one) for one in swapped if one != right)


def test_a_number_that_is_published_for_tests_is_nobodys():
    assert not is_card("4242 4242 4242 4242")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("IT60 X054 2811 1010 0000 0123 456", True),
        ("GB82WEST12345698765432", True),
        ("NO9386011117947", True),  # the shortest, of 15 characters
        ("MT84MALT011000012345MTLCAST001S", True),
        ("IT61 X054 2811 1010 0000 0123 456", False),
        ("GB82WEST12345698765423", False),
        ("NO938601111794", False),
    ],
)
def test_a_bank_account_number_has_the_right_remainder_and_a_possible_length(text, right):
    assert is_iban(text) == right


@pytest.mark.parametrize(("length", "possible"), [(14, False), (15, True), (34, True), (35, False)])
def test_a_bank_account_number_has_fifteen_to_thirty_four_characters(length, possible):
    rest = "0" * (length - 4)
    check = 98 - int(f"{rest}232500") % 97  # of N (23) and P (25)

    assert is_iban(f"NP{check:02}{rest}") == possible
