"""The movement of the whole site: the change of articles that were not edited, as the control for those that were.

Every text of an article has a level, every time bin a movement that all articles share, and the share of Yes is their
sum: a difference-in-differences with two-way fixed effects (J. D. Angrist, J.-S. Pischke, "Mostly Harmless
Econometrics", 2009, chapter 5), fitted by weighted least squares. Movements with few votes are drawn towards zero (a
ridge of some votes per bin), and languages and topics may differ from the site in the same way. An edited article
contributes to the movement within the life of each of its texts, but its step does not, and its own votes are excluded
when the movement is applied to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SITE_RIDGE = 40.0  # votes: movements of the site of about 7 points are usual (0.2 / 0.07^2)
GROUP_RIDGE = 80.0  # those of a language or a topic from it of about 5
ROUNDS = 4
VARIANCE = 0.2  # of a single answer


class Cell(NamedTuple):
    """The answers to one text in one bin."""

    place: int
    yes: float
    total: float


@dataclass(slots=True)
class Unit:
    """One text of one article in one language, with the groups (languages, topics) it belongs to."""

    article: str
    groups: tuple[str, ...]
    cells: tuple[Cell, ...]
    level: float = 0.0


@dataclass(slots=True)
class _Sums:
    """By bin, the surplus of Yes over what levels (and the site's movement) explain, and the answers."""

    surplus: list[float]
    total: list[float]

    def movement(self, other: "_Sums | None", ridge: float) -> list[float]:
        """Return the movement in each bin, without the contribution of `other`."""
        if other is None:
            return [one / (total + ridge) for one, total in zip(self.surplus, self.total, strict=True)]
        parts = zip(self.surplus, self.total, other.surplus, other.total, strict=True)
        return [(one - less) / (max(0.0, total - fewer) + ridge) for one, total, less, fewer in parts]


class Movement(NamedTuple):
    """The movement in each bin as a share, and its variance."""

    share: list[float]
    variance: list[float]


@dataclass(slots=True)
class SiteMovement:
    """The movement of a site over `size` bins, fitted once; `of` applies it to an article."""

    units: Sequence[Unit]
    size: int
    _site: _Sums = field(init=False)
    _moved: list[float] = field(init=False)
    _articles: dict[str, list[Unit]] = field(init=False)
    _groups: dict[str, _Sums] = field(init=False)

    def __post_init__(self) -> None:
        self._moved = [0.0] * self.size
        for _ in range(ROUNDS):
            self._fit_levels()
            self._site = self._sum_units(self.units, None)
            self._moved = self._site.movement(None, SITE_RIDGE)
        self._articles = defaultdict(list)
        members: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            self._articles[unit.article].append(unit)
            for group in unit.groups:
                members[group].append(unit)
        self._groups = {group: self._sum_units(units, self._moved) for group, units in members.items()}

    def of(self, article: str, groups: Iterable[str]) -> Movement:
        """Return the movement that explains an article of some groups, without the article's own votes."""
        own = self._articles.get(article, ())
        mine = self._sum_units(own, None)
        share = self._site.movement(mine, SITE_RIDGE)
        for group in groups:
            if group in self._groups:
                apart = self._sum_units([unit for unit in own if group in unit.groups], self._moved)
                moved = self._groups[group].movement(apart, GROUP_RIDGE)
                share = [one + more for one, more in zip(share, moved, strict=True)]
        totals = zip(self._site.total, mine.total, strict=True)
        return Movement(share, [VARIANCE / (max(0.0, total - less) + SITE_RIDGE) for total, less in totals])

    def _fit_levels(self) -> None:
        for unit in self.units:
            total = sum(cell.total for cell in unit.cells)
            moved = sum(cell.total * self._moved[cell.place] for cell in unit.cells)
            unit.level = (sum(cell.yes for cell in unit.cells) - moved) / total if total else 0.0

    def _sum_units(self, units: Iterable[Unit], moved: Sequence[float] | None) -> _Sums:
        """Return the surplus of some units, over the movement `moved` as well if it is given."""
        surplus, totals = [0.0] * self.size, [0.0] * self.size
        for unit in units:
            for place, yes, total in unit.cells:
                expected = unit.level if moved is None else unit.level + moved[place]
                surplus[place] += yes - total * expected
                totals[place] += total
        return _Sums(surplus, totals)
