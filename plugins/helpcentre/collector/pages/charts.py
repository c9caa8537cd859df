"""Charts as SVG, drawn on the server: no script and no style attributes; colours come from the style sheet by class.

Every chart runs from left to right whatever the writing direction, as time does. A chart whose figures are not printed
next to it can be focused and has a summary as its name; under the pointer each part gives its value (`<title>`), and a
table on the page has all of them. The others are hidden from screen readers.
"""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

Point = tuple[float, float]
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 132, 36, 4


def svg(width: int, height: int, inner: Markup, name: str, summary: str = "") -> Markup:
    """Return a drawing with the class `chart` and `name`; without a summary it is hidden from screen readers."""
    access = (
        Markup('role="img" tabindex="0" aria-label="{}"').format(summary) if summary else Markup('aria-hidden="true"')
    )
    return Markup(
        '<svg class="chart {}" viewBox="0 0 {} {}" width="{}" height="{}" preserveAspectRatio="xMinYMid" {}>{}</svg>'
    ).format(name, width, height, width, height, access, inner)


def sparkline(values: Sequence[float | None], titles: Sequence[str] = (), summary: str = "") -> Markup:
    """Return a line of the values with gaps for None and a dot at the last one; "" for fewer than two values.

    `titles` has the text that each value shows under the pointer.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup()
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / max(1, len(values) - 1)
    points = [
        (SPARK_MARGIN + place * step, SPARK_HEIGHT - 5 - (SPARK_HEIGHT - 10) * (value - low) / span)
        if value is not None
        else None
        for place, value in enumerate(values)
    ]
    last = next(point for point in reversed(points) if point)
    inner = Markup().join(line(run) for run in split_at_gaps(points))
    inner += Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="3"/>').format(*last)
    for point, title in zip(points, titles, strict=False):
        if point:
            inner += area(point[0] - step / 2, 0, step, SPARK_HEIGHT, title)
    return svg(SPARK_WIDTH, SPARK_HEIGHT, inner, "spark", summary)


def interval(low: float, high: float, share: float | None, target: float, title: str = "", width: int = 120) -> Markup:
    """Return a bar from 0 to 100% with the interval, the share and the target; `title` is shown under the pointer."""
    inner = Markup('<rect class="track" x="0" y="6" width="{}" height="4" rx="2"/>').format(width)
    inner += Markup('<rect class="span" x="{:.1f}" y="4" width="{:.1f}" height="8" rx="4"/>').format(
        low * width, max(2.0, (high - low) * width)
    )
    inner += Markup('<line class="target" x1="{0:.1f}" x2="{0:.1f}" y1="0" y2="16"/>').format(target * width)
    if share is not None:
        inner += Markup('<circle class="dot" cx="{:.1f}" cy="8" r="3.5"/>').format(share * width)
    if title:
        inner += area(0, 0, width, 16, title)
    return svg(width, 16, inner, "interval")


def bar(part: float, width: int = 160) -> Markup:
    """Return a bar of which `part` (0 to 1) is filled."""
    inner = Markup(
        '<rect class="track" x="0" y="2" width="{}" height="8" rx="4"/>'
        '<rect class="fill" x="0" y="2" width="{:.1f}" height="8" rx="4"/>'
    ).format(width, max(1.0, part * width))
    return svg(width, 12, inner, "bar")


SWATCHES = {
    "line": Markup('<line class="line" x1="0" x2="22" y1="6" y2="6"/>'),
    "band": Markup('<rect class="band" width="22" height="12" rx="2"/>'),
    "target": Markup('<line class="target" x1="0" x2="22" y1="6" y2="6"/>'),
    "yes": Markup('<rect class="yes" x="5" width="12" height="12" rx="2"/>'),
    "no": Markup('<rect class="no" x="5" width="12" height="12" rx="2"/>'),
}


def swatch(name: str) -> Markup:
    """Return a sample of what a chart draws, for its legend."""
    return svg(22, 12, SWATCHES[name], "swatch")


def split_at_gaps(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the stretches of points between the gaps."""
    return [
        [point for point in run if point] for known, run in groupby(points, key=lambda one: one is not None) if known
    ]


def line(points: Sequence[Point]) -> Markup:
    """Return a line through points."""
    return Markup('<polyline class="line" points="{}"/>').format(coordinates(points))


def area(x: float, y: float, width: float, height: float, title: str) -> Markup:
    """Return an invisible rectangle that shows a text under the pointer."""
    shape = Markup('<rect class="area" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
    return shape.format(x, y, width, height, title)


def coordinates(points: Sequence[Point]) -> str:
    """Return points as the value of an SVG attribute."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
