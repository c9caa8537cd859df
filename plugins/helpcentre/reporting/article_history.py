"""One article through time: weekly answers, edits with their verdicts, searches that led here, every language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from helpcentre.reporting.ranking import Answers
from helpcentre.reporting.ranking_carryover import history
from helpcentre.reporting.records import Article, Comment, Issue, ReportRows, VoteCount
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.statistics import ENOUGH, wilson
from helpcentre.reporting.verdicts import Verdict, verdicts
from helpcentre.reporting.vote_counts import counts_against

WEEKS = 52
SMOOTH = 4  # weeks the share of one point is made of


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `start`: its answers, and the share with its interval over the four weeks up to its end."""

    start: date
    yes: int
    no: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ArticleStory:
    """Everything the article page shows; `row` is None when nobody answered in the window."""

    article: Article
    row: Row | None
    weeks: tuple[Week, ...]
    edits: tuple[Verdict, ...]
    comments: tuple[Comment, ...]
    searches: tuple[tuple[str, int], ...]
    languages: tuple[tuple[Article, Row | None], ...]
    issues: tuple[Issue, ...]


def weeks(votes: Iterable[VoteCount], until: date, count: int = WEEKS) -> tuple[Week, ...]:
    """Return the last `count` weeks, oldest first; the last one ends with `until`. Wrong-page answers are left out."""
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
        found.append(Week(start, tally[back, 1], tally[back, 0], share, low, high))
    return tuple(found)


def story(records: ReportRows, report: Report, article: str, language: str) -> ArticleStory | None:
    """Return the story of one article, from records that reach back a year or more; None if there is no such one."""
    known = {one.language: one for one in records.articles if one.article == article}
    if language not in known:
        return None
    texts = history(one for one in records.versions if (one.article, one.language) == (article, language))
    totals = {
        one.version: Answers(one.yes, one.no)
        for one in records.totals
        if (one.article, one.language) == (article, language)
    }
    votes = [vote for vote in records.votes if (vote.article, vote.language) == (article, language)]
    led = Counter(query.query for query in records.queries if (query.clicked, query.language) == (article, language))
    return ArticleStory(
        article=known[language],
        row=report.row(article, language),
        weeks=weeks(votes, report.until),
        edits=verdicts(texts, totals),
        comments=tuple(one for one in records.comments if (one.article, one.language) == (article, language)),
        searches=tuple(sorted(led.items(), key=lambda one: (-one[1], one[0]))),
        languages=tuple((known[code], report.row(article, code)) for code in sorted(known)),
        issues=tuple(one for one in records.issues if one.article == article and one.language in (None, language)),
    )
