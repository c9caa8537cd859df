"""The records of a report, found by article and language: every count the rows are made of."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain

from helpcentre.reporting.ranking import Answers, Evidence
from helpcentre.reporting.ranking_carryover import history, lent
from helpcentre.reporting.ranking_signals import Traces, total, weighted
from helpcentre.reporting.records import Article, Comment, ReportRows, Version
from helpcentre.reporting.vote_counts import Key, count


class Index:
    """What was counted in the `days` days up to `until`, and what older days add; `rows` may reach back further."""

    def __init__(self, rows: ReportRows, until: date, days: int) -> None:
        self.rows, self.until, self.days = rows, until, days
        self.first = until.toordinal() - days + 1
        self.articles: dict[Key, Article] = {(one.article, one.language): one for one in rows.articles}
        self.said = count(chain(rows.votes, rows.earlier), until.toordinal(), days)
        self.totals: dict[Key, dict[str, Answers]] = defaultdict(dict)
        for one in rows.totals:
            self.totals[one.article, one.language][one.version] = Answers(one.yes, one.no)
        texts: dict[Key, list[Version]] = defaultdict(list)
        for text in rows.versions:
            texts[text.article, text.language].append(text)
        self.texts = {key: history(found) for key, found in texts.items()}
        self.views = self._views()
        self.contacts = self._contacts()
        self.bounced, self.sought = self._searches()
        self.comments = self._comments()
        self.headings = self._headings()
        self.site_traces = total([self.traces(key) for key in self.exposed_keys()])

    def answered(self) -> list[Key]:
        """Return every article and language with at least one answer in the window, in a fixed order."""
        return sorted(key for key, said in self.said.items() if said.voters)

    def exposed_keys(self) -> list[Key]:
        """Return every article and language that anything is known of in the window."""
        return sorted({*self.answered(), *self.views, *self.contacts, *self.bounced, *self.sought})

    def version(self, key: Key) -> str:
        """Return the text as it is now: the manifest's, or (on a day before it was met) the last one seen."""
        article, texts = self.articles.get(key), self.texts.get(key)
        known = {text.version for text in texts or ()}
        if article and (not known or article.version in known):
            return article.version
        return texts[-1].version if texts else ""

    def evidence(self, key: Key) -> Evidence:
        """Return what the ranking needs to know of one article."""
        now, said = self.version(key), self.said[key]
        carried = lent(now, self.texts.get(key, ()), self.totals.get(key, {}), said.by_text())
        views = self.views.get(key, 0) if self.views else None
        signals = weighted(self.traces(key), self.site_traces)
        return Evidence(said.faded(now), carried, int(said.answers.total), views, signals, self.days)

    def traces(self, key: Key) -> Traces:
        """Return what readers did beyond voting."""
        exposed = self.views.get(key, 0) if self.views else self.said[key].voters if key in self.said else 0
        contacts = sum(self.contacts.get(key, Counter()).values())
        return Traces(contacts, self.bounced.get(key, 0), exposed, self.sought.get(key, 0))

    def _in_days(self, day: int) -> bool:
        return self.first <= day <= self.until.toordinal()

    def _views(self) -> dict[Key, int]:
        found: Counter[Key] = Counter()
        for one in self.rows.views:
            if self._in_days(one.day) and one.article:
                found[one.article, one.language] += one.n
        return dict(found)

    def _contacts(self) -> dict[Key, Counter[str]]:
        found: dict[Key, Counter[str]] = defaultdict(Counter)
        for one in self.rows.contacts:
            if self._in_days(one.day) and one.article:
                found[one.article, one.language][one.channel] += one.n
        return dict(found)

    def _searches(self) -> tuple[Counter[Key], Counter[Key]]:
        """Count the searches that ended at an article: those reworded afterwards, and those after one that failed."""
        reworded = {query.previous for query in self.rows.queries if query.previous}
        failed = {query.id for query in self.rows.queries if not query.results or query.missing or not query.clicked}
        bounced, sought = Counter[Key](), Counter[Key]()
        for query in self.rows.queries:
            if query.clicked and self._in_days(query.day):
                key = (query.clicked, query.language)
                bounced[key] += query.id in reworded
                sought[key] += query.previous in failed
        return +bounced, +sought

    def _comments(self) -> dict[Key, list[Comment]]:
        found: dict[Key, list[Comment]] = defaultdict(list)
        earliest = self.until - timedelta(days=self.days - 1)
        for comment in self.rows.comments:
            if earliest <= comment.occurred.date() <= self.until:
                found[comment.article, comment.language].append(comment)
        return found

    def _headings(self) -> dict[Key, Counter[str]]:
        found: dict[Key, Counter[str]] = defaultdict(Counter)
        for one in self.rows.headings:
            found[one.article, one.language][one.heading] += one.n
        return found
