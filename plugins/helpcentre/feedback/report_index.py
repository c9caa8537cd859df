"""The records of a report, found by article and language: every count the rows are made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from helpcentre.feedback.ranking import Answers, Evidence, decay
from helpcentre.feedback.ranking_carry import history, lent
from helpcentre.feedback.ranking_signals import Traces, total, weighted
from helpcentre.feedback.records import Article, Comment, ReportRows, Version, VoteCount
from helpcentre.feedback.verdict import TREND_NEW, TREND_OLD

Key = tuple[str, str]
WRONG_PAGE = "wrong_page"  # "I was looking for something else": no fault of the article


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
        for vote in rows.votes:
            if vote.day <= until.toordinal():
                self.all_votes[vote.article, vote.language].append(vote)
        self.totals: dict[Key, dict[str, Answers]] = defaultdict(dict)
        for one in rows.totals:
            self.totals[one.article, one.language][one.version] = Answers(one.yes, one.no)
        self._take_wrong_pages_out()
        texts: dict[Key, list[Version]] = defaultdict(list)
        for text in rows.versions:
            texts[text.article, text.language].append(text)
        self.texts = {key: history(found) for key, found in texts.items()}
        self.views = self._views()
        self.contacts = self._contacts()
        self.bounced = self._bounced()
        self.comments = self._comments()
        self.headings = self._headings()
        self.site_traces = total([self.traces(key) for key in self.exposed_keys()])

    def _take_wrong_pages_out(self) -> None:
        """Totals know no reasons; the wrong-page answers that are still in the tallies are taken off their No."""
        for key, votes in self.all_votes.items():
            for vote in votes:
                total = self.totals[key].get(vote.version)
                if vote.value == 0 and vote.reason == WRONG_PAGE and total:
                    self.totals[key][vote.version] = Answers(total.yes, max(0.0, total.no - vote.n))

    def in_window(self, key: Key) -> list[VoteCount]:
        """Return the votes of the window."""
        return [vote for vote in self.all_votes.get(key, ()) if vote.day >= self.first]

    def answered(self) -> list[Key]:
        """Return every article and language with at least one answer in the window, in a fixed order."""
        return sorted(key for key in self.all_votes if self.in_window(key))

    def exposed_keys(self) -> list[Key]:
        """Return every article and language that anything is known of in the window."""
        return sorted({*self.answered(), *self.views, *self.contacts, *self.bounced})

    def version(self, key: Key) -> str:
        """Return the text as it is now: the manifest's, or the last one seen."""
        article, texts = self.articles.get(key), self.texts.get(key)
        return article.version if article else texts[-1].version if texts else ""

    def voters(self, key: Key) -> int:
        """Return how many readers answered in the window, wrong page or not."""
        return sum(vote.n for vote in self.in_window(key))

    def evidence(self, key: Key) -> Evidence:
        """Return what the ranking needs to know of one article."""
        now, last = self.version(key), self.until.toordinal()
        yes = no = 0.0
        window: dict[str, Answers] = {}
        for vote in self.in_window(key):
            if not counts_against(vote):
                continue
            held = window.get(vote.version, Answers())
            window[vote.version] = Answers(held.yes + vote.n * vote.value, held.no + vote.n * (1 - vote.value))
            if vote.version == now:
                weight = vote.n * decay(last - vote.day, self.days)
                yes, no = yes + weight * vote.value, no + weight * (1 - vote.value)
        carried = lent(now, self.texts.get(key, ()), self.totals.get(key, {}), window)
        voters = int(add_up(self.in_window(key)).total)
        views = self.views.get(key, 0) if self.views else None
        signals = weighted(self.traces(key), self.site_traces)
        return Evidence(Answers(yes, no), carried, voters, views, signals, self.days)

    def traces(self, key: Key) -> Traces:
        """Return what readers did beyond voting."""
        exposed = self.views.get(key, 0) if self.views else self.voters(key)
        contacts = sum(self.contacts.get(key, Counter()).values())
        return Traces(contacts, self.bounced.get(key, 0), exposed)

    def trend_windows(self, key: Key) -> tuple[Answers, Answers]:
        """Return the answers of the last 28 days, and of the 90 days before them."""
        last = self.until.toordinal()
        middle, start = last - TREND_NEW, last - TREND_NEW - TREND_OLD
        votes = self.all_votes.get(key, ())
        new = add_up(vote for vote in votes if vote.day > middle)
        old = add_up(vote for vote in votes if start < vote.day <= middle)
        return new, old

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

    def _bounced(self) -> dict[Key, int]:
        """Count the searches that ended at an article and were then reworded by the same reader."""
        reworded = {query.previous for query in self.rows.queries if query.previous}
        found: Counter[Key] = Counter()
        for query in self.rows.queries:
            if query.clicked and query.id in reworded and self._in_days(query.occurred.date().toordinal()):
                found[query.clicked, query.language] += 1
        return dict(found)

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
