"""The pages as HTML, from plain values: no request, no store and no clock here. Readers' words are only ever text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from markupsafe import Markup

from helpcentre.collector.pages import charts, history_chart
from helpcentre.collector.pages.fix_next_table import SORTS, FixNextTable
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.pages.quarantine_groups import QuarantineGroup
from helpcentre.collector.pages.templating import render, style_sheet
from helpcentre.collector.store.decisions import Decision
from helpcentre.language.dates import short_day
from helpcentre.language.strings import Strings
from helpcentre.reporting.annotations import Annotation
from helpcentre.reporting.article_history import ArticleHistory
from helpcentre.reporting.changes import find_edited, find_worse
from helpcentre.reporting.gap_decisions import STATES
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.kpi_series import POINTS, STEP
from helpcentre.reporting.overview import GapList, Overview
from helpcentre.reporting.period_comparison import GROUPINGS
from helpcentre.reporting.records import CommentRecord, Issue
from helpcentre.reporting.report_model import Gap, Report, Row
from helpcentre.reporting.text import sentences
from helpcentre.reporting.text.kpi import value_text
from helpcentre.reporting.triage import NATURES, STATUSES, urgency_key

EDITS_SHOWN = 6
FIX_SHOWN = 6
QUOTES_SHOWN, ISSUE_QUOTES_SHOWN = 1, 3
GAPS_SHOWN = 8
COMMENTS_SHOWN, COMMENTS_FOLDED = 12, 100
Form = Mapping[str, str]


def render_overview(page: PageContext, found: Overview) -> str:
    """Return the first page: what to fix next, what got worse, effects of edits, failed searches and key figures."""
    report = found.report
    edits = find_edited(report)
    acting = report.band("act")
    watching = tuple(row for row in report.band("watch") if not row.fine)
    known = [one for one in found.measures if one.value is not None or one.denominator]
    fixing = [(row, distinct_comments(row.comments, QUOTES_SHOWN)) for row in (acting + watching)[:FIX_SHOWN]]
    return render(
        "overview.html",
        page,
        report=report,
        answers=sum(row.yes + row.no + row.wrong_page for row in report.rows),
        acting=acting,
        fixing=fixing,
        measures=[(one, draw_measure(one, found, page.words)) for one in known],
        weeks=_tabulate_series(found, known),
        worse=find_worse(report),
        edits=edits[:EDITS_SHOWN],
        outcomes=Counter(row.verdict.outcome for row in edits if row.verdict),
        gaps=found.gaps,
        gaps_shown=GAPS_SHOWN,
        comparison=found.comparison,
        groupings=GROUPINGS,
    )


def draw_measure(measure: Measure, found: Overview, words: Strings) -> Markup:
    """Return the line of a key figure's last three months; "" if it has too few points."""
    values = found.series.get(measure.name, [])
    texts = [value_text(value, measure.unit, words.language) for value in values]
    days = [short_day(end, words.language) for end in reversed(_series_days(found.report.until, len(values)))]
    known = [(value, place) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return Markup()
    (_, lowest), (_, highest) = min(known), max(known)
    summary = words.text(
        "report.chart.summary", name=words[f"report.kpi.{measure.name}"], latest=texts[known[-1][1]],
        low=texts[lowest], low_day=days[lowest], high=texts[highest], high_day=days[highest],
    )  # fmt: skip
    return charts.sparkline(values, [f"{day}: {text}" for day, text in zip(days, texts, strict=True)], summary)


def _series_days(until: date, points: int = POINTS) -> list[date]:
    """Return the last days of the points of a series, newest first."""
    return [until - timedelta(days=STEP * back) for back in range(points)]


def _tabulate_series(found: Overview, measures: Sequence[Measure]) -> list[tuple[date, list[float | None]]]:
    """Return the points of all lines as a table, newest first: the last day, and the value of each key figure."""
    if not found.series:
        return []
    return [
        (end, [found.series[one.name][-1 - back] for one in measures])
        for back, end in enumerate(_series_days(found.report.until))
    ]


def render_standalone(report: Report, words: Strings, measures: Sequence[Measure] = ()) -> str:
    """Return the report as one HTML file, without links to a collector."""
    page = PageContext(report.site, words.language, days=report.days, css=style_sheet())
    return render_overview(page, Overview(report, tuple(measures), {}, ()))


def render_articles(page: PageContext, report: Report, table: FixNextTable) -> str:
    """Return the table of all articles, filtered and sorted as the address asks for."""
    rollups = [(one, choose_row(one.rows, page.language)) for one in table.rollups]
    return render("articles.html", page, report=report, table=table, rollups=rollups, sorts=SORTS)


def render_article(
    page: PageContext,
    report: Report,
    history: ArticleHistory,
    annotations: Sequence[Annotation] = (),
    filled: Form | None = None,
) -> str:
    """Return the page of one article in one language; `filled` is a form without a title that is shown again."""
    words, row, comments = page.words, history.row, history.comments
    return render(
        "article.html",
        page,
        report=report,
        history=history,
        filled=filled,
        headings=dict(history.article.headings),
        natures=NATURES,
        statuses={issue.issue: issue.status for issue in history.issues},
        reason_counts=[(sentences.reason(code, words), n) for code, n in row.reasons] if row else [],
        heading_counts=[(text, n) for _, text, n in row.headings] if row else [],
        weeks=[
            (week, [history_chart.label_annotation(one, words) for one in annotations
                    if history_chart.overlaps(one, week)])
            for week in reversed(history.weeks)
            if week.yes or week.no
        ],
        shown=comments[:COMMENTS_SHOWN],
        older=comments[COMMENTS_SHOWN : COMMENTS_SHOWN + COMMENTS_FOLDED],
        annotations=[
            (one, history_chart.label_annotation(one, words), history_chart.format_days(one, words))
            for one in annotations
        ],
        chart=history_chart.draw_history(history.weeks, report.target, annotations, words),
    )  # fmt: skip


def render_gaps(page: PageContext, found: GapList, shown: Sequence[Gap]) -> str:
    """Return the failed searches; `shown` are those of the chosen language."""
    languages = sorted({gap.language for gap in found.gaps})
    return render("gaps.html", page, report=found, gaps=shown, titles=found.titles, languages=languages, states=STATES)


def render_triage(
    page: PageContext,
    issues: Sequence[Issue],
    quotes: Mapping[int, Sequence[CommentRecord]],
    status: str = "",
    filled: Form | None = None,
) -> str:
    """Return the issues, most urgent first, each with its newest comments; `status` shows only some.

    `filled` is the form of a new issue without a title that is shown again.
    """
    chosen = sorted((one for one in issues if status in ("", one.status)), key=urgency_key)
    return render(
        "triage.html",
        page,
        issues=[(one, distinct_comments(quotes.get(one.issue, ()), ISSUE_QUOTES_SHOWN)) for one in chosen],
        counts=Counter(one.status for one in issues),
        owners=sorted({one.owner for one in issues if one.owner}),
        status=status,
        filled=filled,
        statuses=STATUSES,
        natures=NATURES,
    )


def render_quarantine(
    page: PageContext,
    groups: Sequence[QuarantineGroup],
    signals: Sequence[tuple[str, int]],
    signal: str,
    most: int,
    now: int,
    done: Sequence[tuple[str, int]] = (),
    decisions: Sequence[Decision] = (),
) -> str:
    """Return the quarantined items in groups; `done` is how many were just decided, `decisions` what can be undone."""
    recent = [(decision, datetime.fromtimestamp(decision.at // 1000, UTC)) for decision in decisions]
    values = {"signals": signals, "signal": signal, "most": most, "now": now, "done": done, "decisions": recent}
    return render("quarantine.html", page, groups=groups, **values)


def render_confirmation(
    page: PageContext, groups: Sequence[QuarantineGroup], action: str, signal: str, number: int, before: str | None
) -> str:
    """Return the question whether `number` items shall count (`release`) or be kept out (`discard`).

    With `before` these are all items with the signal that were received before it, of which `groups` may be a part.
    """
    items = [item for group in groups for item in group.items]
    values = {"items": items, "action": action, "signal": signal, "number": number, "before": before}
    return render("quarantine_confirm.html", page, groups=groups, **values)


def render_message(page: PageContext, heading: str, text: str, link: str, link_text: str) -> str:
    """Return a page with one message and one link."""
    return render("message.html", page, heading=heading, text=text, link=link, link_text=link_text)


def distinct_comments(comments: Sequence[CommentRecord], most: int) -> list[CommentRecord]:
    """Return the first comments that say different things."""
    found: dict[str, CommentRecord] = {}
    for comment in comments:
        found.setdefault(" ".join(comment.text.split()).casefold(), comment)
    return list(found.values())[:most]


def choose_row(rows: Sequence[Row], language: str) -> Row:
    """Return the row whose title names an article of several languages: the page's, English, else the first."""
    by_language = {row.language: row for row in rows}
    return by_language.get(language) or by_language.get("en") or rows[0]
