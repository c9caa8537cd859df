import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.reporting.site_movement import GROUP_RIDGE, SITE_RIDGE, VARIANCE, Cell, SiteMovement, Unit

SIZE = 12


def unit(name, shares, total=100, groups=("en",)):
    """Make an article from its share in each bin (None: no answers)."""
    return Unit(name, groups, tuple(
        Cell(place, share * total, total) for place, share in enumerate(shares) if share is not None
    ))  # fmt: skip


def steady(name, share=0.7, **more):
    return unit(name, [share] * SIZE, **more)


def fallen(name, share=0.8, by=0.2, newest=4, **more):
    return unit(name, [share - by] * newest + [share] * (SIZE - newest), **more)


def test_articles_that_stay_as_they_are_do_not_move_whatever_their_shares():
    site = SiteMovement([steady("a", 0.4), steady("b", 0.9)], SIZE)
    assert site.of("c", ()).share == pytest.approx([0] * SIZE)


def test_a_fall_of_all_articles_is_the_movement_of_the_site():
    site = SiteMovement([fallen(f"article-{number}", 0.5 + number / 40) for number in range(10)], SIZE)
    moved = site.of("another", ()).share
    assert sum(moved[4:]) / 8 - sum(moved[:4]) / 4 == pytest.approx(0.2, abs=0.02)


def test_articles_without_answers_in_some_bins_move_with_the_others():
    gaps = [None if number % 3 else 0.6 for number in range(SIZE)]
    site = SiteMovement([*(fallen(f"article-{number}") for number in range(10)), unit("rare", gaps)], SIZE)
    moved = site.of("another", ()).share
    assert moved[6] - moved[1] == pytest.approx(0.2, abs=0.03)


def test_an_articles_own_fall_does_not_explain_itself():
    site = SiteMovement([fallen("mine", total=1000), *(steady(f"other-{number}") for number in range(5))], SIZE)
    mine, another = site.of("mine", ()).share, site.of("another", ()).share
    assert mine == pytest.approx([0] * SIZE, abs=0.02)
    assert another[8] - another[1] > 0.05


def test_few_votes_move_a_site_hardly_at_all():
    site = SiteMovement([fallen("a", total=4)], SIZE)
    moved = site.of("another", ()).share
    assert 0 < moved[8] - moved[1] < 0.2 * 4 / (4 + SITE_RIDGE) + 0.01


def test_a_topic_that_fell_alone_explains_its_articles_and_no_others():
    others = [steady(f"other-{number}", groups=("en", "sizes")) for number in range(8)]
    site = SiteMovement([*others, *(fallen(f"pay-{number}", groups=("en", "payments")) for number in range(4))], SIZE)
    inside, outside = site.of("new", ("en", "payments")).share, site.of("new", ("en", "sizes")).share
    assert inside[8] - inside[1] > 0.12
    assert abs(outside[8] - outside[1]) < 0.08


def test_a_group_that_nobody_knows_moves_with_the_site():
    site = SiteMovement([fallen(f"article-{number}") for number in range(6)], SIZE)
    assert site.of("new", ("nowhere",)) == site.of("new", ())


def test_the_topic_of_the_only_article_is_not_explained_by_it():
    others = [steady(f"other-{number}", groups=("en", "sizes")) for number in range(8)]
    site = SiteMovement([*others, fallen("mine", groups=("en", "payments"))], SIZE)
    assert site.of("mine", ("en", "payments")).share == pytest.approx([0] * SIZE, abs=0.02)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_variance_of_a_movement_falls_with_the_votes_it_is_made_from(mine, others):
    site = SiteMovement(
        [steady("mine", total=mine), steady("other", total=others)] if mine else [steady("other", total=others)], SIZE
    )
    assert site.of("mine", ()).variance == pytest.approx([VARIANCE / (others + SITE_RIDGE)] * SIZE)


def test_without_articles_nothing_moves():
    site = SiteMovement([], SIZE)
    assert site.of("a", ("en",)).share == [0] * SIZE
    assert site.of("a", ("en",)).variance == [VARIANCE / SITE_RIDGE] * SIZE


def test_a_group_is_drawn_to_the_site_more_than_the_site_to_nothing():
    assert GROUP_RIDGE > SITE_RIDGE
