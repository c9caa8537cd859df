"""`helpcentre kpi`: key figures from readers' answers and, if tickets are given, answer times against the promises."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from helpcentre.collector.reports import read_comparison
from helpcentre.commands.open_database import database_exists, open_existing
from helpcentre.errors import FindingsError, HelpCentreError, did_you_mean, not_utf8
from helpcentre.language.strings import Strings, strings
from helpcentre.reporting.kpi import Customers, Measure, measure_json, measures, read_customers
from helpcentre.reporting.kpi_tickets import ticket_measures
from helpcentre.reporting.period_comparison import PeriodComparison
from helpcentre.reporting.text.comparison import comparison_json, comparison_text
from helpcentre.reporting.text.kpi import kpi_lines, kpi_text
from helpcentre.support.channel_model import LEAST_ANSWERS
from helpcentre.support.field_types import format_duration
from helpcentre.support.load import load_support
from helpcentre.support.response_times import ChannelTimes, ResponseTimes, as_yaml, measure
from helpcentre.support.tickets import ambiguous_dates, read_tickets
from helpcentre.support.zones import zone, zone_names


@dataclass(frozen=True, slots=True)
class KpiOptions:
    """The options of the command: `zone` is for times without an offset, `fail` asks for exit code 1."""

    support_file: Path
    tickets: Path | None
    zone: str | None
    database: str
    days: int
    customers: str | None
    fail: bool
    as_json: bool
    ui: str = "en"
    grouping: str | None = None


def run(options: KpiOptions) -> int:
    """Print the figures; return 1 if `fail` is asked for and a channel answers later than it promises."""
    times = _measure_times(options) if options.tickets else None
    customers = read_customers(options.customers) if options.customers else None
    figures = _read_figures(options, customers, times.customers if times else None)
    compared = _read_comparison(options)
    if options.as_json:
        found = _as_json(times, figures)
        if options.grouping:
            found["comparison"] = compared and comparison_json(compared)
        print(json.dumps(found, ensure_ascii=False))
    else:
        words = strings(options.ui)
        lines = _as_lines(times, figures, words)
        if options.grouping:
            lines.append(comparison_text(compared, words))
        print("\n".join(lines))
    late = times is not None and any(one.worse for one in times.channels)
    return 1 if options.fail and late else 0


def _measure_times(options: KpiOptions) -> ResponseTimes:
    assert options.tickets is not None
    support = load_support(options.support_file)
    try:
        text = options.tickets.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise HelpCentreError(f"--tickets {options.tickets}: file not found.") from None
    except OSError as error:
        raise HelpCentreError(f"--tickets {options.tickets}: the file cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise FindingsError([not_utf8(str(options.tickets), error, "tickets")]) from None
    name = options.zone or support.file.default_time_zone or "UTC"
    if name not in zone_names():
        hint = did_you_mean(name, zone_names())
        raise HelpCentreError(f"--zone: '{name}' is not a time zone. Use an IANA name such as Europe/Rome{hint}")
    local = zone(name)
    tickets = read_tickets(text, str(options.tickets), local)
    if unsure := ambiguous_dates(text, str(options.tickets)):
        print(f"warning: {unsure}", file=sys.stderr)
    return measure(support, tickets)


def _read_figures(options: KpiOptions, customers: Customers | None, people: int | None) -> tuple[Measure, ...] | None:
    """Return the figures of the database; None if there is no database yet but tickets were given."""
    if options.tickets and not database_exists(options.database):
        return None
    until = datetime.now(UTC).date()
    with open_existing(options.database) as store:
        rows = store.report_rows(until - timedelta(days=options.days - 1), until)
    return measures(rows, customers, people)


def _read_comparison(options: KpiOptions) -> PeriodComparison | None:
    if options.grouping is None or not database_exists(options.database):
        return None
    with open_existing(options.database) as store:
        return read_comparison(store, datetime.now(UTC).date(), options.days, options.grouping)


def _as_json(times: ResponseTimes | None, figures: tuple[Measure, ...] | None) -> dict[str, Any]:
    found: dict[str, Any] = {"measures": [measure_json(one) for one in figures or ()]}
    if times is not None:
        found["channels"] = [_channel_json(one) for one in times.channels]
        found["customers"] = times.customers
        found["unknown_channels"] = times.unknown
    return found


def _channel_json(one: ChannelTimes) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "answers": one.answers,
        "unanswered": one.unanswered,
        "clock": one.clock,
        "median_minutes": one.median,
        "p90_minutes": one.reliable_p90,
        "promise_minutes": one.promise,
        "within_promise": None if one.within_promise is None else round(one.within_promise, 4),
        "resolution_median_minutes": one.resolution_median,
        "worse_than_promised": one.worse,
        "measures": [measure_json(figure) for figure in ticket_measures(one)],
    }


def _as_lines(times: ResponseTimes | None, figures: tuple[Measure, ...] | None, words: Strings) -> list[str]:
    lines = [kpi_text(figures, words)] if figures is not None else []
    for one in times.channels if times else ():
        lines.append(words.text("report.kpi.channel", channel=one.channel, waiting=one.unanswered))
        lines += kpi_lines(ticket_measures(one), words)
        lines.append(f"  {_describe_p90(one, words)}")
        if one.worse:
            late = words.text(
                "report.kpi.late",
                channel=one.channel,
                promise=format_duration(one.promise),
                time=format_duration(one.p90),
            )
            lines.append(f"  {late}")
        if as_yaml(one):
            lines.append(f"  support.yml: {as_yaml(one)}")
    unknown = times.unknown if times else {}
    return lines + [words.text("report.kpi.unknown_channel", name=name, n=n) for name, n in unknown.items()]


def _describe_p90(one: ChannelTimes, words: Strings) -> str:
    promise = format_duration(one.promise)
    if one.reliable_p90 is None:
        return words.text("report.kpi.p90_needs", needs=LEAST_ANSWERS, n=one.answers, promise=promise)
    return words.text("report.kpi.p90", time=format_duration(one.reliable_p90), promise=promise)
