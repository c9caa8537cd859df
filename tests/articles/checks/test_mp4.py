"""The duration of MP4 files, from boxes put together by hand and from the demo's own videos."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.checks.media.mp4 import duration_of_mp4

MEDIA = Path(__file__).parents[3] / "content/media"


def box(name, body):
    return struct.pack(">I4s", 8 + len(body), name) + body


def header(scale, length, *, version=0):
    if version:
        return box(b"mvhd", b"\x01\0\0\0" + bytes(16) + struct.pack(">IQ", scale, length))
    return box(b"mvhd", bytes(12) + struct.pack(">II", scale, length))


@pytest.mark.parametrize("version", [0, 1])
def test_the_duration_is_the_length_by_the_time_scale(version):
    data = box(b"ftyp", b"isom") + box(b"moov", box(b"udta", b"") + header(600, 7_500, version=version))

    assert duration_of_mp4(data) == 12.5


def test_a_box_with_a_long_size_and_one_that_extends_to_the_end_are_read():
    long = struct.pack(">I4sQ", 1, b"mdat", 16 + 5) + b"12345"
    last = struct.pack(">I4s", 0, b"moov") + header(1000, 34_000)

    assert duration_of_mp4(long + last) == 34.0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no mp4",
        box(b"moov", b""),
        box(b"moov", box(b"mvhd", b"short")),
        box(b"moov", header(0, 5)),
        struct.pack(">I4s", 4, b"moov") + header(1, 1),
    ],
)
def test_data_without_a_duration_have_none(data):
    assert duration_of_mp4(data) is None


@given(st.binary(max_size=80))
def test_any_data_are_read(data):
    length = duration_of_mp4(box(b"moov", data))

    assert length is None or length >= 0


def test_the_videos_of_the_demo_have_about_the_length_that_their_captions_need():
    lengths = {path.name: duration_of_mp4(path.read_bytes()) for path in sorted(MEDIA.glob("*.mp4"))}

    assert lengths
    assert all(length and 20 < length < 60 for length in lengths.values())
