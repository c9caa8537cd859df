"""What people searched for in vain: failed and reworded queries, gathered by what they mean.

A query failed when it found nothing, when its reader said "this is missing", or when the reader followed no result and
searched again. Queries of one language belong together when at least half of their stems, typos forgiven, are the
same; a stem weighs one over the number of articles that have it, so that "qris" and "pay with qris" are one question
where many articles are about paying. Comments of readers who were "looking for something else" join in: they say
what for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from helpcentre.contract.limits import WRONG_PAGE
from helpcentre.reporting.query_clustering import Shelf, Stems, gather, stems
from helpcentre.reporting.records import ReportRows, wording


@dataclass(frozen=True, slots=True)
class Gap:
    """One question without an answer; `readers` asked it, `reworded` of them tried other words, `missing` said so.

    `wordings` are the readers' own words with how many used each, most first; `ended` is where readers who tried other
    words arrived, else the article whose title and headings share most words with the question (None: none does).
    """

    number: int
    language: str
    wordings: tuple[tuple[str, int], ...]
    readers: int
    reworded: int
    missing: int
    first: date
    last: date
    likely: str | None

    @property
    def query(self) -> str:
        """The commonest wording."""
        return self.wordings[0][0]


@dataclass(slots=True)
class _Asked:
    """One failed query or wrong-page comment, on its way into a cluster."""

    text: str
    language: str
    day: int
    reader: bool  # False: the same reader asked the same before
    reworded: bool = False
    missing: bool = False
    ended: str = ""
    id: bytes = b""
    previous: bytes | None = None


def find_gaps(
    records: ReportRows,
    language: str | None = None,
    least: int = 1,
    before: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Gap, ...]:
    """Return the gaps of the records' window that at least `least` readers met, most readers first.

    `before` has the ordinals of the days on which wordings, by language, were first searched in vain before the window.
    """
    by_language: dict[str, dict[Stems, list[_Asked]]] = defaultdict(lambda: defaultdict(list))
    for one in _asked(records):
        if language is None or one.language == language:
            by_language[one.language][stems(one.text, one.language)].append(one)
    gaps = []
    for code, asked in by_language.items():
        shelf = Shelf(records.articles, code)
        for group in _groups(asked, shelf):
            gap = _gap(group, [one for key in group for one in asked[key]], code, shelf, before or {})
            if gap.readers >= least:
                gaps.append(gap)
    gaps.sort(key=lambda gap: (-gap.readers, -gap.last.toordinal(), gap.language, gap.query))
    return tuple(replace(gap, number=place) for place, gap in enumerate(gaps, 1))


def _asked(records: ReportRows) -> Iterable[_Asked]:
    followers = {query.previous: query for query in records.queries if query.previous}
    for query in records.queries:
        then = followers.get(query.id)
        if query.results == 0 or query.missing or (not query.clicked and then is not None):
            again = then is not None
            ended = then.clicked if then else ""
            yield _Asked(
                query.query, query.language, query.day, not query.repeat, again, bool(query.missing), ended, query.id,
                query.previous,
            )  # fmt: skip
    for comment in records.comments:
        if comment.reason == WRONG_PAGE:
            yield _Asked(comment.text, comment.language, comment.occurred.toordinal(), reader=True)


def _groups(asked: Mapping[Stems, Sequence[_Asked]], shelf: Shelf) -> list[list[Stems]]:
    """Gather what belongs together, the commonest wordings first, so that typos join the word they meant."""
    return gather(sorted(asked, key=lambda key: (-len(asked[key]), sorted(key))), shelf.weights)


def _gap(
    group: Sequence[Stems],
    asked: Sequence[_Asked],
    language: str,
    shelf: Shelf,
    before: Mapping[tuple[str, str], int],
) -> Gap:
    wordings = Counter(wording(one.text) for one in asked if one.reader)
    wordings = wordings or Counter(wording(one.text) for one in asked)
    days = [one.day for one in asked]
    days += [before[language, words] for words in wordings if (language, words) in before]
    ended = Counter(one.ended for one in asked if one.ended)
    known = {one.id for one in asked}
    arrived = sorted(ended, key=lambda name: (-ended[name], name))
    return Gap(
        number=0,
        language=language,
        wordings=tuple(sorted(wordings.items(), key=lambda one: (-one[1], one[0]))),
        readers=sum(one.reader and one.previous not in known for one in asked),
        reworded=sum(one.reworded for one in asked),
        missing=sum(one.missing for one in asked),
        first=date.fromordinal(min(days)),
        last=date.fromordinal(max(days)),
        likely=arrived[0] if arrived else shelf.likely(group[0]),
    )
