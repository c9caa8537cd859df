"""A troubleshooter in Markdown: its steps and answers with their places, and which of them can be reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.troubleshooter import (
    Troubleshooter,
    TroubleshooterAnswer,
    TroubleshooterStep,
    find_troubleshooters,
)

LAMP = """Unplug it first.

/// troubleshooter

Have a bulb ready.

## Is *it* plugged in? {#plug}

Push the plug in.

1. Look.
2. Push.

- [It lights up](#solved)
* [It stays `dark`](#bulb)

### Not a step

## The bulb {#bulb .wide}

- [It lights up](#solved)
- [Still [no] light](#contact)

///

## After {#after}

- [Not an answer](#plug)
"""


def graph(**steps):
    """Return a troubleshooter from the targets of each step."""
    return Troubleshooter(
        0,
        tuple(
            TroubleshooterStep(name, name, line, 0, answers=tuple(
                TroubleshooterAnswer(target, target, line, 0) for target in targets.split()
            ))
            for line, (name, targets) in enumerate(steps.items())
        ),
    )  # fmt: skip


def ids(steps):
    return [step.id for step in steps]


def test_steps_are_the_headings_of_the_first_level_in_the_block():
    (found,) = find_troubleshooters(LAMP)
    assert found.line == 2
    assert [(step.id, step.question, step.line, step.column, step.level) for step in found.steps] == [
        ("plug", "Is it plugged in?", 6, 0, 2),
        ("bulb", "The bulb", 18, 0, 2),
    ]


def test_answers_are_items_that_are_one_link_within_the_page():
    (found,) = find_troubleshooters(LAMP)
    assert [(one.text, one.target, one.line, one.column) for one in found.steps[0].answers] == [
        ("It lights up", "solved", 13, 2),
        ("It stays dark", "bulb", 14, 2),
    ]
    assert [one.text for one in found.steps[1].answers] == ["It lights up", "Still no light"]


@pytest.mark.parametrize(
    "line",
    [
        "- See [the next](#bulb)",
        "- [The next](#bulb) step",
        "- [Elsewhere](other.md#bulb)",
        "[No list](#bulb)",
        "1. [Numbered](#bulb)",
        "    - [Indented](#bulb)",
        "`- [Code](#bulb)`",
        "<!-- - [Comment](#bulb) -->",
    ],
)
def test_any_other_link_is_not_an_answer(line):
    (found,) = find_troubleshooters(f"/// troubleshooter\n\n## A {{#a}}\n\n{line}\n\n///\n")
    assert found.steps[0].answers == ()


@pytest.mark.parametrize(
    ("heading", "identity", "question"),
    [
        ("## A {#a}", "a", "A"),
        ("## A {: #a .b }", "a", "A"),
        ("## A {.b #a}", "a", "A"),
        ("## A", "", "A"),
        ("## A {.b}", "", "A"),
        ("A {#a}\n---", "a", "A"),
    ],
)
def test_the_id_of_a_step_is_that_of_its_heading(heading, identity, question):
    (found,) = find_troubleshooters(f"/// troubleshooter\n\n{heading}\n\n///\n")
    assert [(step.id, step.question) for step in found.steps] == [(identity, question)]


def test_a_page_without_a_block_has_none_and_one_in_code_is_none():
    assert find_troubleshooters("## A {#a}\n\n- [B](#b)\n") == ()
    assert find_troubleshooters("```\n/// troubleshooter\n///\n```\n") == ()
    assert find_troubleshooters("    /// troubleshooter\n") == ()


def test_several_blocks_are_found_and_one_that_never_ends_has_the_rest():
    text = "//// troubleshooter\n## A {#a}\n/// nps\n///\n## B {#b}\n////\n\n///troubleshooter\n## C {#c}\n"
    assert [ids(one.steps) for one in find_troubleshooters(text)] == [["a", "b"], ["c"]]
    assert [one.line for one in find_troubleshooters(text)] == [0, 7]


def test_a_block_without_headings_has_no_steps():
    (found,) = find_troubleshooters("/// troubleshooter\n\nText.\n\n///\n")
    assert found.steps == ()
    assert found.find_unreachable() == []


def test_the_targets_of_a_step_are_named_once_and_in_order():
    assert graph(a="b solved b").steps[0].targets == ("b", "solved")


def test_words_to_a_target_are_those_of_all_answers_that_lead_there():
    step = TroubleshooterStep("a", "A", 0, 0, answers=(
        TroubleshooterAnswer("yes", "b", 1, 0),
        TroubleshooterAnswer("no", "c", 2, 0),
        TroubleshooterAnswer("maybe", "b", 3, 0),
    ))  # fmt: skip
    assert step.words_to("b") == ["yes", "maybe"]


def test_of_two_steps_with_one_id_the_first_is_meant_and_the_order_stays():
    one = graph(a="b", b="solved")
    double = Troubleshooter(0, (*one.steps, TroubleshooterStep("a", "other", 9, 0)))
    assert list(double.by_id) == ["a", "b"]
    assert double.by_id["a"].question == "a"


def test_a_step_is_reached_over_others_and_the_first_step_always():
    assert graph(a="b", b="c", c="solved").find_unreachable() == []
    assert ids(graph(a="c", b="c", c="solved").find_unreachable()) == ["b"]
    assert ids(graph(a="solved", b="c", c="b").find_unreachable()) == ["b", "c"]


def test_ends_and_unknown_steps_can_be_reached_and_lead_nowhere():
    assert graph(a="solved x").find_reachable("a") == {"a", "solved", "x"}


@pytest.mark.parametrize(
    ("steps", "loops"),
    [
        ({"a": "b", "b": "a"}, [["a", "b"]]),
        ({"a": "a"}, [["a"]]),
        ({"a": "b solved", "b": "a"}, []),
        ({"a": "b", "b": "c", "c": "b"}, [["b", "c"]]),
        ({"a": "b c", "b": "b", "c": "c"}, [["b"], ["c"]]),
        ({"a": "b", "b": "a c", "c": ""}, []),  # a dead end is another fault
        ({"a": "b", "b": "a x"}, []),  # and so is an answer to nowhere
        ({"a": "contact"}, []),
    ],
)
def test_a_loop_is_closed_if_nothing_leads_out_of_it(steps, loops):
    assert [ids(loop) for loop in graph(**steps).find_closed_loops()] == loops


NAMES = ("a", "b", "c", "d")
GRAPHS = st.fixed_dictionaries(
    {
        name: st.lists(st.sampled_from([*NAMES, "solved", "contact"]), min_size=1, max_size=3).map(" ".join)
        for name in NAMES
    }
)


@given(GRAPHS)
def test_either_every_step_can_reach_an_end_or_there_is_a_closed_loop(steps):
    one = graph(**steps)
    stuck = [name for name in NAMES if not one.find_reachable(name) & {"solved", "contact"}]
    loops = one.find_closed_loops()
    assert bool(stuck) == bool(loops)
    for loop in loops:
        assert set(ids(loop)) <= set(stuck)
        assert all(set(step.targets) <= set(ids(loop)) for step in loop)
