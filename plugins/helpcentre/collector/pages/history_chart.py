"""An article's year as a chart: the share with its 90% band at the top, the answers of each week below, annotations."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_date
from markupsafe import Markup

from helpcentre.collector.pages.charts import area, coordinates, line, split_at_gaps, svg
from helpcentre.language.dates import long_date, short_day
from helpcentre.language.locales import regional_locale
from helpcentre.language.strings import Strings
from helpcentre.reporting.annotations import Annotation
from helpcentre.reporting.article_history import AnswerWeek
from helpcentre.reporting.text.formats import percent

WIDTH, TOP, PLOT, GAP, BARS, LEFT, RIGHT = 760, 34, 150, 16, 56, 44, 40
FLOOR = TOP + PLOT + GAP + BARS
FLAG = 10  # half the width of a numbered flag
NARROWEST = 3.0  # a closure of one day must still be visible


def draw_history(
    weeks: Sequence[AnswerWeek], target: float, annotations: Sequence[Annotation], words: Strings
) -> Markup:
    """Return the drawing; the table of `weeks` belongs next to it."""
    step = (WIDTH - LEFT - RIGHT) / len(weeks)
    first, days = weeks[0].start, 7 * len(weeks)
    placed = [(one, *_x_range(one, first, days)) for one in annotations]
    points = [
        (LEFT + (place + 0.5) * step, _y_of(week.share)) if week.share is not None else None
        for place, week in enumerate(weeks)
    ]
    parts = [_draw_closure(start, end) for one, start, end in placed if one.kind == "closure"]
    parts += [_draw_grid(target), _draw_months(first, days, words), _draw_band(weeks, step), _draw_bars(weeks, step)]
    parts += [line(run) for run in split_at_gaps(points)]
    parts += [
        area(LEFT + place * step, TOP, step, FLOOR - TOP, describe_week(week, words))
        for place, week in enumerate(weeks)
    ]
    parts += [_draw_values(weeks, points, words), *_draw_flags(placed, words)]
    return svg(WIDTH, FLOOR + 22, Markup().join(parts), "history", summarise(weeks, words))


def describe_week(week: AnswerWeek, words: Strings) -> str:
    """Return what the chart shows under the pointer: the week, its answers, and the share with its interval."""
    said = [long_date(week.start, words.language), words.text("report.votes", yes=week.yes, no=week.no)]
    if week.share is not None:
        share, low, high = (percent(value, words.language) for value in (week.share, week.low, week.high))
        said.append(f"{share} ({low}–{high})")
    return " · ".join(said)


def summarise(weeks: Sequence[AnswerWeek], words: Strings) -> str:
    """Return the chart in one sentence: the latest, the lowest and the highest share."""
    known = [(week.share, week.start) for week in weeks if week.share is not None]
    if not known:
        return words["report.legend.share"]
    lowest, highest = min(known), max(known)
    return words.text(
        "report.chart.summary",
        name=words["report.legend.share"],
        latest=percent(known[-1][0], words.language),
        low=percent(lowest[0], words.language),
        low_day=short_day(lowest[1], words.language),
        high=percent(highest[0], words.language),
        high_day=short_day(highest[1], words.language),
    )


def label_annotation(annotation: Annotation, words: Strings) -> str:
    """Return the kind of an annotation with its words in the page's language, if it has any: `Closed: summer break`."""
    kind = words[f"report.mark.{annotation.kind}"]
    said = annotation.words
    text = said.get(words.language) or said.get("en") or next(iter(said.values()), "")
    return f"{kind}: {text}" if text else kind


def overlaps(annotation: Annotation, week: AnswerWeek) -> bool:
    """Return whether an annotation falls into a week."""
    return annotation.first < week.start + timedelta(days=7) and annotation.last >= week.start


def format_days(annotation: Annotation, words: Strings) -> str:
    """Return the day of an annotation, or its first and last day."""
    first = short_day(annotation.first, words.language)
    if annotation.last <= annotation.first:
        return first
    return f"{first} – {short_day(annotation.last, words.language)}"


def _x_range(annotation: Annotation, first: date, days: int) -> tuple[float, float]:
    """Return where an annotation begins and ends, cut to the chart."""
    start, end = ((day - first).days / days for day in (annotation.first, annotation.last + timedelta(days=1)))
    return _x_of(min(1.0, max(0.0, start))), _x_of(min(1.0, max(0.0, end)))


def _x_of(place: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * place


def _y_of(share: float) -> float:
    return TOP + PLOT * (1 - share)


def _draw_grid(target: float) -> Markup:
    drawn = Markup()
    horizontal = Markup('<line class="{0}" x1="{1}" x2="{2}" y1="{3:.1f}" y2="{3:.1f}"/>')
    for tenth in (0, 5, 10):
        y = _y_of(tenth / 10)
        drawn += horizontal.format("grid", LEFT, WIDTH - RIGHT, y) + _draw_axis_label(y + 4, f"{tenth * 10}%")
    return drawn + horizontal.format("target", LEFT, WIDTH - RIGHT, _y_of(target))


def _draw_axis_label(y: float, text: str) -> Markup:
    """Write a figure at both ends, because a phone shows only one of them."""
    left = Markup('<text class="axis" x="{}" y="{:.1f}" text-anchor="end">{}</text>').format(LEFT - 8, y, text)
    return left + Markup('<text class="axis" x="{}" y="{:.1f}">{}</text>').format(WIDTH - RIGHT + 8, y, text)


def _draw_months(first: date, days: int, words: Strings) -> Markup:
    """Name every second month, January with its year."""
    drawn, day = Markup(), date(first.year, first.month, 1)
    while (day - first).days < days - 20:
        if day >= first and day.month % 2 == 1:
            pattern = "LLL yyyy" if day.month == 1 else "LLL"
            name = str(format_date(day, pattern, locale=regional_locale(words.language)))
            x = _x_of((day - first).days / days)
            drawn += Markup('<text class="axis" x="{:.1f}" y="{}">{}</text>').format(x, FLOOR + 16, name)
        day = (day + timedelta(days=32)).replace(day=1)
    return drawn


def _draw_band(weeks: Sequence[AnswerWeek], step: float) -> Markup:
    """Draw the interval as an area, one for each run of weeks with enough answers."""
    drawn = Markup()
    for known, run in groupby(enumerate(weeks), key=lambda one: one[1].share is not None):
        cells = list(run)
        if known:
            upper = [(LEFT + (place + 0.5) * step, _y_of(week.high)) for place, week in cells]
            lower = [(LEFT + (place + 0.5) * step, _y_of(week.low)) for place, week in reversed(cells)]
            drawn += Markup('<polygon class="band" points="{}"/>').format(coordinates(upper + lower))
    return drawn


def _draw_bars(weeks: Sequence[AnswerWeek], step: float) -> Markup:
    most = max((week.yes + week.no for week in weeks), default=0) or 1
    drawn = _draw_axis_label(FLOOR - BARS + 8, str(most))
    column = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
    for place, week in enumerate(weeks):
        x, width = LEFT + place * step + 1, max(1.0, step - 2)
        no, yes = BARS * week.no / most, BARS * week.yes / most
        if week.no:
            drawn += column.format("no", x, FLOOR - no, width, no)
        if week.yes:
            drawn += column.format("yes", x, FLOOR - no - yes, width, yes)
    return drawn


def _draw_values(weeks: Sequence[AnswerWeek], points: Sequence[tuple[float, float] | None], words: Strings) -> Markup:
    """Write the lowest, the highest and the latest share; the style sheet shows them while the chart has the focus."""
    known = [(week.share, point) for week, point in zip(weeks, points, strict=True) if week.share is not None and point]
    drawn = Markup()
    for share, (x, y) in dict.fromkeys((min(known), max(known), known[-1])) if known else ():
        drawn += Markup('<text class="share" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
            min(WIDTH - RIGHT - 12, max(LEFT + 12, x)), y - 6, percent(share, words.language)
        )
    return Markup('<g class="values">{}</g>').format(drawn)


def _draw_closure(start: float, end: float) -> Markup:
    return Markup('<rect class="closed" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
        start, TOP, max(NARROWEST, end - start), FLOOR - TOP
    )


def _draw_flags(placed: Sequence[tuple[Annotation, float, float]], words: Strings) -> list[Markup]:
    """Draw a numbered flag above each annotation, in a second row if the first one is taken."""
    drawn, taken = [], [-1e9, -1e9]
    for annotation, start, end in placed:
        middle = (start + max(start + NARROWEST, end)) / 2 if annotation.kind == "closure" else start
        x = min(WIDTH - FLAG, max(LEFT + FLAG, middle))
        row = 1 if x - taken[1] >= 2 * FLAG else 0
        taken[row] = x
        drawn.append(_draw_flag(annotation, x, TOP - 8 if row else TOP - 24, words))
    return drawn


def _draw_flag(annotation: Annotation, x: float, y: float, words: Strings) -> Markup:
    """Draw a flag with its centre at x and y, and the line down from it; a closure is shaded instead."""
    stem = Markup('<line class="mark" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2}"/>').format(x, y + 7, FLOOR)
    title = f"{label_annotation(annotation, words)} · {format_days(annotation, words)}"
    return Markup(
        '<g class="{}"><title>{}</title>{}<rect class="flag" x="{:.1f}" y="{:.1f}" width="{}" height="14" rx="3"/>'
        '<text class="flag-text" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text></g>'
    ).format(
        annotation.kind, title, stem if annotation.kind != "closure" else "", x - FLAG, y - 7, 2 * FLAG,
        x, y + 3.5, annotation.number,
    )  # fmt: skip
