"""Charts as SVG made on the server: no script, no style attributes; colours come from the page's sheet by class.

Every chart is drawn left to right in any writing direction (time is), and has its figures in a table or text beside
it, so the drawings are hidden from screen readers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from helpcentre.feedback.report_article import Week


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across a chart at a place of the time axis (0 to 1), with a short label and a kind (`edit`, `notice`)."""

    place: float
    label: str
    kind: str = "edit"


def _svg(width: int, height: int, inner: str, name: str) -> Markup:
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return Markup('<svg class="chart {}" {} aria-hidden="true" focusable="false">{}</svg>').format(
        name,
        Markup(box),  # noqa: S704 - made of whole numbers
        Markup(inner),  # noqa: S704 - every text in it went through Markup.format
    )


def sparkline(values: Sequence[float | None], width: int = 132, height: int = 36) -> Markup:
    """Return a line of the values, with gaps for None and a dot at the last one; empty under two values."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup()
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (width - 8) / max(1, len(values) - 1)
    points = [
        (4 + place * step, height - 5 - (height - 10) * (value - low) / span) if value is not None else None
        for place, value in enumerate(values)
    ]
    lines = "".join(_line(run) for run in _runs(points))
    last = next(point for point in reversed(points) if point)
    return _svg(width, height, f'{lines}<circle class="dot" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3"/>', "spark")


def interval(low: float, high: float, share: float | None, target: float, width: int = 120) -> Markup:
    """Return a bar from 0 to 100 % with the interval, its middle and the target."""
    inner = f'<rect class="track" x="0" y="6" width="{width}" height="4" rx="2"/>'
    wide = max(2.0, (high - low) * width)
    inner += f'<rect class="span" x="{low * width:.1f}" y="4" width="{wide:.1f}" height="8" rx="4"/>'
    inner += f'<line class="target" x1="{target * width:.1f}" x2="{target * width:.1f}" y1="0" y2="16"/>'
    if share is not None:
        inner += f'<circle class="dot" cx="{share * width:.1f}" cy="8" r="3.5"/>'
    return _svg(width, 16, inner, "interval")


def bar(part: float, width: int = 160) -> Markup:
    """Return a bar of which `part` (0 to 1) is filled."""
    filled = max(1.0, part * width)
    inner = f'<rect class="track" x="0" y="2" width="{width}" height="8" rx="4"/>'
    return _svg(width, 12, f'{inner}<rect class="fill" x="0" y="2" width="{filled:.1f}" height="8" rx="4"/>', "bar")


WIDTH, TOP, PLOT, GAP, BARS, LEFT = 760, 22, 150, 16, 56, 44


def history(weeks: Sequence[Week], target: float, marks: Sequence[Mark], months: Sequence[tuple[float, str]]) -> Markup:
    """Return the year of an article: the share with its 90 % band above, answers a week below, marks across.

    `months` are (place from 0 to 1, name) for the axis.
    """
    step = (WIDTH - LEFT - 8) / len(weeks)
    inner = [_grid(target), _months(months), _band(weeks, step), _bars(weeks, step)]
    points = [
        (LEFT + (place + 0.5) * step, _y(week.share)) if week.share is not None else None
        for place, week in enumerate(weeks)
    ]
    inner += [_line(run) for run in _runs(points)]
    inner += [_mark(mark) for mark in marks]
    return _svg(WIDTH, TOP + PLOT + GAP + BARS + 22, "".join(inner), "history")


def _y(share: float) -> float:
    return TOP + PLOT * (1 - share)


def _grid(target: float) -> str:
    lines = []
    for tenth in (0, 5, 10):
        y = _y(tenth / 10)
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text class="axis" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth * 10}%</text>')
    y = _y(target)
    lines.append(f'<line class="target" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
    return "".join(lines)


def _months(months: Sequence[tuple[float, str]]) -> str:
    y = TOP + PLOT + GAP + BARS + 16
    return "".join(
        Markup('<text class="axis" x="{}" y="{}">{}</text>').format(f"{_x(place):.1f}", y, name)
        for place, name in months
    )


def _band(weeks: Sequence[Week], step: float) -> str:
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


def _bars(weeks: Sequence[Week], step: float) -> str:
    most = max((week.yes + week.no for week in weeks), default=0) or 1
    floor = TOP + PLOT + GAP + BARS
    drawn = [f'<text class="axis" x="{LEFT - 8}" y="{floor - BARS + 8}" text-anchor="end">{most}</text>']
    for place, week in enumerate(weeks):
        x, width = LEFT + place * step + 1, max(1.0, step - 2)
        no, yes = BARS * week.no / most, BARS * week.yes / most
        if week.no:
            drawn.append(f'<rect class="no" x="{x:.1f}" y="{floor - no:.1f}" width="{width:.1f}" height="{no:.1f}"/>')
        if week.yes:
            y = floor - no - yes
            drawn.append(f'<rect class="yes" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{yes:.1f}"/>')
    return "".join(drawn)


def _mark(mark: Mark) -> str:
    x = _x(mark.place)
    side = "end" if mark.place > 0.85 else "start"
    shift = -4 if side == "end" else 4
    return Markup(
        '<line class="mark {kind}" x1="{x}" x2="{x}" y1="{top}" y2="{floor}"/>'
        '<text class="mark-label" x="{at}" y="{label}" text-anchor="{side}">{text}</text>'
    ).format(
        kind=mark.kind, x=f"{x:.1f}", top=TOP - 4, floor=TOP + PLOT + GAP + BARS, at=f"{x + shift:.1f}",
        label=TOP - 8, side=side, text=mark.label,
    )  # fmt: skip


def _x(place: float) -> float:
    return LEFT + (WIDTH - LEFT - 8) * place


Point = tuple[float, float]


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    return [
        [point for point in run if point] for known, run in groupby(points, key=lambda one: one is not None) if known
    ]


def _line(points: Sequence[Point]) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="line" points="{path}"/>'
