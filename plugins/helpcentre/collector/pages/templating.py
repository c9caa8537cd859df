"""The one template environment of the collector's pages: everything is escaped, and an unknown name is an error."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpcentre.collector.pages import charts
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.language.dates import long_date, short_day
from helpcentre.language.locales import endonym
from helpcentre.reporting.text import comparison, formats, kpi, sentences

FOLDER = Path(__file__).parent
SENTENCES = (
    "band", "change_of_trend", "effect_of_edit", "gap_decision", "period", "reason", "runs", "unhelped", "verdict",
    "worse",
)  # fmt: skip
SAY = SimpleNamespace(
    **{name: getattr(sentences, name) for name in SENTENCES},
    number=formats.number,
    percent=formats.percent,
    points=formats.points,
    long_date=long_date,
    short_day=short_day,
    endonym=endonym,
)


@cache
def environment() -> Environment:
    """Return the templates of this package."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"say": SAY, "kpi": kpi, "charts": charts, "compared": comparison}
    return made


def render(template: str, page: PageContext, **values: Any) -> str:
    """Return a page; templates know `page`, its interface strings as `t`, and `say`, `kpi`, `charts` and `compared`."""
    return environment().get_template(template).render(page=page, t=page.words, **values)


@cache
def style_sheet() -> str:
    """Return the style sheet of the pages."""
    return (FOLDER / "static" / "reports.css").read_text(encoding="utf-8")
