"""A result as a reader sees it: the section, the snippet and the marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import article, index_of

from helpcentre.search.documents import Section
from helpcentre.search.presentation import MOST_SECTIONS, SNIPPET, present_results
from helpcentre.search.query import search


def present(query, *documents):
    index = index_of(documents)
    answer = search(index, query)
    return present_results(index, answer.words, [hit.number for hit in answer.hits])


def text_of(parts):
    return "".join(text for text, _ in parts)


def marked(parts):
    return [text for text, is_marked in parts if is_marked]


def test_the_title_is_whole_and_its_matching_words_are_marked():
    (found,) = present("rimborso", article("a", "Quando arriva il rimborso?", "Presto."))
    assert found.title == [("Quando arriva il ", False), ("rimborso", True), ("?", False)]
    assert (found.id, found.url, found.kind, found.topics) == ("a", "it/a/", "page", [])


def test_the_section_that_answers_best_is_named_with_its_anchor():
    sections = (Section("", "", "Generale."), Section("s", "Spedizione", "x"), Section("r", "Rimborso", "rimborso"))
    (found,) = present("rimborso", article("a", "Domande", sections=sections))
    assert (found.anchor, text_of(found.heading), text_of(found.snippet)) == ("r", "Rimborso", "rimborso")


def test_of_two_equal_sections_the_first_is_named():
    sections = (Section("a", "Uno", "rimborso"), Section("b", "Due", "rimborso"))
    (found,) = present("rimborso", article("a", "Domande", sections=sections))
    assert found.anchor == "a"


def test_a_word_in_a_heading_counts_more_than_one_in_a_text():
    sections = (Section("a", "Uno", "rimborso rimborso rimborso"), Section("b", "Rimborso", "x"))
    (found,) = present("rimborso", article("a", "Domande", sections=sections))
    assert found.anchor == "b"


def test_without_a_match_in_any_section_there_is_no_anchor_and_the_snippet_is_the_lead():
    document = article("a", "Rimborso", "Testo qualunque.", lead="In breve.", sections=(Section("s", "Uno", "Altro."),))
    (found,) = present("rimborso", document)
    assert (found.anchor, found.heading, text_of(found.snippet)) == ("", [], "In breve.")


def test_other_sections_with_a_word_in_their_heading_are_linked_in_the_order_of_the_article():
    sections = [Section(f"s{n}", f"Rimborso {n}", "x" if n else "rimborso rimborso") for n in range(6)]
    (found,) = present("rimborso", article("a", "Domande", sections=tuple(sections)))
    assert found.anchor == "s0"
    assert [link.anchor for link in found.sections] == ["s1", "s2", "s3"][:MOST_SECTIONS]


def test_a_section_that_answers_far_less_is_not_linked():
    best = Section("b", "Rimborso della spedizione con bonifico", "rimborso spedizione bonifico")
    sections = (best, Section("c", "Rimborso", ""), Section("d", "Niente", "rimborso"))
    query = "rimborso spedizione bonifico bancario europeo"
    (found,) = present(query, article("a", "Domande", sections=(*sections, Section("e", "x", "bancario europeo"))))
    assert found.anchor == "b"
    assert "c" not in [link.anchor for link in found.sections]


@pytest.mark.parametrize("before", [0, 30, 100, 400])
def test_a_snippet_is_of_limited_length_and_shows_the_match(before):
    (found,) = present("rimborso", article("a", "Titolo", f"{'uno due ' * before}il rimborso {'tre quattro ' * 60}"))
    text = text_of(found.snippet)
    assert marked(found.snippet) == ["rimborso"]
    assert len(text) <= SNIPPET + 4
    assert text.startswith("… ") == (before > 12)
    assert text.endswith(" …")


def test_a_snippet_begins_with_the_sentence_of_the_match():
    start = "Prima frase. " * 10
    (found,) = present("rimborso", article("a", "Titolo", f"{start}Poi viene il rimborso."))
    assert text_of(found.snippet) == "… Poi viene il rimborso."


def test_a_snippet_shows_the_passage_with_the_most_words_of_the_query():
    text = f"rimborso {'nulla di nuovo ' * 30}rimborso del bonifico {'altro ' * 40}"
    (found,) = present("rimborso bonifico", article("a", "Titolo", text))
    assert marked(found.snippet) == ["rimborso", "bonifico"]


def test_pairs_of_characters_that_overlap_are_one_mark():
    index = index_of((article("a", "如何退货标签", language="zh"),), "zh")
    answer = search(index, "退货标签")
    (found,) = present_results(index, answer.words, [answer.hits[0].number])
    assert found.title == [("如何", False), ("退货标签", True)]


@settings(max_examples=8)
@given(
    st.lists(st.sampled_from(["rimborso", "bonifico", "nulla.", "x" * 50, "di", "退货"]), max_size=80),
    st.integers(0, 3),
)
def test_a_snippet_is_a_passage_of_the_text_with_marks_only_on_matches(words, spaces):
    text = (" " * (spaces + 1)).join(["bonifico", *words])
    index = index_of((article("a", "Titolo", text),))
    answer = search(index, "rimborso bonifico")
    (found,) = present_results(index, answer.words, [0])
    passage = text_of(found.snippet).removeprefix("… ").removesuffix(" …")
    assert passage in text
    assert len(passage) <= SNIPPET
    assert set(marked(found.snippet)) <= {"rimborso", "bonifico"}
    assert marked(found.snippet)
