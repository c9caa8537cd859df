"""The report as data: what to fix next, and whether the last edits helped.

Takes the records of a store and a day and returns plain rows; `text/` and the collector's pages turn them into text,
JSON, CSV, Markdown and HTML. The same records and day give the same report on every machine.
"""

from collections import Counter
from collections.abc import Container, Iterable
from datetime import date, timedelta

from helpcentre.reporting.answers import Answers, sum_texts
from helpcentre.reporting.ranking import TARGET, ArticleScore, fit_site_prior, fit_trust, score_article, sort_key
from helpcentre.reporting.record_index import RecordIndex
from helpcentre.reporting.records import ArticleKey, ArticleRecord, ReportRows
from helpcentre.reporting.report_model import Report, Row, SilentArticle, roll_up
from helpcentre.reporting.statistics.intervals import wilson
from helpcentre.reporting.statistics.prior import ENOUGH
from helpcentre.reporting.troubleshooter_runs import sum_runs

DAYS = 30


def make_report(
    records: ReportRows,
    until: date,
    days: int = DAYS,
    language: str | None = None,
    target: float = TARGET,
) -> Report:
    """Make the report of the `days` UTC days up to and including `until`."""
    return report_index(RecordIndex(records, until, days), language, target)


def report_index(index: RecordIndex, language: str | None = None, target: float = TARGET) -> Report:
    """Make the report of records that are indexed already.

    The prior is the whole site's even if only one language is asked for, so that an article has the same score in both
    reports.
    """
    records, until, days = index.rows, index.until, index.days
    evidence = {key: index.evidence(key) for key in index.row_keys()}
    prior = fit_site_prior(evidence.values())
    trust = fit_trust(tuple(evidence.values()), prior)
    rows = []
    scores = {}
    for key, one in evidence.items():
        if language is None or key[1] == language:
            score = score_article(one, prior, target, trust)
            row = _build_row(index, key, score, target)
            scores[row.article, row.language] = score
            rows.append(row)
    rows.sort(key=lambda row: sort_key(scores[row.article, row.language], row.article, row.language))
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
        silent=_find_silent(index, evidence, language),
    )


def _build_row(index: RecordIndex, key: ArticleKey, score: ArticleScore, target: float) -> Row:
    article = index.articles.get(key) or _make_unknown_article(key, index.version(key))
    votes = index.votes_of(key)
    answers = votes.answers
    current = _sum_current(index, key)
    low, high = wilson(current.yes, current.total)
    totals, same = index.totals.get(key, {}), index.current_versions(key)
    periods, trend = index.periods.get(key, ()), index.trend(key)
    readers = index.views.get(key, 0) if index.views else int(answers.total)
    share = current.yes / current.total if current.total else None
    shown_below = current.total >= ENOUGH and share is not None and share < target
    return Row(
        article=article.article,
        language=article.language,
        title=article.title,
        url=article.url,
        kind=article.kind,
        topics=article.topics,
        owner=article.owner,
        live=article.live,
        band=score.band,
        fine=score.fine and not shown_below,
        yes=int(answers.yes),
        no=int(answers.no),
        wrong_page=votes.wrong_page,
        current=current,
        share=share,
        low=low,
        high=high,
        belief=score.belief,
        below_target=score.below,
        unhelped=score.unhelped,
        readers=readers,
        trend=trend.direction,
        trend_sure=trend.sure,
        trend_weeks=(trend.window.new_weeks, trend.window.old_weeks),
        windows=trend.answers,
        edited=periods[-1].since.date() if len(periods) > 1 else None,
        since_edit=sum_texts(totals, same),
        verdict=index.last_edit(key),
        reasons=_sort_by_count(votes.reasons.items()),
        headings=_name_headings(article, index),
        comments=tuple(index.comments.get(key, ())),
        contacts=_sort_by_count(index.contacts[key].items()) if key in index.contacts else (),
        bounced=index.bounced.get(key, 0),
        sought=index.sought.get(key, 0),
        issues=_find_open_issues(index.rows, key),
        runs=sum_runs(index.runs.get(key, ()), article.headings),
    )


def _find_silent(index: RecordIndex, known: Container[ArticleKey], language: str | None) -> tuple[SilentArticle, ...]:
    """Return the live articles, of those first seen by the end of the window, without a vote or any other trace."""
    return tuple(
        SilentArticle(article.article, article.language, article.title, article.url)
        for key, article in sorted(index.articles.items())
        if article.live and key in index.texts and key not in known and language in (None, key[1])
    )


def _sum_current(index: RecordIndex, key: ArticleKey) -> Answers:
    """Return the answers of the window to the current text and those that hardly differ from it."""
    return sum_texts(index.votes_of(key).by_text(), index.current_versions(key))


def _make_unknown_article(key: ArticleKey, version: str) -> ArticleRecord:
    """Make the record of an article that no manifest has named (votes copied by hand)."""
    return ArticleRecord(key[0], key[1], key[0], "", "page", (), None, None, version, live=False)


def _sort_by_count(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0])))


def _name_headings(article: ArticleRecord, index: RecordIndex) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[str] = index.headings.get((article.article, article.language), Counter())
    words = dict(article.headings)
    return tuple((name, words.get(name, name), n) for name, n in _sort_by_count(counts.items()))


def _find_open_issues(records: ReportRows, key: ArticleKey) -> tuple[int, ...]:
    return tuple(
        issue.issue
        for issue in records.issues
        if issue.status in ("open", "planned") and issue.article == key[0] and issue.language in (None, key[1])
    )
