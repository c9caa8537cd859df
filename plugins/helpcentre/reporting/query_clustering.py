"""What a question is about: its stems, which stems are the same, and which questions and articles belong together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import fsum

from helpcentre.reporting.records import Article
from helpcentre.search.analyse import Analyser, fold, plain_words, word_list
from helpcentre.search.analyse import clean as cleaned

Stems = frozenset[str]

ALIKE = 0.5
SHORTEST_TYPO = 5  # letters a word needs before another letter may differ
LONG_PREFIX = 6
LIKELY_SHARE = 0.5


def stems(text: str, language: str) -> Stems:
    """Return the stems of a question, without the words every question has."""
    analyser, dull = _analyser(language), _dull(language)
    every = plain_words(cleaned(text))
    words = [word for word in every if fold(word) not in dull]
    return frozenset(analyser.keys(word)[0] for word in words or every)


@cache
def _analyser(language: str) -> Analyser:
    return Analyser(language)


@cache
def _dull(language: str) -> frozenset[str]:
    base = language.split("-")[0]
    return frozenset(word_list(base, "stop")) | frozenset(word_list(base, "question"))


@lru_cache(maxsize=1 << 16)
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


def gather(questions: Iterable[Stems], weights: Mapping[str, float]) -> list[list[Stems]]:
    """Put each question with the first group whose first question is about the same; else it begins a group.

    About the same: at least half of what the stems of both weigh together (1 where `weights` has none) is common to
    both, a stem near to one of the other counting as common.
    """
    groups: list[list[Stems]] = []
    weight: list[float] = []  # of each group's first question
    having: dict[str, list[int]] = {}  # the groups whose first question has a stem
    for question in questions:
        mine = fsum(weights.get(stem, 1.0) for stem in question)
        for number, common in sorted(_in_common(question, having, weights).items()):
            if common >= (ALIKE - 1e-9) * (mine + weight[number] - common):
                groups[number].append(question)
                break
        else:
            for stem in question:
                having.setdefault(stem, []).append(len(groups))
            groups.append([question])
            weight.append(mine)
    return groups


def _in_common(question: Stems, having: Mapping[str, list[int]], weights: Mapping[str, float]) -> Mapping[int, float]:
    """Return what each group that has anything in common with a question has in common with it, by weight.

    A stem of both weighs fully, one that is only near to a stem of the other side half.
    """
    common: dict[int, float] = defaultdict(float)
    theirs: set[str] = set()
    for stem in sorted(question):
        exact = having.get(stem, ())
        for number in exact:
            common[number] += weights.get(stem, 1.0)
        if len(stem) >= SHORTEST_TYPO:
            close = [other for other in having if other != stem and near(stem, other)]
            theirs.update(close)
            for number in {number for other in close for number in having[other]}.difference(exact):
                common[number] += weights.get(stem, 1.0) / 2
    for other in sorted(theirs - question):
        for number in having[other]:
            common[number] += weights.get(other, 1.0) / 2
    return common


class Shelf:
    """The live articles of one language, by the stems of their titles and headings."""

    def __init__(self, articles: Iterable[Article], language: str) -> None:
        self._titles: dict[str, Stems] = {}
        self._having: dict[str, list[str]] = {}
        for article in articles:
            if article.live and article.language == language:
                self._titles[article.article] = title = stems(article.title, language)
                for stem in title.union(*(stems(text, language) for _, text in article.headings)):
                    self._having.setdefault(stem, []).append(article.article)
        self.weights = {stem: 1 / len(names) for stem, names in self._having.items()}

    def likely(self, question: Stems) -> str | None:
        """Return the article that is about a question, if there is one.

        Its title and headings hold at least half of the question's stems, its title one of them. Where several do, the
        stems each has are weighed by one over the number of articles that have them, twice for those of the title.
        """
        scores = {name: fsum(weighed) for name, weighed in self._about(question)}
        return min(scores, key=lambda name: (-scores[name], name), default=None)

    def _about(self, question: Stems) -> Iterator[tuple[str, list[float]]]:
        held: dict[str, list[str]] = {}
        for stem in question:
            for name in self._having.get(stem, ()):
                held.setdefault(name, []).append(stem)
        for name, found in held.items():
            title = self._titles[name]
            if len(found) >= LIKELY_SHARE * len(question) and not title.isdisjoint(question):
                yield name, [self.weights[stem] * (1 + (stem in title)) for stem in found]
