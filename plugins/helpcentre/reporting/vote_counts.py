"""The votes a report is made from, counted by article and language in one pass over the daily sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from helpcentre.contract.limits import WRONG_PAGE
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.calendar_bins import CalendarBins
from helpcentre.reporting.records import ArticleKey, VoteCount


@dataclass(slots=True)
class ArticleVotes:
    """The votes about one article in one language.

    `texts` has the answers of the window by version: No, Yes, and both again with their decayed weights. `voters` are
    all who voted in the window, `wrong_page` those of them who were looking for something else. `bins` has the answers
    of a year by version: for each calendar bin its No, then its Yes.
    """

    voters: int = 0
    wrong_page: int = 0
    texts: dict[str, list[float]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    bins: dict[str, list[int]] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        """The Yes and No of the window, to any text."""
        return Answers(sum(text[1] for text in self.texts.values()), sum(text[0] for text in self.texts.values()))

    def by_text(self) -> dict[str, Answers]:
        """Return the answers of the window to each text."""
        return {version: Answers(text[1], text[0]) for version, text in self.texts.items()}

    def decayed(self, versions: Iterable[str]) -> Answers:
        """Return the answers of the window to some texts, older ones with less weight."""
        found = [self.texts[version] for version in versions if version in self.texts]
        return Answers(sum(text[3] for text in found), sum(text[2] for text in found))

    def running_totals(self) -> "RunningTotals":
        """Return the answers to any text, summed from the newest bin on."""
        every = [sum(counts) for counts in zip(*self.bins.values(), strict=True)]
        return RunningTotals([0, *accumulate(every[1::2])], [0, *accumulate(every[::2])])


class RunningTotals(NamedTuple):
    """The Yes and the No of the bins before each place, newest first."""

    yes: list[int]
    no: list[int]

    def between(self, first: int, end: int) -> Answers:
        """Return the answers in the bins `first` to before `end`; none if nothing was counted."""
        if len(self.yes) == 1:
            return Answers()
        return Answers(self.yes[end] - self.yes[first], self.no[end] - self.no[first])


def decay(age: float, days: int) -> float:
    """Return the weight of an answer `age` days old: 1 today, a half at the far edge of the window."""
    return float(0.5 ** (max(0.0, age) / days))


def count_votes(votes: Iterable[VoteCount], bins: CalendarBins, days: int) -> dict[ArticleKey, ArticleVotes]:
    """Return the votes of the `days` days up to the last day of `bins`, and those of a year by its bins."""
    found: dict[ArticleKey, ArticleVotes] = {}
    weights = [decay(age, days) for age in range(days)]
    last, oldest, newest, places, size = bins.last, bins.first, bins.newest, bins.place_by_age, 2 * len(bins)
    for day, article, language, version, value, reason, n in votes:
        age = last - day
        if age < 0:
            continue
        mine = found.get((article, language))
        if mine is None:
            mine = found[article, language] = ArticleVotes()
        counts = value == 1 or reason != WRONG_PAGE
        if counts and day >= oldest:
            binned = mine.bins.get(version)
            if binned is None:
                binned = mine.bins[version] = [0] * size
            binned[2 * places[newest - day] + value] += n
        if age < days:
            mine.voters += n
            if not counts:
                mine.wrong_page += n
                continue
            text = mine.texts.get(version)
            if text is None:
                text = mine.texts[version] = [0, 0, 0.0, 0.0]
            text[value] += n
            text[2 + value] += n * weights[age]
            if reason and not value:
                mine.reasons[reason] += n
    return found


def counts_against(vote: VoteCount) -> bool:
    """Return whether a vote says something about the article itself."""
    return vote.value == 1 or vote.reason != WRONG_PAGE


def sum_answers(votes: Iterable[VoteCount]) -> Answers:
    """Return the Yes and No of some votes."""
    yes = no = 0
    for vote in votes:
        if vote.value == 1:
            yes += vote.n
        elif vote.reason != WRONG_PAGE:
            no += vote.n
    return Answers(yes, no)
