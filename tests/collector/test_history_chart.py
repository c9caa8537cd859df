"""The chart of an article's year: everything in its frame, every value under the pointer and in one sentence."""

import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpcentre.collector.pages import history_chart
from helpcentre.collector.pages.history_chart import (
    describe_week,
    draw_history,
    format_days,
    label_annotation,
    overlaps,
    summarise,
)
from helpcentre.language.strings import strings
from helpcentre.reporting.annotations import Annotation
from helpcentre.reporting.article_history import AnswerWeek, count_weeks
from tests.reporting.reports import votes

EN = strings("en")
TODAY = date(2026, 11, 22)
GOLDEN = Path(__file__).with_name("golden") / "history-chart.svg"
SCRIPT = "<script>alert(1)</script>"


def drawn(*marks):
    return draw_history(count_weeks(votes("pay", 9, 4), TODAY), 0.7, marks, EN)


def test_a_chart_stays_in_its_frame():
    first, last = date(2025, 11, 24), date(2026, 11, 22)
    figure = drawn(Annotation(1, "closure", first - timedelta(9), first), Annotation(2, "edit", last, last))
    numbers = [float(value) for value in re.findall(r' x="([\d.-]+)"', figure)]
    assert min(numbers) >= 0
    assert max(numbers) <= history_chart.WIDTH


def test_a_chart_names_its_heights_at_both_ends_since_a_phone_shows_one_of_them():
    figure = drawn()
    for height in ("0%", "50%", "100%"):
        places = [float(x) for x in re.findall(rf'class="axis" x="([\d.]+)"[^>]*>{height}<', figure)]
        assert len(places) == 2, height
        assert min(places) < history_chart.LEFT < history_chart.WIDTH - history_chart.RIGHT < max(places)


def test_each_mark_has_a_flag_with_its_number_and_a_closure_is_shaded():
    day = date(2026, 8, 10)
    figure = drawn(
        Annotation(1, "closure", day, day + timedelta(11)),
        Annotation(2, "notice", day, day),
        Annotation(3, "edit", day, day),
    )
    assert re.findall(r'text-anchor="middle">(\d)<', figure) == ["1", "2", "3"]
    assert figure.count('class="closed"') == 1
    assert figure.count('class="mark"') == 2


def test_flags_of_neighbouring_days_do_not_cover_one_another():
    days = (date(2026, 8, 10), date(2026, 8, 12))
    figure = drawn(*(Annotation(number, "edit", day, day) for number, day in enumerate(days, 1)))
    heights = re.findall(r'class="flag" x="[\d.]+" y="([\d.]+)"', figure)
    assert len(set(heights)) == 2


def test_the_chart_is_drawn_as_it_was():
    """Compare a chart that has everything with its drawing; UPDATE_GOLDEN=1 writes it again, to be looked at."""
    weeks = [
        week(date(2025, 12, 1) + timedelta(days=7 * number), yes=number % 7, no=number % 4,
             share=None if number in (3, 4) else 0.3 + number / 50, low=0.2 + number / 60, high=0.4 + number / 45)
        for number in range(16)
    ]  # fmt: skip
    annotations = [
        Annotation(1, "edit", date(2025, 12, 10), date(2025, 12, 10)),
        Annotation(2, "closure", date(2025, 12, 12), date(2025, 12, 14), {"en": "stock-taking"}),
        Annotation(3, "notice", date(2026, 1, 20), date(2026, 2, 2), {"en": "late parcels"}),
        Annotation(4, "closure", date(2026, 3, 20), date(2026, 4, 2)),
    ]
    drawing = str(draw_history(weeks, 0.7, annotations, EN)).replace("><", ">\n<") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(drawing, encoding="utf-8")
    assert drawing == GOLDEN.read_text(encoding="utf-8")


def week(start=date(2026, 11, 16), yes=4, no=2, share=0.67, low=0.55, high=0.77):
    return AnswerWeek(start, yes, no, share, low, high)


def test_every_week_has_an_area_that_says_its_values():
    titles = re.findall(r"<title>([^<]*)</title>", drawn())
    assert len(titles) == 52
    assert titles[0].endswith("Yes: 0 · No: 0")
    assert re.fullmatch(r"16 November 2026 · Yes: \d+ · No: \d+ · \d+% \(\d+%–\d+%\)", titles[-1])


def test_a_week_is_described_with_its_share_only_if_there_are_enough_answers():
    assert describe_week(week(), EN) == "16 November 2026 · Yes: 4 · No: 2 · 67% (55%–77%)"
    assert describe_week(week(share=None), EN) == "16 November 2026 · Yes: 4 · No: 2"
    assert describe_week(week(), strings("et")).startswith("16. november 2026 · Jah: 4 · Ei: 2")


def test_the_summary_names_the_latest_the_lowest_and_the_highest_share():
    weeks = [
        week(TODAY - timedelta(days=7 * back), share=share) for back, share in ((3, 0.5), (2, 0.9), (1, None), (0, 0.7))
    ]
    assert summarise(weeks, EN) == (
        "Share of Yes over four weeks: 70% now, lowest 50% (1 November), highest 90% (8 November)"
    )


def test_a_year_without_enough_answers_has_a_name_and_no_values():
    empty = [week(share=None)] * 3
    assert summarise(empty, EN) == "Share of Yes over four weeks"
    assert "<polyline" not in draw_history(empty, 0.7, (), EN)
    assert '<g class="values"></g>' in draw_history(empty, 0.7, (), EN)


def test_the_focus_shows_each_of_the_three_values_once():
    weeks = [week(TODAY - timedelta(days=7 * back), share=share) for back, share in ((2, 0.9), (1, 0.5), (0, 0.5))]
    shown = re.findall(r'class="share"[^>]*>([^<]*)<', draw_history(weeks, 0.7, (), EN))
    assert shown == ["50%", "90%", "50%"]
    single = draw_history([week(share=0.5)], 0.7, (), EN)
    assert re.findall(r'class="share"[^>]*>([^<]*)<', single) == ["50%"]


def test_a_gap_in_the_shares_is_a_gap_in_the_line_and_in_the_band():
    weeks = [week(TODAY - timedelta(days=7 * back), share=None if back == 2 else 0.5) for back in range(4, -1, -1)]
    figure = draw_history(weeks, 0.7, (), EN)
    assert figure.count("<polyline") == 2
    assert figure.count("<polygon") == 2


def test_bars_are_as_high_as_their_part_of_the_fullest_week():
    weeks = [week(TODAY - timedelta(days=7), yes=6, no=2), week(TODAY, yes=0, no=4)]
    figure = draw_history(weeks, 0.7, (), EN)
    heights = dict.fromkeys(("yes", "no"))
    for kind in heights:
        heights[kind] = [float(h) for h in re.findall(rf'class="{kind}"[^>]*height="([\d.]+)"', figure)]
    assert heights == {"yes": [42.0], "no": [14.0, 28.0]}
    assert re.findall(r'class="axis"[^>]*>(\d+)</text>', figure) == ["8", "8"]


def test_a_site_without_any_answer_draws_no_bars_and_divides_by_nothing():
    figure = draw_history([week(yes=0, no=0, share=None)], 0.7, (), EN)
    assert 'class="yes"' not in figure
    assert 'class="no"' not in figure


def test_the_months_are_in_the_language_of_the_page_and_january_has_its_year():
    named = re.findall(r'class="axis" x="[\d.]+" y="\d+">([^<]+)<', draw_history(
        count_weeks(votes("pay", 9, 4), TODAY), 0.7, (), strings("it")
    ))  # fmt: skip
    assert [name for name in named if not name.endswith("%") and not name.isdigit()] == [
        "gen 2026", "mar", "mag", "lug", "set", "nov",
    ]  # fmt: skip


def test_words_of_an_annotation_are_those_of_the_page_else_english_else_any():
    closure = Annotation(1, "closure", TODAY, TODAY, {"et": "puhkus", "en": "break"})
    assert label_annotation(closure, strings("et")) == "Suletud: puhkus"
    assert label_annotation(closure, strings("it")).endswith(": break")
    assert label_annotation(Annotation(1, "notice", TODAY, TODAY, {"de": "Pause"}), EN) == "Notice: Pause"
    assert label_annotation(Annotation(1, "edit", TODAY, TODAY), EN) == "Edit"


def test_words_of_an_annotation_are_text_in_the_drawing():
    figure = drawn(Annotation(1, "closure", TODAY, TODAY, {"en": SCRIPT}))
    assert "<script" not in figure
    assert "Closed: &lt;script&gt;alert(1)&lt;/script&gt; · 22 November" in figure


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [(-1, -1, False), (-9, 0, True), (0, 0, True), (6, 6, True), (6, 20, True), (7, 20, False), (-9, 30, True)],
)
def test_an_annotation_overlaps_the_seven_days_of_a_week(first, last, inside):
    monday = date(2026, 11, 16)
    one = Annotation(1, "notice", monday + timedelta(days=first), monday + timedelta(days=last))
    assert overlaps(one, week(monday)) is inside


def test_one_day_is_written_once_and_several_with_both_ends():
    assert format_days(Annotation(1, "edit", TODAY, TODAY), EN) == "22 November"
    assert format_days(Annotation(1, "closure", TODAY, TODAY + timedelta(9)), EN) == "22 November – 1 December"
    assert format_days(Annotation(1, "closure", TODAY, TODAY - timedelta(9)), EN) == "22 November"


def test_a_closure_of_one_day_can_still_be_seen_and_one_outside_is_at_the_edge():
    day = date(2026, 8, 10)
    shades = re.findall(r'class="closed" x="([\d.]+)" y="\d+" width="([\d.]+)"', drawn(
        Annotation(1, "closure", day, day), Annotation(2, "closure", date(2020, 1, 1), date(2020, 2, 1)),
    ))  # fmt: skip
    assert [float(width) >= history_chart.NARROWEST for _, width in shades] == [True, True]
    assert float(shades[1][0]) == history_chart.LEFT


def test_the_chart_has_the_summary_as_its_name_and_can_be_focused():
    figure = drawn()
    assert 'role="img" tabindex="0"' in figure
    assert f'aria-label="{summarise(count_weeks(votes("pay", 9, 4), TODAY), EN)}"' in figure
    assert "aria-hidden" not in figure
