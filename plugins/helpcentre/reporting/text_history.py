"""The sequence of texts of an article that readers saw, with those that hardly differ taken together.

The records say when each version was first seen and which one is live now, but not when an older one came back. A
return is inferred from the votes, which belong to the text their readers saw: it is dated to the first Monday that best
separates the votes for the newer text from those for the older one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from helpcentre.articles.similarity import share_of_words_kept, similarity
from helpcentre.reporting.calendar_bins import CalendarBins
from helpcentre.reporting.records import Version
from helpcentre.reporting.text_period import TextPeriod

HARDLY_DIFFER = 0.98  # the share of words kept from which two texts are taken as one
LEAST_SKETCH = 8 * 8  # digits, those of eight shingles: shorter texts cannot be compared
VOTES_FOR_RETURN = 5
SHARE_FOR_RETURN = 0.8  # of the votes after it that belong to the older text


def list_periods(
    texts: Sequence[Version], current: str, bins: CalendarBins, votes: Mapping[str, Sequence[int]]
) -> tuple[TextPeriod, ...]:
    """Return the periods of one article and language, oldest first; the last one is that of the `current` version.

    `texts` are the known versions, oldest first, `votes` the counts of each by bin (see `ArticleVotes.bins`).
    """
    periods: list[TextPeriod] = []
    for number, text in enumerate(texts):
        periods.append(TextPeriod(frozenset({text.version}), text.first_seen, text.version))
        end = texts[number + 1].first_seen.date().toordinal() if number + 1 < len(texts) else bins.last + 1
        last = number + 1 == len(texts)
        older = [one.version for one in texts[:number]]
        if last and current != text.version and current in older:
            since = _date_return(text, current, end, bins, votes)
            periods.append(TextPeriod(frozenset({current}), since, current))
        elif not last and (found := _find_return(text, older, end, bins, votes)):
            periods.append(found)
    return _join_similar(periods, {text.version: text.sketch for text in texts})


def _find_return(
    text: Version, older: Sequence[str], end: int, bins: CalendarBins, votes: Mapping[str, Sequence[int]]
) -> TextPeriod | None:
    """Return the period in which an older text was live again before the day `end`, if votes show one."""
    for version in reversed(older):
        since = _date_return(text, version, end, bins, votes)
        first = since.date().toordinal()
        mine = _count_votes(votes.get(version), bins, first, end)
        theirs = _count_votes(votes.get(text.version), bins, first, end)
        if mine >= VOTES_FOR_RETURN and mine >= SHARE_FOR_RETURN * (mine + theirs):
            return TextPeriod(frozenset({version}), since, version)
    return None


def _date_return(
    text: Version, older: str, end: int, bins: CalendarBins, votes: Mapping[str, Sequence[int]]
) -> datetime:
    """Return when `older` came back after `text`, before the day `end`: the first Monday that best separates votes."""
    begin = text.first_seen.date().toordinal()
    starts = [first for first, _ in reversed(bins.days) if begin < first < end]
    best = max(
        starts,
        key=lambda start: (
            _count_votes(votes.get(text.version), bins, begin, start)
            + _count_votes(votes.get(older), bins, start, end),
            -start,
        ),
        default=max(begin, end - 1),
    )
    return max(text.first_seen, datetime.combine(date.fromordinal(best), time(), tzinfo=UTC))


def _count_votes(counts: Sequence[int] | None, bins: CalendarBins, begin: int, end: int) -> int:
    """Return the votes in the bins whose last day is one of the days `begin` to before `end`."""
    if counts is None:
        return 0
    return sum(
        counts[2 * place] + counts[2 * place + 1]
        for place, (_, last) in enumerate(bins.days)
        if begin <= min(last, bins.last) < end
    )


def _join_similar(periods: Sequence[TextPeriod], sketches: Mapping[str, str]) -> tuple[TextPeriod, ...]:
    """Join each period to the one before it if its text hardly differs from that with which the latter began."""
    joined: list[TextPeriod] = []
    anchor = ""
    for period in periods:
        sketch = sketches.get(period.latest, "")
        if joined and (period.latest in joined[-1].versions or _hardly_differ(anchor, sketch)):
            versions = joined[-1].versions | period.versions
            joined[-1] = replace(joined[-1], versions=versions, latest=period.latest)
        else:
            joined.append(period)
            anchor = sketch
    return tuple(joined)


def _hardly_differ(sketch: str, other: str) -> bool:
    if min(len(sketch), len(other)) < LEAST_SKETCH:
        return False
    return share_of_words_kept(similarity(sketch, other)) >= HARDLY_DIFFER
