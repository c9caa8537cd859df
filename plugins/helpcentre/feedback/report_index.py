"""The records of a report, found by article and language: every count the rows are made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from helpcentre.feedback.contract import WRONG_PAGE
from helpcentre.feedback.ranking import Answers, Evidence, decay
from helpcentre.feedback.ranking_carry import history, lent
from helpcentre.feedback.ranking_signals import Traces, total, weighted
from helpcentre.feedback.records import Article, Comment, ReportRows, Version, VoteCount
from helpcentre.feedback.verdict import TREND_NEW, TREND_OLD, Windows

Key = tuple[str, str]


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


class Index:
    """What was counted in the `days` days up to `until`, and what older days add; `rows` may reach back further."""

    def __init__(self, rows: ReportRows, until: date, days: int) -> None:
        self.rows, self.until, self.days = rows, until, days
        self.first = until.toordinal() - days + 1
        self.articles: dict[Key, Article] = {(one.article, one.language): one for one in rows.articles}
        self.all_votes: dict[Key, list[VoteCount]] = defaultdict(list)
        self.window_votes: dict[Key, list[VoteCount]] = defaultdict(list)
        last = until.toordinal()
        for vote in rows.votes:
            if vote.day <= last:
                self.all_votes[vote.article, vote.language].append(vote)
                if vote.day >= self.first:
                    self.window_votes[vote.article, vote.language].append(vote)
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

    def in_window(self, key: Key) -> list[VoteCount]:
        """Return the votes of the window."""
        return self.window_votes.get(key, [])

    def answered(self) -> list[Key]:
        """Return every article and language with at least one answer in the window, in a fixed order."""
        return sorted(self.window_votes)

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

    def voters(self, key: Key) -> int:
        """Return how many readers answered in the window, wrong page or not."""
        return sum(vote.n for vote in self.in_window(key))

    def evidence(self, key: Key) -> Evidence:
        """Return what the ranking needs to know of one article."""
        now, last = self.version(key), self.until.toordinal()
        yes = no = 0.0
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for vote in self.in_window(key):
            if not counts_against(vote):
                continue
            counts[vote.version][vote.value] += vote.n
            if vote.version == now:
                weight = vote.n * decay(last - vote.day, self.days)
                yes, no = yes + weight * vote.value, no + weight * (1 - vote.value)
        window = {version: Answers(found[1], found[0]) for version, found in counts.items()}
        carried = lent(now, self.texts.get(key, ()), self.totals.get(key, {}), window)
        voters = int(add_up(self.in_window(key)).total)
        views = self.views.get(key, 0) if self.views else None
        signals = weighted(self.traces(key), self.site_traces)
        return Evidence(Answers(yes, no), carried, voters, views, signals, self.days)

    def traces(self, key: Key) -> Traces:
        """Return what readers did beyond voting."""
        exposed = self.views.get(key, 0) if self.views else self.voters(key)
        contacts = sum(self.contacts.get(key, Counter()).values())
        return Traces(contacts, self.bounced.get(key, 0), exposed, self.sought.get(key, 0))

    def windows(self, key: Key, days_ago: int = 0) -> Windows:
        """Return the answers the trend compares, as they stood some days ago."""
        last = self.until.toordinal() - days_ago
        middle, start = last - TREND_NEW, last - TREND_NEW - TREND_OLD
        votes = self.all_votes.get(key, ())
        new = add_up(vote for vote in votes if middle < vote.day <= last)
        old = add_up(vote for vote in votes if start < vote.day <= middle)
        return Windows(new, old)

    def reasons(self, key: Key) -> Counter[str]:
        """Return how often each reason was given for a No that counts."""
        found: Counter[str] = Counter()
        for vote in self.in_window(key):
            if vote.value == 0 and vote.reason and counts_against(vote):
                found[vote.reason] += vote.n
        return found

    def wrong_page(self, key: Key) -> int:
        """Return how many readers had been looking for something else."""
        return sum(vote.n for vote in self.in_window(key) if not counts_against(vote))

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
            if query.clicked and self._in_days(query.occurred.date().toordinal()):
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
