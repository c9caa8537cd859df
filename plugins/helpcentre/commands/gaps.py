"""`helpcentre gaps`: failed searches; `--accept` adds their words to an article, `--set` decides about them."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from helpcentre.articles.frontmatter_edit import with_item
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.reports import find_dated_gaps
from helpcentre.commands.open_database import open_existing, refuse_language
from helpcentre.commands.site_content import find_article
from helpcentre.errors import HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.reporting.gap_decisions import STATES
from helpcentre.reporting.gaps import decide
from helpcentre.reporting.report_model import Gap
from helpcentre.reporting.text.gaps import gap_json, gaps_csv, gaps_markdown, gaps_text


def run(
    database: str, *, days: int, language: str | None, least: int, form: str, until: date | None = None, ui: str = "en"
) -> None:
    """Print the gaps of the last `days` days that at least `least` readers had."""
    today = until or datetime.now(UTC).date()
    gaps = read_gaps(database, today, days, language, least)
    words = strings(ui)
    if form == "json":
        print(json.dumps({"gaps": [gap_json(gap) for gap in gaps]}, ensure_ascii=False, indent=1))
    elif form == "csv":
        sys.stdout.write(gaps_csv(gaps))
    elif form == "markdown":
        sys.stdout.write(gaps_markdown(gaps, today, words))
    else:
        sys.stdout.write(gaps_text(gaps, today, words))


def read_gaps(database: str, today: date, days: int, language: str | None, least: int) -> tuple[Gap, ...]:
    """Return the gaps of a database; their numbers are those of the list with the same options."""
    with open_existing(database) as store:
        refuse_language(store, language)
        return find_dated_gaps(store, store.report_rows(today - timedelta(days=days - 1), today), language, least)


def run_accept(
    database: str, number: int, article: str, config_file: Path, *, days: int, language: str | None, least: int,
    until: date | None = None,
) -> None:  # fmt: skip
    """Write gap `number` into the `asks` of an article, in the gap's language, and say where."""
    gap = find_gap(read_gaps(database, until or datetime.now(UTC).date(), days, language, least), number)
    path, found = find_article(config_file, article, gap.language)
    source = path.read_bytes().decode()
    line_end = "\r\n" if "\r\n" in source else "\n"
    changed = with_item(source.replace("\r\n", "\n"), "asks", gap.query, found.path).replace("\n", line_end)
    with open_existing(database) as store:
        store.decide_gap(decide(gap, "answered", "", article, _milliseconds_now()))
    if changed == source:
        print(f"{path}: “{gap.query}” is already in asks.")
        return
    path.write_bytes(changed.encode())
    print(f"{path}: added “{gap.query}” to asks. helpcentre check now tests that the search finds it.")


def run_decide(
    database: str, number: str, state: str, *, reason: str, article: str | None, days: int, language: str | None,
    least: int, until: date | None = None,
) -> None:  # fmt: skip
    """Store a decision about gap `number` and print it."""
    if not number.isdecimal() or state not in STATES:
        raise click.UsageError(f"--set {number} {state}: write the number of a gap and one of {', '.join(STATES)}")
    if state == "dismissed" and not reason.strip():
        raise click.UsageError('a dismissed gap needs a reason, for example: --reason "we do not sell gift cards"')
    gap = find_gap(read_gaps(database, until or datetime.now(UTC).date(), days, language, least), int(number))
    with open_existing(database) as store:
        _refuse_unknown_article(store.known(), article, gap.language)
        store.decide_gap(decide(gap, state, reason, article or "", _milliseconds_now()))
    print(f"“{gap.query}” ({gap.language}): {state}{f' ({reason.strip()})' if reason.strip() else ''}")


def find_gap(gaps: tuple[Gap, ...], number: int) -> Gap:
    """Return the gap with a number; raises HelpCentreError if there is none."""
    gap = next((one for one in gaps if one.number == number), None)
    if gap is None:
        known = f"1 to {len(gaps)}" if gaps else "none"
        raise HelpCentreError(f"There is no gap {number}: the list has {known}. Show it with helpcentre gaps.")
    return gap


def _refuse_unknown_article(catalogue: SiteCatalogue, article: str | None, language: str) -> None:
    if article is not None and (article, language) not in catalogue.articles:
        raise HelpCentreError(f"There is no article {article} in {language}. Use the id that helpcentre report shows.")


def _milliseconds_now() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
