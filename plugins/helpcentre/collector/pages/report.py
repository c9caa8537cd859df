"""The report pages as HTML, from plain reports: no request, no store, no clock here.

`Screen` is who looks and how: the words' language, the period, what may be changed. Every page is autoescaped; readers'
words are text and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from helpcentre.collector.pages import charts
from helpcentre.feedback import kpi_text, report_words
from helpcentre.feedback.digest import decided, worsened
from helpcentre.feedback.gaps import Gap
from helpcentre.feedback.kpi import Measure
from helpcentre.feedback.records import Issue
from helpcentre.feedback.report import Report, Row, roll_up
from helpcentre.feedback.report_article import ArticleStory
from helpcentre.feedback.triage import NATURES, urgency
from helpcentre.language.dates import long_date
from helpcentre.language.strings import Strings, direction, endonym, known_languages, strings

TABS = (
    ("overview", ""),
    ("articles", "articles"),
    ("gaps", "gaps"),
    ("triage", "triage"),
    ("quarantine", "quarantine"),
)
FILTERS = ("language", "topic", "owner", "kind")
EDITS_SHOWN = 8
SORTS = ("unhelped", "helpful", "votes", "title")


@dataclass(frozen=True)
class Screen:
    """Who looks at which page; `query` is what the address held, `sheet` the style of a page that stands alone."""

    site: str
    ui: str = "en"
    base: str = "/reports/"
    tab: str = "overview"
    days: int = 30
    waiting: int = 0
    csrf: str = ""
    may_change: bool = False
    site_url: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    sheet: str = ""

    @property
    def words(self) -> Strings:
        """The words of the page."""
        return strings(self.ui)

    @property
    def direction(self) -> str:
        """The writing direction of the page."""
        return direction(self.ui)

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The pages by name, with their paths."""
        return TABS

    @property
    def tongues(self) -> list[tuple[str, str]]:
        """The languages the pages speak."""
        return [(code, endonym(code)) for code in known_languages()]

    def link(self, path: str, **more: object) -> str:
        """Return the address of another page with the same language and period."""
        return f"{self.base}{path}?{urlencode({**more, 'ui': self.ui, 'days': self.days})}"

    def here(self, **change: object) -> str:
        """Return the address of this page with something changed."""
        return "?" + urlencode({**dict(self.query), "ui": self.ui, "days": self.days, **change})


SAY = SimpleNamespace(
    **{name: getattr(report_words, name) for name in ("band", "helpful", "number", "percent", "period", "reason",
                                                      "reasons", "unhelped", "verdict")},
    long_date=long_date,
    endonym=endonym,
)  # fmt: skip


@cache
def environment() -> Environment:
    """Return the templates, escaping on."""
    return Environment(
        loader=PackageLoader("helpcentre.collector", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def sheet() -> str:
    """Return the style sheet of the pages."""
    loader = environment().loader
    return loader.get_source(environment(), "report.css")[0] if loader else ""


def render(name: str, screen: Screen, **context: Any) -> str:
    """Return a page."""
    return (
        environment()
        .get_template(name)
        .render(screen=screen, t=screen.words, say=SAY, kpi=kpi_text, charts=charts, **context)
    )


def overview(
    screen: Screen,
    report: Report,
    measures: Sequence[Measure] = (),
    series: Mapping[str, Sequence[float | None]] | None = None,
    gaps: Sequence[Gap] = (),
) -> str:
    """Return the first page: key figures, what to fix next, what got worse, verdicts, searches in vain."""
    return render(
        "report_overview.html",
        screen,
        report=report,
        answers=sum(row.yes + row.no + row.wrong_page for row in report.rows),
        acting=report.band("act"),
        watching=tuple(row for row in report.band("watch") if not row.fine),
        measures=[one for one in measures if one.value is not None or one.denominator],
        series=series or {},
        worse=worsened(report),
        edits=decided(report)[:EDITS_SHOWN],
        gaps=gaps,
    )


def standalone(report: Report, words: Strings, measures: Sequence[Measure] = ()) -> str:
    """Return the report as one HTML file without links to a collector."""
    screen = Screen(report.site, words.language, days=report.days, sheet=sheet())
    return overview(screen, report, measures)


def articles(screen: Screen, report: Report, chosen: Mapping[str, str]) -> str:
    """Return the table of all articles, filtered and sorted as the address says."""
    rows = select(report.rows, chosen)
    options = {
        "language": [(code, endonym(code)) for code in sorted({row.language for row in report.rows})],
        "topic": _same(topic for row in report.rows for topic in row.topics),
        "owner": _same(row.owner for row in report.rows if row.owner),
        "kind": [(kind, screen.words.get(f"kind.{kind}", kind)) for kind in sorted({row.kind for row in report.rows})],
    }
    kept = {name: chosen.get(name, "") for name in (*FILTERS, "sort")}
    return render(
        "report_articles.html",
        screen,
        report=report,
        rows=rows,
        rollups=[one for one in roll_up(rows) if len(one.rows) > 1],
        choices=[(name, options[name]) for name in FILTERS if len(options[name]) > 1],
        chosen=kept,
    )


def select(rows: Sequence[Row], chosen: Mapping[str, str]) -> list[Row]:
    """Return the rows that match a filter, in the order asked for (by default: the report's)."""
    tests: dict[str, Callable[[Row, str], bool]] = {
        "language": lambda row, value: row.language == value,
        "topic": lambda row, value: value in row.topics,
        "owner": lambda row, value: row.owner == value,
        "kind": lambda row, value: row.kind == value,
    }
    found = [row for row in rows if all(test(row, chosen[name]) for name, test in tests.items() if chosen.get(name))]
    keys: dict[str, Callable[[Row], Any]] = {
        "helpful": lambda row: (row.share is None, row.share),
        "votes": lambda row: -(row.yes + row.no),
        "title": lambda row: (row.title.casefold(), row.language),
    }
    wanted = keys.get(chosen.get("sort", ""))
    return sorted(found, key=wanted) if wanted else found


def _same(values: Any) -> list[tuple[str, str]]:
    return [(value, value) for value in sorted(set(values))]


def article(screen: Screen, report: Report, story: ArticleStory) -> str:
    """Return the page of one article in one language."""
    words, names = screen.words, dict(story.article.headings)
    row = story.row
    return render(
        "report_article.html",
        screen,
        report=report,
        story=story,
        names=names,
        natures=NATURES,
        reasons=[(report_words.reason(code, words), n) for code, n in row.reasons] if row else [],
        headings=[(text, n) for _, text, n in row.headings] if row else [],
        chart=charts.history(story.weeks, report.target, marks(story, words), months(story, words)),
    )


def marks(story: ArticleStory, words: Strings) -> list[charts.Mark]:
    """Return a line for each edit within the chart."""
    first, span = story.weeks[0].start, len(story.weeks) * 7
    found = []
    for number, verdict in enumerate(story.edits, 1):
        place = (verdict.since.date() - first).days / span
        if 0 <= place <= 1:
            found.append(charts.Mark(place, f"{words['report.edit']} {number}"))
    return found


def months(story: ArticleStory, words: Strings) -> list[tuple[float, str]]:
    """Return the names of every second month along the chart."""
    from babel.dates import format_date

    from helpcentre.language.dates import date_locale

    first, span = story.weeks[0].start, len(story.weeks) * 7
    found, day = [], date(first.year, first.month, 1)
    while (day - first).days < span:
        if day >= first and day.month % 2 == 1:
            name = str(format_date(day, "LLL yyyy" if day.month == 1 else "LLL", locale=date_locale(words.language)))
            found.append(((day - first).days / span, name))
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def gaps(screen: Screen, report: Report, found: Sequence[Gap]) -> str:
    """Return the searches in vain."""
    return render("report_gaps.html", screen, report=report, gaps=found)


def triage(screen: Screen, issues: Sequence[Issue], quotes: Mapping[int, Sequence[Any]]) -> str:
    """Return the issues, most urgent first, each with its newest comments."""
    return render("report_triage.html", screen, issues=sorted(issues, key=urgency), quotes=quotes)
