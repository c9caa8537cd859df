"""Key figures of a window: each with its numerator, denominator and interval, or no value if there is too little data.

Formulas (sources in `docs/report.md`):
helpfulness     yes / (yes + no), without wrong-page answers; Wilson 90%; from 5 answers
csat            answers 4 and 5 / all answers on the scale 0-5; Wilson 90%; from 20 answers
csat_mean       sum of answers / answers; ± 1.645 s/sqrt(n); from 20 answers
nps             100 * (promoters 9-10 - detractors 0-6) / answers; SE 100*sqrt((P + D - (P-D)^2)/n); from 30 answers
contact_rate    contact clicks / page views, otherwise per 100 answers (under another name); from 20
zero_results    searches without a result / searches; no_click: results shown, none followed; from 20 searches
self_service    page views / people in tickets, times exp(± 1.645 sqrt(1/views + 1/people)); both known, from 20 people
retention       (customers at the end - new ones) / customers at the start; only if these are given
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any

from helpcentre.errors import HelpCentreError
from helpcentre.reporting.records import RatingCount, ReportRows
from helpcentre.reporting.statistics.intervals import Z90, wilson
from helpcentre.reporting.vote_counts import sum_answers

LEAST_VOTES, LEAST_CSAT, LEAST_NPS, LEAST_SEARCHES, LEAST_PEOPLE = 5, 20, 30, 20, 20
PROMOTER, DETRACTOR = 9, 6
SATISFIED = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """One key figure; `value` is None if there is too little data (`needs`: how many it takes).

    `unit` is "share" (0 to 1), "points" (NPS), "grade" (0-5), "per_100", "ratio" or "minutes"; `low` and `high` are the
    bounds of its 90% interval.
    """

    name: str
    value: float | None
    numerator: float
    denominator: float
    unit: str
    low: float | None = None
    high: float | None = None
    needs: int = 1

    @property
    def n(self) -> int:
        """The number of answers, searches or views it is made from."""
        return int(self.denominator)


@dataclass(frozen=True, slots=True)
class Customers:
    """The shop's customers: at the start of the window, at its end, and how many were new.

    Those who stayed, `end - new`, are never more than `start`: `read_customers` checks it.
    """

    start: int
    end: int
    new: int


def read_customers(text: str) -> Customers:
    """Read `start,end,new`, such as `1200,1260,180`; raises HelpCentreError with what to write instead."""
    parts = text.split(",")
    hint = "write three whole numbers: customers at the start, at the end, and new ones, for example 1200,1260,180"
    if len(parts) != 3 or not all(part.strip().isdecimal() for part in parts):
        raise HelpCentreError(f"--customers {text}: {hint}")
    start, end, new = (int(part) for part in parts)
    if start == 0:
        raise HelpCentreError(f"--customers {text}: the first number, the customers at the start, must be above 0")
    if new > end:
        raise HelpCentreError(f"--customers {text}: more new customers ({new}) than customers at the end ({end})")
    if (kept := end - new) > start:
        message = f"{end} - {new} = {kept} customers stayed, but there were only {start} at the start"
        raise HelpCentreError(f"--customers {text}: {message}; correct one of the three")
    return Customers(start, end, new)


def measures(
    rows: ReportRows, customers: Customers | None = None, ticket_users: int | None = None
) -> tuple[Measure, ...]:
    """Return the key figures of the records' window."""
    found = [
        helpfulness(rows),
        csat(rows.ratings),
        csat_mean(rows.ratings),
        nps(rows.ratings),
        contact_rate(rows),
        *search_rates(rows),
        self_service(rows, ticket_users),
    ]
    if customers:
        found.append(retention(customers))
    return tuple(found)


def measure_share(name: str, numerator: float, denominator: float, needs: int) -> Measure:
    """Return a share with its Wilson interval, or no value below `needs`."""
    if denominator < needs:
        return Measure(name, None, numerator, denominator, "share", needs=needs)
    low, high = wilson(numerator, denominator)
    return Measure(name, numerator / denominator, numerator, denominator, "share", low, high, needs)


def helpfulness(rows: ReportRows) -> Measure:
    """Return the share of Yes, over all articles."""
    answers = sum_answers(rows.votes)
    return measure_share("helpfulness", answers.yes, answers.total, LEAST_VOTES)


def _count_grades(ratings: Iterable[RatingCount], kind: str) -> dict[int, int]:
    grades: dict[int, int] = {}
    for rating in ratings:
        if rating.kind == kind:
            grades[rating.value] = grades.get(rating.value, 0) + rating.n
    return grades


def csat(ratings: Iterable[RatingCount]) -> Measure:
    """Return the top-two-box share: 4 or 5 of 5."""
    grades = _count_grades(ratings, "csat")
    return measure_share(
        "csat", sum(n for grade, n in grades.items() if grade >= SATISFIED), sum(grades.values()), LEAST_CSAT
    )


def csat_mean(ratings: Iterable[RatingCount]) -> Measure:
    """Return the mean grade, 0 to 5."""
    grades = _count_grades(ratings, "csat")
    total, points = sum(grades.values()), sum(grade * n for grade, n in grades.items())
    if total < LEAST_CSAT:
        return Measure("csat_mean", None, points, total, "grade", needs=LEAST_CSAT)
    mean = points / total
    spread = sum(n * (grade - mean) ** 2 for grade, n in grades.items()) / (total - 1)
    half = Z90 * sqrt(spread / total)
    return Measure("csat_mean", mean, points, total, "grade", max(0.0, mean - half), min(5.0, mean + half), LEAST_CSAT)


def nps(ratings: Iterable[RatingCount]) -> Measure:
    """Return promoters minus detractors in points, -100 to 100."""
    grades = _count_grades(ratings, "nps")
    total = sum(grades.values())
    promoters = sum(n for grade, n in grades.items() if grade >= PROMOTER)
    detractors = sum(n for grade, n in grades.items() if grade <= DETRACTOR)
    net = promoters - detractors
    if total < LEAST_NPS:
        return Measure("nps", None, net, total, "points", needs=LEAST_NPS)
    for_it, against = promoters / total, detractors / total
    score = 100 * (for_it - against)
    half = Z90 * 100 * sqrt((for_it + against - (for_it - against) ** 2) / total)
    return Measure("nps", score, net, total, "points", max(-100.0, score - half), min(100.0, score + half), LEAST_NPS)


def contact_rate(rows: ReportRows) -> Measure:
    """Return contact clicks per page view, or per 100 answers on a site that counts no views."""
    clicks = sum(one.n for one in rows.contacts)
    views = sum(one.n for one in rows.views)
    if views:
        return measure_share("contact_rate", min(clicks, views), views, LEAST_SEARCHES)
    answers = sum(vote.n for vote in rows.votes)
    enough = answers >= LEAST_SEARCHES
    value = 100 * clicks / answers if enough else None
    # Poisson: clicks are counts, and there can be more of them than answers.
    half = Z90 * 100 * sqrt(clicks) / answers if enough else 0.0
    low, high = (max(0.0, value - half), value + half) if value is not None else (None, None)
    return Measure("contacts_per_100_answers", value, clicks, answers, "per_100", low, high, LEAST_SEARCHES)


def search_rates(rows: ReportRows) -> tuple[Measure, Measure]:
    """Return the share of searches that found nothing, and of those whose results nobody followed."""
    searches = sum(one.searches for one in rows.searches)
    zero = sum(one.zero for one in rows.searches)
    unclicked = sum(one.unclicked for one in rows.searches)
    return (
        measure_share("zero_results", zero, searches, LEAST_SEARCHES),
        measure_share("no_click", unclicked, searches, LEAST_SEARCHES),
    )


def self_service(rows: ReportRows, ticket_users: int | None) -> Measure:
    """Return page views per person who wrote a ticket; no value unless both are known.

    Both are counts: the logarithm of their ratio has the standard error sqrt(1/views + 1/people).
    """
    views, people = sum(one.n for one in rows.views), ticket_users or 0
    if not views or people < LEAST_PEOPLE:
        needs = LEAST_PEOPLE if views and people else 1
        return Measure("self_service", None, views, people if views else 0, "ratio", needs=needs)
    spread = exp(Z90 * sqrt(1 / views + 1 / people))
    value = views / people
    return Measure("self_service", value, views, people, "ratio", value / spread, value * spread, LEAST_PEOPLE)


def retention(customers: Customers) -> Measure:
    """Return the share of the customers at the start who stayed."""
    kept = customers.end - customers.new
    return measure_share("retention", kept, customers.start, 1)


def measure_json(measure: Measure) -> dict[str, Any]:
    """Return a key figure as plain values; `value` is null if there is too little data."""
    return {
        "name": measure.name,
        "value": _round_value(measure.value),
        "unit": measure.unit,
        "low": _round_value(measure.low),
        "high": _round_value(measure.high),
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "n": measure.n,
        "needs": measure.needs,
    }


def _round_value(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
