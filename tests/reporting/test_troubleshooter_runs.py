"""The runs of a troubleshooter by step: what solved the problem, where readers gave up, and the step that is weak."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.reports import NEW, OLD, TODAY, ago, article, rows, votes

from helpcentre.language.strings import strings
from helpcentre.reporting.records import RunCount
from helpcentre.reporting.report import make_report
from helpcentre.reporting.report_model import StepRuns
from helpcentre.reporting.statistics.intervals import wilson
from helpcentre.reporting.text.json_values import row_json
from helpcentre.reporting.text.plain_text import list_facts
from helpcentre.reporting.troubleshooter_runs import sum_runs

HEADINGS = (("start", "What do you see?"), ("bulb", "The bulb"), ("power", "The power"), ("dimmer", "The dimmer"))


def count(mark, step, n, days=3, name="lamp", language="en", version=OLD):
    return RunCount(ago(days).toordinal(), name, language, version, mark, step, n)


def runs_of(*ways, **more):
    """Return the counts of runs, each as its steps and its end."""
    return [
        count(mark, step, 1, **more)
        for steps, end in ways
        for mark, step in (
            ("entered", ""), *(("reached", step) for step in steps.split()), (end, steps.split()[-1]),
        )
    ]  # fmt: skip


def test_runs_are_summed_by_step_and_by_how_they_ended():
    found = sum_runs(
        runs_of(
            ("start bulb", "solved"), ("start bulb power", "contacted"), ("start bulb", "open"), ("bulb", "solved")
        ),
        HEADINGS,
    )
    assert (found.entered, found.solved, found.contacted, found.stopped) == (4, 2, 1, 1)
    assert found.steps == (
        StepRuns("start", "What do you see?", 3, 0, 0, 0),
        StepRuns("bulb", "The bulb", 4, 2, 0, 1),
        StepRuns("power", "The power", 1, 0, 1, 0),
    )


def test_steps_are_in_the_order_of_the_page_and_those_it_no_longer_has_come_last_under_their_id():
    found = sum_runs(runs_of(("zoom power start old", "solved")), HEADINGS)
    assert [(step.step, step.question) for step in found.steps] == [
        ("start", "What do you see?"), ("power", "The power"), ("old", "old"), ("zoom", "zoom"),
    ]  # fmt: skip


@pytest.mark.parametrize("counts", [[], [count("entered", "", 0)], [count("reached", "bulb", 1)]])
def test_without_runs_there_is_nothing_to_show(counts):
    assert sum_runs(counts, HEADINGS) is None


def planted(seed, bad="power"):
    """Return the counts of 200 readers of a text with one bad step, at which six in ten give up instead of one."""
    draw = random.Random(seed)
    ways = []
    for _ in range(200):
        steps = ["start"]
        for step in draw.choice((("bulb", "power"), ("dimmer", "power"), ("bulb", "dimmer"))):
            steps.append(step)
            if draw.random() < (0.6 if step == bad else 0.1):
                ways.append((" ".join(steps), "open"))
                break
            if draw.random() < 0.4:
                ways.append((" ".join(steps), "solved"))
                break
        else:
            ways.append((" ".join(steps), "contacted"))
    return runs_of(*ways)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("bad", ["bulb", "power", "dimmer"])
def test_the_one_bad_step_of_a_planted_text_is_found_from_its_counts(seed, bad):
    found = sum_runs(planted(seed, bad), HEADINGS)
    assert [step.step for step in found.steps if step.is_weak] == [bad]


def test_few_readers_make_no_step_weak():
    found = sum_runs(runs_of(("start bulb", "open"), ("start power", "solved"), ("start power", "solved")), HEADINGS)
    assert not any(step.is_weak for step in found.steps)


def test_the_first_step_is_compared_with_no_other():
    alike = [("start bulb", "open")] * 8 + [("start power", "open")] * 8 + [("start", "solved")] * 500
    assert not any(step.is_weak for step in sum_runs(runs_of(*alike), HEADINGS).steps)
    returned = [("bulb start", "open")] * 50 + [("start power", "solved")] * 50
    assert not sum_runs(runs_of(*returned), HEADINGS).steps[0].is_weak


def test_the_only_other_step_is_never_weak():
    found = sum_runs(runs_of(*[("start bulb", "open")] * 50), HEADINGS)
    assert not any(step.is_weak for step in found.steps)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60), st.integers(0, 60))
def test_a_step_is_weak_if_the_interval_of_its_share_is_above_that_of_the_share_elsewhere(
    reached, stopped, other, elsewhere
):
    stopped, elsewhere = min(stopped, reached), min(elsewhere, other)
    counts = [
        count("entered", "", reached + other), count("reached", "start", reached + other),
        count("reached", "bulb", reached), count("open", "bulb", stopped),
        count("reached", "power", other), count("open", "power", elsewhere),
    ]  # fmt: skip
    bulb = sum_runs(counts, HEADINGS).steps[1]
    assert bulb.is_weak == (wilson(stopped, reached).low > wilson(elsewhere, other).high)


def report(*counts, language="en"):
    made = rows(votes("lamp", 3, 1), articles=(article("lamp", headings=HEADINGS), article("other")), runs=counts)
    return make_report(made, TODAY, language=language)


def test_a_row_has_the_runs_of_the_window_of_its_language_and_of_every_text():
    inside = runs_of(("start bulb", "solved"), days=29) + runs_of(("start bulb", "open"), days=0, version=NEW)
    outside = runs_of(("start bulb", "open"), days=30) + runs_of(("start bulb", "open"), language="it")
    found = report(*inside, *outside).row("lamp", "en").runs
    assert (found.entered, found.solved, found.stopped) == (2, 1, 1)
    assert report().row("lamp", "en").runs is None


def test_an_article_with_runs_and_no_vote_has_a_row():
    found = report(*runs_of(("start bulb", "solved"), name="other"))
    assert found.row("other", "en").runs.entered == 1
    assert report().row("other", "en") is None


def test_the_json_of_a_row_has_its_runs_or_null():
    plain = row_json(report(*planted(1)).row("lamp", "en"))["troubleshooter"]
    assert plain["entered"] == 200 == plain["solved"] + plain["contacted"] + plain["stopped"]
    assert [step["id"] for step in plain["steps"]] == [name for name, _ in HEADINGS]
    assert [step["id"] for step in plain["steps"] if step["weak"]] == ["power"]
    assert set(plain["steps"][0]) == {"id", "question", "reached", "solved", "contacted", "stopped", "weak"}
    assert row_json(report().row("lamp", "en"))["troubleshooter"] is None


def test_the_text_of_a_row_says_how_runs_ended_and_names_the_weak_step():
    facts = list_facts(report(*planted(1)).row("lamp", "en"), strings("en"))
    assert any(line.startswith("Troubleshooter: Began: 200 · solved: ") for line in facts)
    assert "More readers give up here than at the other steps: The power" in facts
    assert not any("Troubleshooter" in line for line in list_facts(report().row("lamp", "en"), strings("en")))
