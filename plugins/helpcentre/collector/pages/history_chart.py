"""The year of an article as a chart: the share with its 90 % band above, answers a week below, marks across."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from helpcentre.collector.pages.charts import line, runs, svg
from helpcentre.language.dates import date_locale, short_day
from helpcentre.language.strings import Strings
from helpcentre.reporting.annotations import Annotation
from helpcentre.reporting.article_history import AnswerWeek

WIDTH, TOP, PLOT, GAP, BARS, LEFT, RIGHT = 760, 34, 150, 16, 56, 44, 40
FLOOR = TOP + PLOT + GAP + BARS
FLAG = 10  # half the width of a flag with a number
NARROWEST = 3.0  # a closure of one day is still seen


def chart(weeks: Sequence[AnswerWeek], target: float, marks: Sequence[Annotation], words: Strings) -> Markup:
    """Return the drawing; its figures belong in a table beside it."""
    step = (WIDTH - LEFT - RIGHT) / len(weeks)
    first, days = weeks[0].start, 7 * len(weeks)
    placed = [
        (mark, _place(mark.first, first, days), _place(mark.last + timedelta(days=1), first, days)) for mark in marks
    ]
    points = [
        (LEFT + (place + 0.5) * step, _y(week.share)) if week.share is not None else None
        for place, week in enumerate(weeks)
    ]
    inner = [_shade(start, end) for mark, start, end in placed if mark.kind == "closure"]
    inner += [_grid(target), _months(first, days, words), _band(weeks, step), _bars(weeks, step)]
    inner += [line(run) for run in runs(points)]
    inner += _flags(placed)
    return svg(WIDTH, FLOOR + 22, "".join(inner), "history")


def label(mark: Annotation, words: Strings) -> str:
    """Return what a mark is, in the page's language where its words know it: `Closed: summer break`."""
    kind = words[f"report.mark.{mark.kind}"]
    said = mark.words.get(words.language) or mark.words.get("en") or next(iter(mark.words.values()), "")
    return f"{kind}: {said}" if said else kind


def touches(mark: Annotation, week: AnswerWeek) -> bool:
    """Tell whether a mark falls into a week."""
    return mark.first < week.start + timedelta(days=7) and mark.last >= week.start


def days(mark: Annotation, words: Strings) -> str:
    """Return the day or the days of a mark."""
    first = short_day(mark.first, words.language)
    return first if mark.last <= mark.first else f"{first} – {short_day(mark.last, words.language)}"


def _place(day: date, first: date, days: int) -> float:
    return min(1.0, max(0.0, (day - first).days / days))


def _x(place: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * place


def _y(share: float) -> float:
    return TOP + PLOT * (1 - share)


def _grid(target: float) -> str:
    lines = []
    for tenth in (0, 5, 10):
        y = _y(tenth / 10)
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(_axis(y + 4, f"{tenth * 10}%"))
    y = _y(target)
    lines.append(f'<line class="target" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
    return "".join(lines)


def _axis(y: float, text: str) -> str:
    """Write a figure at both ends: a phone shows one of them."""
    left, right = f'x="{LEFT - 8}" y="{y:.1f}" text-anchor="end"', f'x="{WIDTH - RIGHT + 8}" y="{y:.1f}"'
    return f'<text class="axis" {left}>{text}</text><text class="axis" {right}>{text}</text>'


def _months(first: date, days: int, words: Strings) -> str:
    """Name every second month; January with its year."""
    from babel.dates import format_date

    drawn, day = [], date(first.year, first.month, 1)
    while (day - first).days < days - 20:
        if day >= first and day.month % 2 == 1:
            name = format_date(day, "LLL yyyy" if day.month == 1 else "LLL", locale=date_locale(words.language))
            x = f"{_x((day - first).days / days):.1f}"
            drawn.append(Markup('<text class="axis" x="{}" y="{}">{}</text>').format(x, FLOOR + 16, str(name)))
        day = (day + timedelta(days=32)).replace(day=1)
    return "".join(drawn)


def _band(weeks: Sequence[AnswerWeek], step: float) -> str:
    """Draw the interval as an area, one for each run of weeks with enough answers."""
    areas = []
    for known, run in groupby(enumerate(weeks), key=lambda one: one[1].share is not None):
        cells = list(run)
        if known:
            upper = [(LEFT + (place + 0.5) * step, _y(week.high)) for place, week in cells]
            lower = [(LEFT + (place + 0.5) * step, _y(week.low)) for place, week in reversed(cells)]
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in upper + lower)
            areas.append(f'<polygon class="band" points="{path}"/>')
    return "".join(areas)


def _bars(weeks: Sequence[AnswerWeek], step: float) -> str:
    most = max((week.yes + week.no for week in weeks), default=0) or 1
    drawn = [_axis(FLOOR - BARS + 8, str(most))]
    for place, week in enumerate(weeks):
        x, width = LEFT + place * step + 1, max(1.0, step - 2)
        no, yes = BARS * week.no / most, BARS * week.yes / most
        if week.no:
            drawn.append(f'<rect class="no" x="{x:.1f}" y="{FLOOR - no:.1f}" width="{width:.1f}" height="{no:.1f}"/>')
        if week.yes:
            y = FLOOR - no - yes
            drawn.append(f'<rect class="yes" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{yes:.1f}"/>')
    return "".join(drawn)


def _shade(start: float, end: float) -> str:
    x, width = _x(start), max(NARROWEST, _x(end) - _x(start))
    return f'<rect class="closed" x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{FLOOR - TOP}"/>'


def _flags(placed: Sequence[tuple[Annotation, float, float]]) -> list[str]:
    """Draw a flag with its number above each mark, in a second row where the first one is taken."""
    drawn, taken = [], [-1e9, -1e9]
    for mark, start, end in placed:
        middle = (_x(start) + max(_x(start) + NARROWEST, _x(end))) / 2 if mark.kind == "closure" else _x(start)
        x = min(WIDTH - FLAG, max(LEFT + FLAG, middle))
        row = 1 if x - taken[1] >= 2 * FLAG else 0
        taken[row] = x
        drawn.append(_flag(mark, x, TOP - 8 if row else TOP - 24))
    return drawn


def _flag(mark: Annotation, x: float, y: float) -> str:
    """Draw a flag with its centre at x and y, and the line down from it; a closure has its shade instead."""
    stem = f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{y + 7:.1f}" y2="{FLOOR}"/>'
    return (
        f'<g class="{mark.kind}">{stem if mark.kind != "closure" else ""}'
        f'<rect class="flag" x="{x - FLAG:.1f}" y="{y - 7:.1f}" width="{2 * FLAG}" height="14" rx="3"/>'
        f'<text class="flag-text" x="{x:.1f}" y="{y + 3.5:.1f}" text-anchor="middle">{mark.number}</text></g>'
    )
