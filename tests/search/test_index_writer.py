import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import SHOP, article, index_of

from helpcentre.search import SearchSettings, build_index, search
from helpcentre.search.binary_format import (
    ByteReader,
    DamagedChunkError,
    compress,
    decompress,
    encode_varint,
    front_code,
    front_decode,
    split_evenly,
    utf16_key,
)
from helpcentre.search.index_writer import compute_postings
from helpcentre.search.inverted_index import build_inverted_index, build_lunr_index
from helpcentre.search.packed_index import PackedIndex


def many(number):
    words = ["pacco", "reso", "lampada", "carta", "codice", "tessuto", "spedizione", "conto"]
    return [
        article(f"faq/{at:04}", f"Articolo {at} {words[at % 8]}", f"Testo{at * 7919 % 9973} {words[at % 5]} parola{at}")
        for at in range(number)
    ]


def test_the_packed_files_hold_the_postings_that_lunr_counted():
    inverted = build_inverted_index(SHOP, "it", SearchSettings())
    index = index_of()
    expected = compute_postings(inverted)
    assert {key: index.postings(key) for key in expected} == expected
    assert set(expected) == set(inverted.builder.inverted_index)


def test_lunrs_own_index_finds_the_same_articles_for_every_key():
    inverted = build_inverted_index(SHOP, "it", SearchSettings())
    oracle = build_lunr_index(inverted)
    for key, found in compute_postings(inverted).items():
        query = oracle.create_query()
        query.term(key, use_pipeline=False)
        assert {int(hit["ref"]) for hit in oracle.query(query)} == {posting[0] for posting in found}, key


def test_lunr_and_we_put_the_same_article_first_for_a_rare_word():
    inverted = build_inverted_index(SHOP, "it", SearchSettings())
    oracle, index = build_lunr_index(inverted), index_of()
    for word in ("rimborso", "banca", "buoni", "ordine", "vestito"):
        query = oracle.create_query()
        query.term(index.analyser.keys(word)[0], use_pipeline=False)
        assert int(oracle.query(query)[0]["ref"]) == search(index, word + " ").hits[0].number, word


def test_building_twice_gives_the_same_bytes_in_any_order_of_the_articles():
    assert build_index(SHOP, "it", SearchSettings()) == build_index(SHOP[::-1], "it", SearchSettings())


def test_a_changed_article_changes_its_own_file_and_no_other_articles():
    before = build_index(many(50), "it", SearchSettings())
    changed = [*many(50)[:-1], article("faq/0049", "Un altro titolo", "Testo nuovo")]
    after = build_index(changed, "it", SearchSettings())
    names = {path for path in before if "/a-" in path}
    assert len(names - set(after)) == 1


def test_the_cache_gives_the_same_files_without_analysing_again(monkeypatch):
    cache = {}
    first = build_index(SHOP, "it", SearchSettings(), cache)
    assert len(cache) == len(SHOP)
    monkeypatch.setattr("helpcentre.search.inverted_index._analyse_document", lambda *_: pytest.fail("analysed again"))
    assert build_index(SHOP, "it", SearchSettings(), cache) == first


def test_the_cache_forgets_what_is_gone_and_minds_the_settings():
    cache = {}
    build_index(SHOP, "it", SearchSettings(), cache)
    build_index(SHOP[:2], "it", SearchSettings(), cache)
    assert len(cache) == 2
    without = build_index(SHOP[:2], "it", SearchSettings(stop=("reso",)), cache)
    assert without == build_index(SHOP[:2], "it", SearchSettings(stop=("reso",)))


def test_a_query_loads_few_of_the_chunks():
    documents = many(800)
    files = build_index(documents, "it", SearchSettings())
    loaded = []

    def load(path):
        loaded.append(path)
        return files[path]

    search(PackedIndex("it", load), "pacco parola17 ")
    assert sum("/t-" in path for path in files) > 5
    assert len(loaded) <= 4


def test_what_a_query_loads_grows_slower_than_the_number_of_articles():
    def loaded(number):
        files = build_index(many(number), "it", SearchSettings())
        bytes_of = {}

        def load(path):
            bytes_of[path] = len(files[path])
            return files[path]

        index = PackedIndex("it", load)
        for hit in search(index, "lampada parola17 spediz").hits[:6]:
            index.article(hit.number)
        return sum(bytes_of.values())

    assert loaded(1200) < 2.4 * loaded(300)


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"\x1f\x8b" + data[5:]]
)
def test_a_damaged_chunk_is_told_by_its_name(damage):
    index = index_of()
    name = next(path for path in index.files if "/t-" in path)
    index.files[name] = damage(index.files[name])
    with pytest.raises(DamagedChunkError, match="build the site again"):
        search(index, "reso")


def test_a_missing_chunk_is_told_by_its_name():
    index = index_of()
    name = next(path for path in index.files if "/t-" in path)
    del index.files[name]
    with pytest.raises(DamagedChunkError, match=name):
        search(index, "reso")


def test_a_server_may_have_taken_the_gzip_off():
    files = {path: gzip.decompress(data) for path, data in build_index(SHOP, "it", SearchSettings()).items()}
    index = PackedIndex("it", files.__getitem__)
    assert index.article(search(index, "rimborso").hits[0].number)["id"] == "faq/when-refund"


@given(st.integers(0, 2**40))
def test_numbers_survive_packing(number):
    assert ByteReader(encode_varint(number)).read_varint() == number


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1), unique=True
    )
)
def test_word_lists_survive_packing(words):
    ordered = sorted(words, key=utf16_key)
    assert front_decode(front_code(ordered)) == ordered


@given(st.lists(st.integers(1, 500)), st.integers(1, 2000))
def test_chunks_hold_everything_once_in_order(sizes, limit):
    assert [at for chunk in split_evenly(sizes, limit) for at in chunk] == list(range(len(sizes)))


@given(st.binary())
def test_gzip_is_undone(data):
    assert decompress(compress(data), "x") == data
