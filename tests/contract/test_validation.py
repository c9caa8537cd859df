"""Everything that is wrong with a value is found, each problem at its path, with what to write."""

from datetime import date
from typing import Annotated, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from helpcentre.contract.validation import Problem, describe_type, find_problems

Code = Annotated[str, Meta(pattern=r"^[a-z]+\Z", description="lower-case letters")]


class Part(Struct, forbid_unknown_fields=True):
    code: Code
    size: int = 0


class Whole(Struct):
    part: Part
    parts: tuple[Part, ...] = ()
    notes: dict[Code, int] = {}
    kind: Literal["old", "new"] = "new"
    day: date | None = None
    shown: bool = True


def problems(value, kind=Whole):
    return [(".".join(map(str, path)), message) for path, message in find_problems(value, kind)]


def test_a_value_that_is_right_has_no_problems():
    assert problems({"part": {"code": "a"}}) == []
    assert problems({"part": {"code": "a", "size": 2}, "parts": [{"code": "b"}], "notes": {"c": 1}, "day": None}) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, [("", "5 is not valid; write an object")]),
        (None, [("", "null is not valid; write an object")]),
        ({}, [("part", "is missing; write an object")]),
        ({"part": {}}, [("part.code", "is missing; write lower-case letters")]),
        ({"part": {"code": 1}}, [("part.code", "1 is not valid; write lower-case letters")]),
        ({"part": {"code": "A"}}, [("part.code", "'A' is not valid; write lower-case letters")]),
        ({"part": {"code": "a", "size": "2"}}, [("part.size", "'2' is not valid; write a whole number")]),
        ({"part": {"code": "a", "more": 1}}, [("part.more", "is not a known field")]),
        ({"part": {"code": "a"}, "more": 1}, []),
        ({"part": {"code": "a"}, "parts": {}}, [("parts", "{} is not valid; write a list")]),
        ({"part": {"code": "a"}, "notes": []}, [("notes", "[] is not valid; write an object")]),
        ({"part": {"code": "a"}, "kind": "x"}, [("kind", "'x' is not valid; write old or new")]),
        ({"part": {"code": "a"}, "day": "x"}, [("day", "'x' is not valid; write a date such as 2026-11-01")]),
        ({"part": {"code": "a"}, "shown": 1}, [("shown", "1 is not valid; write true or false")]),
    ],
)
def test_a_problem_has_its_path_and_says_what_to_write(value, expected):
    assert problems(value) == expected


def test_every_problem_is_found_in_the_order_of_the_fields_and_unknown_fields_come_last():
    value = {
        "shown": 1,
        "notes": {"B": "x", "c": 1.5},
        "parts": [{"code": "a"}, {"more": 1, "size": None}, 7],
        "part": {"code": "a"},
    }
    assert [path for path, _ in problems(value)] == [
        "parts.1.code", "parts.1.size", "parts.1.more", "parts.2", "notes.B", "notes.B", "notes.c", "shown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("length", "shown"), [(58, f"'{'X' * 58}'"), (59, f"'{'X' * 56}..."), (500, f"'{'X' * 56}...")]
)
def test_a_long_value_is_shortened_to_sixty_characters(length, shown):
    assert problems("X" * length, Code) == [("", f"{shown} is not valid; write lower-case letters")]


def test_a_rule_of_the_whole_object_is_a_problem_of_the_whole_object():
    class Pair(Struct):
        low: int
        high: int

        def __post_init__(self):
            if self.low > self.high:
                raise ValueError("low is above high")

    assert [path for path, _ in problems({"low": 2, "high": 1}, Pair)] == [""]
    assert problems({"low": 1, "high": 1}, Pair) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (str, "text in quotes"),
        (tuple[int, ...], "a list"),
        (dict[str, int], "an object"),
        (Part, "an object"),
        (Annotated[int, Meta(ge=1)], "a whole number"),
        (Annotated[Code, Meta(max_length=3)], "lower-case letters"),
        (int | None, "a whole number"),
        (int | Literal["all"], "a whole number or all"),
    ],
)
def test_a_type_is_described_by_its_description_its_choices_or_its_name(kind, text):
    assert describe_type(kind) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("abA", max_size=2),
    lambda inner: (
        st.dictionaries(st.sampled_from(["part", "parts", "code", "size", "notes", "kind", "day"]), inner, max_size=4)
        | st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON)
def test_there_are_problems_exactly_if_msgspec_refuses_the_value(value):
    found = list(find_problems(value, Whole))
    try:
        msgspec.convert(value, Whole)
    except msgspec.ValidationError:
        assert found
        assert all(isinstance(problem, Problem) and problem.message for problem in found)
    else:
        assert found == []
