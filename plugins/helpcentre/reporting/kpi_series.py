"""The key figures over time, for sparklines: each point is made from the 28 days up to it."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from helpcentre.reporting.kpi import Measure, measures
from helpcentre.reporting.records import ContactCount, ReportRows, ViewCount, VoteCount

POINTS, STEP, SPAN = 13, 7, 28
SERIES_DAYS = (POINTS - 1) * STEP + SPAN  # days of records the series needs


def cut_to_days(rows: ReportRows, since: date, until: date) -> ReportRows:
    """Return the daily counts of a shorter window (headings, comments and queries stay as they are)."""
    first, last = since.toordinal(), until.toordinal()
    return replace(
        rows,
        since=since,
        until=until,
        votes=tuple(one for one in rows.votes if first <= one.day <= last),
        contacts=tuple(one for one in rows.contacts if first <= one.day <= last),
        views=tuple(one for one in rows.views if first <= one.day <= last),
        ratings=tuple(one for one in rows.ratings if first <= one.day <= last),
        searches=tuple(one for one in rows.searches if first <= one.day <= last),
    )


def sum_articles(rows: ReportRows) -> ReportRows:
    """Return the same votes, contacts and views without their articles: far fewer records with the same sums."""
    votes, contacts, views = Counter[tuple[int, int, str]](), Counter[int](), Counter[int]()
    for day, _, _, _, value, reason, n in rows.votes:
        votes[day, value, reason] += n
    for contact in rows.contacts:
        contacts[contact.day] += contact.n
    for view in rows.views:
        views[view.day] += view.n
    return replace(
        rows,
        votes=tuple(VoteCount(day, "", "", "", value, reason, n) for (day, value, reason), n in votes.items()),
        contacts=tuple(ContactCount(day, "", "", "", n) for day, n in contacts.items()),
        views=tuple(ViewCount(day, "", "", n) for day, n in views.items()),
    )


def make_series(rows: ReportRows, until: date) -> dict[str, list[float | None]]:
    """Return the values of each key figure at 13 week ends up to `until`, oldest first; None if it has no value."""
    found: dict[str, list[float | None]] = {}
    rows = sum_articles(rows)
    for point in range(POINTS - 1, -1, -1):
        end = until - timedelta(days=point * STEP)
        for measure in _measure_at(rows, end):
            found.setdefault(measure.name, []).append(measure.value)
    return found


def _measure_at(rows: ReportRows, end: date) -> tuple[Measure, ...]:
    return measures(cut_to_days(rows, end - timedelta(days=SPAN - 1), end))
