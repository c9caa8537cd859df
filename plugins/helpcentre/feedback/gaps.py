"""What people searched for in vain: failed and reworded queries, gathered by what they mean.

A query failed when it found nothing, when its reader said "this is missing", or when the reader followed no result and
searched again. Queries of one language belong together when at least half of their stems, typos forgiven, are the
same; a stem weighs one over the number of articles that have it, so that "qris" and "pay with qris" are one question
where many articles are about paying. Comments of readers who were "looking for something else" join in: they say
what for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from helpcentre.feedback.contract import WRONG_PAGE
from helpcentre.feedback.records import Article, ReportRows
from helpcentre.search.analyse import Analyser, fold, plain_words, word_list
from helpcentre.search.analyse import clean as cleaned

ALIKE = 0.5
SHORTEST_TYPO = 5  # letters a word needs before another letter may differ
LONG_PREFIX = 6
LIKELY_SHARE = 0.5


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
    when: datetime
    reader: bool  # False: the same reader asked the same before
    reworded: bool = False
    missing: bool = False
    ended: str | None = None
    id: str = ""
    previous: str | None = None


@dataclass(slots=True)
class _Cluster:
    stems: list[frozenset[str]] = field(default_factory=list)
    asked: list[_Asked] = field(default_factory=list)


def find_gaps(records: ReportRows, language: str | None = None, least: int = 1) -> tuple[Gap, ...]:
    """Return the gaps of the records' window that at least `least` readers met, most readers first."""
    found: list[tuple[_Cluster, str]] = []
    by_language: dict[str, list[_Asked]] = defaultdict(list)
    for one in _asked(records):
        if language is None or one.language == language:
            by_language[one.language].append(one)
    for code in sorted(by_language):
        weights = telling(_texts(records.articles, code)[1].values())
        found += [(cluster, code) for cluster in _clusters(by_language[code], code, weights)]
    gaps = [_gap(cluster, code, records.articles) for cluster, code in found]
    gaps = [gap for gap in gaps if gap.readers >= least]
    gaps.sort(key=lambda gap: (-gap.readers, -gap.last.toordinal(), gap.language, gap.query))
    return tuple(_numbered(gap, place) for place, gap in enumerate(gaps, 1))


def _asked(records: ReportRows) -> Iterable[_Asked]:
    followers = {query.previous: query for query in records.queries if query.previous}
    for query in records.queries:
        then = followers.get(query.id)
        if query.results == 0 or query.missing or (query.clicked is None and then is not None):
            again = then is not None
            ended = then.clicked if then else None
            yield _Asked(
                query.query, query.language, query.occurred, not query.repeat, again, query.missing, ended, query.id,
                query.previous,
            )  # fmt: skip
    for comment in records.comments:
        if comment.reason == WRONG_PAGE:
            yield _Asked(comment.text, comment.language, comment.occurred, reader=True)


def _clusters(asked: Sequence[_Asked], language: str, weights: Mapping[str, float]) -> list[_Cluster]:
    """Gather what belongs together, the commonest wordings first, so that typos join the word they meant."""
    by_stems: dict[frozenset[str], list[_Asked]] = defaultdict(list)
    for one in asked:
        by_stems[stems(one.text, language)].append(one)
    order = sorted(by_stems, key=lambda key: (-len(by_stems[key]), sorted(key)))
    clusters: list[_Cluster] = []
    for key in order:
        home = next((one for one in clusters if key and alike(key, one.stems[0], weights) >= ALIKE), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
        home.stems.append(key)
        home.asked += by_stems[key]
    return clusters


def stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of a question, without the words every question has."""
    analyser, dull = _analyser(language), _dull(language)
    words = [word for word in plain_words(cleaned(text)) if fold(word) not in dull]
    return frozenset(analyser.keys(word)[0] for word in words or plain_words(cleaned(text)))


def alike(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float] | None = None) -> float:
    """Return the share of stems two questions have in common by weight, taking stems one letter apart as the same."""
    if not one or not other:
        return 0.0
    weigh = (weights or {}).get
    mine, theirs = (sum(weigh(stem, 1.0) for stem in stems_of) for stems_of in (one, other))
    common = sum(weigh(stem, 1.0) for stem in one if any(near(stem, their) for their in other))
    common += sum(weigh(stem, 1.0) for stem in other if any(near(stem, their) for their in one))
    return common / 2 / (mine + theirs - common / 2)


def telling(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return one over the number of texts that have a stem, for every stem of them."""
    counts = Counter(stem for text in texts for stem in text)
    return {stem: 1 / count for stem, count in counts.items()}


@cache
def near(one: str, other: str) -> bool:
    """Tell whether two stems are the same but for one letter (more, less, another, swapped) or a long word's end."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_TYPO or abs(len(one) - len(other)) > 2:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if start >= LONG_PREFIX and start >= 0.8 * max(len(one), len(other)):  # pakiautomaat, pakiautomaadi
        return True
    rest, their = one[start:], other[start:]
    swapped = rest[:2] == their[1::-1] and rest[2:] == their[2:] and len(their) > 1
    return swapped or rest[1:] == their[1:] or rest[1:] == their or rest == their[1:]


@cache
def _analyser(language: str) -> Analyser:
    return Analyser(language)


@cache
def _dull(language: str) -> frozenset[str]:
    base = language.split("-")[0]
    return frozenset(word_list(base, "stop")) | frozenset(word_list(base, "question"))


def _gap(cluster: _Cluster, language: str, articles: Iterable[Article]) -> Gap:
    wordings = Counter(" ".join(one.text.split()).casefold() for one in cluster.asked if one.reader)
    wordings = wordings or Counter(" ".join(one.text.split()).casefold() for one in cluster.asked)
    days = [one.when.date() for one in cluster.asked]
    ended = Counter(one.ended for one in cluster.asked if one.ended)
    known = {one.id for one in cluster.asked}
    arrived = sorted(ended, key=lambda name: (-ended[name], name))
    return Gap(
        number=0,
        language=language,
        wordings=tuple(sorted(wordings.items(), key=lambda one: (-one[1], one[0]))),
        readers=sum(one.reader and one.previous not in known for one in cluster.asked),
        reworded=sum(one.reworded for one in cluster.asked),
        missing=sum(one.missing for one in cluster.asked),
        first=min(days),
        last=max(days),
        likely=arrived[0] if arrived else likely_article(cluster.stems[0], language, articles),
    )


def likely_article(question: frozenset[str], language: str, articles: Iterable[Article]) -> str | None:
    """Return the live article of the language that is about the question, if there is one.

    Its title and headings hold at least half of the question's stems, its title one of them. Where several do, the
    stems each has are weighed by one over the number of articles that have them, twice for those of the title.
    """
    titles, wider = _texts(articles, language)
    weights = telling(held & question for held in wider.values())
    scores = {
        name: sum(weights[stem] * (1 + (stem in titles[name])) for stem in question & held)
        for name, held in wider.items()
        if question & titles[name] and len(question & held) >= LIKELY_SHARE * len(question)
    }
    return min(scores, key=lambda name: (-scores[name], name), default=None)


Stems = dict[str, frozenset[str]]


def _texts(articles: Iterable[Article], language: str) -> tuple[Stems, Stems]:
    """Return the stems of each live article's title, and of its title and headings."""
    titles, wider = Stems(), Stems()
    for article in articles:
        if article.live and article.language == language:
            titles[article.article] = stems(article.title, language)
            texts = [stems(text, language) for _, text in article.headings]
            wider[article.article] = titles[article.article].union(*texts)
    return titles, wider


def _numbered(gap: Gap, number: int) -> Gap:
    from dataclasses import replace

    return replace(gap, number=number)
