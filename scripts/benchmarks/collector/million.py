"""A 30-day report over a million items of a year: from the day sums, as it is shown, and from the items themselves.

The year: 75% votes (of the Noes a quarter with a reason), 15% searches (a third with their words kept), 5% contact
clicks, 3% comments, 2% ratings, over 300 articles of very different traffic.
"""

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

from helpcentre.collector.intake.last_answer_wins import tallies
from helpcentre.collector.items import COLUMNS, Item
from helpcentre.collector.reports import read_report
from helpcentre.collector.store.connection import Insert
from helpcentre.collector.store.item_writes import change_sums
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.store import Store
from helpcentre.contract.limits import DAY_MS, EPOCH_ORDINAL
from helpcentre.contract.manifest import parse_manifest

from .site import ARTICLES, VERSION, make_site

TODAY = date(2026, 11, 22)
SINCE = TODAY - timedelta(29)
DAYS = 365
CHUNK = 5_000
_values = attrgetter(*COLUMNS)
_RAW = (
    "SELECT article, language, version, value, reason, (occurred / 86400000), COUNT(*) FROM item WHERE kind = 'vote' "
    "AND state = 0 AND occurred >= ? GROUP BY 1, 2, 3, 4, 5, 6"
)


@dataclass(frozen=True)
class Timed:
    """Milliseconds (median of the times taken) of one database."""

    items: int
    sums: float  # the rows a report needs, from the day sums
    report: float  # the whole report, with ranking and verdicts
    raw: float  # the votes alone, counted from the items
    day_sums: int


def time_report(folder: Path, address: str, items: int, times: int = 9) -> Timed:
    """Fill a database and time its report."""
    if not (folder / "helpcentre").exists():
        make_site(folder)
    with open_store(address) as store:
        fill(store, folder, items)
        since_ms = (SINCE.toordinal() - EPOCH_ORDINAL) * DAY_MS
        return Timed(
            items,
            median(lambda: store.report_rows(SINCE, TODAY), times),
            median(lambda: read_report(store, TODAY, 30), times),
            median(lambda: store.connection.rows(_RAW, since_ms), 3),
            len(store.votes(SINCE, TODAY)),
        )


def median(call: Callable[[], Any], times: int) -> float:
    """Return the median time of a call in ms."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def fill(store: Store, folder: Path, items: int) -> None:
    """Write a year of items and the sums they make, in few large transactions."""
    store.learn(parse_manifest((folder / "helpcentre" / "manifest.json").read_text()), 0)
    connection = store.connection
    sums: Counter[Any] = Counter()
    for chunk in year(items):
        for item in chunk:
            sums.update(tallies(item))
        with connection.transaction():
            connection.insert(Insert("item", COLUMNS, [_values(item) for item in chunk]))
    with connection.transaction():
        change_sums(connection, dict(sums))
    if connection.name == "postgres":
        connection.execute("ANALYZE")


def year(items: int) -> Iterator[list[Item]]:
    """Return the items of a year, oldest first."""
    chance = random.Random(1)
    first = TODAY.toordinal() - EPOCH_ORDINAL - DAYS + 1
    for start in range(0, items, CHUNK):
        numbers = range(start, min(start + CHUNK, items))
        yield [one(chance, first * DAY_MS + number * DAYS * DAY_MS // items) for number in numbers]


def one(chance: random.Random, at: int) -> Item:
    """Return one item of the mix."""
    about = f"article-{min(ARTICLES - 1, int(chance.paretovariate(0.7)) - 1)}"
    made = Item(chance.randbytes(16), "vote", "it", at, at, about, VERSION)
    drawn = chance.random()
    if drawn < 0.75:
        made.value = int(chance.random() < 0.7)
        if not made.value and chance.random() < 0.25:
            made.reason = chance.choice(["unclear", "outdated", "missing", "didnt_work"])
    elif drawn < 0.90:
        made.kind, made.article, made.version, made.results = "search", "", "", chance.choice([0, 3, 8])
        if not made.results:
            made.text = f"ricerca {int(chance.paretovariate(0.5)) % 3000}"
    elif drawn < 0.95:
        made.kind, made.version, made.channel = "contact", "", "email"
    elif drawn < 0.98:
        made.kind, made.parent, made.text = "comment", chance.randbytes(16), "Non trovo il passo tre, manca il bottone."
    else:
        made.kind, made.article, made.version = chance.choice(["csat", "nps"]), "", ""
        made.value = chance.randrange(6)
    return made
