import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import SHOP, article, index_of

from helpcentre.search.binary_format import K1, LEVELS, ByteReader, encode_postings, read_postings, to_level
from helpcentre.search.inverted_index import build_inverted_index
from helpcentre.search.postings import compute_postings
from helpcentre.search.settings import SearchSettings

ASKS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 8), st.integers(-1, 65535)), max_size=3)
POSTINGS = st.lists(
    st.tuples(st.integers(0, 100_000), st.integers(1, LEVELS), st.integers(0, 255), ASKS),
    unique_by=lambda posting: posting[0],
)


@given(POSTINGS)
def test_postings_survive_packing(made):
    postings = sorted((number, level, title, tuple(asks)) for number, level, title, asks in made)
    assert read_postings(ByteReader(encode_postings(postings))) == postings


def test_an_article_costs_two_bytes_if_its_key_is_only_in_the_text():
    assert len(encode_postings([(at, 9, 0, ()) for at in range(100)])) == 1 + 2 * 100


@pytest.mark.parametrize(("frequency", "level"), [(0.01, 1), (K1, 32), (1e9, LEVELS)])
def test_a_frequency_is_saturated(frequency, level):
    assert to_level(frequency) == level


@given(st.floats(0.001, 1e6), st.floats(0.001, 1e6))
def test_more_is_never_worth_less(one, other):
    assert (to_level(one) <= to_level(other)) or one > other


def levels_of(*documents, key="reso"):
    postings = compute_postings(build_inverted_index(documents, "it", SearchSettings()))
    return [level for _, level, _, _ in postings[index_of().analyser.keys(key)[0]]]


def test_a_title_counts_more_than_an_ask_and_an_ask_more_than_the_text():
    rest = "altro testo " * 30
    title, ask, text = levels_of(
        article("a", "Reso", rest), article("b", "Altro", rest, ["reso"]), article("c", "Altro", f"{rest} reso")
    )
    assert title > ask > text


def test_a_long_text_dilutes_a_word():
    short, long = levels_of(article("a", "x", "reso " + "y " * 50), article("b", "x", "reso " + "y " * 500))
    assert short > long


def test_only_the_first_word_of_an_ask_carries_its_fingerprint():
    postings = compute_postings(build_inverted_index(SHOP, "it", SearchSettings()))
    marks = [mark for each in postings.values() for _, _, _, asks in each for number, _, mark in asks if mark >= 0]
    assert len(marks) == sum(len(document.asks) for document in SHOP)


def test_an_index_of_no_articles_has_no_postings():
    assert compute_postings(build_inverted_index((), "it", SearchSettings())) == {}


def postings_of(*documents, language="it"):
    return compute_postings(build_inverted_index(documents, language, SearchSettings()))


def test_the_frequency_is_that_of_bm25f_worked_out_by_hand():
    """Two articles of one and three words: the mean is two, and b of the text is 0.6."""
    [(_, level, title, asks)] = postings_of(article("a", "", "reso"), article("b", "", "pacco pacco pacco"))["res"]
    lead, body = 1.2 / (1 - 0.3 + 0.3 * 1 / 2), 1.0 / (1 - 0.6 + 0.6 * 1 / 2)
    assert (level, title, asks) == (to_level(lead + body), 0, ())


def test_a_transcript_counts_less_than_the_text():
    rest = "altro testo " * 60
    text, spoken = levels_of(article("a", "x", f"{rest} reso"), article("b", "x", rest, transcript="reso " + rest))
    assert text > spoken


def test_the_length_of_a_title_counts_its_distinct_content_words():
    [(_, _, title, _)] = postings_of(article("a", "Il reso del pacco, il reso"))["res"]
    assert title == 2


def test_a_long_ask_has_the_length_eight():
    words = "reso pacco conto ordine carta banca codice lampada tessuto buono"
    [(_, _, _, asks)] = postings_of(article("a", "x", "", [words, "reso pacco conto"]))["res"]
    assert [(number, length) for number, length, _ in asks] == [(0, 8), (1, 3)]


def test_the_end_of_a_compound_is_met_in_the_title_and_in_the_asks_of_the_compound():
    documents = [
        article("a", "Lahjakortti", "", ["lahjakortti ja kortti"], language="fi"),
        article("b", "Muu", "lahja kortti", language="fi"),
    ]
    postings = postings_of(*documents, language="fi")
    [key] = [key for key in postings if key.startswith("kort") and key.endswith("-")]
    [(number, _, title, asks)] = postings[key]
    assert (number, title) == (0, 1)
    assert [(ask, mark) for ask, _, mark in asks] == [(0, -1)]
