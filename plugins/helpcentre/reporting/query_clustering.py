"""Cluster failed searches by what they ask for, and name the article that a cluster is about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from math import fsum, log

from helpcentre.reporting.question_concepts import SYNONYMS, Concepts, question_stems, read_concepts
from helpcentre.reporting.records import ArticleRecord

ALIKE = 0.5  # of the weight of two questions together that is common to both
WITHIN = 0.5  # of the weight of the shorter question that is common, if it is telling
TELLING = 0.5  # the weight from which what is common says what a question is about
LOOSE = 0.4  # the mean likeness to a group below which one similar question in it is not enough
LIKELY_SHARE = 0.5
ROUNDING = 1e-9
ONCE = 0.3  # the rarity of a concept that only one question has: it may be telling, or only unusual
FEW = 3  # questions of which nothing is known, so that what all of two questions have may still be telling
MANY = 20  # questions from which a concept of one of them counts as ONCE
USUAL = 3  # at least as many articles are assumed to have a concept with synonyms: every help centre uses those


def weigh_concepts(questions: Sequence[Concepts], articles: Mapping[str, int]) -> dict[str, float]:
    """Return how telling each concept is, from 0 to 1: rare in the questions and rare in the articles.

    Rare among N questions, of which n have it: log(N / n) / log(N), both with FEW more questions of which nothing is
    known. Rare among articles: one over the square root of how many have it, at least one. From MANY questions on, a
    concept of one of them counts as ONCE, as it is more likely unusual than telling, and one with synonyms as if at
    least USUAL articles had it; among fewer questions both count in proportion to their number.
    """
    counts = Counter(concept for question in questions for concept in question)
    share = min(1.0, len(questions) / MANY)
    usual = 1 + (USUAL - 1) * share
    return {
        concept: _rarity_of(n, len(questions), share)
        / max(articles.get(concept, 0), usual if concept.startswith(SYNONYMS) else 1) ** 0.5
        for concept, n in counts.items()
    }


def _rarity_of(n: int, total: int, share: float) -> float:
    return 1 - (1 - ONCE) * share if n == 1 else log((total + FEW) / n) / log(total + FEW)


def cluster_questions(questions: Sequence[Concepts], weights: Mapping[str, float]) -> list[list[Concepts]]:
    """Put each question into the group of the most similar question, if it is similar enough, or into a new group.

    Two questions are similar if half of their weight together is common to both, or half of the shorter one's and that
    much is telling. A group as a whole must not be too different: otherwise a chain of neighbours would join questions.
    """
    clusters = _Clusters(questions, weights)
    for number in range(len(questions)):
        clusters.place(number)
    return [[questions[number] for number in group] for group in clusters.groups]


class _Clusters:
    """Groups of questions, by their numbers; `weights` has how telling a concept is (1 for one it does not have)."""

    def __init__(self, questions: Sequence[Concepts], weights: Mapping[str, float]) -> None:
        self.groups: list[list[int]] = []
        self._questions = [{concept: weights.get(concept, 1.0) for concept in sorted(each)} for each in questions]
        self._total = [fsum(each.values()) for each in self._questions]
        self._having: dict[str, list[int]] = defaultdict(list)
        self._having_heaviest: dict[str, list[int]] = defaultdict(list)
        self._group_of: dict[int, int] = {}

    def place(self, number: int) -> None:
        """Put a question into its group; the questions before it have theirs."""
        common = self._weigh_common(number)
        group = self._find_group(number, common)
        if group is None:
            group = len(self.groups)
            self.groups.append([])
        self.groups[group].append(number)
        self._group_of[number] = group
        for concept in self._questions[number]:
            self._having[concept].append(number)
        for concept in self._heaviest_stems(self._questions[number]):
            self._having_heaviest[concept].append(number)

    def _weigh_common(self, number: int) -> dict[int, float]:
        """Return the weight that earlier questions have in common with one, of all that may be similar to it.

        Similar questions have half of the shorter one's weight in common, so at least one of its heaviest concepts.
        """
        question = self._questions[number]
        near = {other for concept in self._heaviest_stems(question) for other in self._having[concept]}
        near.update(other for concept in question for other in self._having_heaviest[concept])
        return {other: self._weigh_pair(number, other) for other in sorted(near)}

    def _weigh_pair(self, number: int, other: int) -> float:
        theirs = self._questions[other]
        return fsum(weight for concept, weight in self._questions[number].items() if concept in theirs)

    @staticmethod
    def _heaviest_stems(question: Mapping[str, float]) -> list[str]:
        """Return the heaviest concepts of a question, so many that the others have less than half of its weight."""
        found, rest = list[str](), fsum(question.values())
        half = rest * min(ALIKE, WITHIN)
        for concept in sorted(question, key=lambda one: (-question[one], one)):
            if found and rest < half - ROUNDING:
                break
            found.append(concept)
            rest -= question[concept]
        return found

    def _find_group(self, number: int, common: Mapping[int, float]) -> int | None:
        """Return the group with the most similar question, the oldest of several."""
        best: dict[int, float] = {}
        for other, weight in common.items():
            if self._is_similar(number, other, weight):
                group = self._group_of[other]
                best[group] = max(best.get(group, 0.0), self._measure_likeness(number, other, weight))
        for group in sorted(best, key=lambda one: (-best[one], one)):
            members = self.groups[group]
            shared = [common[one] if one in common else self._weigh_pair(number, one) for one in members]
            if fsum(map(self._measure_likeness, repeat(number), members, shared)) >= LOOSE * len(members):
                return group
        return None

    def _is_similar(self, number: int, other: int, common: float) -> bool:
        mine, theirs = self._total[number], self._total[other]
        if common >= (ALIKE - ROUNDING) * (mine + theirs - common):
            return True
        return common >= TELLING and common >= (WITHIN - ROUNDING) * min(mine, theirs)

    def _measure_likeness(self, number: int, other: int, common: float) -> float:
        """Return the share of the shorter question that is common."""
        return common / max(min(self._total[number], self._total[other]), ROUNDING)


class ArticleWords:
    """The live articles of one language, indexed by the stems of their titles and headings."""

    def __init__(self, articles: Iterable[ArticleRecord], language: str) -> None:
        self._titles: dict[str, Concepts] = {}
        self._having: dict[str, list[str]] = {}
        self._concepts: list[Concepts] = []
        for article in articles:
            if article.live and article.language == language:
                self._titles[article.article] = title = question_stems(article.title, language)
                for stem in title.union(*(question_stems(text, language) for _, text in article.headings)):
                    self._having.setdefault(stem, []).append(article.article)
                texts = (article.title, *(text for _, text in article.headings))
                self._concepts.append(frozenset().union(*(read_concepts(text, language) for text in texts)))
        self.weights = {stem: 1 / len(names) for stem, names in self._having.items()}
        self.concept_counts = Counter(concept for concepts in self._concepts for concept in concepts)

    def likely(self, question: Concepts) -> str | None:
        """Return the article that a question is about, or None.

        Its title and headings contain at least half of the question's stems, its title one of them. Of several, the
        one with the greatest weight of common stems wins: 1 / (number of articles that have it), twice in the title.
        """
        scores = {name: fsum(weighed) for name, weighed in self._weigh_articles(question)}
        return min(scores, key=lambda name: (-scores[name], name), default=None)

    def _weigh_articles(self, question: Concepts) -> Iterator[tuple[str, list[float]]]:
        held: dict[str, list[str]] = {}
        for stem in question:
            for name in self._having.get(stem, ()):
                held.setdefault(name, []).append(stem)
        for name, found in held.items():
            title = self._titles[name]
            if len(found) >= LIKELY_SHARE * len(question) and not title.isdisjoint(question):
                yield name, [self.weights[stem] * (1 + (stem in title)) for stem in found]
