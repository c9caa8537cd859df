"""The records of a report, indexed by article and language: every count its rows are made from."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.ranking import Evidence
from helpcentre.reporting.ranking_carryover import carry_over_article
from helpcentre.reporting.ranking_signals import Traces, sum_traces, weigh_traces
from helpcentre.reporting.records import ArticleKey, ArticleRecord, CommentRecord, ReportRows, Version, oldest_first
from helpcentre.reporting.vote_counts import count_votes


class RecordIndex:
    """The counts of the `days` days up to `until`, and what older days add; `rows` may reach back further."""

    def __init__(self, rows: ReportRows, until: date, days: int) -> None:
        self.rows, self.until, self.days = rows, until, days
        self.first = until.toordinal() - days + 1
        self.articles: dict[ArticleKey, ArticleRecord] = {(one.article, one.language): one for one in rows.articles}
        self.votes = count_votes(chain(rows.votes, rows.earlier), until.toordinal(), days)
        self.totals: dict[ArticleKey, dict[str, Answers]] = defaultdict(dict)
        for one in rows.totals:
            self.totals[one.article, one.language][one.version] = Answers(one.yes, one.no)
        texts: dict[ArticleKey, list[Version]] = defaultdict(list)
        for text in rows.versions:
            texts[text.article, text.language].append(text)
        self.texts = {key: oldest_first(found) for key, found in texts.items()}
        self.views = self._sum_views()
        self.contacts = self._count_contacts()
        self.bounced, self.sought = self._count_searches()
        self.comments = self._group_comments()
        self.headings = self._count_headings()
        self.site_traces = sum_traces([self.traces(key) for key in self.traced_keys()])

    def voted_keys(self) -> list[ArticleKey]:
        """Return every article and language with at least one vote in the window, in a fixed order."""
        return sorted(key for key, votes in self.votes.items() if votes.voters)

    def traced_keys(self) -> list[ArticleKey]:
        """Return every article and language with a vote or any other trace in the window, in a fixed order."""
        return sorted({*self.voted_keys(), *self.views, *self.contacts, *self.bounced, *self.sought})

    def version(self, key: ArticleKey) -> str:
        """Return the current text: the manifest's, or (on a day before it was first seen) the last one seen."""
        article, texts = self.articles.get(key), self.texts.get(key)
        known = {text.version for text in texts or ()}
        if article and (not known or article.version in known):
            return article.version
        return texts[-1].version if texts else ""

    def evidence(self, key: ArticleKey) -> Evidence:
        """Return the evidence the ranking needs about one article."""
        now, votes = self.version(key), self.votes[key]
        carried = carry_over_article(now, self.texts.get(key, ()), self.totals.get(key, {}), votes.by_text())
        views = self.views.get(key, 0) if self.views else None
        signals = weigh_traces(self.traces(key), self.site_traces)
        return Evidence(votes.decayed(now), carried, int(votes.answers.total), views, signals, self.days)

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

    def _count_headings(self) -> dict[ArticleKey, Counter[str]]:
        found: dict[ArticleKey, Counter[str]] = defaultdict(Counter)
        for one in self.rows.headings:
            found[one.article, one.language][one.heading] += one.n
        return found
