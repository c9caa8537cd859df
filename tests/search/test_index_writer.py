import gzip

import pytest
from shop import SHOP, article, index_of

from helpcentre.search.binary_format import DamagedChunkError
from helpcentre.search.index_writer import build_index
from helpcentre.search.inverted_index import build_inverted_index, build_lunr_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.postings import compute_postings
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings


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


def test_a_query_loads_few_of_the_chunks(many_files):
    documents = many(800)
    files = build_index(documents, "it", SearchSettings())
    loaded = []

    def load(path):
        loaded.append(path)
        return files[path]

    search(PackedIndex("it", load), "pacco parola17 ")
    assert sum("/t-" in path for path in files) > 5
    assert len(loaded) <= 4


def test_the_bytes_of_a_query_grow_slower_than_the_number_of_articles(many_files):
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
def test_a_damaged_chunk_is_reported_by_its_name(many_files, damage):
    index = index_of()
    name = next(path for path in index.files if "/t-" in path)
    index.files[name] = damage(index.files[name])
    with pytest.raises(DamagedChunkError, match="build the site again"):
        search(index, "reso")


def test_a_missing_chunk_is_reported_by_its_name(many_files):
    index = index_of()
    name = next(path for path in index.files if "/t-" in path)
    del index.files[name]
    with pytest.raises(DamagedChunkError, match=name):
        search(index, "reso")


def test_a_server_may_have_taken_the_gzip_off():
    files = {path: gzip.decompress(data) for path, data in build_index(SHOP, "it", SearchSettings()).items()}
    index = PackedIndex("it", files.__getitem__)
    assert index.article(search(index, "rimborso").hits[0].number)["id"] == "faq/when-refund"


def kinds(files):
    return {path.split("/")[1][0] for path in files}


def test_a_small_index_has_its_terms_and_words_in_the_head(many_files, monkeypatch):
    assert kinds(build_index(many(20), "it", SearchSettings(thesaurus=False))) == {"h", "t", "w", "a"}
    monkeypatch.setattr("helpcentre.search.index_writer.SMALL_INDEX", 10**6)
    files = build_index(many(20), "it", SearchSettings(thesaurus=False))
    assert kinds(files) == {"h", "a"}
    assert search(PackedIndex("it", files.__getitem__), "parola17 ").hits[0].number == 17


def test_the_same_is_found_in_a_small_index_and_in_one_of_many_files(monkeypatch):
    def answers():
        index = index_of((*SHOP, *many(30)), sisters=[article("faq/when-refund", "Refund", language="en")])
        return [
            search(index, query).hits for query in ("rimborso", "refund", "parola3", "klarna", "spediz", "gimborso")
        ]

    small = answers()
    monkeypatch.setattr("helpcentre.search.index_writer.SMALL_INDEX", 0)
    assert answers() == small


def test_words_of_sister_languages_and_brands_are_in_separate_files():
    files = build_index(SHOP, "it", SearchSettings(), sisters=[article("faq/when-refund", "Refund", language="en")])
    assert kinds(files) == {"h", "a", "s", "x"}
    assert kinds(build_index(SHOP, "it", SearchSettings(thesaurus=False))) == {"h", "a"}


def test_the_head_has_only_the_traditional_characters_that_articles_need():
    index = index_of([article("a", "余额", language="zh")], "zh")
    assert "餘余" in index.head["variants"]
    assert "龍龙" not in index.head["variants"]
    assert index_of().head["variants"] == ""


def test_a_phrase_of_the_sites_synonyms_is_found_as_a_phrase_only():
    documents = [
        article("a", "Altro", "Ti ridiamo i soldi subito indietro."),
        article("b", "Altro", "I soldi tornano indietro."),
        article("c", "Altro", "I soldi indietro."),
    ]
    index = index_of(documents, settings=SearchSettings(synonyms=(("refund", "soldi indietro"),), thesaurus=False))
    assert [posting[0] for posting in index.postings("sold indietr")] == [2]
    assert [hit.number for hit in search(index, "refund ").hits] == [2]


def test_a_phrase_in_a_title_and_in_an_ask_counts_with_all_its_words():
    documents = [
        article("a", "I soldi indietro", "x.", ["voglio i soldi indietro"]),
        article("b", "Altro", "I soldi indietro."),
    ]
    index = index_of(documents, settings=SearchSettings(synonyms=(("refund", "soldi indietro"),), thesaurus=False))
    [(_, _, title, asks), (_, _, no_title, no_asks)] = index.postings("sold indietr")
    assert (title, no_title, no_asks) == (2, 0, ())
    assert [length for _, length, _ in asks] == [2]


def test_the_settings_of_phrases_are_minded_by_the_cache():
    cache = {}
    synonyms = SearchSettings(synonyms=(("refund", "soldi indietro"),))
    documents = [article("a", "Altro", "I soldi indietro.")]
    build_index(documents, "it", SearchSettings(), cache)
    assert build_index(documents, "it", synonyms, cache) == build_index(documents, "it", synonyms)
