"""Charts as SVG made on the server: no script, no style attributes; colours come from the page's sheet by class.

Every chart is drawn left to right in any writing direction (time is), and has its figures in a table or text beside
it, so the drawings are hidden from screen readers.
"""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup


def svg(width: int, height: int, inner: str, name: str) -> Markup:
    """Return a drawing hidden from screen readers; `inner` holds numbers and escaped text only."""
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    drawing = '<svg class="chart {}" {} preserveAspectRatio="xMinYMid" aria-hidden="true" focusable="false">{}</svg>'
    return Markup(drawing).format(  # noqa: S704 - a constant
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
    lines = "".join(line(run) for run in runs(points))
    last = next(point for point in reversed(points) if point)
    return svg(width, height, f'{lines}<circle class="dot" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3"/>', "spark")


def interval(low: float, high: float, share: float | None, target: float, width: int = 120) -> Markup:
    """Return a bar from 0 to 100 % with the interval, its middle and the target."""
    inner = f'<rect class="track" x="0" y="6" width="{width}" height="4" rx="2"/>'
    wide = max(2.0, (high - low) * width)
    inner += f'<rect class="span" x="{low * width:.1f}" y="4" width="{wide:.1f}" height="8" rx="4"/>'
    inner += f'<line class="target" x1="{target * width:.1f}" x2="{target * width:.1f}" y1="0" y2="16"/>'
    if share is not None:
        inner += f'<circle class="dot" cx="{share * width:.1f}" cy="8" r="3.5"/>'
    return svg(width, 16, inner, "interval")


def bar(part: float, width: int = 160) -> Markup:
    """Return a bar of which `part` (0 to 1) is filled."""
    filled = max(1.0, part * width)
    inner = f'<rect class="track" x="0" y="2" width="{width}" height="8" rx="4"/>'
    return svg(width, 12, f'{inner}<rect class="fill" x="0" y="2" width="{filled:.1f}" height="8" rx="4"/>', "bar")


SWATCHES = {
    "line": '<line class="line" x1="0" x2="22" y1="6" y2="6"/>',
    "band": '<rect class="band" width="22" height="12" rx="2"/>',
    "target": '<line class="target" x1="0" x2="22" y1="6" y2="6"/>',
    "yes": '<rect class="yes" x="5" width="12" height="12" rx="2"/>',
    "no": '<rect class="no" x="5" width="12" height="12" rx="2"/>',
}


def swatch(name: str) -> Markup:
    """Return a sample of what a chart draws, for its legend."""
    return svg(22, 12, SWATCHES[name], "swatch")


Point = tuple[float, float]


def runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the stretches of points without a gap."""
    return [
        [point for point in run if point] for known, run in groupby(points, key=lambda one: one is not None) if known
    ]


def line(points: Sequence[Point]) -> str:
    """Return a line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="line" points="{path}"/>'
