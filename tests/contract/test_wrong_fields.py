"""The field that is named as wrong, and every problem of a value with what to write instead."""

from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta
from tests.collector import world

from helpcentre.contract.decoding import InvalidError, read_event, read_form
from helpcentre.contract.validation import SHOWN, Problem, describe_type, find_problems

VOTE = world.vote(id="6f1c0f4e-9b7a-4c3d-8e21-0123456789ab")


def wrong(**fields):
    """Return the field of a vote that is named as wrong."""
    with pytest.raises(InvalidError) as refused:
        read_event({**VOTE, **fields})
    return refused.value.at


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"value": 1, "reason": "unclear"}, "reason"),
        ({"value": 1, "heading": "part"}, "heading"),
        ({"value": 1, "reason": "unclear", "heading": "part"}, "reason"),
        ({"value": 0, "reason": "unclear", "age_ms": -1}, "age_ms"),
        ({"value": 1, "reason": None, "age_ms": -1}, "age_ms"),
        ({"value": 2, "reason": "unclear"}, "value"),
        ({"value": True}, "value"),
        ({"surprise": 1}, "surprise"),
        ({"surprise": 1, "value": 7}, "value"),
        ({"article": 6, "language": 5}, "language"),
    ],
)
def test_the_first_wrong_field_in_the_order_of_the_contract_is_named(fields, at):
    assert wrong(**fields) == at


def test_a_vote_of_one_without_reason_and_heading_is_right():
    assert read_event({**VOTE, "value": 1, "reason": None, "heading": None}).value == 1


@pytest.mark.parametrize("number", [0.0, 1.0])
def test_a_whole_number_may_have_a_point(number):
    assert read_event({**VOTE, "value": number}).value == number
    assert wrong(value=number + 0.5) == "value"


@pytest.mark.parametrize(
    ("value", "at"), [([], ""), ("vote", ""), ({}, "kind"), ({"kind": 1}, "kind"), ({"kind": "x"}, "kind")]
)
def test_a_value_that_is_not_an_item_has_no_kind(value, at):
    with pytest.raises(InvalidError) as refused:
        read_event(value)
    assert refused.value.at == at


def test_the_kind_of_a_form_decides_which_fields_it_has():
    with pytest.raises(InvalidError) as refused:
        read_form({"kind": "nps", "language": "it", "value": "11"})
    assert refused.value.at == "value"
    with pytest.raises(InvalidError) as refused:
        read_form({"kind": "vote", "language": "it", "value": "0"})
    assert refused.value.at == "article"


# --- every problem of a value


class Point(msgspec.Struct, forbid_unknown_fields=True):
    x: Annotated[int, Meta(ge=0, description="a number of at least 0")]
    y: int
    name: str | None = None


class Drawing(msgspec.Struct):
    points: list[Point]
    colours: dict[str, Literal["red", "blue"]] = {}


def problems(value, kind=Drawing):
    return [(problem.path, problem.message) for problem in find_problems(value, kind)]


def test_a_right_value_has_no_problem():
    assert problems({"points": [{"x": 0, "y": 1}], "colours": {"a": "red"}}) == []


def test_all_problems_are_found_in_the_order_of_the_fields():
    value = {"colours": {"a": "green", "b": "red"}, "points": [{"x": -1, "y": "1", "z": 2}, {"x": 1}]}
    assert problems(value) == [
        (("points", 0, "x"), "-1 is not valid; write a number of at least 0"),
        (("points", 0, "y"), "'1' is not valid; write a whole number"),
        (("points", 0, "z"), "is not a known field"),
        (("points", 1, "y"), "is missing; write a whole number"),
        (("colours", "a"), "'green' is not valid; write red or blue"),
    ]


def test_a_field_that_may_be_left_out_is_not_missing():
    assert problems({"x": 1, "y": 2}, Point) == []
    assert problems({"x": 1, "y": 2, "name": 3}, Point) == [(("name",), "3 is not valid; write text in quotes")]


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), ([], "[]"), ("a", "'a'")])
def test_a_value_of_another_type_is_shown_as_a_whole(value, shown):
    assert problems(value) == [((), f"{shown} is not valid; write an object")]


@pytest.mark.parametrize("length", [SHOWN - 2, SHOWN - 1])
def test_a_long_value_is_cut(length):
    [(_, message)] = problems("x" * length, int)
    shown = message.partition(" is not valid")[0]
    assert len(shown) == SHOWN
    assert shown.endswith("...") == (length == SHOWN - 1)


def test_a_name_of_an_object_is_checked_like_its_value():
    kind = dict[Annotated[str, Meta(max_length=2, description="a name of two letters")], int]
    assert problems({"abc": "x"}, kind) == [
        (("abc",), "'abc' is not valid; write a name of two letters"),
        (("abc",), "'x' is not valid; write a whole number"),
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (str, "text in quotes"),
        (bool, "true or false"),
        (list[int], "a list"),
        (tuple[int, ...], "a list"),
        (dict[str, int], "an object"),
        (Point, "an object"),
        (Literal["a", "b"], "a or b"),
        (int | None, "a whole number"),
        (int | str | None, "a whole number or text in quotes"),
        (Annotated[int, Meta(ge=0)], "a whole number"),
        (Annotated[int, Meta(ge=0), Meta(description="a count")], "a count"),
    ],
)
def test_a_type_is_described_by_its_own_words_its_choices_or_its_name(kind, words):
    assert describe_type(kind) == words


def test_a_problem_knows_its_place():
    assert Problem(("points", 0), "is missing").path == ("points", 0)
