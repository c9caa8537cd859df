"""The patterns of the contract, and how its days are counted."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.contract import limits
from helpcentre.contract.limits import DAY_MS, anchored, day_of

VALID = {
    "ARTICLE_PATTERN": ["a", "payment-declined", "faq/returns-2026", "a_b", "0"],
    "CHANNEL_PATTERN": ["email", "phone-it", "Phone.IT", "a_1"],
    "LANGUAGE_PATTERN": ["it", "est", "pt-BR", "zh-Hant-TW", "de-1996"],
    "UUID4_PATTERN": ["6f1c0f4e-9b7a-4c3d-8e21-0123456789ab", "6F1C0F4E-9B7A-4C3D-BE21-0123456789AB"],
    "VERSION_PATTERN": ["a1b2c3d4e5f60718"],
}
INVALID = {
    "ARTICLE_PATTERN": ["", "A", "-a", "a-", "a--b", "a//b", "../a", "a b", "ä", "a\n"],
    "CHANNEL_PATTERN": ["", "-a", "a-", "a--b", "e mail", "é", "a\n"],
    "LANGUAGE_PATTERN": ["", "i", "ital", "it-", "it-x", "it-123456789", "it_IT", "it\n"],
    "UUID4_PATTERN": [
        "6f1c0f4e-9b7a-1c3d-8e21-0123456789ab",
        "6f1c0f4e-9b7a-4c3d-7e21-0123456789ab",
        "6f1c0f4e-9b7a-4c3d-ce21-0123456789ab",
        "6f1c0f4e9b7a4c3d8e210123456789ab",
        "6f1c0f4e-9b7a-4c3d-8e21-0123456789a",
        "6f1c0f4e-9b7a-4c3d-8e21-0123456789ab\n",
    ],
    "VERSION_PATTERN": ["", "A1B2C3D4E5F60718", "a1b2c3d4e5f6071", "a1b2c3d4e5f607189", "a1b2c3d4e5f60718\n"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in VALID.items() for text in texts])
def test_a_pattern_accepts(name, text):
    assert re.search(anchored(getattr(limits, name)), text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in INVALID.items() for text in texts])
def test_a_pattern_refuses(name, text):
    assert not re.search(anchored(getattr(limits, name)), text)


@given(st.integers(0, 200 * 366 * DAY_MS))
def test_a_day_is_the_ordinal_of_the_utc_date(milliseconds):
    assert day_of(milliseconds) == datetime.fromtimestamp(milliseconds / 1000, UTC).date().toordinal()


@pytest.mark.parametrize(("milliseconds", "days"), [(0, 0), (DAY_MS - 1, 0), (DAY_MS, 1), (-1, -1)])
def test_a_day_changes_at_midnight(milliseconds, days):
    assert day_of(milliseconds) - day_of(0) == days
