"""The cost of report pages: CPU milliseconds from the store to finished HTML, cold and warm, and the size of the page.

scripts/bench pages [--database sqlite:///data/feedback.db] [--until 2026-11-22] [--rounds 3]

Without --database the demo year (`scripts/demo-data`) is made in a temporary folder. Cold is the first
time of a page in a fresh process; warm the quickest of the rounds after it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from helpcentre.collector import reports
from helpcentre.collector.pages import report_pages as pages
from helpcentre.collector.pages.fix_next_table import make_table
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.store import Store

ARTICLE = ("troubleshooting/payment-declined", "it")
PERIODS = (30, 365)


def overview(store: Store, until: date, days: int) -> str:
    """Make the first page."""
    return pages.render_overview(PageContext("Demo", days=days), reports.read_overview(store, until, days))


def fix_next(store: Store, until: date, days: int) -> str:
    """Make the first page of the table."""
    report, page = reports.read_report(store, until, days), PageContext("Demo", days=days)
    return pages.render_articles(page, report, make_table(report, {}, page.words))


def article(store: Store, until: date, days: int) -> str:
    """Make the page of a popular article."""
    report, history, annotations = reports.read_article(store, until, days, *ARTICLE)
    if history is None:
        sys.exit(f"{ARTICLE[0]} ({ARTICLE[1]}) is not in this database; fill one with scripts/demo-data")
    return pages.render_article(PageContext("Demo", days=days), report, history, annotations)


def gaps(store: Store, until: date, days: int) -> str:
    """Make the list of failed searches."""
    found = reports.read_gap_list(store, until, days)
    return pages.render_gaps(PageContext("Demo", days=days), found, found.gaps)


def triage(store: Store, until: date, days: int) -> str:
    """Make the list of issues."""
    return pages.render_triage(PageContext("Demo", days=days), *reports.read_issues(store, until))


PAGES: dict[str, Callable[[Store, date, int], str]] = {
    "overview": overview, "fix_next": fix_next, "article": article, "gaps": gaps, "triage": triage,
}  # fmt: skip


def measure(name: str, database: str, until: date, rounds: int) -> None:
    """Print one page's figures."""
    with open_store(database) as store:
        for days in PERIODS:
            taken = []
            for _ in range(rounds + 1):
                begin = time.process_time()
                made = PAGES[name](store, until, days)
                taken.append((time.process_time() - begin) * 1000)
            size = len(made.encode()) / 1024
            print(f"{name:<10} {days:>4} days  cold {taken[0]:6.0f} ms  warm {min(taken[1:]):6.0f} ms  {size:4.0f} KiB")


def main() -> None:
    """Read the options; each page is measured in a separate process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database")
    parser.add_argument("--until", type=date.fromisoformat, default=datetime.now(UTC).date())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--page", choices=PAGES, help="this page only, in this process")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="helpcentre-bench-") as folder:
        database = options.database or f"sqlite:///{folder}/demo.db"
        if not options.database:
            fill = Path(__file__).parents[1] / "demo_data/fill.py"
            command = [sys.executable, fill, "--database", database, "--until", options.until.isoformat()]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if options.page:
            measure(options.page, database, options.until, options.rounds)
            return
        for name in PAGES:
            again = ["--database", database, "--until", options.until.isoformat(), "--rounds", str(options.rounds)]
            subprocess.run([sys.executable, __file__, *again, "--page", name], check=True)


if __name__ == "__main__":
    main()
