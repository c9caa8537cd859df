"""Cluster failed searches by what they ask for, and name the article that a cluster is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import fsum

from helpcentre.reporting.records import ArticleRecord
from helpcentre.search.analyser import Analyser, word_list
from helpcentre.search.tokens import fold, normalise, split_words

Stems = frozenset[str]

ALIKE = 0.5
SHORTEST_TYPO = 5  # letters a word needs before one letter may differ
LONG_PREFIX = 6
LIKELY_SHARE = 0.5


def question_stems(text: str, language: str) -> Stems:
    """Return the stems of a question, without the words that every question has."""
    analyser = _load_analyser(language)
    return frozenset(analyser.keys(word)[0] for word in _content_words(text, language))


def _content_words(text: str, language: str) -> list[str]:
    """Return the words of a question, without those that every question has if there are any others."""
    common, every = _load_common_words(language), split_words(normalise(text))
    return [word for word in every if fold(word) not in common] or every


def is_same_question(one: str, other: str, language: str) -> bool:
    """Return whether two questions have the same words but for endings, order and typos."""
    mine, theirs = _content_words(one, language), _content_words(other, language)
    return len(mine) == len(theirs) and all(
        any(_is_same_word(word, candidate, language) for candidate in there)
        for here, there in ((mine, theirs), (theirs, mine))
        for word in here
    )


def _is_same_word(one: str, other: str, language: str) -> bool:
    """Compare words and stems: a typo may be where the stem is cut off."""
    analyser = _load_analyser(language)
    return nearly_same(fold(one), fold(other)) or nearly_same(analyser.keys(one)[0], analyser.keys(other)[0])


@cache
def _load_analyser(language: str) -> Analyser:
    return Analyser(language)


@cache
def _load_common_words(language: str) -> frozenset[str]:
    base = language.split("-")[0]
    return frozenset(word_list(base, "stop")) | frozenset(word_list(base, "question"))


@lru_cache(maxsize=1 << 16)
def nearly_same(one: str, other: str) -> bool:
    """Return whether two stems are equal, or differ in one letter (more, less, another, swapped) or a long ending."""
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


def cluster_questions(questions: Iterable[Stems], weights: Mapping[str, float]) -> list[list[Stems]]:
    """Put each question into the first group whose first question is about the same thing, or else into a new group.

    Two questions are about the same thing if at least half of the weight of their stems (1 for a stem that `weights`
    does not have) is common to both; a stem that is nearly the same as one of the other question counts as common.
    """
    groups: list[list[Stems]] = []
    weight: list[float] = []  # of each group's first question
    having: dict[str, list[int]] = {}  # the groups whose first question has a stem
    for question in questions:
        mine = fsum(weights.get(stem, 1.0) for stem in question)
        for number, common in sorted(_weigh_common(question, having, weights).items()):
            if common >= (ALIKE - 1e-9) * (mine + weight[number] - common):
                groups[number].append(question)
                break
        else:
            for stem in question:
                having.setdefault(stem, []).append(len(groups))
            groups.append([question])
            weight.append(mine)
    return groups


def _weigh_common(
    question: Stems, having: Mapping[str, list[int]], weights: Mapping[str, float]
) -> Mapping[int, float]:
    """Return the weighted overlap of each group with `question`, for groups that overlap at all.

    A stem of both has its full weight, one that is only nearly the same half of it.
    """
    common: dict[int, float] = defaultdict(float)
    theirs: set[str] = set()
    for stem in sorted(question):
        exact = having.get(stem, ())
        for number in exact:
            common[number] += weights.get(stem, 1.0)
        if len(stem) >= SHORTEST_TYPO:
            close = [other for other in having if other != stem and nearly_same(stem, other)]
            theirs.update(close)
            for number in {number for other in close for number in having[other]}.difference(exact):
                common[number] += weights.get(stem, 1.0) / 2
    for other in sorted(theirs - question):
        for number in having[other]:
            common[number] += weights.get(other, 1.0) / 2
    return common


class ArticleWords:
    """The live articles of one language, indexed by the stems of their titles and headings."""

    def __init__(self, articles: Iterable[ArticleRecord], language: str) -> None:
        self._titles: dict[str, Stems] = {}
        self._having: dict[str, list[str]] = {}
        for article in articles:
            if article.live and article.language == language:
                self._titles[article.article] = title = question_stems(article.title, language)
                for stem in title.union(*(question_stems(text, language) for _, text in article.headings)):
                    self._having.setdefault(stem, []).append(article.article)
        self.weights = {stem: 1 / len(names) for stem, names in self._having.items()}

    def likely(self, question: Stems) -> str | None:
        """Return the article that a question is about, or None.

        Its title and headings contain at least half of the question's stems, its title one of them. Of several, the
        one with the greatest weight of common stems wins: 1 / (number of articles that have it), twice in the title.
        """
        scores = {name: fsum(weighed) for name, weighed in self._weigh_articles(question)}
        return min(scores, key=lambda name: (-scores[name], name), default=None)

    def _weigh_articles(self, question: Stems) -> Iterator[tuple[str, list[float]]]:
        held: dict[str, list[str]] = {}
        for stem in question:
            for name in self._having.get(stem, ()):
                held.setdefault(name, []).append(stem)
        for name, found in held.items():
            title = self._titles[name]
            if len(found) >= LIKELY_SHARE * len(question) and not title.isdisjoint(question):
                yield name, [self.weights[stem] * (1 + (stem in title)) for stem in found]
