"""The votes a report is made from, counted by article and language in one pass over the daily sums."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from helpcentre.contract.limits import WRONG_PAGE
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.ranking import decay
from helpcentre.reporting.records import ArticleKey, VoteCount
from helpcentre.reporting.trend import NEW_DAYS, OLD_DAYS, WAIT_DAYS, TrendWindows

TREND_DAYS = NEW_DAYS + OLD_DAYS + WAIT_DAYS  # days of votes the trend needs
_EDGES = (0, WAIT_DAYS, NEW_DAYS, NEW_DAYS + WAIT_DAYS, NEW_DAYS + OLD_DAYS)
# By age in days: the place in `ArticleVotes.spans` of a No; the Yes of the same span comes next.
_PLACE_BY_AGE = [2 * (bisect_right(_EDGES, age) - 1) for age in range(TREND_DAYS)]


def _make_spans() -> list[int]:
    return [0] * (2 * len(_EDGES))


@dataclass(slots=True)
class ArticleVotes:
    """The votes about one article in one language.

    `texts` has the answers of the window by version: No, Yes, and both again with their decayed weights. `voters` are
    all who voted in the window, `wrong_page` those of them who were looking for something else. `spans` are the No and
    Yes between the days at which one of the trend's windows begins or ends, newest first.
    """

    voters: int = 0
    wrong_page: int = 0
    texts: dict[str, list[float]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    spans: list[int] = field(default_factory=_make_spans)

    @property
    def answers(self) -> Answers:
        """The Yes and No of the window, to any text."""
        return Answers(sum(text[1] for text in self.texts.values()), sum(text[0] for text in self.texts.values()))

    def by_text(self) -> dict[str, Answers]:
        """Return the answers of the window to each text."""
        return {version: Answers(text[1], text[0]) for version, text in self.texts.items()}

    def decayed(self, version: str) -> Answers:
        """Return the answers of the window to a text, older ones with less weight."""
        _, _, no, yes = self.texts.get(version, (0, 0, 0.0, 0.0))
        return Answers(yes, no)

    def windows(self) -> TrendWindows:
        """Return the answers the trend compares today."""
        return TrendWindows(self._sum_spans(0, 2), self._sum_spans(2, 4))

    def windows_before(self) -> TrendWindows:
        """Return the answers it compared a week ago."""
        return TrendWindows(self._sum_spans(1, 3), self._sum_spans(3, 5))

    def _sum_spans(self, first: int, end: int) -> Answers:
        return Answers(sum(self.spans[2 * first + 1 : 2 * end : 2]), sum(self.spans[2 * first : 2 * end : 2]))


def spans_before(until: date, days: int) -> tuple[tuple[date, date], ...]:
    """Return the spans of UTC days, newest first, that the trend needs from before the last `days` days up to `until`.

    The votes of one span may be summed and dated to its last day, because no window of the trend divides it.
    """
    ages = sorted({days, *(age for age in (*_EDGES, TREND_DAYS) if age > days)})
    return tuple((until - timedelta(end - 1), until - timedelta(begin)) for begin, end in pairwise(ages))


def count_votes(votes: Iterable[VoteCount], last: int, days: int) -> dict[ArticleKey, ArticleVotes]:
    """Return the votes of the `days` days up to the day `last` (an ordinal), and those before it for the trend."""
    found: dict[ArticleKey, ArticleVotes] = {}
    weights = [decay(age, days) for age in range(days)]
    for day, article, language, version, value, reason, n in votes:
        age = last - day
        if age < 0:
            continue
        mine = found.get((article, language))
        if mine is None:
            mine = found[article, language] = ArticleVotes()
        counts = value == 1 or reason != WRONG_PAGE
        if counts and age < TREND_DAYS:
            mine.spans[_PLACE_BY_AGE[age] + value] += n
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
