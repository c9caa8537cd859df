"""A troubleshooter as a diagram (SVG): its steps in layers, and an arrow for each answer.

The layout is that of Sugiyama, Tagawa and Toda (1981) in its simplest form: answers that lead back are set aside, a
step is below all steps that lead to it, and the steps of a layer are sorted by the mean place of those that lead there.
"""

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from helpcentre.articles.troubleshooter import CONTACT, SOLVED, Troubleshooter

_WIDTH, _GAP, _LINE, _MARGIN = 230, 50, 18, 20
_LAYER_GAP = 90
_LETTERS = 28  # of a line in a box
_LABEL_LETTERS = 34
_END_NAMES = {SOLVED: "✓ solved", CONTACT: "→ contact"}
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#222;unicode-bidi:plaintext}"
    ".label{font-size:12px;fill:#444;stroke:#fff;stroke-width:4px;paint-order:stroke}"
    "rect{fill:#fff;stroke:#555}.solved rect{fill:#e3f4e6}.contact rect{fill:#fdeede}"
    ".missing rect{fill:#fde3e3;stroke-dasharray:4}path{fill:none;stroke:#555}marker path{fill:#555}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A step or an end: its lines of text, and the middle of its upper side."""

    lines: Sequence[str]
    name: str
    x: float
    y: float

    @property
    def height(self) -> int:
        return _LINE * len(self.lines) + _MARGIN


def draw_troubleshooter(one: Troubleshooter) -> str:
    """Return the diagram as an SVG document; steps without an id are left out."""
    labels = {name: step.question for name, step in one.by_id.items()} | _END_NAMES
    arrows = {name: step.targets for name, step in one.by_id.items()}
    layers = _sort_layers(_make_layers(arrows), arrows)
    boxes = _place_boxes(layers, labels)
    width = max((len(layer) for layer in layers), default=1) * (_WIDTH + _GAP) - _GAP + 2 * _MARGIN
    height = max((box.y + box.height for box in boxes.values()), default=0) + _MARGIN
    drawn = [
        _draw_arrow(boxes[name], boxes[target], " / ".join(one.by_id[name].words_to(target)))
        for name, targets in arrows.items()
        for target in targets
    ]
    drawn += [_draw_box(box, known=name in labels) for name, box in boxes.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" width="{width}" '
        f'height="{height:g}">\n<style>{_STYLE}</style>\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z"/></marker></defs>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _make_layers(arrows: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the names in layers, each below all that lead to it; arrows that close a loop do not count."""
    order = _sort_by_arrows(arrows)
    place = {name: number for number, name in enumerate(order)}
    depth = dict.fromkeys(order, 0)
    for name in order:
        for target in arrows.get(name, ()):
            if place[target] > place[name]:
                depth[target] = max(depth[target], depth[name] + 1)
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in order:
        layers[depth[name]].append(name)
    return layers


def _sort_by_arrows(arrows: Mapping[str, Sequence[str]]) -> list[str]:
    """Return all names so that arrows lead forward, but for those that close a loop: depth first, in reverse."""
    finished: list[str] = []
    seen: set[str] = set()
    for start in arrows:
        path = [] if start in seen else [(start, iter(tuple(reversed(arrows[start]))))]
        seen.add(start)
        while path:
            name, targets = path[-1]
            target = next(targets, None)
            if target is None:
                finished.append(name)
                path.pop()
            elif target not in seen:
                seen.add(target)
                path.append((target, iter(tuple(reversed(arrows.get(target, ()))))))
    return finished[::-1]


def _sort_layers(layers: Sequence[Sequence[str]], arrows: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the layers with names in the order of the mean place of those that lead to them."""
    place: dict[str, float] = {}
    found: list[list[str]] = []
    sources: dict[str, list[str]] = defaultdict(list)
    for name, targets in arrows.items():
        for target in targets:
            sources[target].append(name)
    for layer in layers:
        before = {name: [place[source] for source in sources[name] if source in place] for name in layer}
        ordered = sorted(layer, key=lambda name: sum(before[name]) / len(before[name]) if before[name] else 0)
        place |= {name: number - (len(ordered) - 1) / 2 for number, name in enumerate(ordered)}
        found.append(ordered)
    return found


def _place_boxes(layers: Sequence[Sequence[str]], labels: Mapping[str, str]) -> dict[str, _Box]:
    widest = max((len(layer) for layer in layers), default=1)
    boxes: dict[str, _Box] = {}
    y = float(_MARGIN)
    for layer in layers:
        start = _MARGIN + (widest - len(layer)) * (_WIDTH + _GAP) / 2 + _WIDTH / 2
        for number, name in enumerate(layer):
            lines = textwrap.wrap(labels.get(name, f"#{name} ?"), _LETTERS) or [name]
            boxes[name] = _Box(lines, name, start + number * (_WIDTH + _GAP), y)
        y += max(boxes[name].height for name in layer) + _LAYER_GAP
    return boxes


def _draw_box(box: _Box, *, known: bool) -> str:
    kind = box.name if box.name in _END_NAMES else "step" if known else "missing"
    text = "".join(
        f'<tspan x="{box.x:g}" y="{box.y + _MARGIN / 2 + _LINE * (number + 0.75):g}">{escape(line)}</tspan>'
        for number, line in enumerate(box.lines)
    )
    return (
        f'<g class="{kind}"><title>#{escape(box.name)}</title><rect x="{box.x - _WIDTH / 2:g}" y="{box.y:g}" '
        f'width="{_WIDTH}" height="{box.height}" rx="8"/><text text-anchor="middle">{text}</text></g>'
    )


def _draw_arrow(source: _Box, target: _Box, words: str) -> str:
    """Return an arrow from the lower side of a box to the upper side of another; the label is at its middle."""
    x1, y1, x2, y2 = source.x, source.y + source.height, target.x, target.y
    bend = _LAYER_GAP * 0.6
    if y2 < y1:  # back to an earlier step: round the side
        x1, x2 = source.x + _WIDTH / 2, target.x + _WIDTH / 2
        y1, y2 = source.y + source.height / 2, target.y + target.height / 2
        side = max(x1, x2) + _GAP
        path = f"M{x1:g} {y1:g}C{side:g} {y1:g} {side:g} {y2:g} {x2:g} {y2:g}"
    else:
        path = f"M{x1:g} {y1:g}C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2:g}"
    label = textwrap.shorten(words, _LABEL_LETTERS, placeholder="…")
    x, y = x1 + (x2 - x1) * 0.35, y1 + (y2 - y1) * 0.35
    return (
        f'<path d="{path}" marker-end="url(#tip)"/><text class="label" text-anchor="middle" x="{x:g}" y="{y:g}">'
        f"<title>{escape(words)}</title>{escape(label)}</text>"
    )
