"""The edits, closures and notices on an article's chart."""

from datetime import timedelta

from tests.reporting.reports import TODAY, ago, article, time_of

from helpcentre.contract.manifest import SiteEvent
from helpcentre.reporting.annotations import annotate
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.report_model import EditEffect
from helpcentre.reporting.statistics.step_model import Estimate

SINCE = ago(363)


def event(kind="notice", name="strike", first=20, last=15, **more):
    return SiteEvent(kind=kind, name=name, first=ago(first), last=ago(last), **more)


def edit(days):
    return EditEffect(
        "better", Answers(40, 47), Answers(18, 5), time_of(days), "b" * 16, Estimate(0.3, 0.1), TODAY, TODAY, 30
    )


def drawn(*events, edits=(), about=None):
    return annotate(edits, events, about or article("pay", topics=("payments",)), SINCE, TODAY)


def test_annotations_are_numbered_by_day_and_keep_their_words():
    found = drawn(event(words={"it": "sciopero"}), event("closure", "august", 100, 90), edits=[edit(200), edit(17)])
    assert [(one.number, one.kind) for one in found] == [(1, "edit"), (2, "closure"), (3, "notice"), (4, "edit")]
    assert found[2].words == {"it": "sciopero"}
    assert found[3].verdict == edit(17)
    assert (found[1].first, found[1].last) == (ago(100), ago(90))


def test_a_notice_of_other_topics_is_not_on_the_chart():
    assert drawn(event(topics=("delivery",))) == ()
    assert len(drawn(event(topics=("delivery", "payments")))) == 1
    assert len(drawn(event())) == 1


def test_a_closure_is_on_the_charts_of_the_languages_it_leaves_alone():
    closed = event("closure", "august", languages=("it", "en"))
    assert len(drawn(closed, about=article("pay", "it"))) == 1
    assert drawn(closed, about=article("pay", "et")) == ()


def test_events_outside_the_year_are_left_out_and_those_that_overlap_it_are_not():
    assert drawn(event(first=380, last=364)) == ()
    assert len(drawn(event(first=380, last=363))) == 1
    assert drawn(event(first=-1, last=-5)) == ()
    assert drawn(edits=[edit(364)]) == ()


def test_on_one_day_the_edit_comes_first():
    found = drawn(event(first=17, last=17), edits=[edit(17)])
    assert [one.kind for one in found] == ["edit", "notice"]
    assert found[0].last - found[0].first == timedelta(0)
