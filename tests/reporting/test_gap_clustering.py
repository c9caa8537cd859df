"""Gaps against judged searches: what belongs together is together, and hardly anything else is.

`cases/gaps/judged.tsv` was written by hand. Half of its questions, by the hash of their names, were used for choosing
the constants of `query_clustering`; the other half was only measured.
"""

import re
from functools import cache
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.reports import article, at, rows

from helpcentre.reporting.gaps import find_gaps
from helpcentre.reporting.query_clustering import (
    FEW,
    MANY,
    ONCE,
    USUAL,
    ArticleWords,
    cluster_questions,
    weigh_concepts,
)
from helpcentre.reporting.question_concepts import SYNONYMS, find_concepts, nearly_same, read_concepts
from helpcentre.reporting.records import Query, normalise_wording

ROOT = Path(__file__).parents[2]
JUDGED = ROOT / "tests/cases/gaps/judged.tsv"


def read_judged():
    lines = [line for line in JUDGED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines]


@cache
def demo_articles():
    """Return the titles and headings of the demo's articles, which are what the searches were judged for."""
    found = []
    for path in sorted((ROOT / "content").glob("*/*/*.md")):
        language, folder, name = path.relative_to(ROOT / "content").parts
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^title: (.*)$", text, re.MULTILINE)
        if title and name != "index.md":
            headings = tuple((heading, heading) for heading in re.findall(r"^##+ (.*)$", text, re.MULTILINE))
            found.append(article(f"{folder}/{name[:-3]}", language, title=title[1].strip('"'), headings=headings))
    return tuple(found)


def is_locked(language, question):
    return sha256(f"{language}/{question}".encode()).digest()[0] % 2 == 1


def measure(judged, articles=()):
    """Return precision and recall of the pairs of searches that are in one gap."""
    queries = tuple(
        Query(b"%d" % number, words, language, 0, "", None, None, 0, 0, at(1))
        for number, (language, _, words) in enumerate(judged)
    )
    gap_of = {}
    for gap in find_gaps(rows(articles=articles, queries=queries)):
        gap_of |= {(gap.language, words): gap.number for words, _ in gap.wordings}
    placed = [(language, question, gap_of[language, normalise_wording(words)]) for language, question, words in judged]
    pairs = [(one, other) for one, other in combinations(placed, 2) if one[0] == other[0]]
    together = [one[1] == other[1] for one, other in pairs if one[2] == other[2]]
    belonging = sum(one[1] == other[1] for one, other in pairs)
    return sum(together) / len(together), sum(together) / belonging


def test_the_judged_searches_are_enough_to_measure_by():
    judged = read_judged()
    assert len(judged) >= 240
    assert len(set(judged)) == len(judged)
    assert len({(language, question) for language, question, _ in judged}) >= 55
    assert 60 <= sum(is_locked(language, question) for language, question, _ in judged) <= len(judged) / 2


@pytest.mark.parametrize(
    ("half", "precision", "recall"),
    [
        pytest.param(False, 0.97, 0.53, id="used for the constants"),
        pytest.param(True, 0.97, 0.48, id="only measured"),
        pytest.param(None, 0.95, 0.53, id="both halves in one log"),
    ],
)
def test_searches_for_one_thing_are_together_and_hardly_any_others(half, precision, recall):
    judged = [one for one in read_judged() if half in (None, is_locked(*one[:2]))]
    found = measure(judged, demo_articles())
    assert found[0] >= precision
    assert found[1] >= recall


# What two questions have in common


def concepts(*texts, language="en", known=()):
    found = find_concepts(texts, language, known)
    return [found[text] for text in texts]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "delivery to australia", "ship to Australia"),
        ("it", "pagamento alla consegna", "contrassegno"),
        ("id", "bayar di tempat", "cod"),
        ("en", "warranty", "the guarantee"),
    ],
)
def test_synonyms_of_the_search_are_one_concept(language, one, other):
    found = concepts(one, other, language=language)
    assert found[0] == found[1]
    assert any(concept.startswith(SYNONYMS) for concept in found[0])


def test_a_word_that_occurs_once_is_a_typo_of_a_commoner_one():
    found = concepts("wholesale price", "wholesale list", "wholsale")
    assert found[2] < found[0]


def test_a_word_that_the_site_has_is_not_a_typo():
    assert concepts("stripes stripes", "stripes tape", "strides", known=read_concepts("strides", "en"))[2] == {"stride"}
    assert concepts("stripes stripes", "stripes tape", "strides")[2] == {"stripe"}


def test_of_two_words_that_occur_once_one_is_kept():
    one, other = concepts("pakiautomaat", "pakiautomaadi", language="et")
    assert one == other


def test_two_words_written_together_are_both():
    found = concepts("gift wrap", "giftwrap", "wrap gift")
    assert found[1] == found[0]
    assert concepts("giftwrap", "wrap gift")[0] == {"giftwrap"}


def test_a_question_of_common_words_only_keeps_them():
    assert concepts("how do i")[0]


@given(st.lists(st.text("abcdefg ", max_size=12), max_size=8))
def test_every_text_has_concepts_unless_it_has_no_word(texts):
    for text, found in find_concepts(texts, "en", ()).items():
        assert bool(found) is bool(text.strip())


@given(st.text("abcde", min_size=5, max_size=8), st.integers(0, 7), st.sampled_from("abcde"))
def test_one_letter_more_less_or_other_is_nearly_the_same(word, place, letter):
    place = min(place, len(word) - 1)
    for other in (word[:place] + letter + word[place:], word[:place] + letter + word[place + 1 :]):
        assert nearly_same(word, other)
        assert nearly_same(other, word)


# How telling a concept is


def test_a_concept_is_telling_if_few_questions_and_few_articles_have_it():
    questions = [frozenset({"pay", f"w{number}", *(["qris"] if number < 3 else [])}) for number in range(40)]
    weights = weigh_concepts(questions, {})
    assert weights["pay"] < 0.05 < weights["qris"] < 1
    assert weights["w5"] == pytest.approx(ONCE)
    assert weigh_concepts(questions, {"qris": 4})["qris"] == pytest.approx(weights["qris"] / 2)
    assert weigh_concepts(questions, {"qris": 1})["qris"] == weights["qris"]


def test_a_concept_of_one_question_is_telling_while_there_are_few_questions():
    assert weigh_concepts([frozenset({"qris"})], {})["qris"] == pytest.approx(1 - (1 - ONCE) / MANY)
    assert weigh_concepts([frozenset({f"w{n}"}) for n in range(MANY)], {})["w1"] == pytest.approx(ONCE)


def test_a_concept_of_both_of_two_questions_is_telling():
    assert weigh_concepts([frozenset({"a", "b"}), frozenset({"a", "c"})], {})["a"] > 0.5
    assert FEW > 0


def test_synonyms_are_taken_for_common_among_articles():
    questions = [frozenset({f"{SYNONYMS}{number}", f"w{number}"}) for number in range(MANY)]
    weights = weigh_concepts(questions, {})
    assert weights[f"{SYNONYMS}1"] == pytest.approx(weights["w1"] / USUAL**0.5)
    assert weigh_concepts(questions, {f"{SYNONYMS}1": 9})[f"{SYNONYMS}1"] == pytest.approx(weights["w1"] / 3)


def test_synonyms_are_less_common_while_there_are_few_questions():
    weights = weigh_concepts([frozenset({f"{SYNONYMS}1"}), frozenset({"qris"})], {})
    assert weights[f"{SYNONYMS}1"] == pytest.approx(weights["qris"] / (1 + (USUAL - 1) * 2 / MANY) ** 0.5)


def test_articles_are_counted_by_concept_whatever_word_they_use():
    listed = [
        article("a", title="Delivery"),
        article("b", title="Shipping"),
        article("c", live=False, title="Delivery"),
    ]
    counts = ArticleWords(listed, "en").concept_counts
    (concept,) = read_concepts("delivery", "en")
    assert counts[concept] == 2


# Groups


WEIGHTS = st.fixed_dictionaries(dict.fromkeys("abcdef", st.floats(0.01, 1)))
QUESTIONS = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), unique=True, max_size=12)


@given(QUESTIONS, WEIGHTS)
def test_every_question_is_in_one_group_and_groups_share_a_concept(questions, weights):
    groups = cluster_questions(questions, weights)
    assert sorted(map(sorted, [each for group in groups for each in group])) == sorted(map(sorted, questions))
    for group in groups:
        for number, question in enumerate(group[1:], 1):
            assert any(question & other for other in group[:number])


@given(QUESTIONS, WEIGHTS)
def test_leaving_out_the_light_concepts_of_the_index_changes_nothing(questions, weights):
    """The heaviest concepts alone decide which questions are compared; compare all of them instead."""
    from helpcentre.reporting import query_clustering

    class Everything(query_clustering._Clusters):
        @staticmethod
        def _heaviest(question):
            return sorted(question)

    clusters = Everything(questions, weights)
    for number in range(len(questions)):
        clusters.place(number)
    assert cluster_questions(questions, weights) == [[questions[n] for n in group] for group in clusters.groups]


def test_a_telling_word_joins_a_long_question_and_a_light_one_does_not():
    long, short, other = frozenset("abcd"), frozenset("a"), frozenset("b")
    assert cluster_questions([long, short], {"a": 0.5}) == [[long, short]]
    assert cluster_questions([long, short], {"a": 0.49}) == [[long], [short]]
    assert cluster_questions([short, other], {}) == [[short], [other]]


def test_a_chain_of_neighbours_does_not_join_strangers():
    chain = [frozenset("ab"), frozenset("bc"), frozenset("cd"), frozenset("de"), frozenset("ef")]
    groups = cluster_questions(chain, {})
    assert len(groups) > 1


def test_the_most_similar_question_decides_and_the_older_of_two():
    near, far, asked = frozenset("ab"), frozenset("acd"), frozenset("abx")
    assert cluster_questions([far, near, asked], {"a": 0.1})[1] == [near, asked]
    one, other = frozenset("ax"), frozenset("by")
    assert cluster_questions([one, other, frozenset("axby")], {}) == [[one, frozenset("axby")], [other]]
