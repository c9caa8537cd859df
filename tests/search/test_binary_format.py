import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.search.binary_format import (
    MOST_SHARED,
    ByteReader,
    DamagedChunkError,
    compress,
    content_hash,
    decompress,
    encode_bytes,
    encode_text,
    encode_varint,
    front_code,
    front_decode,
    split_evenly,
)
from helpcentre.search.tokens import utf16_key


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


@pytest.mark.parametrize(
    ("number", "encoded"),
    [(0, b"\x00"), (127, b"\x7f"), (128, b"\x80\x01"), (300, b"\xac\x02"), (16384, b"\x80\x80\x01")],
)
def test_numbers_are_leb128(number, encoded):
    assert encode_varint(number) == encoded


def test_values_are_read_one_after_another():
    reader = ByteReader(encode_text("città") + encode_varint(300) + encode_bytes(b"ab") + b"\x07")
    assert (reader.read_text(), reader.read_varint(), reader.read_bytes(), reader.read_byte()) == (
        "città",
        300,
        b"ab",
        7,
    )
    with pytest.raises(DamagedChunkError, match="ends too early"):
        reader.read_byte()


@pytest.mark.parametrize("data", [b"\x05abcd", b"\x80", b""])
def test_data_that_is_cut_short_is_damaged(data):
    with pytest.raises(DamagedChunkError):
        ByteReader(data).read_bytes()


def test_a_shared_beginning_is_one_character_and_the_rest():
    assert front_code(["casa", "case", "x"]) == "0casa\n3e\n0x"
    assert front_code([]) == ""
    assert front_decode("") == []


def test_no_more_is_shared_than_one_printable_character_says():
    items = ["a" * 100 + "b", "a" * 100 + "c"]
    assert front_code(items).split("\n")[1][0] == chr(48 + MOST_SHARED)
    assert front_decode(front_code(items)) == items


def test_an_astral_character_is_never_cut_in_two():
    items = ["a\U0001f389b", "a\U0001f389c"]
    assert front_code(items).split("\n")[1] == "1\U0001f389c"
    assert front_decode(front_code(items)) == items


def test_damaged_gzip_is_reported_by_name():
    with pytest.raises(DamagedChunkError, match=r"it/t-1\.bin is damaged"):
        decompress(compress(b"x" * 1000)[:20], "it/t-1.bin")


def test_the_hash_names_the_content():
    assert content_hash(b"a") == "ca978112"
    assert content_hash(b"a", 6) == "ca9781"
    assert compress(b"a" * 99) == compress(b"a" * 99)


@pytest.mark.parametrize(
    ("sizes", "target", "expected"),
    [
        ([], 10, []),
        ([5, 5, 5, 5], 10, [range(2), range(2, 4)]),
        ([1, 1, 1], 100, [range(3)]),
        ([100, 1, 1], 10, 3),
        ([4, 4, 4], 4, [range(1), range(1, 2), range(2, 3)]),
    ],
)
def test_chunks_are_about_as_large_as_wanted(sizes, target, expected):
    found = split_evenly(sizes, target)
    assert found == expected or len(found) == expected
