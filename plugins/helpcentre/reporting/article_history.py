"""The history of one article: weekly answers, edits and their effects, searches that led here, every language."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpcentre.reporting.records import ArticleRecord, CommentRecord, Issue, ReportRows, VoteCount
from helpcentre.reporting.report_model import EditEffect, Report, Row
from helpcentre.reporting.statistics.intervals import wilson
from helpcentre.reporting.statistics.prior import ENOUGH
from helpcentre.reporting.vote_counts import counts_against

WEEKS = 52
SMOOTH = 4  # weeks that the share of one point is made from


@dataclass(frozen=True, slots=True)
class AnswerWeek:
    """Seven days from `start`: its answers, and the share with its interval over the four weeks up to its end."""

    start: date
    yes: int
    no: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """Everything the article page shows; `row` is None if the article has no row in the report."""

    article: ArticleRecord
    row: Row | None
    weeks: tuple[AnswerWeek, ...]
    edits: tuple[EditEffect, ...]
    comments: tuple[CommentRecord, ...]
    searches: tuple[tuple[str, int], ...]
    languages: tuple[tuple[ArticleRecord, Row | None], ...]
    issues: tuple[Issue, ...]


def count_weeks(votes: Iterable[VoteCount], until: date, count: int = WEEKS) -> tuple[AnswerWeek, ...]:
    """Return the last `count` weeks, oldest first; the last one ends on `until`. Wrong-page votes are left out."""
    tally: Counter[tuple[int, int]] = Counter()
    for vote in votes:
        age = until.toordinal() - vote.day
        if age >= 0 and counts_against(vote):
            tally[age // 7, vote.value] += vote.n
    found = []
    for back in range(count - 1, -1, -1):
        yes = sum(tally[week, 1] for week in range(back, back + SMOOTH))
        total = yes + sum(tally[week, 0] for week in range(back, back + SMOOTH))
        low, high = wilson(yes, total)
        share = yes / total if total >= ENOUGH else None
        start = until - timedelta(days=7 * back + 6)
        found.append(AnswerWeek(start, tally[back, 1], tally[back, 0], share, low, high))
    return tuple(found)


def make_article_history(
    records: ReportRows, report: Report, edits: Sequence[EditEffect], article: str, language: str
) -> ArticleHistory | None:
    """Return the history of one article, from records that reach back a year or more; None if it does not exist."""
    known = {one.language: one for one in records.articles if one.article == article}
    if language not in known:
        return None
    votes = [vote for vote in records.votes if (vote.article, vote.language) == (article, language)]
    led = Counter(query.query for query in records.queries if (query.clicked, query.language) == (article, language))
    return ArticleHistory(
        article=known[language],
        row=report.row(article, language),
        weeks=count_weeks(votes, report.until),
        edits=tuple(edits),
        comments=tuple(one for one in records.comments if (one.article, one.language) == (article, language)),
        searches=tuple(sorted(led.items(), key=lambda one: (-one[1], one[0]))),
        languages=tuple((known[code], report.row(article, code)) for code in sorted(known)),
        issues=tuple(one for one in records.issues if one.article == article and one.language in (None, language)),
    )
