"""Charts as SVG: right to the pixel, text escaped, and named if their figures are not printed next to them."""

import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from helpcentre.collector.pages import charts

GOLDEN = Path(__file__).with_name("golden") / "charts.txt"
HOSTILE = '<b title="x">&\'"'


def numbers(figure, name):
    return [float(value) for value in re.findall(rf'\b{name}="(-?[\d.]+)"', figure)]


def test_a_drawing_without_a_summary_is_hidden_and_one_with_it_has_a_name():
    assert charts.svg(10, 5, Markup("<g/>"), "x") == (
        '<svg class="chart x" viewBox="0 0 10 5" width="10" height="5" preserveAspectRatio="xMinYMid" '
        'aria-hidden="true"><g/></svg>'
    )
    named = charts.svg(10, 5, Markup(), "x", HOSTILE)
    assert 'role="img" tabindex="0" aria-label="&lt;b title=&#34;x&#34;&gt;&amp;&#39;&#34;"' in named
    assert "aria-hidden" not in named


def test_text_in_a_drawing_is_escaped():
    assert "<b" not in charts.area(0, 0, 1, 1, HOSTILE).replace("<rect", "").replace("<title", "")
    assert "<b" not in charts.svg(1, 1, HOSTILE, "x")
    assert "<b" not in charts.sparkline([1, 2], [HOSTILE, HOSTILE], HOSTILE)
    assert "<b" not in charts.interval(0, 1, 0.5, 0.7, HOSTILE)


@pytest.mark.parametrize("values", [[], [None], [0.5], [None, 0.5, None], [None, None]])
def test_fewer_than_two_values_are_not_drawn(values):
    assert charts.sparkline(values) == ""


def test_a_line_runs_from_the_left_to_the_right_between_its_lowest_and_highest_value():
    figure = charts.sparkline([0.2, 0.6, 0.4])
    assert re.findall(r'points="([^"]*)"', figure) == ["4.0,31.0 66.0,5.0 128.0,18.0"]
    assert (numbers(figure, "cx"), numbers(figure, "cy")) == ([128.0], [18.0])


def test_a_gap_in_the_values_is_a_gap_in_the_line_and_the_dot_is_at_the_last_value():
    figure = charts.sparkline([0.5, None, 0.5, None])
    assert figure.count("<polyline") == 2
    assert numbers(figure, "cx")[-1] == pytest.approx(86.7, abs=0.1)


def test_values_that_are_all_alike_are_a_flat_line():
    assert re.findall(r'points="([^"]*)"', charts.sparkline([3, 3])) == ["4.0,31.0 128.0,31.0"]


def test_each_known_value_has_an_area_with_its_text():
    figure = charts.sparkline([1, None, 2], ["first", "nothing", "last"], "all")
    assert re.findall(r"<title>([^<]*)</title>", figure) == ["first", "last"]
    assert numbers(figure, "x") == [-27.0, 97.0]
    assert set(numbers(figure.partition("area")[2], "width")) == {62.0}


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=20))
def test_no_line_leaves_its_frame_and_every_chart_is_well_formed(values):
    figure = charts.sparkline(values, ["x"] * len(values))
    if figure:
        ET.fromstring(figure)
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", " ".join(re.findall(r'points="([^"]*)"', figure))):
            assert 0 <= float(x) <= charts.SPARK_WIDTH
            assert 0 <= float(y) <= charts.SPARK_HEIGHT


def test_an_interval_shows_its_ends_its_share_and_the_target():
    figure = charts.interval(0.25, 0.75, 0.5, 0.7)
    assert 'class="span" x="30.0" y="4" width="60.0"' in figure
    assert 'class="target" x1="84.0" x2="84.0"' in figure
    assert 'class="dot" cx="60.0"' in figure
    assert "<title>" not in figure


def test_an_interval_without_a_share_has_no_dot_and_a_narrow_one_can_still_be_seen():
    figure = charts.interval(0.5, 0.5, None, 0.7, width=100)
    assert 'class="span" x="50.0" y="4" width="2.0"' in figure
    assert "circle" not in figure


def test_the_text_of_an_interval_covers_all_of_it():
    figure = charts.interval(0.2, 0.4, 0.3, 0.7, "30% (20%–40%)")
    assert (
        '<rect class="area" x="0.0" y="0.0" width="120.0" height="16.0"><title>30% (20%–40%)</title></rect>' in figure
    )


@pytest.mark.parametrize(("part", "width"), [(1, "160.0"), (0.5, "80.0"), (0, "1.0"), (0.001, "1.0")])
def test_a_bar_is_filled_in_part_and_never_empty(part, width):
    assert f'class="fill" x="0" y="2" width="{width}"' in charts.bar(part)


@pytest.mark.parametrize("name", charts.SWATCHES)
def test_every_sample_of_a_legend_is_well_formed(name):
    drawing = ET.fromstring(charts.swatch(name))
    assert drawing.get("class") == "chart swatch"
    assert name in drawing[0].get("class")


def test_points_are_split_at_their_gaps():
    one, two, three = (0, 0), (1, 1), (2, 2)
    assert charts.split_at_gaps([None, one, two, None, None, three, None]) == [[one, two], [three]]
    assert charts.split_at_gaps([]) == []


def test_small_charts_are_drawn_as_they_were():
    """Compare one of each small chart with its drawing; UPDATE_GOLDEN=1 writes them again, to be looked at."""
    drawings = {
        "line": charts.sparkline([0.2, 0.6, None, 0.4, 0.5], ["a", "b", "c", "d", "e"], "a line"),
        "interval": charts.interval(0.2, 0.45, 0.3, 0.7, "30%"),
        "bar": charts.bar(0.25),
        **{name: charts.swatch(name) for name in charts.SWATCHES},
    }
    text = "".join(f"{name}\n{str(drawing).replace('><', f'>{chr(10)}<')}\n" for name, drawing in drawings.items())
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
