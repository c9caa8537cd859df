"""The contents of the first page of the reports, and the list of failed searches."""

from dataclasses import dataclass
from datetime import date

from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.period_comparison import PeriodComparison
from helpcentre.reporting.report_model import Gap, Report


@dataclass(frozen=True)
class Overview:
    """The contents of the first page.

    `series` has the points of each key figure's line by its name; `comparison` is None if the window is long or one of
    the two windows has no answers.
    """

    report: Report
    measures: tuple[Measure, ...]
    series: dict[str, list[float | None]]
    gaps: tuple[Gap, ...]
    comparison: PeriodComparison | None = None


@dataclass(frozen=True)
class GapList:
    """The failed searches of the days `since` to `until`, the titles of articles, and the size of the quarantine."""

    since: date
    until: date
    gaps: tuple[Gap, ...]
    titles: dict[tuple[str, str], str]
    quarantined: int
