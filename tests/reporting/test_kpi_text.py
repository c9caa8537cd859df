"""Key figures in words: each value in its unit, with its interval and its counts."""

import pytest

from helpcentre.language.strings import strings
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.text.kpi import kpi_text, measure_detail, value_text

EN = strings("en")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "share", "–"), (0.5, "share", "50%"), (90, "minutes", "1h30m"), (12.4, "points", "+12"),
        (0.0, "points", "0"), (-12.4, "points", "-12"), (4.26, "grade", "4.3"), (2.04, "per_100", "2.0"),
        (1234.5, "ratio", "1,234.5"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_its_unit(value, unit, text):
    assert value_text(value, unit, "en").replace(" ", "").replace("−", "-") == text


def test_a_figure_that_was_never_measured_says_so_and_one_with_too_little_data_how_many_it_takes():
    assert measure_detail(Measure("self_service", None, 0, 0, "ratio"), EN) == EN["report.kpi.unknown"]
    assert measure_detail(Measure("csat", None, 3, 7, "share", needs=20), EN) == EN.text(
        "report.kpi.needs", needs=20, n=7
    )
    assert measure_detail(Measure("csat", None, 0, 0, "share", needs=20), EN) == EN.text(
        "report.kpi.needs", needs=20, n=0
    )
    assert measure_detail(Measure("self_service", None, 5, 5, "ratio"), EN) == EN.text("report.kpi.needs", needs=1, n=5)


def test_the_detail_of_a_figure_has_its_interval_before_its_counts():
    interval = EN.text("report.kpi.interval", low="40%", high="60%")
    counts = EN.text("report.kpi.of", numerator="1,000", denominator="2,000")
    assert measure_detail(Measure("csat", 0.5, 1000, 2000, "share", 0.4, 0.6, 20), EN) == f"{interval} · {counts}"
    assert measure_detail(Measure("csat", 0.5, 1000, 2000, "share"), EN) == counts


@pytest.mark.parametrize(("unit", "key"), [("grade", "report.answers"), ("points", "report.answers")])
def test_grades_and_points_have_a_number_of_answers_and_no_sum(unit, key):
    assert measure_detail(Measure("nps", 3.0, 99, 33, unit), EN) == EN.plural(key, 33)


def test_answer_times_have_a_number_of_tickets_and_no_sum():
    assert measure_detail(Measure("first_response", 30, 990, 33, "minutes"), EN) == EN.text("report.kpi.tickets", n=33)


def test_key_figures_are_one_line_each_below_a_heading():
    found = [Measure("csat", 0.5, 10, 20, "share"), Measure("nps", None, 0, 3, "points", needs=30)]
    assert kpi_text(found, EN).splitlines() == [
        EN["report.kpi.title"],
        f"  {EN['report.kpi.csat']}: 50% ({measure_detail(found[0], EN)})",
        f"  {EN['report.kpi.nps']}: – ({measure_detail(found[1], EN)})",
    ]
