"""The articles that the movement of a site is estimated from, and those asked how much an article wanders."""

import pytest
from tests.reporting.reports import NEW, OLD, TODAY, article, rows, time_of, votes, weekly_votes

from helpcentre.reporting import record_index
from helpcentre.reporting.record_index import RecordIndex
from helpcentre.reporting.records import Version


def index_of(*parts, **more):
    return RecordIndex(rows(*parts, **more), TODAY, 30)


def edited(days):
    """Return the index of an article with 21 weeks of answers that was edited so many days ago."""
    seen = (Version("pay", "en", OLD, time_of(300), ""), Version("pay", "en", NEW, time_of(days), ""))
    answers = (weekly_votes("pay", 4, 1, 140, 1), votes("pay", 2, 0, days=1, version=NEW))
    return index_of(*answers, articles=(article("pay", version=NEW),), versions=seen)


def begin_of_weeks(index):
    """Return how many days ago the oldest bin of a week begins."""
    return TODAY.toordinal() - index.bins.days[index.bins.weeks - 1][0]


def test_an_article_edited_in_the_weeks_compared_is_left_out():
    compared = begin_of_weeks(index_of())

    assert [unit.article for unit in edited(compared).movement.units] == ["pay"]
    assert edited(compared - 1).movement.units == ()


def test_an_article_that_began_in_these_weeks_without_an_edit_counts():
    seen = (Version("pay", "en", OLD, time_of(20), ""),)

    assert len(index_of(weekly_votes("pay", 4, 1, 14), versions=seen).movement.units) == 1


def test_the_groups_of_an_article_are_its_language_and_its_topics():
    index = index_of(votes("pay", 3, 1), articles=(article("pay", topics=("orders", "payments")),))

    assert [unit.groups for unit in index.movement.units] == [("en", "orders", "payments")]


def test_an_article_that_is_gone_has_the_group_of_its_language():
    assert [unit.groups for unit in index_of(votes("pay", 3, 1), articles=()).movement.units] == [("en",)]


def test_a_cell_has_the_answers_of_its_bin_and_bins_without_answers_have_none():
    [unit] = index_of(votes("pay", 3, 1, days=8), votes("pay", 2, 0, days=1)).movement.units

    assert [(cell.yes, cell.total) for cell in unit.cells] == [(2, 2), (3, 4)]
    assert [cell.place for cell in unit.cells] == [0, 1]


@pytest.fixture
def asked(monkeypatch):
    """Return the observations from which the share of wandering articles is estimated."""
    given = []
    monkeypatch.setattr(record_index, "estimate_wandering", lambda articles, usual: given.extend(articles) or 0.0)
    return given


def test_the_articles_with_most_answers_are_asked_whether_they_wander(asked, monkeypatch):
    monkeypatch.setattr(record_index, "WANDERERS_ASKED", 2)
    index = index_of(votes("few", 1, 1), votes("most", 30, 10), votes("many", 10, 5))

    assert index.wandering == 0.0
    assert [[one.total for one in observations] for observations in asked] == [[40], [15]]


def test_an_observation_is_at_the_middle_of_its_bin_in_weeks_oldest_first(asked):
    index = index_of(votes("pay", 3, 1, days=8), votes("pay", 1, 1, days=1))
    assert index.wandering == 0.0
    [observations] = asked

    middles = [sum(index.bins.days[place]) / 14 for place in (1, 0)]
    assert [one.week for one in observations] == pytest.approx(middles)
    assert observations[1].week - observations[0].week == pytest.approx(1)
    assert [one.total for one in observations] == [4, 2]


def test_the_movement_of_the_site_is_taken_off_an_observation(asked):
    falling = [weekly_votes(f"a{number}", 9, 1, 140, 30) for number in range(9)]
    falling += [weekly_votes(f"a{number}", 5, 5, 23) for number in range(9)]
    index = index_of(*falling)
    assert index.wandering == 0.0

    moved = index.movement.of("a0", ("en", "orders")).share
    newest = asked[0][-1]
    assert moved[0] < -0.1
    assert newest.share == pytest.approx(0.5 - moved[0])


@pytest.mark.parametrize(("yes", "no", "usual"), [(0, 0, 0.75), (5, 3, 8 / 12), (0, 8, 3 / 12)])
def test_the_usual_share_of_a_site_begins_at_three_of_four(yes, no, usual):
    assert index_of(votes("pay", yes, no)).usual == pytest.approx(usual)


@pytest.mark.parametrize(("name", "counts"), [("pay", True), ("other", False)])
def test_an_edit_in_another_language_of_the_same_article_makes_its_effect_more_certain(name, counts):
    def effect(*more, versions=(), articles=()):
        return index_of(
            *edit_of("pay", "en"), *more,
            versions=(*seen("pay", "en"), *versions), articles=(article("pay", version=NEW), *articles),
        ).last_edit(("pay", "en")).effect  # fmt: skip

    def edit_of(one, language):
        old = weekly_votes(one, 3, 3, 290, 63, language=language)
        return old, weekly_votes(one, 5, 1, 56, language=language, version=NEW)

    def seen(one, language):
        return tuple(Version(one, language, text, time_of(days), "") for text, days in ((OLD, 300), (NEW, 60)))

    alone = effect()
    both = effect(
        *edit_of(name, "it"), versions=seen(name, "it"), articles=(article(name, "it", version=NEW),)
    )  # fmt: skip

    assert (both.deviation < 0.9 * alone.deviation) == counts
