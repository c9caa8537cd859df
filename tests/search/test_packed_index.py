import gzip
import json

import pytest
from shop import SHOP, index_of

from helpcentre.errors import HelpCentreError
from helpcentre.search.binary_format import LEVELS, ByteReader, DamagedChunkError, compress, encode_text
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.settings import SearchSettings

INDEX = index_of()


def with_head(change):
    """Return the files of an index whose head was changed."""
    files = build_index(SHOP, "it", SearchSettings())
    reader = ByteReader(gzip.decompress(files["it/head.bin"]))
    head = json.loads(reader.read_text())
    change(head)
    rest = reader.data[reader.at :]
    return files | {"it/head.bin": compress(encode_text(json.dumps(head)) + rest)}


def open_index(files):
    return PackedIndex("it", files.__getitem__)


def test_an_index_of_another_format_is_refused_with_both_numbers():
    with pytest.raises(HelpCentreError, match=r"have format 99, but this version reads format \d"):
        open_index(with_head(lambda head: head.update(format=99)))


@pytest.mark.parametrize("name", ["terms", "words", "sisters", "extras", "stemmer", "ranking", "stop", "variants"])
def test_a_head_without_one_of_its_parts_is_damaged(name):
    with pytest.raises(DamagedChunkError, match=r"it/head\.bin is damaged"):
        open_index(with_head(lambda head: head.pop(name)))


def test_a_head_that_is_not_json_is_damaged():
    with pytest.raises(DamagedChunkError, match=r"it/head\.bin is damaged"):
        open_index({"it/head.bin": compress(encode_text("{"))})


def test_words_are_found_by_their_beginning_in_order():
    assert [form.spelt for form in INDEX.forms("rimb")] == ["rimborso"]
    assert [form.folded for form in INDEX.forms("citt")] == ["citta"]
    everything = [form.folded for form in INDEX.forms("")]
    assert everything == sorted(everything)
    assert INDEX.forms("zzz") == []
    assert index_of(()).forms("a") == []


def test_the_commonest_spelling_is_shown_and_how_common_the_word_is():
    [form] = INDEX.forms("pagamento")
    assert (form.spelt, form.common) == ("pagamento", 0)
    [common] = [form for form in INDEX.forms("il") if form.folded == "il"]
    assert common.common > form.common


def test_a_key_that_no_article_has_has_no_postings():
    assert INDEX.postings("zzz") == []
    assert INDEX.postings("\x00") == []
    assert INDEX.postings("+zzz") == []


def test_the_key_of_an_article_fits_it_alone_and_fully():
    assert INDEX.postings("#3") == [(3, LEVELS, 0, ())]


def test_articles_are_read_once():
    index = index_of()
    loaded = []
    load = index.load
    index.load = lambda path: loaded.append(path) or load(path)
    assert index.article(0) is index.article(0)
    assert len(loaded) == 1


def test_every_chunk_is_loaded_once(many_files):
    index = index_of()
    loaded = []
    load = index.load
    index.load = lambda path: loaded.append(path) or load(path)
    for _ in range(3):
        index.postings("rimbors")
        index.forms("rimb")
        index.extras("visa")
        index.synonyms("rimbors")
    assert len(loaded) == len(set(loaded)) == 3
