"""The report pages as HTML, from plain reports: no request, no store, no clock here.

Every page is autoescaped; readers' words are text and nothing else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from helpcentre.collector.pages import charts, history_chart
from helpcentre.collector.pages.fix_next_table import SORTS, FixNextTable
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.reports import Gaps
from helpcentre.language.dates import long_date, short_day
from helpcentre.language.locales import endonym
from helpcentre.language.strings import Strings
from helpcentre.reporting.annotations import Annotation
from helpcentre.reporting.article_history import ArticleHistory
from helpcentre.reporting.changes import find_edited, find_worse
from helpcentre.reporting.gaps import Gap
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.kpi_series import POINTS, STEP
from helpcentre.reporting.records import CommentRecord, Issue
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.text import kpi as kpi_text
from helpcentre.reporting.text import sentences as report_words
from helpcentre.reporting.triage import NATURES, STATUSES, urgency_key

EDITS_SHOWN = 6
FIX_SHOWN = 6
QUOTES_SHOWN = 1
GAPS_SHOWN = 8
COMMENTS_SHOWN, COMMENTS_FOLDED = 12, 100


def distinct(comments: Sequence[CommentRecord], most: int) -> list[CommentRecord]:
    """Return the first comments that say different things."""
    found: dict[str, CommentRecord] = {}
    for comment in comments:
        found.setdefault(" ".join(comment.text.split()).casefold(), comment)
    return list(found.values())[:most]


def titled(rows: Sequence[Row], language: str) -> Row:
    """Return the row whose title names an article of several languages: the page's, English, else the first."""
    by_language = {row.language: row for row in rows}
    return by_language.get(language) or by_language.get("en") or rows[0]


SAY = SimpleNamespace(
    **{name: getattr(report_words, name) for name in ("band", "helpful", "number", "percent", "period", "reason",
                                                      "reasons", "trend", "unhelped", "verdict", "worse")},
    long_date=long_date,
    short_day=short_day,
    endonym=endonym,
    distinct=distinct,
    titled=titled,
)  # fmt: skip


@cache
def environment() -> Environment:
    """Return the templates, escaping on."""
    return Environment(
        loader=PackageLoader("helpcentre.collector.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def sheet() -> str:
    """Return the style sheet of the pages."""
    return (Path(__file__).parent / "static" / "report.css").read_text(encoding="utf-8")


def render(name: str, screen: PageContext, **context: Any) -> str:
    """Return a page."""
    return (
        environment()
        .get_template(name)
        .render(screen=screen, t=screen.words, say=SAY, kpi=kpi_text, charts=charts, **context)
    )


def overview(
    screen: PageContext,
    report: Report,
    measures: Sequence[Measure] = (),
    series: Mapping[str, Sequence[float | None]] | None = None,
    gaps: Sequence[Gap] = (),
) -> str:
    """Return the first page: key figures, what to fix next, what got worse, verdicts, searches in vain."""
    edits = find_edited(report)
    known = [one for one in measures if one.value is not None or one.denominator]
    acting = report.band("act")
    watching = tuple(row for row in report.band("watch") if not row.fine)
    return render(
        "overview.html",
        screen,
        report=report,
        answers=sum(row.yes + row.no + row.wrong_page for row in report.rows),
        acting=acting,
        fixing=(acting + watching)[:FIX_SHOWN],
        measures=known,
        series=series or {},
        weeks=_weeks(report, known, series or {}),
        worse=find_worse(report),
        edits=edits[:EDITS_SHOWN],
        outcomes=Counter(row.verdict.outcome for row in edits if row.verdict),
        gaps=gaps,
        gaps_shown=GAPS_SHOWN,
        quotes_shown=QUOTES_SHOWN,
    )


def _weeks(
    report: Report, measures: Sequence[Measure], series: Mapping[str, Sequence[float | None]]
) -> list[tuple[date, list[float | None]]]:
    """Return the figures of the sparklines as a table, newest week first: (its end, a value for each measure)."""
    if not series:
        return []
    return [
        (report.until - timedelta(days=STEP * back), [series[one.name][-1 - back] for one in measures])
        for back in range(POINTS)
    ]


def standalone(report: Report, words: Strings, measures: Sequence[Measure] = ()) -> str:
    """Return the report as one HTML file without links to a collector."""
    screen = PageContext(report.site, words.language, days=report.days, sheet=sheet())
    return overview(screen, report, measures)


def articles(screen: PageContext, report: Report, listing: FixNextTable) -> str:
    """Return the table of all articles, filtered and sorted as the address says."""
    return render("articles.html", screen, report=report, listing=listing, sorts=SORTS)


def article(
    screen: PageContext,
    report: Report,
    story: ArticleHistory,
    marks: Sequence[Annotation] = (),
    filled: Mapping[str, str] | None = None,
) -> str:
    """Return the page of one article in one language; `filled` is a form without a title, shown again as it was."""
    words, row = screen.words, story.row
    return render(
        "article.html",
        screen,
        report=report,
        story=story,
        filled=filled,
        names=dict(story.article.headings),
        natures=NATURES,
        statuses={issue.issue: issue.status for issue in story.issues},
        reasons=[(report_words.reason(code, words), n) for code, n in row.reasons] if row else [],
        headings=[(text, n) for _, text, n in row.headings] if row else [],
        weeks=[
            (week, [history_chart.label(mark, words) for mark in marks if history_chart.touches(mark, week)])
            for week in reversed(story.weeks)
            if week.yes or week.no
        ],
        shown=story.comments[:COMMENTS_SHOWN],
        older=story.comments[COMMENTS_SHOWN : COMMENTS_SHOWN + COMMENTS_FOLDED],
        marks=[(mark, history_chart.label(mark, words), history_chart.days(mark, words)) for mark in marks],
        chart=history_chart.chart(story.weeks, report.target, marks, words),
    )


def gaps(screen: PageContext, found: Gaps, shown: Sequence[Gap]) -> str:
    """Return the searches in vain; `shown` are those of the chosen language."""
    languages = sorted({gap.language for gap in found.found})
    return render("gaps.html", screen, report=found, gaps=shown, titles=found.titles, languages=languages)


def triage(
    screen: PageContext,
    issues: Sequence[Issue],
    quotes: Mapping[int, Sequence[CommentRecord]],
    status: str = "",
    filled: Mapping[str, str] | None = None,
) -> str:
    """Return the issues, most urgent first, each with its newest comments; `status` shows only some.

    `filled` is the form of a new issue without a title, shown again as it was.
    """
    return render(
        "triage.html",
        screen,
        issues=sorted((one for one in issues if status in ("", one.status)), key=urgency_key),
        counts=Counter(one.status for one in issues),
        owners=sorted({one.owner for one in issues if one.owner}),
        status=status,
        filled=filled,
        statuses=STATUSES,
        natures=NATURES,
        quotes=quotes,
    )


def quarantine(
    screen: PageContext,
    groups: Sequence[Any],
    signals: Mapping[str, int],
    signal: str,
    most: int,
    done: Sequence[tuple[str, int]] = (),
) -> str:
    """Return what waits to be looked at, alike things together; `done` is how many were just released or discarded."""
    return render("quarantine.html", screen, groups=groups, signals=signals, signal=signal, most=most, done=done)


def sure(screen: PageContext, groups: Sequence[Any], action: str, signal: str) -> str:
    """Return the question whether all of these shall count (`release`) or be kept out (`discard`)."""
    items = [item for group in groups for item in group.items]
    return render("quarantine_confirm.html", screen, groups=groups, items=items, action=action, signal=signal)


def message(screen: PageContext, heading: str, text: str, link: str, link_text: str) -> str:
    """Return a page that only says something and leads on."""
    return render("report_message.html", screen, heading=heading, text=text, link=link, link_text=link_text)
