import pytest

from helpcentre.articles.captions import parse_captions, transcript
from helpcentre.errors import FindingsError

GOOD = """WEBVTT - Italiano

NOTE made by hand

1
00:00.000 --> 00:02.000 line:80%
<v Anna>Apri &quot;Ordini&quot; &amp; scegli.

00:00:02.500 --> 00:00:05.000
<b>Stampa</b>
l'etichetta.
"""


def wrong(text):
    with pytest.raises(FindingsError) as caught:
        parse_captions(text, "x.vtt")
    return [str(finding) for finding in caught.value.findings]


def test_cues_are_read_with_entities_decoded_and_tags_taken_out():
    first, second = parse_captions(GOOD, "x.vtt")

    assert (first.start, first.end, first.text, first.speaker) == (0, 2000, 'Apri "Ordini" & scegli.', "Anna")
    assert second.text == "Stampa l'etichetta."


def test_a_comma_in_a_time_is_told_and_not_dropped():
    assert (
        "x.vtt:3:1: '00:00:01,000 --> 00:00:02,000' is no time span"
        in wrong("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHi\n")[0]
    )


def test_seventy_five_minutes_without_an_hour_is_told():
    assert "is no time span" in wrong("WEBVTT\n\n75:00.000 --> 75:01.000\nHi\n")[0]


def test_a_caption_that_ends_before_it_begins_is_told():
    assert "ends before it begins" in wrong("WEBVTT\n\n00:02.000 --> 00:01.000\nHi\n")[0]


def test_a_missing_header_and_a_caption_without_words_are_told_at_once():
    assert len(wrong("00:01.000 --> 00:02.000\n\n")) == 2


def test_captions_out_of_order_are_told():
    assert (
        "begins before the one above"
        in wrong("WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n")[0]
    )


def test_the_transcript_begins_a_paragraph_after_a_pause_or_another_voice():
    cues = parse_captions(
        "WEBVTT\n\n00:00.000 --> 00:01.000\na\n\n00:01.000 --> 00:02.000\nb\n\n00:09.000 --> 00:10.000\nc\n", "x.vtt"
    )

    assert transcript(cues) == ((0, "a b"), (9000, "c"))
