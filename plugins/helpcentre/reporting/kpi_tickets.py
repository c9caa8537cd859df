"""Answer times of one channel as key figures: how soon a first answer came, how often in time, how soon it was solved.

first_response, resolution   the median, in minutes of the channel's clock; from 5 tickets
promise_kept                 first answers within the promise / first answers; Wilson 90%; from 5 answers

A median's interval is a pair of order statistics (`median_interval`); five values are the fewest that have one.
"""

from collections.abc import Sequence
from statistics import median

from helpcentre.reporting.kpi import Measure, measure_share
from helpcentre.reporting.statistics.intervals import median_interval
from helpcentre.support.channel_model import LEAST_ANSWERS
from helpcentre.support.response_times import ChannelTimes


def ticket_measures(times: ChannelTimes) -> tuple[Measure, ...]:
    """Return the key figures of a channel; that of the promise only if one was made in minutes."""
    found = [_measure_median("first_response", times.times), _measure_median("resolution", times.solved)]
    if times.promise is not None:
        kept = sum(time <= times.promise for time in times.times)
        found.insert(1, measure_share("promise_kept", kept, len(times.times), LEAST_ANSWERS))
    return tuple(found)


def _measure_median(name: str, values: Sequence[int]) -> Measure:
    """Return the median of sorted minutes; the numerator is their sum, the denominator their number."""
    count, total = len(values), sum(values)
    if count < LEAST_ANSWERS:
        return Measure(name, None, total, count, "minutes", needs=LEAST_ANSWERS)
    low, high = median_interval(values)
    return Measure(name, median(values), total, count, "minutes", low, high, LEAST_ANSWERS)
