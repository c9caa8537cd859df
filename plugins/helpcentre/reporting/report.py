"""The report as data: what to fix next, and did the last edits help.

Takes the records of a store and a day, returns plain rows; the text, JSON, CSV, Markdown and HTML are made of them
elsewhere. Same records, same day: the same report on every machine.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from helpcentre.reporting.ranking import MONTH, TARGET, Answers, Band, Standing, order, site_prior, standing
from helpcentre.reporting.records import Article, Comment, ReportRows
from helpcentre.reporting.report_index import Index
from helpcentre.reporting.statistics import Beta, wilson
from helpcentre.reporting.verdicts import Trend, Verdict, Windows, trend, verdicts
from helpcentre.reporting.vote_counts import Key

DAYS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One article in one language. Shares are 0 to 1, `unhelped` is readers a month, `low` and `high` are Wilson 90 %.

    `bounced` are searches that ended here and were reworded, `sought` those that failed before other words led here.
    `yes` and `no` are the window's answers; `since_edit` all answers to the text as it is now, which readers have met
    since `edited` (None: it is the first text known). `share` is None when nobody said Yes or No.
    """

    article: str
    language: str
    title: str
    url: str
    kind: str
    topics: tuple[str, ...]
    owner: str | None
    live: bool
    band: Band
    fine: bool
    yes: int
    no: int
    wrong_page: int
    share: float | None
    low: float
    high: float
    belief: Beta  # the posterior of the true share, with the prior, decay and what older texts lend
    below_target: float
    unhelped: float
    readers: int
    trend: Trend
    trend_sure: float
    windows: Windows  # what the trend compares: the last 28 days, and the 90 before them
    edited: date | None
    since_edit: Answers
    verdict: Verdict | None
    reasons: tuple[tuple[str, int], ...]
    headings: tuple[tuple[str, str, int], ...]  # (id, words, number of No), most first
    comments: tuple[Comment, ...]  # newest first
    contacts: tuple[tuple[str, int], ...]  # (channel, clicks), most first
    bounced: int
    sought: int
    issues: tuple[int, ...]  # open ones

    @property
    def at_least(self) -> int:
        """The unhelped readers a month, rounded down: what one may say aloud."""
        return int(self.unhelped + 1e-9)

    @property
    def contact_clicks(self) -> int:
        """Clicks on any contact channel from this article."""
        return sum(n for _, n in self.contacts)


@dataclass(frozen=True, slots=True)
class Rollup:
    """An article over all its languages: the sum of its rows, worst language first."""

    article: str
    title: str
    yes: int
    no: int
    unhelped: float
    rows: tuple[Row, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with answers, worst first."""
        return tuple(row.language for row in self.rows)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report says. `readers_from` tells whether n counts page views or only those who answered."""

    site: str
    since: date
    until: date
    days: int
    language: str | None
    target: float
    prior: Beta
    readers_from: str  # "views" or "votes"
    rows: tuple[Row, ...]
    quarantined: int = 0
    languages: tuple[str, ...] = ()
    rollups: tuple[Rollup, ...] = field(default=())

    def band(self, *bands: Band) -> tuple[Row, ...]:
        """Return the rows of some bands."""
        return tuple(row for row in self.rows if row.band in bands)

    def row(self, article: str, language: str) -> Row | None:
        """Return one row."""
        return next((row for row in self.rows if (row.article, row.language) == (article, language)), None)


def make_report(
    records: ReportRows,
    until: date,
    days: int = DAYS,
    language: str | None = None,
    target: float = TARGET,
) -> Report:
    """Make the report of the `days` UTC days up to and with `until`.

    The prior is the whole site's even when one language is asked for, so that an article has one and the same standing
    in both reports.
    """
    index = Index(records, until, days)
    evidence = {key: index.evidence(key) for key in index.answered()}
    prior = site_prior(evidence.values())
    rows = []
    placed = {}
    for key, one in evidence.items():
        if language is None or key[1] == language:
            place = standing(one, prior, target)
            row = _row(index, key, place)
            placed[row.article, row.language] = place
            rows.append(row)
    rows.sort(key=lambda row: order(placed[row.article, row.language], row.article, row.language))
    return Report(
        site=records.site_name,
        since=until - timedelta(days=days - 1),
        until=until,
        days=days,
        language=language,
        target=target,
        prior=prior,
        readers_from="views" if index.views else "votes",
        rows=tuple(rows),
        quarantined=records.quarantined,
        languages=records.languages or tuple(sorted({row.language for row in rows})),
        rollups=roll_up(rows),
    )


def _row(index: Index, key: Key, place: Standing) -> Row:
    article = index.articles.get(key) or _unknown(key, index.version(key))
    said = index.said[key]
    answers = said.answers
    low, high = wilson(answers.yes, answers.total)
    windows = said.windows()
    direction, sure = trend(windows, said.windows_before())
    texts, totals = index.texts.get(key, ()), index.totals.get(key, {})
    edits = verdicts(texts, totals)
    readers = index.views.get(key, 0) if index.views else int(answers.total)
    return Row(
        article=article.article,
        language=article.language,
        title=article.title,
        url=article.url,
        kind=article.kind,
        topics=article.topics,
        owner=article.owner,
        live=article.live,
        band=place.band,
        fine=place.fine,
        yes=int(answers.yes),
        no=int(answers.no),
        wrong_page=said.wrong_page,
        share=answers.yes / answers.total if answers.total else None,
        low=low,
        high=high,
        belief=place.belief,
        below_target=place.below,
        unhelped=place.unhelped,
        readers=readers,
        trend=direction,
        trend_sure=sure,
        windows=windows,
        edited=edits[-1].since.date() if edits else None,
        since_edit=totals.get(index.version(key), Answers()),
        verdict=edits[-1] if edits else None,
        reasons=_most(said.reasons.items()),
        headings=_headings(article, index),
        comments=tuple(index.comments.get(key, ())),
        contacts=_most(index.contacts[key].items()) if key in index.contacts else (),
        bounced=index.bounced.get(key, 0),
        sought=index.sought.get(key, 0),
        issues=_issues(index.rows, key),
    )


def _unknown(key: Key, version: str) -> Article:
    """Stand in for an article the manifest never named (records copied by hand)."""
    return Article(key[0], key[1], key[0], "", "page", (), None, None, version, live=False)


def _most(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0])))


def _headings(article: Article, index: Index) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[str] = index.headings.get((article.article, article.language), Counter())
    words = dict(article.headings)
    return tuple((name, words.get(name, name), n) for name, n in _most(counts.items()))


def _issues(records: ReportRows, key: Key) -> tuple[int, ...]:
    return tuple(
        issue.issue
        for issue in records.issues
        if issue.status in ("open", "planned") and issue.article == key[0] and issue.language in (None, key[1])
    )


def roll_up(rows: Sequence[Row]) -> tuple[Rollup, ...]:
    """Return the articles over all languages, most unhelped readers first."""
    by_article: dict[str, list[Row]] = {}
    for row in rows:
        by_article.setdefault(row.article, []).append(row)
    found = [
        Rollup(
            article,
            of_it[0].title,
            sum(row.yes for row in of_it),
            sum(row.no for row in of_it),
            sum(row.unhelped for row in of_it),
            tuple(of_it),
        )
        for article, of_it in by_article.items()
    ]
    return tuple(sorted(found, key=lambda one: (-round(one.unhelped, 6), one.article)))


def per_month(count: float, days: int) -> float:
    """Return a count of a window of `days` days as a count a month (30 days)."""
    return count * MONTH / days
