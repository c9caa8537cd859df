"""The answers before and after an edit, as observations in order of time.

Texts that hardly differ are one text already (`text_history.py`). Edits that follow each other within weeks are judged
together unless the last text has been live long enough to be judged alone: otherwise a small edit every week would put
off every verdict.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot, sqrt
from typing import NamedTuple

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.calendar_bins import WEEK, CalendarBins
from helpcentre.reporting.site_movement import Movement
from helpcentre.reporting.statistics.step_model import Estimate, Observation
from helpcentre.reporting.text_period import TextPeriod

NEEDED = 30  # answers on each side from which a text can be judged alone
ALONE_WEEKS = 6  # and weeks it has to be live for that; a text that was live for less may belong to a series
SERIES_WEEKS = 12  # the longest series of edits
RECENT_WEEKS, RECENT_ANSWERS = 8, 32  # just before the edit; further back if these weeks have fewer answers
LATE_DAYS = 7  # answers from caches and queues arrive for the text before
UNEQUAL = 0.25  # the part of the site's movement that is uncertain for a single article


class Timeline(NamedTuple):
    """The texts of one article in one language and their answers by bin (see `ArticleVotes.bins`)."""

    periods: tuple[TextPeriod, ...]
    votes: Mapping[str, Sequence[int]]
    bins: CalendarBins
    movement: Movement
    usual: float  # the site's mean share
    wandering: float  # the share of articles whose slope wanders

    def start(self, number: int) -> int:
        """Return the first day (an ordinal) of a period."""
        return self.periods[number].since.date().toordinal()

    def end(self, number: int) -> int:
        """Return the day on which the next period began; for the last one the day after the last day of all."""
        return self.start(number + 1) if number + 1 < len(self.periods) else self.bins.last + 1


class Sides(NamedTuple):
    """The observations of an edit, the answers just before it and since, and the step between the latter two alone.

    `movement` is how the whole site moved between the two sides; it has been taken off observations and `recent`.
    """

    observations: tuple[Observation, ...]
    before: Answers
    after: Answers
    recent: Estimate
    movement: float


class _Cell(NamedTuple):
    """The answers to one text in one bin, or a part of it: the middle of its days in weeks, and the site's movement."""

    week: float
    yes: int
    total: int
    movement: float
    noise: float


def find_series(timeline: Timeline, number: int) -> int:
    """Return the first period of the series of edits that ended with period `number`; usually that one."""
    if (
        timeline.end(number) - timeline.start(number) >= ALONE_WEEKS * WEEK
        and _count_answers(timeline, number) >= NEEDED
    ):
        return number
    first = number
    while first > 1 and timeline.start(first) - timeline.start(first - 1) < ALONE_WEEKS * WEEK:
        if timeline.start(number) - timeline.start(first - 1) > SERIES_WEEKS * WEEK:
            break
        first -= 1
    returned = timeline.periods[first - 1].versions & timeline.periods[number].versions
    return number if returned else first


def split_sides(timeline: Timeline, first: int, number: int, through: int) -> Sides:
    """Return both sides of the edits from period `first` to `number`, with the answers up to the day `through`."""
    edited = timeline.start(first)
    after = sorted(cell for one in range(first, number + 1) for cell in _list_cells(timeline, one, through))
    before: list[_Cell] = []
    for one in range(first - 1, -1, -1):
        before += _list_cells(timeline, one, through, LATE_DAYS)
        if sum(cell.total for cell in before) >= NEEDED:
            break
    before.sort()
    recent = _take_recent(before, edited / WEEK)
    moved = _mean_movement(after) - _mean_movement(recent) if after and recent else 0.0
    observations = [
        *(_observe_cell(cell, None) for cell in before),
        *(_observe_cell(cell, max(0.0, cell.week - edited / WEEK)) for cell in after),
    ]
    observations.sort(key=lambda one: one.week)
    return Sides(
        tuple(observations), _sum_cells(recent), _sum_cells(after), _compare_shares(recent, after, moved), moved
    )


def _count_answers(timeline: Timeline, number: int) -> int:
    return sum(cell.total for cell in _list_cells(timeline, number, timeline.bins.last))


def _list_cells(timeline: Timeline, number: int, through: int, late: int = 0) -> Iterator[_Cell]:
    """Yield the answers of one period bin by bin, newest first, from the bins that end up to the day `through`."""
    bins, movement = timeline.bins, timeline.movement
    begin, end = timeline.start(number), timeline.end(number) + late
    counts = [timeline.votes[one] for one in sorted(timeline.periods[number].versions) if one in timeline.votes]
    for place, (first, last) in enumerate(bins.days):
        if min(last, bins.last) > through or last < begin or first >= end:
            continue
        no, yes = (sum(one[2 * place + value] for one in counts) for value in (0, 1))
        if yes + no:
            middle = (max(first, begin) + min(last + 1, end)) / 2 / WEEK
            yield _Cell(middle, yes, yes + no, round(movement.share[place], 3), round(movement.variance[place], 5))


def _observe_cell(cell: _Cell, since: float | None) -> Observation:
    return Observation(cell.week, cell.yes / cell.total - cell.movement, cell.total, since, cell.noise)


def _take_recent(cells: Sequence[_Cell], edited: float) -> list[_Cell]:
    """Return the last eight weeks before the edit, or as many as have 32 answers."""
    taken: list[_Cell] = []
    for cell in reversed(cells):
        if cell.week <= edited - RECENT_WEEKS and sum(one.total for one in taken) >= RECENT_ANSWERS:
            break
        taken.append(cell)
    return taken


def _sum_cells(cells: Sequence[_Cell]) -> Answers:
    yes, total = sum(cell.yes for cell in cells), sum(cell.total for cell in cells)
    return Answers(yes, total - yes)


def _mean_movement(cells: Sequence[_Cell]) -> float:
    return sum(cell.movement * cell.total for cell in cells) / sum(cell.total for cell in cells)


def _compare_shares(before: Sequence[_Cell], after: Sequence[_Cell], moved: float) -> Estimate:
    """Return the difference of two shares without the site's movement (Agresti, Caffo, Am. Statistician 54, 2000)."""
    shares, variance = [], (UNEQUAL * moved) ** 2
    for yes, no in (_sum_cells(before), _sum_cells(after)):
        share = (yes + 1) / (yes + no + 2)
        shares.append(share)
        variance += share * (1 - share) / (yes + no + 2)
    return Estimate(shares[1] - shares[0] - moved, sqrt(variance))


def widen(estimate: Estimate, moved: float) -> Estimate:
    """Return an estimate with the uncertainty of how far the site's movement applies to a single article."""
    return Estimate(estimate.mean, hypot(estimate.deviation, UNEQUAL * moved))
