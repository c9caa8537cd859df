"""The filters of results; `tests/js/search_facets.test.mjs` reads the same cases."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import article, index_of

from helpcentre.search.facets import Facet, Filter, filter_hits

CASES = json.loads((Path(__file__).parents[1] / "cases/search/facets.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_hits_are_filtered_and_counted_by_kind_and_topic(case):
    facets = [Facet(*facet) for facet in case["facets"]]
    found = filter_hits(range(len(facets)), facets.__getitem__, Filter(*case["wanted"]))
    assert found.hits == case["left"]
    assert list(found.chosen) == case["chosen"]
    assert [list(each) for each in found.kinds] == case["kinds"]
    assert [list(each) for each in found.topics] == case["topics"]


def test_an_index_knows_the_kind_and_topics_of_each_article_without_loading_it():
    documents = [
        article("b", "Due", "x", kind="video", topics=("t", "s")),
        article("a", "Uno", "x", kind="faq"),
        article("c", "Tre", "x", kind="video", topics=("t", "s")),
    ]
    index = index_of(documents)
    assert [index.facet(number) for number in range(3)] == [("faq", []), ("video", ["t", "s"]), ("video", ["t", "s"])]
    assert len(index.head["facets"]) == 2


NAMES = st.sampled_from(["a", "b", "c"])
FACETS = st.lists(st.builds(Facet, NAMES, st.lists(NAMES, unique=True)), max_size=12)


@given(FACETS, st.builds(Filter, NAMES, NAMES))
def test_a_filter_leaves_at_least_one_hit_of_any_and_keeps_the_order(facets, wanted):
    found = filter_hits(range(len(facets)), facets.__getitem__, wanted)
    assert bool(found.hits) == bool(facets)
    assert found.hits == sorted(found.hits)


@given(FACETS, st.builds(Filter, NAMES, NAMES))
def test_the_number_at_a_filter_is_what_choosing_it_shows(facets, wanted):
    found = filter_hits(range(len(facets)), facets.__getitem__, wanted)
    for kind, hits in found.kinds:
        chosen = filter_hits(range(len(facets)), facets.__getitem__, Filter(kind, found.chosen.topic))
        assert len(chosen.hits) == hits
    for topic, hits in found.topics:
        chosen = filter_hits(range(len(facets)), facets.__getitem__, Filter(found.chosen.kind, topic))
        assert len(chosen.hits) == hits


@given(FACETS)
def test_without_a_filter_every_hit_is_left_and_counted(facets):
    found = filter_hits(range(len(facets)), facets.__getitem__, Filter())
    assert len(found.hits) == sum(hits for _, hits in found.kinds) == len(facets)
    assert sum(hits for _, hits in found.topics) == sum(len(facet.topics) for facet in facets)
    assert found.kinds == sorted(found.kinds, key=lambda each: (-each[1], each[0]))
