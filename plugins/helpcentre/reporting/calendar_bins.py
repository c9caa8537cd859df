"""The time bins in which answers of a year are compared: calendar weeks, and blocks of four weeks further back.

Weeks begin on Monday and are numbered from 1 January of the year 1, so a bin has the same days whenever it is asked
for. What is said about complete weeks therefore stays the same until the next one is complete.
"""

from datetime import date

WEEK = 7
RECENT_WEEKS = 20  # complete weeks, at least, that are separate bins
BLOCK_WEEKS = 4
BLOCKS = 9

Days = tuple[int, int]  # the first and the last day, as ordinals


def week_of(day: int) -> int:
    """Return the number of the week of a day (an ordinal)."""
    return (day - 1) // WEEK


def days_of_week(week: int, weeks: int = 1) -> Days:
    """Return the days of some weeks, the first of them numbered `week`."""
    return week * WEEK + 1, (week + weeks) * WEEK


class CalendarBins:
    """The bins up to a day, newest first: at least 21 weeks, the last perhaps incomplete, and nine blocks before."""

    def __init__(self, until: date) -> None:
        self.last = until.toordinal()
        self.week = week_of(self.last)
        oldest_week = (self.week - RECENT_WEEKS) // BLOCK_WEEKS * BLOCK_WEEKS
        self.weeks = self.week - oldest_week + 1
        blocks = (oldest_week - BLOCK_WEEKS * number for number in range(1, BLOCKS + 1))
        self.days: tuple[Days, ...] = (
            *(days_of_week(self.week - back) for back in range(self.weeks)),
            *(days_of_week(first, BLOCK_WEEKS) for first in blocks),
        )
        self.newest = self.days[0][1]  # the Sunday of the current week
        self.place_by_age = [place for place, (first, last) in enumerate(self.days) for _ in range(first, last + 1)]

    def __len__(self) -> int:
        return len(self.days)

    @property
    def first(self) -> int:
        """The oldest day."""
        return self.days[-1][0]

    def place(self, day: int) -> int:
        """Return the bin of a day from `first` to the end of the current week."""
        return self.place_by_age[self.newest - day]

    def place_of_week(self, back: int) -> int:
        """Return the bin with which the week `back` weeks ago begins, to the nearest bin."""
        if back <= self.weeks:
            return back
        return min(len(self), self.weeks + round((back - self.weeks) / BLOCK_WEEKS))


def spans_before(until: date, days: int) -> tuple[tuple[date, date], ...]:
    """Return the spans of UTC days, newest first, that comparisons need from before the last `days` days up to `until`.

    The answers of one span may be summed and dated to its last day, because no bin divides it.
    """
    bins = CalendarBins(until)
    end = bins.last - days  # the last day before the window
    return tuple(
        (date.fromordinal(first), date.fromordinal(min(last, end))) for first, last in bins.days if first <= end
    )
