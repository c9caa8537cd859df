"""The time that each step of a build takes."""

import re

import pytest

from helpcentre.builder.build_steps import Steps


def test_steps_are_listed_in_the_order_they_began_with_their_share():
    steps = Steps(wall={"reading": 1.0, "pages": 3.0}, cpu={"reading": 0.5, "pages": 1.5})

    assert [re.split(r"\s+", line.strip(), maxsplit=3) for line in steps.table().splitlines()[1:]] == [
        ["1.00s", "0.50s", "25%", "reading"],
        ["3.00s", "1.50s", "75%", "pages"],
        ["4.00s", "2.00s", "100%", "all steps"],
    ]


def test_a_step_that_is_done_again_adds_up_and_every_beginning_is_announced():
    names = []
    steps = Steps(names.append)
    with steps.step("a"), steps.step("b"):
        pass
    first = steps.wall["a"]
    with steps.step("a"):
        sum(range(1000))

    assert names == ["a", "b", "a"]
    assert steps.wall["a"] > first
    assert list(steps.wall) == ["b", "a"]


def test_a_step_that_fails_is_measured_too():
    steps = Steps()
    with pytest.raises(ValueError, match="x"), steps.step("a"):
        raise ValueError("x")

    assert steps.wall["a"] >= 0


def test_a_build_without_steps_has_an_empty_table():
    assert "all steps" in Steps().table()
