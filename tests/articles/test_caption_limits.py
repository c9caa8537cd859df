"""Captions at their limits: paragraphs of a transcript, overlaps, order, and what is reported where."""

import pytest

from helpcentre.articles.captions import Cue, parse_captions, read_captions, transcript


def cue(start, end, text="x", speaker=None):
    return Cue(start, end, text, speaker)


@pytest.mark.parametrize(("pause", "paragraphs"), [(2000, 1), (2001, 2)])
def test_a_silence_of_more_than_two_seconds_begins_a_paragraph(pause, paragraphs):
    assert len(transcript([cue(0, 1000), cue(1000 + pause, 5000)])) == paragraphs


@pytest.mark.parametrize(("start", "paragraphs"), [(60_000, 1), (60_001, 2)])
def test_a_paragraph_has_a_minute_at_most(start, paragraphs):
    assert len(transcript([cue(0, start), cue(start, start + 1)])) == paragraphs


def test_a_minute_is_counted_from_the_beginning_of_the_paragraph():
    spoken = [cue(0, 40_000), cue(40_000, 61_000), cue(61_000, 100_000), cue(100_000, 122_000), cue(122_000, 123_000)]
    assert [start for start, _ in transcript(spoken)] == [0, 61_000, 122_000]


def test_another_speaker_begins_a_paragraph_and_nobody_is_a_speaker_too():
    spoken = [cue(0, 1, "a", "Anna"), cue(1, 2, "b", "Anna"), cue(2, 3, "c", "Ben"), cue(3, 4, "d")]
    assert transcript(spoken) == ((0, "a b"), (2, "c"), (3, "d"))


def test_the_pause_can_be_chosen_and_no_captions_have_no_paragraph():
    assert len(transcript([cue(0, 1), cue(3, 4)], pause=1)) == 2
    assert len(transcript([cue(0, 1), cue(2, 4)], pause=1)) == 1
    assert transcript([]) == ()


def read(*lines):
    return read_captions("\n".join(("WEBVTT", "", *lines)), "a.vtt")


def reports(*lines):
    return [(one.line, one.severity, one.message.split(";")[0]) for one in read(*lines).findings]


def test_captions_that_touch_do_not_overlap_and_those_that_begin_together_are_in_order():
    assert reports("00:01.000 --> 00:02.000", "a", "", "00:02.000 --> 00:03.000", "b") == []
    [found] = reports("00:01.000 --> 00:02.000", "a", "", "00:01.000 --> 00:03.000", "b")
    assert found == (6, "warning", "this caption overlaps the one on line 3 by 1 s")


def test_the_length_of_an_overlap_is_in_seconds():
    [found] = reports("00:01.000 --> 00:03.250", "a", "", "00:03.000 --> 00:04.000", "b")
    assert found[2] == "this caption overlaps the one on line 3 by 0.25 s"


def test_a_caption_that_lasts_no_time_is_an_error():
    assert reports("00:01.000 --> 00:01.000", "a")[0][:2] == (3, "error")
    assert reports("00:01.000 --> 00:01.001", "a") == []


@pytest.mark.parametrize("name", ["NOTE", "STYLE", "REGION"])
def test_a_note_with_an_arrow_is_an_error_at_the_arrow(name):
    assert reports(f"{name} a", "b --> c")[0] == (4, "error", f"a {name} cannot contain -->")
    assert [one[2] for one in reports(name, "b")] == ["there is no caption in this file"]


def test_one_line_before_the_times_is_a_name_and_two_are_too_many():
    assert reports("1", "00:01.000 --> 00:02.000", "a") == []
    assert reports("x", "1", "00:01.000 --> 00:02.000", "a")[0][:2] == (3, "error")


@pytest.mark.parametrize("arrow", ["->", "–>", "=>", "—", "--"])
def test_an_arrow_written_wrongly_is_an_error_with_the_right_one(arrow):
    [found] = reports(f"00:01.000 {arrow} 00:02.000", "a")
    assert found[:2] == (3, "error")
    assert "is not a valid time span" in found[2]


def test_text_before_any_caption_needs_times_and_text_after_one_lost_them_to_the_empty_line():
    [before] = reports("words")
    assert (before[0], before[1]) == (3, "warning")
    assert "it has no times" in before[2]
    [after] = reports("00:01.000 --> 00:02.000", "a", "", "words")
    assert "the empty line above ends the caption" in after[2]


def test_a_speaker_is_named_by_the_first_voice_and_tags_are_not_words():
    [one] = parse_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Anna B>a</v> <v Ben>b</v>\n", "a.vtt")
    assert (one.speaker, one.text, one.line) == ("Anna B", "a b", 3)
    assert [found[2] for found in reports("00:01.000 --> 00:02.000", "   ")] == ["this caption has no words"]


def test_hours_have_two_to_four_digits():
    [one] = parse_captions("WEBVTT\n\n9999:00:00.000 --> 9999:00:00.001\na\n", "a.vtt")
    assert one.start == 9999 * 3_600_000
    assert len(read("1:00:00.000 --> 1:00:01.000", "a").findings) == 1
    assert len(read("12345:00:00.000 --> 12345:00:01.000", "a").findings) == 1
