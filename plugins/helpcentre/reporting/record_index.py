"""The records of a report, indexed by article and language: every count its rows are made from."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.calendar_bins import WEEK, CalendarBins
from helpcentre.reporting.edit_effect import judge_edit
from helpcentre.reporting.edit_evidence import Timeline
from helpcentre.reporting.ranking import Evidence
from helpcentre.reporting.ranking_carryover import carry_over_article
from helpcentre.reporting.ranking_signals import Traces, sum_traces, trouble, weigh_traces
from helpcentre.reporting.records import (
    ArticleKey,
    ArticleRecord,
    CommentRecord,
    ReportRows,
    RunCount,
    Version,
    oldest_first,
)
from helpcentre.reporting.report_model import EditEffect
from helpcentre.reporting.site_movement import Cell, SiteMovement, Unit
from helpcentre.reporting.statistics.step_model import Observation, estimate_wandering
from helpcentre.reporting.text_history import list_periods
from helpcentre.reporting.text_period import TextPeriod
from helpcentre.reporting.trend import Trend, find_trend
from helpcentre.reporting.vote_counts import ArticleVotes, count_votes

WANDERERS_ASKED = 30


class RecordIndex:
    """The counts of the `days` days up to `until`, and what older days add; `rows` may reach back further."""

    def __init__(self, rows: ReportRows, until: date, days: int) -> None:
        self.rows, self.until, self.days = rows, until, days
        self.first = until.toordinal() - days + 1
        self.bins = CalendarBins(until)
        self.articles: dict[ArticleKey, ArticleRecord] = {(one.article, one.language): one for one in rows.articles}
        self.votes = count_votes(chain(rows.votes, rows.earlier), self.bins, days)
        self.totals: dict[ArticleKey, dict[str, Answers]] = defaultdict(dict)
        for one in rows.totals:
            self.totals[one.article, one.language][one.version] = Answers(one.yes, one.no)
        texts: dict[ArticleKey, list[Version]] = defaultdict(list)
        for text in rows.versions:
            texts[text.article, text.language].append(text)
        self.texts = {key: oldest_first(found) for key, found in texts.items()}
        self.periods = {key: self._list_periods(key) for key in self.texts}
        self.views = self._sum_views()
        self.contacts = self._count_contacts()
        self.bounced, self.sought = self._count_searches()
        self.comments = self._group_comments()
        self.headings = self._count_headings()
        self.runs = self._group_runs()
        self.site_traces = sum_traces([self.traces(key) for key in self.traced_keys()])

    def voted_keys(self) -> list[ArticleKey]:
        """Return every article and language with at least one vote in the window, in a fixed order."""
        return sorted(key for key, votes in self.votes.items() if votes.voters)

    def traced_keys(self) -> list[ArticleKey]:
        """Return every article and language with a vote or any other trace in the window, in a fixed order."""
        return sorted({*self.voted_keys(), *self.views, *self.contacts, *self.bounced, *self.sought, *self.runs})

    def row_keys(self) -> list[ArticleKey]:
        """Return every article and language with a vote, and the live ones with any other trace, in a fixed order."""
        live = {key for key, article in self.articles.items() if article.live}
        return sorted({*self.voted_keys(), *live.intersection(self.traced_keys())})

    def votes_of(self, key: ArticleKey) -> ArticleVotes:
        """Return the votes about one article, none if there are none."""
        return self.votes.get(key) or ArticleVotes()

    def version(self, key: ArticleKey) -> str:
        """Return the current text: the manifest's, or (on a day before it was first seen) the last one seen."""
        article, texts = self.articles.get(key), self.texts.get(key)
        known = {text.version for text in texts or ()}
        if article and (not known or article.version in known):
            return article.version
        return texts[-1].version if texts else ""

    def evidence(self, key: ArticleKey) -> Evidence:
        """Return the evidence the ranking needs about one article."""
        now, votes, same = self.version(key), self.votes_of(key), self.current_versions(key)
        carried = carry_over_article(now, same, self.texts.get(key, ()), self.totals.get(key, {}), votes.by_text())
        views = self.views.get(key, 0) if self.views else None
        traces = self.traces(key)
        return Evidence(
            recent=votes.decayed(same),
            carried=carried,
            voters=int(votes.answers.total),
            views=views,
            signals=weigh_traces(traces, self.site_traces),
            days=self.days,
            trouble=trouble(traces, self.site_traces),
        )

    def current_versions(self, key: ArticleKey) -> frozenset[str]:
        """Return the versions of the current text and of those that hardly differ from it."""
        periods = self.periods.get(key)
        return periods[-1].versions if periods else frozenset({self.version(key)})

    def trend(self, key: ArticleKey) -> Trend:
        """Return the trend of one article."""
        totals, bins = self.votes_of(key).running_totals(), self.bins
        return find_trend(lambda first, end: totals.between(bins.place_of_week(first), bins.place_of_week(end)))

    def last_edit(self, key: ArticleKey) -> EditEffect | None:
        """Return the effect of the last edit of one article, or None if there was none in the last year."""
        return next(reversed(self.edits(key, only_last=True)), None)

    def edits(self, key: ArticleKey, *, only_last: bool = False) -> tuple[EditEffect, ...]:
        """Return the effects of the edits of one article in the last year, oldest first."""
        periods = self.periods.get(key, ())
        first = len(periods) - 1 if only_last else 1
        since = [number for number in range(max(1, first), len(periods)) if self._is_in_bins(periods[number])]
        if not since:
            return ()
        timeline = self.timeline(key)
        others = [self.timeline(other) for other in self._other_languages(key)]
        return tuple(judge_edit(timeline, number, others) for number in since)

    def _is_in_bins(self, period: TextPeriod) -> bool:
        return period.since.date().toordinal() >= self.bins.first

    def timeline(self, key: ArticleKey) -> Timeline:
        """Return the texts of one article and its answers by bin."""
        votes = self.votes_of(key)
        movement = self.movement.of(key[0], self._groups_of(key))
        return Timeline(self.periods.get(key, ()), votes.bins, self.bins, movement, self.usual, self.wandering)

    @cached_property
    def movement(self) -> SiteMovement:
        """The movement of the whole site."""
        return SiteMovement(tuple(self._list_units()), len(self.bins))

    @cached_property
    def usual(self) -> float:
        """The site's mean share, over a year."""
        yes = sum(sum(counts[1::2]) for votes in self.votes.values() for counts in votes.bins.values())
        total = sum(sum(counts) for votes in self.votes.values() for counts in votes.bins.values())
        return (yes + 3) / (total + 4)

    @cached_property
    def wandering(self) -> float:
        """The share of articles whose slope wanders, from those with most answers that were not edited."""
        units = sorted(self.movement.units, key=lambda unit: -sum(cell.total for cell in unit.cells))[:WANDERERS_ASKED]
        return estimate_wandering([self._observe_unit(unit) for unit in units], self.usual)

    def _observe_unit(self, unit: Unit) -> list[Observation]:
        moved = self.movement.of(unit.article, unit.groups).share
        return [
            Observation(sum(self.bins.days[place]) / 2 / WEEK, yes / total - moved[place], total)
            for place, yes, total in reversed(unit.cells)
        ]

    def _other_languages(self, key: ArticleKey) -> list[ArticleKey]:
        return [other for other in sorted(self.periods) if other[0] == key[0] and other != key]

    def _list_periods(self, key: ArticleKey) -> tuple[TextPeriod, ...]:
        votes = self.votes_of(key)
        return list_periods(self.texts[key], self.version(key), self.bins, votes.bins)

    def _list_units(self) -> Iterator[Unit]:
        """Yield the articles that were not edited in the weeks compared, with the answers since their last edit."""
        since = self.bins.days[self.bins.weeks - 1][0]
        for key in sorted(self.votes):
            periods = self.periods.get(key, ())
            if periods and periods[-1].since.date().toordinal() > since and len(periods) > 1:
                continue
            bins = self.votes[key].bins
            versions = periods[-1].versions if periods else bins
            counts = [bins[version] for version in sorted(versions) if version in bins]
            every = [sum(column) for column in zip(*counts, strict=True)]
            cells = [
                Cell(place, yes, no + yes)
                for place, (no, yes) in enumerate(zip(every[::2], every[1::2], strict=True))
                if no or yes
            ]
            if cells:
                yield Unit(key[0], self._groups_of(key), tuple(cells))

    def _groups_of(self, key: ArticleKey) -> tuple[str, ...]:
        article = self.articles.get(key)
        return (key[1], *article.topics) if article else (key[1],)

    def traces(self, key: ArticleKey) -> Traces:
        """Return what readers did other than vote."""
        exposed = self.views.get(key, 0) if self.views else self.votes[key].voters if key in self.votes else 0
        contacts = sum(self.contacts.get(key, Counter()).values())
        return Traces(contacts, self.bounced.get(key, 0), exposed, self.sought.get(key, 0))

    def _is_in_window(self, day: int) -> bool:
        return self.first <= day <= self.until.toordinal()

    def _sum_views(self) -> dict[ArticleKey, int]:
        found: Counter[ArticleKey] = Counter()
        for one in self.rows.views:
            if self._is_in_window(one.day) and one.article:
                found[one.article, one.language] += one.n
        return dict(found)

    def _count_contacts(self) -> dict[ArticleKey, Counter[str]]:
        found: dict[ArticleKey, Counter[str]] = defaultdict(Counter)
        for one in self.rows.contacts:
            if self._is_in_window(one.day) and one.article:
                found[one.article, one.language][one.channel] += one.n
        return dict(found)

    def _count_searches(self) -> tuple[Counter[ArticleKey], Counter[ArticleKey]]:
        """Count the searches that ended at an article: those reworded afterwards, and those after one that failed."""
        reworded = {query.previous for query in self.rows.queries if query.previous}
        reworded |= {query.id for query in self.rows.queries if query.outcome == "refined"}
        failed = {query.id for query in self.rows.queries if not query.results or query.missing or not query.clicked}
        bounced, sought = Counter[ArticleKey](), Counter[ArticleKey]()
        for query in self.rows.queries:
            if query.clicked and self._is_in_window(query.day):
                key = (query.clicked, query.language)
                bounced[key] += query.id in reworded
                sought[key] += query.previous in failed
        return +bounced, +sought

    def _group_comments(self) -> dict[ArticleKey, list[CommentRecord]]:
        found: dict[ArticleKey, list[CommentRecord]] = defaultdict(list)
        earliest = self.until - timedelta(days=self.days - 1)
        for comment in self.rows.comments:
            if earliest <= comment.occurred.date() <= self.until:
                found[comment.article, comment.language].append(comment)
        return found

    def _group_runs(self) -> dict[ArticleKey, list[RunCount]]:
        found: dict[ArticleKey, list[RunCount]] = defaultdict(list)
        for one in self.rows.runs:
            if self._is_in_window(one.day):
                found[one.article, one.language].append(one)
        return dict(found)

    def _count_headings(self) -> dict[ArticleKey, Counter[str]]:
        found: dict[ArticleKey, Counter[str]] = defaultdict(Counter)
        for one in self.rows.headings:
            found[one.article, one.language][one.heading] += one.n
        return found
