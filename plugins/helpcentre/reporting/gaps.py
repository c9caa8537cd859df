"""Search gaps: the failed and reworded searches of a window, clustered by what they ask for.

`failed_searches` decides which searches failed. Leaving without following a result is the weakest sign of it, as the
results themselves may have been the answer: a gap of which nothing else is known needs three readers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from helpcentre.reporting.failed_searches import FailedSearch, list_failed_searches
from helpcentre.reporting.gap_decisions import STATES, find_decision, has_helped, hash_wording
from helpcentre.reporting.query_clustering import ArticleWords, cluster_questions, weigh_concepts
from helpcentre.reporting.question_concepts import Concepts, find_concepts, question_stems
from helpcentre.reporting.records import GapDecision, ReportRows, normalise_wording
from helpcentre.reporting.report_model import Gap

REASON_LENGTH = 200
LEAST_ABANDONED = 3  # readers of a gap whose searches were all left without a click, but found something


def find_gaps(
    records: ReportRows,
    language: str | None = None,
    least: int = 1,
    before: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Gap, ...]:
    """Return the gaps of the records' window that at least `least` readers met, most readers first.

    Those that are settled by a decision come last.
    `before` has the ordinals of the days on which wordings, by language, first failed before the window.
    """
    by_language: dict[str, list[FailedSearch]] = defaultdict(list)
    for one in list_failed_searches(records):
        if language is None or one.language == language:
            by_language[one.language].append(one)
    decisions = {one.wording: one for one in records.decisions}
    gaps = []
    for code, searches in by_language.items():
        articles = ArticleWords(records.articles, code)
        for members in _cluster_searches(searches, articles, code):
            gap = _add_decision(_make_gap(members, code, articles, before or {}), members, records, decisions)
            if gap.readers >= (max(least, LEAST_ABANDONED) if _is_only_left(members) else least):
                gaps.append(gap)
    gaps.sort(key=lambda gap: (gap.is_settled, -gap.readers, -gap.last.toordinal(), gap.language, gap.query))
    return tuple(replace(gap, number=place) for place, gap in enumerate(gaps, 1))


def _cluster_searches(
    searches: Sequence[FailedSearch], articles: ArticleWords, language: str
) -> Iterator[list[FailedSearch]]:
    """Yield the searches of each gap: those for the same thing, the commonest wordings placed first."""
    concepts = find_concepts([one.text for one in searches], language, articles.weights)
    asking: dict[Concepts, list[FailedSearch]] = defaultdict(list)
    for one in searches:
        asking[concepts[one.text]].append(one)
    questions = sorted(asking, key=lambda key: (-len(asking[key]), sorted(key)))
    for group in cluster_questions(questions, weigh_concepts(questions, articles.concept_counts)):
        yield [one for question in group for one in asking[question]]


def _make_gap(
    searches: Sequence[FailedSearch],
    language: str,
    articles: ArticleWords,
    before: Mapping[tuple[str, str], int],
) -> Gap:
    wordings = Counter(normalise_wording(one.text) for one in searches if one.reader)
    wordings = wordings or Counter(normalise_wording(one.text) for one in searches)
    days = [one.day for one in searches]
    days += [before[language, words] for words in wordings if (language, words) in before]
    known = {one.id for one in searches}
    ended = Counter(one.ended for one in searches if one.ended)
    readers = Counter(one.ended for one in searches if one.reader and one.previous not in known)
    common = min(wordings, key=lambda words: (-wordings[words], words))
    arrived = sorted(ended, key=lambda name: (-ended[name], name))
    return Gap(
        number=0,
        language=language,
        wordings=tuple(sorted(wordings.items(), key=lambda one: (-one[1], one[0]))),
        readers=sum(one.reader and one.previous not in known for one in searches),
        reworded=sum(one.reworded for one in searches),
        missing=sum(one.missing for one in searches),
        first=date.fromordinal(min(days)),
        last=date.fromordinal(max(days)),
        likely=arrived[0] if arrived else articles.likely(question_stems(common, language)),
        abandoned=sum(one.abandoned for one in searches),
        contacted=sum(one.contacted for one in searches),
        arrived=readers[arrived[0]] if arrived else 0,
    )


def decide(gap: Gap, state: str, reason: str, article: str, now: int) -> list[GapDecision]:
    """Return a decision about every wording of a gap; `now` is in Unix milliseconds, `state` one of STATES."""
    chosen = next(one for one in STATES if one == state)
    text = " ".join(reason.split())[:REASON_LENGTH]
    return [GapDecision(hash_wording(gap.language, wording), chosen, text, article, now) for wording, _ in gap.wordings]


def _add_decision(
    gap: Gap, searches: Sequence[FailedSearch], records: ReportRows, decisions: Mapping[bytes, GapDecision]
) -> Gap:
    """Return a gap with what was decided about it, and whether that helped."""
    decision = find_decision(gap.language, dict(gap.wordings), decisions)
    if decision is None:
        return gap
    known = {one.id for one in searches}
    days = [one.day for one in searches if one.reader and one.previous not in known]
    since = sum(day > decision.day for day in days)
    first, last = records.since.toordinal(), records.until.toordinal()
    helped = has_helped(len(days) - since, decision.day - first + 1, since, last - decision.day)
    return replace(
        gap,
        state=decision.state,
        reason=decision.reason,
        answer=decision.article or None,
        decided=date.fromordinal(decision.day),
        readers_since=since,
        helped=helped if decision.state == "answered" else None,
    )


def _is_only_left(searches: Sequence[FailedSearch]) -> bool:
    """Return whether nothing is known of these searches but that their readers left results without a click."""
    return all(one.abandoned and one.found and not (one.missing or one.reworded) for one in searches)
