"""The key figures in words: value, interval and counts; a dash if there is too little data."""

from collections.abc import Sequence

from helpcentre.language.strings import Strings
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.text import formats
from helpcentre.support.field_types import format_duration


def value_text(value: float | None, unit: str, language: str) -> str:
    """Return a value in its unit: a percentage, points, a grade; a dash for None."""
    if value is None:
        return formats.DASH
    if unit == "share":
        return formats.percent(value, language)
    if unit == "minutes":
        return format_duration(value)
    if unit == "points":
        return ("+" if value > 0 else "") + formats.number(value, language)
    return formats.number(value, language, 1)


def measure_value(measure: Measure, words: Strings) -> str:
    """Return the value of a key figure."""
    return value_text(measure.value, measure.unit, words.language)


def measure_detail(measure: Measure, words: Strings) -> str:
    """Return the interval and the counts of a key figure, or why there is none."""
    language = words.language
    if measure.value is None:
        if not measure.denominator and measure.needs == 1:
            return words["report.kpi.unknown"]
        return words.text("report.kpi.needs", needs=measure.needs, n=measure.n)
    parts = []
    if measure.low is not None:
        low, high = (value_text(bound, measure.unit, language) for bound in (measure.low, measure.high))
        parts.append(words.text("report.kpi.interval", low=low, high=high))
    if measure.unit == "minutes":  # the sum of all waiting times means nothing
        return " · ".join([*parts, words.text("report.kpi.tickets", n=measure.n)])
    if measure.unit in ("grade", "points"):  # nor does the sum of all grades
        return " · ".join([*parts, words.plural("report.answers", measure.n)])
    counts = (formats.number(measure.numerator, language), formats.number(measure.denominator, language))
    parts.append(words.text("report.kpi.of", numerator=counts[0], denominator=counts[1]))
    return " · ".join(parts)


def kpi_text(found: Sequence[Measure], words: Strings) -> str:
    """Return the key figures as text, one line each."""
    return "\n".join([words["report.kpi.title"], *kpi_lines(found, words)]) + "\n"


def kpi_lines(found: Sequence[Measure], words: Strings) -> list[str]:
    """Return a line for each key figure."""
    return [
        f"  {words[f'report.kpi.{one.name}']}: {measure_value(one, words)} ({measure_detail(one, words)})"
        for one in found
    ]
