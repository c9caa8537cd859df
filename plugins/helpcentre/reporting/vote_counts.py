"""The answers a report is made of, counted by article and language in one pass over the day sums."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from helpcentre.contract.limits import WRONG_PAGE
from helpcentre.reporting.ranking import Answers, decay
from helpcentre.reporting.records import VoteCount
from helpcentre.reporting.verdicts import TREND_NEW, TREND_OLD, TREND_WAIT, Windows

Key = tuple[str, str]
REACH = TREND_NEW + TREND_OLD + TREND_WAIT  # days of answers the trend needs
_EDGES = (0, TREND_WAIT, TREND_NEW, TREND_NEW + TREND_WAIT, TREND_NEW + TREND_OLD)
_SPAN = [2 * (bisect_right(_EDGES, age) - 1) for age in range(REACH)]  # by age: where a No stands, a Yes comes next


def counts_against(vote: VoteCount) -> bool:
    """Tell whether a vote says something of the article itself."""
    return vote.value == 1 or vote.reason != WRONG_PAGE


def add_up(votes: Iterable[VoteCount]) -> Answers:
    """Return the Yes and No of some votes."""
    yes = no = 0
    for vote in votes:
        if vote.value == 1:
            yes += vote.n
        elif vote.reason != WRONG_PAGE:
            no += vote.n
    return Answers(yes, no)


def _spans() -> list[int]:
    return [0] * (2 * len(_EDGES))


@dataclass(slots=True)
class Said:
    """What readers answered about one article in one language.

    `texts` has the window's answers by version: No, Yes, and both again as they fade with age. `voters` are all who
    answered in the window, `wrong_page` those of them who had been looking for something else. `spans` are the No and
    Yes between the days at which one of the trend's windows begins or ends, newest first.
    """

    voters: int = 0
    wrong_page: int = 0
    texts: dict[str, list[float]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    spans: list[int] = field(default_factory=_spans)

    @property
    def answers(self) -> Answers:
        """The Yes and No of the window, to any text."""
        return Answers(sum(text[1] for text in self.texts.values()), sum(text[0] for text in self.texts.values()))

    def by_text(self) -> dict[str, Answers]:
        """Return the answers of the window to each text."""
        return {version: Answers(text[1], text[0]) for version, text in self.texts.items()}

    def faded(self, version: str) -> Answers:
        """Return the answers of the window to a text, each the less the older it is."""
        _, _, no, yes = self.texts.get(version, (0, 0, 0.0, 0.0))
        return Answers(yes, no)

    def windows(self) -> Windows:
        """Return the answers the trend compares today."""
        return Windows(self._between(0, 2), self._between(2, 4))

    def windows_before(self) -> Windows:
        """Return what it compared a week ago."""
        return Windows(self._between(1, 3), self._between(3, 5))

    def _between(self, first: int, end: int) -> Answers:
        return Answers(sum(self.spans[2 * first + 1 : 2 * end : 2]), sum(self.spans[2 * first : 2 * end : 2]))


def spans_before(until: date, days: int) -> tuple[tuple[date, date], ...]:
    """Return the spans of UTC days, newest first, that the trend needs from before the last `days` days up to `until`.

    What was answered in one of them may be summed up and stand as of its last day: no window of the trend parts it.
    """
    ages = sorted({days, *(age for age in (*_EDGES, REACH) if age > days)})
    return tuple((until - timedelta(end - 1), until - timedelta(begin)) for begin, end in pairwise(ages))


def count(votes: Iterable[VoteCount], last: int, days: int) -> dict[Key, Said]:
    """Return what was said in the `days` days up to the day `last` (an ordinal), and before it for the trend."""
    found: dict[Key, Said] = {}
    weights = [decay(age, days) for age in range(days)]
    for day, article, language, version, value, reason, n in votes:
        age = last - day
        if age < 0:
            continue
        said = found.get((article, language))
        if said is None:
            said = found[article, language] = Said()
        counts = value == 1 or reason != WRONG_PAGE
        if counts and age < REACH:
            said.spans[_SPAN[age] + value] += n
        if age < days:
            said.voters += n
            if not counts:
                said.wrong_page += n
                continue
            text = said.texts.get(version)
            if text is None:
                text = said.texts[version] = [0, 0, 0.0, 0.0]
            text[value] += n
            text[2 + value] += n * weights[age]
            if reason and not value:
                said.reasons[reason] += n
    return found
