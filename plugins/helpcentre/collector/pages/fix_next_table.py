"""The fix-next table as an address asks for it: which rows, in which order, and which page of them. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpcentre.collector.pages.form_values import parse_whole_number
from helpcentre.language.locales import endonym
from helpcentre.language.strings import Strings
from helpcentre.reporting.report_model import Report, Rollup, Row, roll_up

CHOICES = ("language", "topic", "owner", "kind")
SORTS = ("unhelped", "helpful", "votes", "trend", "title")
BANDS = ("act", "watch", "fine", "too_little")
ROWS_PER_PAGE = 25
_TREND_ORDER = {"worse": 0, "better": 1, "steady": 2, "unknown": 3}

FILTERS: dict[str, Callable[[Row, str], bool]] = {
    "language": lambda row, value: row.language == value,
    "topic": lambda row, value: value in row.topics,
    "owner": lambda row, value: row.owner == value,
    "kind": lambda row, value: row.kind == value,
    "q": lambda row, value: value.casefold().strip() in f"{row.title} {row.article}".casefold(),
    "band": lambda row, value: band_of(row) == value,
}
_SORT_KEYS: dict[str, Callable[[Row], Any]] = {
    "helpful": lambda row: (row.share is None, row.share),
    "votes": lambda row: -(row.yes + row.no),
    "trend": lambda row: _TREND_ORDER[row.trend],
    "title": lambda row: (row.title.casefold(), row.language),
}


@dataclass(frozen=True)
class FixNextTable:
    """One page of the table.

    `count` rows match the filters, and `first` to `last` of them (from 1) are shown: `rows`, or `rollups` over all
    languages if `is_rolled_up`. `bands` counts the rows of each band whatever band is chosen, `everywhere` is their
    sum. `choices` has each filter's values with their names, `chosen` what the address asks for.
    """

    rows: tuple[Row, ...]
    rollups: tuple[Rollup, ...]
    is_rolled_up: bool
    count: int
    first: int
    last: int
    page: int
    pages: int
    bands: tuple[tuple[str, int], ...]
    everywhere: int
    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    chosen: Mapping[str, str]


def band_of(row: Row) -> str:
    """Return the band a row is shown in: articles that work well have a separate one."""
    return "fine" if row.fine else row.band


def select_rows(rows: Sequence[Row], asked: Mapping[str, str]) -> list[Row]:
    """Return the rows that match the filters, in the order asked for (by default the report's)."""
    given = {name: asked[name] for name in FILTERS if asked.get(name)}
    found = [row for row in rows if all(FILTERS[name](row, value) for name, value in given.items())]
    sort_key = _SORT_KEYS.get(asked.get("sort", ""))
    return sorted(found, key=sort_key) if sort_key else found


def make_table(report: Report, asked: Mapping[str, str], words: Strings) -> FixNextTable:
    """Return the page of the table that an address asks for; a page that does not exist becomes the nearest one."""
    in_every_band = select_rows(report.rows, {**asked, "band": ""})
    rows = [row for row in in_every_band if not asked.get("band") or band_of(row) == asked["band"]]
    is_rolled_up = asked.get("view") == "together"
    rollups = roll_up(rows) if is_rolled_up else ()
    count = len(rollups) if is_rolled_up else len(rows)
    pages = max(1, -(-count // ROWS_PER_PAGE))
    page = min(pages, max(1, parse_whole_number(asked.get("page", "")) or 1))
    part = slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE)
    counts = Counter(band_of(row) for row in in_every_band)
    return FixNextTable(
        rows=() if is_rolled_up else tuple(rows[part]),
        rollups=rollups[part],
        is_rolled_up=is_rolled_up,
        count=count,
        first=min(count, part.start + 1),
        last=min(count, part.stop),
        page=page,
        pages=pages,
        bands=tuple((band, counts[band]) for band in BANDS if counts[band] or asked.get("band") == band),
        everywhere=len(in_every_band),
        choices=_list_choices(report.rows, words),
        chosen={name: asked.get(name, "") for name in (*FILTERS, "sort", "view")},
    )


def _list_choices(rows: Sequence[Row], words: Strings) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the filters that have more than one value, each with its values and their names."""
    values = {
        "language": [(code, endonym(code)) for code in _sort_distinct(row.language for row in rows)],
        "topic": [(topic, topic) for topic in _sort_distinct(topic for row in rows for topic in row.topics)],
        "owner": [(owner, owner) for owner in _sort_distinct(row.owner for row in rows if row.owner)],
        "kind": [(kind, words.get(f"kind.{kind}", kind)) for kind in _sort_distinct(row.kind for row in rows)],
    }
    return tuple((name, tuple(values[name])) for name in CHOICES if len(values[name]) > 1)


def _sort_distinct(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
