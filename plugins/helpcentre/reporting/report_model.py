"""The report as plain values: its rows, the trend of each article and the effect of its last edit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.records import CommentRecord, GapState
from helpcentre.reporting.statistics.beta import Beta
from helpcentre.reporting.statistics.step_model import Estimate

Band = Literal["act", "watch", "too_little"]
TrendDirection = Literal["better", "worse", "steady", "unknown"]
Outcome = Literal["better", "worse", "no_difference", "not_enough"]


class TrendWindows(NamedTuple):
    """The answers of the newest weeks of a window, and of those before them."""

    new: Answers
    old: Answers


@dataclass(frozen=True, slots=True)
class EditEffect:
    """The effect of an edit, as far as the answers up to `through` show it.

    `effect` is a difference of shares among those who answered (0.14: 14 points better). `before` are the answers just
    before the edit and `after` those since, as they were given; `movement` is how the whole site moved meanwhile, which
    `effect` leaves out. `since` is the date and time the text was first seen, `edits` how many are judged together,
    `first_look` the day after whose answers it is judged for the first time.
    """

    outcome: Outcome
    before: Answers
    after: Answers
    since: datetime
    version: str
    effect: Estimate
    through: date
    first_look: date
    needed: int
    movement: float = 0.0
    edits: int = 1


@dataclass(frozen=True, slots=True)
class StepRuns:
    """The runs that reached a step, and those that ended there: solved, contacted, or stopped (the reader gave up).

    `question` is the heading of the step, its id if the text no longer has it. `is_weak` is true if a larger share of
    readers gives up here than at the other steps together: Wilson's 90% intervals of both shares do not overlap.
    """

    step: str
    question: str
    reached: int
    solved: int
    contacted: int
    stopped: int
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class TroubleshooterRuns:
    """All runs of one troubleshooter: how many began and how they ended; the steps are in the order of the page."""

    entered: int
    solved: int
    contacted: int
    stopped: int
    steps: tuple[StepRuns, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One article in one language.

    Shares are 0 to 1, `unhelped` is readers per month. `yes` and `no` are the answers of the window to any text;
    `share`, `low` and `high` (Wilson's 90% interval) are about the current text only, and `share` is None if nobody
    said Yes or No to it. `since_edit` are all answers to the current text, which readers have seen since `edited`
    (None: it is the first text known). `bounced` are searches that ended here and were reworded, `sought` those that
    failed before other words led here.
    """

    article: str
    language: str
    title: str
    url: str
    kind: str
    topics: tuple[str, ...]
    owner: str | None
    live: bool
    band: Band
    fine: bool
    yes: int
    no: int
    wrong_page: int
    current: Answers  # those of the window to the current text
    share: float | None  # of Yes among them
    low: float
    high: float
    belief: Beta  # the posterior of the true share, with the prior, decay and the answers older texts lend
    below_target: float
    unhelped: float
    readers: int
    trend: TrendDirection
    trend_sure: float
    trend_weeks: tuple[int, int]  # how many weeks the trend compares with how many before them
    windows: TrendWindows  # their answers
    edited: date | None
    since_edit: Answers
    verdict: EditEffect | None
    reasons: tuple[tuple[str, int], ...]
    headings: tuple[tuple[str, str, int], ...]  # (id, words, number of No), most first
    comments: tuple[CommentRecord, ...]  # newest first
    contacts: tuple[tuple[str, int], ...]  # (channel, clicks), most first
    bounced: int
    sought: int
    issues: tuple[int, ...]  # open ones
    runs: TroubleshooterRuns | None = None  # of its troubleshooter

    @property
    def unhelped_rounded_down(self) -> int:
        """The unhelped readers per month as a whole number that does not overstate the estimate."""
        return int(self.unhelped + 1e-9)

    @property
    def contact_clicks(self) -> int:
        """Clicks on any contact channel in this article."""
        return sum(n for _, n in self.contacts)


@dataclass(frozen=True, slots=True)
class Rollup:
    """An article over all its languages: the sum of its rows, worst language first."""

    article: str
    title: str
    yes: int
    no: int
    unhelped: float
    rows: tuple[Row, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with answers, worst first."""
        return tuple(row.language for row in self.rows)


class SilentArticle(NamedTuple):
    """An article that is live now and of which the window has neither a vote nor any other trace."""

    article: str
    language: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `readers_from` is "views" if n counts page views, "votes" if only those who answered."""

    site: str
    since: date
    until: date
    days: int
    language: str | None
    target: float
    prior: Beta
    readers_from: str
    rows: tuple[Row, ...]
    quarantined: int = 0
    languages: tuple[str, ...] = ()
    rollups: tuple[Rollup, ...] = field(default=())
    silent: tuple[SilentArticle, ...] = ()  # live articles without a row: not read, or nothing known of their readers

    def band(self, *bands: Band) -> tuple[Row, ...]:
        """Return the rows of some bands."""
        return tuple(row for row in self.rows if row.band in bands)

    def row(self, article: str, language: str) -> Row | None:
        """Return one row, or None if the article has none."""
        return next((row for row in self.rows if (row.article, row.language) == (article, language)), None)


LEAST_ARRIVED = 2
"""Readers who ended at one article on separate ways, before their words are proposed as its ask."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One question without an answer; `readers` asked it, `reworded` of them tried other words, `missing` said so.

    `abandoned` left without following a result, `contacted` went on to a contact channel.
    `wordings` are the readers' own words with how many used each, most first; `likely` is the article at which readers
    arrived with other words, otherwise the one whose title and headings share most words with the question, or None.

    `arrived` is the number of readers whose later searches ended at `likely`; two of them propose the words as its ask.

    `state` was decided on the day `decided`, because of `reason`; `answer` is the article that answers it. Since that
    day `readers_since` of the readers asked; `helped` is whether that is fewer than before (None: not known yet).
    """

    number: int
    language: str
    wordings: tuple[tuple[str, int], ...]
    readers: int
    reworded: int
    missing: int
    first: date
    last: date
    likely: str | None
    abandoned: int = 0
    contacted: int = 0
    state: GapState = "new"
    reason: str = ""
    answer: str | None = None
    decided: date | None = None
    readers_since: int = 0
    helped: bool | None = None
    arrived: int = 0

    @property
    def is_proposed(self) -> bool:
        """True if the words are proposed as an ask of the likely article."""
        return self.arrived >= LEAST_ARRIVED and self.state == "new"

    @property
    def query(self) -> str:
        """The commonest wording."""
        return self.wordings[0][0]

    @property
    def is_settled(self) -> bool:
        """True if nothing needs to be done: it was dismissed, or answered and does not go on failing."""
        return self.state == "dismissed" or (self.state == "answered" and self.helped is not False)


def roll_up(rows: Sequence[Row]) -> tuple[Rollup, ...]:
    """Return the articles over all languages, most unhelped readers first."""
    by_article: dict[str, list[Row]] = {}
    for row in rows:
        by_article.setdefault(row.article, []).append(row)
    found = [
        Rollup(
            article,
            of_it[0].title,
            sum(row.yes for row in of_it),
            sum(row.no for row in of_it),
            sum(row.unhelped for row in of_it),
            tuple(of_it),
        )
        for article, of_it in by_article.items()
    ]
    return tuple(sorted(found, key=lambda one: (-round(one.unhelped, 6), one.article)))
