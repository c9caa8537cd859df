"""`/// video | track-parcel`: a video from the media folder, its captions, and the same words as text.

Nothing is fetched before the reader presses play, and nothing ever from another host.
"""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.blocks.block import Block

from helpcentre.articles.captions import parse_captions, transcript
from helpcentre.errors import HelpCentreError
from helpcentre.language.locales import endonym
from helpcentre.language.strings import Strings
from helpcentre.markdown_blocks.base import language_marks, words_of
from helpcentre.markdown_blocks.block_errors import collected
from helpcentre.markdown_blocks.content_folder import find_content_folder

FORMATS = (("webm", "video/webm"), ("mp4", "video/mp4"))


class VideoBlock(Block):  # type: ignore[misc]
    """A video; its argument is the file's name without language and extension."""

    NAME = "video"
    ARGUMENT = True

    def __init__(self, length: int, tracker: Any, block_mgr: Any, config: dict[str, Any]) -> None:
        super().__init__(length, tracker, block_mgr, config)
        self.md: Markdown

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Return the player with its transcript."""
        figure = ET.SubElement(parent, "figure", {"class": "hc-video"})
        name = self.argument.strip()
        with collected(self.config, f"video|{name}", self.md):
            video(figure, name, self.config)
        return figure


def video(figure: ET.Element, name: str, config: dict[str, Any]) -> None:
    """Put the player of the video `name` into `figure`; raises HelpCentreError if its files are missing."""
    media, language = find_content_folder(config) / "media", config["language"]
    spoken = language if (media / f"{name}.{language}.webm").is_file() else _any_language(media, name)
    address = f"{config['root']}media/{name}"
    player = ET.SubElement(
        figure,
        "video",
        {"controls": "controls", "preload": "none", "playsinline": "playsinline", "width": "960", "height": "540"},
    )
    if (media / f"{name}.{spoken}.webp").is_file():
        player.set("poster", f"{address}.{spoken}.webp")
    for ending, kind in FORMATS:
        ET.SubElement(player, "source", {"src": f"{address}.{spoken}.{ending}", "type": kind})
    for code in dict.fromkeys((language, *config["languages"])):
        if (media / f"{name}.{code}.vtt").is_file():
            track = {"kind": "captions", "srclang": code, "label": endonym(code), "src": f"{address}.{code}.vtt"}
            ET.SubElement(player, "track", track | ({"default": "default"} if code == language else {}))
    words = words_of(config)
    link = ET.SubElement(player, "a", {"href": f"{address}.{spoken}.mp4"} | language_marks(words, "video.download"))
    link.text = words["video.download"]
    _add_transcript(figure, media / f"{name}.{language}.vtt", words)


def _any_language(media: Path, name: str) -> str:
    found = sorted(path.name for path in media.glob(f"{name}.*.webm"))
    if not found:
        raise HelpCentreError(f"video: there is no video '{name}'; put it at {media.name}/{name}.<language>.webm")
    return found[0].removeprefix(f"{name}.").removesuffix(".webm")


def _add_transcript(figure: ET.Element, path: Path, words: Strings) -> None:
    if not path.is_file():
        return
    details = ET.SubElement(figure, "details", {"class": "hc-transcript"})
    key = "video.transcript"
    ET.SubElement(details, "summary", language_marks(words, key)).text = words[key]
    cues = parse_captions(path.read_text(encoding="utf-8"), f"media/{path.name}")
    for start, text in transcript(cues):
        paragraph = ET.SubElement(details, "p")
        stamp = ET.SubElement(paragraph, "span", {"class": "hc-transcript__time"})
        stamp.text = f"{start // 60000}:{start // 1000 % 60:02d}"
        stamp.tail = f" {text}"
