"""A site whose articles are voted on every day, some of them edited: the records of a report as of any day.

Days are numbered from the day of the edits, 0; votes begin a year before it. Days differ as they do on real sites: a
weekly rhythm, and traffic that varies more than chance alone would (gamma, variance a quarter of the mean squared).
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from scripts.planted_worlds.chance import poisson

from helpcentre.reporting.calendar_bins import spans_before
from helpcentre.reporting.records import ArticleRecord, ReportRows, Version, VersionTotal, VoteCount

EDITED = date(2026, 6, 3)  # a Wednesday
HISTORY = 365
WINDOW = 30
RHYTHM = (1.15, 1.10, 1.05, 1.05, 1.00, 0.85, 0.80)

Share = Callable[[int], float]


@dataclass(frozen=True)
class PlantedArticle:
    """An article in one language: its true share and answers per day, and which text is live from which day.

    `sketches` are those of texts whose likeness matters; a text without one resembles no other.
    """

    name: str
    language: str
    share: Share
    rate: float
    texts: Mapping[int, str]
    topics: tuple[str, ...] = ()
    sketches: Mapping[str, str] = field(default_factory=dict)

    def text(self, day: int) -> str:
        """Return the text that is live on a day."""
        return self.texts[max(start for start in self.texts if start <= day)]


class EditedSite:
    """The votes of a site up to day `last`; `records` are those a store would give on a day."""

    def __init__(self, articles: Iterable[PlantedArticle], last: int, chance: random.Random) -> None:
        self.articles = tuple(articles)
        self.days = range(-HISTORY, last + 1)
        self.votes = [[self._draw_votes(one, day, chance) for day in self.days] for one in self.articles]

    def _draw_votes(self, article: PlantedArticle, day: int, chance: random.Random) -> tuple[int, int]:
        """Return the Yes and No of a day."""
        mean = article.rate * RHYTHM[(EDITED + timedelta(day)).weekday()]
        readers = poisson(chance, mean * chance.gammavariate(4, 1 / 4)) if mean else 0
        share = min(0.99, max(0.01, article.share(day)))
        yes = sum(chance.random() < share for _ in range(readers))
        return yes, readers - yes

    def records(self, day: int) -> ReportRows:
        """Return the records of a report with a window of 30 days up to a day."""
        until = EDITED + timedelta(day)
        counts = [count for number in range(len(self.articles)) for count in self._count_votes(number, until)]
        first = until.toordinal() - WINDOW + 1
        return ReportRows(
            since=date.fromordinal(first),
            until=until,
            articles=tuple(self._make_record(one, day) for one in self.articles),
            versions=tuple(version for one in self.articles for version in self._list_versions(one, day)),
            totals=self._sum_totals(counts),
            votes=tuple(one for one in counts if one.day >= first),
            earlier=tuple(one for one in counts if one.day < first),
            languages=tuple(sorted({one.language for one in self.articles})),
        )

    def _count_votes(self, number: int, until: date) -> Iterable[VoteCount]:
        """Yield the votes about one article: by day in the window, by spans before it."""
        article, votes = self.articles[number], self.votes[number]
        spans = [(first.toordinal(), last.toordinal()) for first, last in spans_before(until, WINDOW)]
        spans += [(one, one) for one in range(until.toordinal() - WINDOW + 1, until.toordinal() + 1)]
        zero = EDITED.toordinal() - HISTORY
        for first, last in spans:
            sums: dict[str, list[int]] = {}
            for ordinal in range(max(first, zero), last + 1):
                yes, no = votes[ordinal - zero]
                if yes or no:
                    text = sums.setdefault(article.text(ordinal - zero - HISTORY), [0, 0])
                    text[0] += no
                    text[1] += yes
            for text, both in sums.items():
                for value in (0, 1):
                    if both[value]:
                        yield VoteCount(last, article.name, article.language, text, value, "", both[value])

    def _make_record(self, one: PlantedArticle, day: int) -> ArticleRecord:
        text = one.text(day)
        return ArticleRecord(one.name, one.language, one.name, "", "faq", one.topics, None, None, text, live=True)

    def _list_versions(self, one: PlantedArticle, day: int) -> Iterable[Version]:
        seen: dict[str, int] = {}
        for start in sorted(one.texts):
            if start <= day:
                seen.setdefault(one.texts[start], start)
        for text, start in seen.items():
            when = datetime.combine(EDITED + timedelta(start), time(6), tzinfo=UTC)
            yield Version(one.name, one.language, text, when, one.sketches.get(text, ""))

    def _sum_totals(self, counts: Iterable[VoteCount]) -> tuple[VersionTotal, ...]:
        totals: dict[tuple[str, str, str], list[int]] = {}
        for _, name, language, text, value, _, n in counts:
            totals.setdefault((name, language, text), [0, 0])[value] += n
        return tuple(VersionTotal(*key, both[1], both[0]) for key, both in totals.items())
