"""Answer times of one channel as key figures: how soon a first answer came, how often in time, how soon it was solved.

first_response, resolution   the median, in minutes of the channel's clock; from 5 tickets
promise_kept                 first answers within the promise / first answers; Wilson 90 %; from 5 answers

A median's interval is the pair of order statistics x(k), x(n+1-k) with the largest k for which the binomial chance that
the true median lies between them is at least 90 % (W. R. Thompson, Annals of Mathematical Statistics 7, 1936); five
values are the fewest that have one.
"""

from collections.abc import Sequence
from math import exp, lgamma, log
from statistics import median

from helpcentre.reporting.kpi import Measure, share
from helpcentre.reporting.statistics import Interval
from helpcentre.support.response_times import LEAST_TICKETS, ChannelTimes

CONFIDENCE = 0.90


def ticket_measures(times: ChannelTimes) -> tuple[Measure, ...]:
    """Return the key figures of a channel; the promise's only where one was made in minutes."""
    found = [_median("first_response", times.times), _median("resolution", times.solved)]
    if times.promise is not None:
        kept = sum(time <= times.promise for time in times.times)
        found.insert(1, share("promise_kept", kept, len(times.times), LEAST_TICKETS))
    return tuple(found)


def _median(name: str, values: Sequence[int]) -> Measure:
    """Return the median of sorted minutes; its numerator is their sum, its denominator how many there are."""
    count, total = len(values), sum(values)
    if count < LEAST_TICKETS:
        return Measure(name, None, total, count, "minutes", needs=LEAST_TICKETS)
    low, high = median_interval(values)
    return Measure(name, median(values), total, count, "minutes", low, high, LEAST_TICKETS)


def median_interval(values: Sequence[int]) -> Interval:
    """Return the order statistics around the median of sorted values (at least five)."""
    count, outside, place = len(values), 0.0, 0
    while (outside := outside + 2 * _even_odds(count, place)) <= 1 - CONFIDENCE:
        place += 1
    return Interval(values[place - 1], values[count - place])


def _even_odds(count: int, heads: int) -> float:
    """Return the chance of so many heads in `count` throws of a coin."""
    return exp(lgamma(count + 1) - lgamma(heads + 1) - lgamma(count - heads + 1) - count * log(2))
