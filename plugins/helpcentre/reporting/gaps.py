"""Search gaps: the failed and reworded searches of a window, clustered by what they ask for.

`failed_searches` decides which searches failed. Leaving without following a result is the weakest sign of it, as the
results themselves may have been the answer: a gap of which nothing else is known needs three readers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from helpcentre.reporting.failed_searches import FailedSearch, list_failed_searches
from helpcentre.reporting.query_clustering import ArticleWords, Stems, cluster_questions, question_stems
from helpcentre.reporting.records import ReportRows, normalise_wording
from helpcentre.reporting.report_model import Gap

LEAST_ABANDONED = 3  # readers of a gap whose searches were all left without a click, but found something


def find_gaps(
    records: ReportRows,
    language: str | None = None,
    least: int = 1,
    before: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Gap, ...]:
    """Return the gaps of the records' window that at least `least` readers met, most readers first.

    `before` has the ordinals of the days on which wordings, by language, first failed before the window.
    """
    by_language: dict[str, dict[Stems, list[FailedSearch]]] = defaultdict(lambda: defaultdict(list))
    for one in list_failed_searches(records):
        if language is None or one.language == language:
            by_language[one.language][question_stems(one.text, one.language)].append(one)
    gaps = []
    for code, searches in by_language.items():
        articles = ArticleWords(records.articles, code)
        for group in _cluster_searches(searches, articles):
            members = [one for key in group for one in searches[key]]
            gap = _make_gap(group, members, code, articles, before or {})
            if gap.readers >= (max(least, LEAST_ABANDONED) if _is_only_left(members) else least):
                gaps.append(gap)
    gaps.sort(key=lambda gap: (-gap.readers, -gap.last.toordinal(), gap.language, gap.query))
    return tuple(replace(gap, number=place) for place, gap in enumerate(gaps, 1))


def _cluster_searches(searches: Mapping[Stems, Sequence[FailedSearch]], articles: ArticleWords) -> list[list[Stems]]:
    """Cluster the searches, the commonest wordings first, so that typos join the words they meant."""
    return cluster_questions(sorted(searches, key=lambda key: (-len(searches[key]), sorted(key))), articles.weights)


def _make_gap(
    group: Sequence[Stems],
    searches: Sequence[FailedSearch],
    language: str,
    articles: ArticleWords,
    before: Mapping[tuple[str, str], int],
) -> Gap:
    wordings = Counter(normalise_wording(one.text) for one in searches if one.reader)
    wordings = wordings or Counter(normalise_wording(one.text) for one in searches)
    days = [one.day for one in searches]
    days += [before[language, words] for words in wordings if (language, words) in before]
    ended = Counter(one.ended for one in searches if one.ended)
    known = {one.id for one in searches}
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
        likely=arrived[0] if arrived else articles.likely(group[0]),
        abandoned=sum(one.abandoned for one in searches),
        contacted=sum(one.contacted for one in searches),
    )


def _is_only_left(searches: Sequence[FailedSearch]) -> bool:
    """Return whether nothing is known of these searches but that their readers left results without a click."""
    return all(one.abandoned and one.found and not (one.missing or one.reworded) for one in searches)
