import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.captions import Cue, parse_captions, read_captions, transcript
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
SPAN = "write 00:00:01.000 --> 00:00:04.500"


def findings(text):
    return [
        f"{finding.severity} {str(finding).removeprefix('x.vtt:')}" for finding in read_captions(text, "x.vtt").findings
    ]


def after_header(text):
    return findings(f"WEBVTT\n\n{text}")


def test_cues_are_read_without_tags_and_with_entities_decoded():
    first, second = parse_captions(GOOD, "x.vtt")

    assert first == Cue(0, 2000, 'Apri "Ordini" & scegli.', "Anna", 6)
    assert second == Cue(2500, 5000, "Stampa l'etichetta.", None, 9)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ending_of_the_standard_is_read(end):
    assert len(parse_captions("\ufeff" + GOOD.replace("\n", end), "x.vtt")) == 2


@pytest.mark.parametrize(
    ("stamp", "milliseconds"),
    [("00:00.001", 1), ("59:59.999", 3_599_999), ("01:00:00.000", 3_600_000), ("100:00:01.500", 360_001_500)],
)
def test_times_are_milliseconds(stamp, milliseconds):
    [cue] = parse_captions(f"WEBVTT\n\n00:00.000 --> {stamp}\nHi\n", "x.vtt")

    assert cue.end == milliseconds


@pytest.mark.parametrize(
    "timing",
    [
        "75:00.000 --> 75:01.000",
        "00:60.000 --> 01:01.000",
        "1:00.000 --> 1:01.000",
        "00:01.00 --> 00:02.00",
        "00:01.000 --> later",
        "٠٠:٠١.٠٠٠ --> 00:02.000",
        f"{'9' * 5000}:00:00.000 --> {'9' * 5000}:00:01.000",
    ],
)
def test_times_that_a_player_would_drop_are_an_error_that_shows_valid_ones(timing):
    assert after_header(f"{timing}\nHi\n") == [f"error 3:1: '{timing}' is not a valid time span; {SPAN}"]


@pytest.mark.parametrize(
    ("timing", "right"),
    [
        ("00:00:01,000 --> 00:00:02,000", "00:00:01.000 --> 00:00:02.000"),
        ("00:01.000 -> 00:02.000", "00:01.000 --> 00:02.000"),
        ("00:01.000 - 00:02.000", "00:01.000 --> 00:02.000"),
        ("00:01.000-->00:02.000", "00:01.000 --> 00:02.000"),
        ("00:01,000 ==> 00:02.000 align:left", "00:01.000 --> 00:02.000 align:left"),
        ("00:01.000 – 00:02.000", "00:01.000 --> 00:02.000"),
    ],
)
def test_times_that_can_be_guessed_are_shown_as_they_must_be_written(timing, right):
    assert after_header(f"{timing}\nHi\n") == [f"error 3:1: '{timing}' is not a valid time span; write {right}"]
    assert after_header(f"{right}\nHi\n") == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("00:02.000 --> 00:01.000\nHi\n", "error 3:1: this caption ends before it starts; swap or correct the times"),
        ("00:02.000 --> 00:02.000\nHi\n", "error 3:1: this caption ends before it starts; swap or correct the times"),
        ("00:01.000 --> 00:02.000\n", "error 3:1: this caption has no words; write them, or remove its times"),
        ("00:01.000 --> 00:02.000\n \n", "error 3:1: this caption has no words; write them, or remove its times"),
        (
            "a\nb\n00:01.000 --> 00:02.000\nHi\n",
            ("error 3:1: only one line may come before the times of a caption; players drop the others"),
        ),
        (
            "NOTE times --> ignored\n\n00:01.000 --> 00:02.000\nHi\n",
            ("error 3:1: a NOTE cannot contain -->; write it in another way"),
        ),
        (
            "Hello\n",
            (
                "warning 3:1: players drop this text because it has no times; write 00:00:01.000 --> 00:00:04.500 "
                "above it"
            ),
        ),
    ],
)
def test_each_error_is_reported_at_its_line(text, finding):
    assert after_header(text) == [finding]


def test_captions_out_of_order_are_an_error():
    text = "00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n"

    assert after_header(text) == ["error 6:1: this caption starts before the one above it; sort them"]


def test_captions_that_overlap_are_a_warning_with_the_length():
    text = "00:01.000 --> 00:03.500\na\n\n00:03.000 --> 00:04.000\nb\n\n00:04.000 --> 00:05.000\nc\n"

    assert after_header(text) == ["warning 6:1: this caption overlaps the one on line 3 by 0.5 s; start it later"]


def test_text_that_an_empty_line_cuts_off_its_caption_is_a_warning():
    text = "00:01.000 --> 00:02.000\nOpen\n\nOrders.\n\n00:03.000 --> 00:04.000\nb\n"

    assert after_header(text) == [
        "warning 6:1: players drop this text because the empty line above ends the caption; remove the empty line"
    ]


def test_a_line_of_one_space_does_not_end_a_caption():
    [cue] = parse_captions("WEBVTT\n\n00:01.000 --> 00:02.000\nOpen\n \nOrders.\n", "x.vtt")

    assert cue.text == "Open Orders."


def test_captions_without_an_empty_line_between_them_are_two():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb\n"

    assert [cue.text for cue in parse_captions(text, "x.vtt")] == ["a", "b"]


def test_a_caption_right_below_the_header_is_an_error_because_players_drop_it():
    assert findings("WEBVTT\n00:01.000 --> 00:02.000\na\n") == [
        "error 2:1: write an empty line between WEBVTT and the first caption; players drop it without one"
    ]


def test_a_missing_header_and_a_caption_without_words_are_reported_at_once():
    assert [line.split(";")[0] for line in findings("00:01.000 --> 00:02.000\n\n")] == [
        "error 1:1: captions begin with a line that says WEBVTT",
        "error 1:1: this caption has no words",
    ]


@pytest.mark.parametrize(
    "text", ["", "WEBVTTX\n\n00:01.000 --> 00:02.000\na\n", "webvtt\n\n00:01.000 --> 00:02.000\na\n"]
)
def test_only_webvtt_is_a_header(text):
    assert findings(text)[0].startswith("error 1:1: captions begin with a line that says WEBVTT; add it")


def test_a_file_without_any_caption_is_an_error():
    assert findings("WEBVTT\n\nNOTE nothing yet\n\nSTYLE\n::cue { color: red }\n") == [
        "error 1:1: there is no caption in this file; write at least one"
    ]


def test_warnings_alone_do_not_refuse_a_file():
    assert len(parse_captions("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nlost\n", "x.vtt")) == 1
    with pytest.raises(FindingsError) as caught:
        parse_captions("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nlost\n\n00:02.000 --> x\nb\n", "x.vtt")
    assert [finding.line for finding in caught.value.findings] == [8]


def cue(start, end, text, speaker=None):
    return Cue(start, end, text, speaker)


def test_the_transcript_begins_a_paragraph_after_a_pause_of_more_than_two_seconds():
    cues = [cue(0, 1000, "a"), cue(3000, 4000, "b"), cue(6001, 7000, "c")]

    assert transcript(cues) == ((0, "a b"), (6001, "c"))


def test_the_transcript_begins_a_paragraph_for_another_speaker():
    cues = [cue(0, 1, "a", "Anna"), cue(1, 2, "b", "Anna"), cue(2, 3, "c", "Ben"), cue(3, 4, "d")]

    assert transcript(cues) == ((0, "a b"), (2, "c"), (3, "d"))


def test_the_transcript_begins_a_paragraph_after_a_minute():
    cues = [cue(start, start + 10_000, str(start // 10_000)) for start in range(0, 130_000, 10_000)]

    assert transcript(cues) == ((0, "0 1 2 3 4 5 6"), (70_000, "7 8 9 10 11 12"))


LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "WEBVTT",
            "NOTE x",
            "STYLE",
            "00:01.000 --> 00:02.000",
            "00:00.500 --> 00:09.000",
            "-->",
            "00:01 -> 00:02",
            "words",
            "<v A>hi",
            "<v",
            "&amp;",
            "\x00",
            "1",
        ]
    )
    | st.text(max_size=20),
    max_size=20,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_gives_cues_or_findings_with_a_line_inside_it(lines, end):
    text = end.join(lines)
    captions = read_captions(text, "x.vtt")

    assert captions.cues or captions.findings
    for one in captions.cues:
        assert 0 <= one.start < one.end
    for finding in captions.findings:
        assert 1 <= finding.line <= len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 5000)), min_size=1, max_size=10))
def test_every_caption_of_a_well_written_file_is_read_and_nothing_is_reported(spans):
    def stamp(time):
        return f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1000 % 60:02}.{time % 1000:03}"

    written, clock = ["WEBVTT", ""], 0
    for number, (pause, length) in enumerate(spans):
        written += [f"{stamp(clock + pause)} --> {stamp(clock + pause + length)}", f"word {number}", ""]
        clock += pause + length

    captions = read_captions("\n".join(written), "x.vtt")

    assert captions.findings == []
    assert [one.text for one in captions.cues] == [f"word {number}" for number in range(len(spans))]
    assert captions.cues[-1].end == clock
