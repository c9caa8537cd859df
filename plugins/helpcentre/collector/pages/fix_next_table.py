"""The fix-next table as the address asks for it: which rows, in which order, which page of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpcentre.language.locales import endonym
from helpcentre.language.strings import Strings
from helpcentre.reporting.report import Report, Rollup, Row, roll_up

FILTERS = ("language", "topic", "owner", "kind")
SORTS = ("unhelped", "helpful", "votes", "trend", "title")
BANDS = ("act", "watch", "fine", "too_little")
PAGE_ROWS = 25
_TRENDS = {"worse": 0, "better": 1, "steady": 2, "unknown": 3}

Test = Callable[[Row, str], bool]
TESTS: dict[str, Test] = {
    "language": lambda row, value: row.language == value,
    "topic": lambda row, value: value in row.topics,
    "owner": lambda row, value: row.owner == value,
    "kind": lambda row, value: row.kind == value,
    "q": lambda row, value: value.casefold().strip() in f"{row.title} {row.article}".casefold(),
    "band": lambda row, value: band_of(row) == value,
}
_KEYS: dict[str, Callable[[Row], Any]] = {
    "helpful": lambda row: (row.share is None, row.share),
    "votes": lambda row: -(row.yes + row.no),
    "trend": lambda row: _TRENDS[row.trend],
    "title": lambda row: (row.title.casefold(), row.language),
}


@dataclass(frozen=True)
class FixNextTable:
    """One page of the table: `count` rows match, `first` to `last` of them (from 1) are shown."""

    rows: tuple[Row, ...]
    rollups: tuple[Rollup, ...]
    together: bool
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
    """Return the band a row is shown under: what surely works well is a band of its own."""
    return "fine" if row.fine else row.band


def select(rows: Sequence[Row], chosen: Mapping[str, str]) -> list[Row]:
    """Return the rows that match the filters, in the order asked for (by default: the report's)."""
    found = [row for row in rows if all(test(row, chosen[name]) for name, test in TESTS.items() if chosen.get(name))]
    wanted = _KEYS.get(chosen.get("sort", ""))
    return sorted(found, key=wanted) if wanted else found


def make_table(report: Report, asked: Mapping[str, str], words: Strings) -> FixNextTable:
    """Return the page of the table an address asks for; a page that is not there becomes the nearest one."""
    wide = select(report.rows, {**asked, "band": ""})
    rows = [row for row in wide if not asked.get("band") or band_of(row) == asked["band"]]
    together = asked.get("view") == "together"
    rollups = roll_up(rows) if together else ()
    count = len(rollups) if together else len(rows)
    pages = max(1, -(-count // PAGE_ROWS))
    page = min(pages, max(1, _whole(asked.get("page", ""))))
    part = slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
    counts = Counter(band_of(row) for row in wide)
    return FixNextTable(
        rows=() if together else tuple(rows[part]),
        rollups=rollups[part],
        together=together,
        count=count,
        first=min(count, part.start + 1),
        last=min(count, part.stop),
        page=page,
        pages=pages,
        bands=tuple((band, counts[band]) for band in BANDS if counts[band] or asked.get("band") == band),
        everywhere=len(wide),
        choices=_choices(report.rows, words),
        chosen={name: asked.get(name, "") for name in (*TESTS, "sort", "view")},
    )


def _choices(rows: Sequence[Row], words: Strings) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the filters that have more than one value, each with its values and their names."""
    values = {
        "language": [(code, endonym(code)) for code in _sorted(row.language for row in rows)],
        "topic": [(topic, topic) for topic in _sorted(topic for row in rows for topic in row.topics)],
        "owner": [(owner, owner) for owner in _sorted(row.owner for row in rows if row.owner)],
        "kind": [(kind, words.get(f"kind.{kind}", kind)) for kind in _sorted(row.kind for row in rows)],
    }
    return tuple((name, tuple(values[name])) for name in FILTERS if len(values[name]) > 1)


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
