"""`/// video | name`: a player from the media folder, captions in each language that has them, its words as text."""

import xml.etree.ElementTree as ET

import markdown
import pytest

from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.language.locales import endonym
from helpcentre.language.strings import strings

VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
Open <b>My account</b>.

00:01:05.000 --> 00:01:08.500
Tap Track &amp; wait.
"""
FILES = ("track.en.webm", "track.en.mp4", "track.en.webp", "track.en.vtt", "track.it.vtt")


@pytest.fixture
def media(tmp_path):
    """A content folder with one video in English and its captions in two languages."""
    folder = tmp_path / "media"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text(VTT if name.endswith(".vtt") else "x", encoding="utf-8")
    return folder


def shown(media, language="en", languages=("en", "it", "et"), name="track", **config):
    """Return the figure that the block becomes."""
    given = {"docs_dir": str(media.parent), "language": language, "languages": list(languages), "root": "../"} | config
    html = markdown.markdown(
        f"/// video | {name}\n///\n",
        extensions=["helpcentre.markdown_blocks"],
        extension_configs={"helpcentre.markdown_blocks": given},
    )
    return ET.fromstring(html)


def test_nothing_is_loaded_before_the_reader_presses_play(media):
    player = shown(media).find("video")
    assert player.get("preload") == "none"
    assert player.get("controls")
    assert player.get("playsinline")
    assert player.get("autoplay") is None
    assert (player.get("width"), player.get("height")) == ("960", "540")


def test_both_formats_are_offered_the_smaller_one_first_from_the_root_of_the_site(media):
    sources = shown(media).findall("video/source")
    assert [(one.get("src"), one.get("type")) for one in sources] == [
        ("../media/track.en.webm", "video/webm"),
        ("../media/track.en.mp4", "video/mp4"),
    ]


def test_the_poster_is_shown_if_there_is_one(media):
    assert shown(media).find("video").get("poster") == "../media/track.en.webp"
    (media / "track.en.webp").unlink()
    assert shown(media).find("video").get("poster") is None


def test_captions_are_those_of_every_language_that_has_a_file_and_the_pages_own_come_first_and_are_on(media):
    tracks = shown(media, "it").findall("video/track")
    assert [(one.get("srclang"), one.get("src"), one.get("default")) for one in tracks] == [
        ("it", "../media/track.it.vtt", "default"),
        ("en", "../media/track.en.vtt", None),
    ]
    assert [one.get("label") for one in tracks] == [endonym("it"), endonym("en")]
    assert {one.get("kind") for one in tracks} == {"captions"}


def test_a_language_is_listed_once_and_one_that_the_site_does_not_have_is_not(media):
    assert [one.get("srclang") for one in shown(media, "en", ["en"]).findall("video/track")] == ["en"]
    assert [one.get("srclang") for one in shown(media, "et", ["en", "et"]).findall("video/track")] == ["en"]


def test_a_page_in_a_language_without_a_video_shows_the_first_existing_one(media):
    (media / "track.de.webm").write_text("x")
    assert shown(media, "it").find("video/source").get("src") == "../media/track.de.webm"
    assert shown(media, "en").find("video/source").get("src") == "../media/track.en.webm"


def test_a_video_whose_name_begins_with_that_of_another_is_its_own(media):
    (media / "track-parcel.de.webm").write_text("x")
    assert shown(media, "it").find("video/source").get("src") == "../media/track.en.webm"


def test_the_download_is_named_in_the_language_of_the_page(media):
    link = shown(media, "it").find("video/a")
    assert link.get("href") == "../media/track.en.mp4"
    assert link.text == strings("it")["video.download"]
    assert link.get("lang") is None


def test_a_string_that_the_language_does_not_have_is_marked_with_its_own(media):
    link = shown(media, "mt", ["mt"]).find("video/a")
    assert link.text == strings("en")["video.download"]
    assert (link.get("lang"), link.get("dir")) == ("en", "ltr")


def test_the_words_of_the_video_are_text_below_it_with_their_times(media):
    details = shown(media).find("details")
    assert details.find("summary").text == strings("en")["video.transcript"]
    paragraphs = [("".join(one.find("span").itertext()), one.find("span").tail) for one in details.findall("p")]
    assert paragraphs == [("0:01", " Open My account."), ("1:05", " Tap Track & wait.")]


def test_without_captions_in_the_language_of_the_page_there_is_no_transcript(media):
    assert shown(media, "et").find("details") is None


def test_captions_that_cannot_be_read_are_an_error_at_their_line(media):
    (media / "track.en.vtt").write_text("WEBVTT\n\n00:00:03.000 --> 00:00:01.000\nWords.\n", encoding="utf-8")
    with pytest.raises(FindingsError) as raised:
        shown(media)
    [finding] = raised.value.findings
    assert (finding.path, finding.line) == ("media/track.en.vtt", 3)


def test_a_video_that_is_not_there_is_an_error_with_where_to_put_it(media):
    with pytest.raises(
        HelpCentreError, match=r"^video: there is no video 'nope'; put it at media/nope\.<language>\.webm$"
    ):
        shown(media, name="nope")


def test_the_media_folder_is_found_without_being_named(media, monkeypatch):
    (media.parent / "docs").mkdir()
    media.rename(media.parent / "docs/media")
    monkeypatch.chdir(media.parent)
    assert shown(media, docs_dir="").find("video/source").get("src") == "../media/track.en.webm"
