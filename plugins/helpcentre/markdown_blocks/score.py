"""`/// csat | stars` and `/// nps`: a satisfaction and a recommendation question, one tap to answer.

The piece is a real form, so it works without JavaScript; with `score.js` the reader stays where they are. Scales are
0 to 5 for CSAT (shown as numbers, `stars` or `faces`) and 0 to 10 for NPS; answers are never mixed with votes.
"""

import xml.etree.ElementTree as ET
from html import escape
from typing import Any

from markdown import Markdown
from pymdownx.blocks.block import Block

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.markdown_blocks.base import language_marks, words_of
from helpcentre.markdown_blocks.block_errors import collected

FACES = ("😠", "🙁", "😕", "🙂", "😀", "🤩")
LOOKS = ("numbers", "stars", "faces")


class ScoreBlock(Block):  # type: ignore[misc]
    """The base class of CSAT and NPS; the argument is the look of the scale."""

    ARGUMENT = None
    HIGHEST = 5
    LOOKS: tuple[str, ...] = LOOKS

    def __init__(self, length: int, tracker: Any, block_mgr: Any, config: dict[str, Any]) -> None:
        super().__init__(length, tracker, block_mgr, config)
        self.md: Markdown

    def on_markdown(self) -> str:
        """Take the content as it is."""
        return "raw"

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Return the element that will hold the question."""
        return ET.SubElement(parent, "div")

    def on_end(self, block: ET.Element) -> None:
        """Store the finished HTML so that Markdown does not process it; text between the lines is the question."""
        look = (self.argument or "").strip()
        with collected(self.config, f"{self.NAME}|{look}" if look else self.NAME, self.md):
            if look and look not in self.LOOKS:
                known = ", ".join(self.LOOKS)
                hint = did_you_mean(look, self.LOOKS)
                raise HelpCentreError(f"/// {self.NAME} | {look}: write one of {known}, or nothing{hint}")
            question = " ".join((block.text or "").split())
            block.text = str(self.md.htmlStash.store(self.piece(look or "numbers", question)))

    def piece(self, look: str, question: str) -> str:
        """Return the form."""
        language, collector = self.config["language"], self.config["collector_url"]
        words = words_of(self.config)
        foreign = "".join(f' {key}="{value}"' for key, value in language_marks(words, f"score.{self.NAME}").items())
        texts = {name: escape(words[f"score.{name}"]) for name in ("thanks", "later", "busy", "failed", "trap")}
        lowest, highest = (escape(words[f"score.{self.NAME}.{end}"]) for end in ("lowest", "highest"))
        asked = escape(words[f"score.{self.NAME}"])
        if question:
            asked = f'<bdi lang="{escape(language)}">{escape(question)}</bdi>' if foreign else escape(question)
        buttons = "".join(self._score_button(value, look, words.text("score.of", n=value, highest=self.HIGHEST))
                          for value in range(self.HIGHEST + 1))  # fmt: skip
        return (
            f'<form class="hc-score hc-score--{look}"{foreign} method="post" '
            f'action="{escape(collector)}feedback/v1/form" '
            f'data-hc-score="{escape(collector)}feedback/v1/items" data-text-thanks="{texts["thanks"]}" '
            f'data-text-later="{texts["later"]}" data-text-busy="{texts["busy"]}" data-text-failed="{texts["failed"]}">'
            f'<input type="hidden" name="kind" value="{self.NAME}">'
            f'<input type="hidden" name="language" value="{escape(language)}">{self._page_field()}'
            f"<fieldset><legend>{asked}</legend>"
            f'<p class="hc-score__scale">{buttons}</p>'
            f'<p class="hc-score__ends hc-hint"><span>{lowest}</span> <span>{highest}</span></p>'
            f'<p class="hc-trap" aria-hidden="true"><label>{texts["trap"]} '
            f'<input name="website" tabindex="-1" autocomplete="off"></label></p></fieldset>'
            f'<p class="hc-score__thanks" id="helpcentre-thanks-{self.NAME}" tabindex="-1">{texts["thanks"]}</p>'
            f'<p class="hc-score__status" role="status"></p></form>'
            f'<script type="module" src="{escape(self.config["root"])}assets/helpcentre/score.js"></script>'
        )

    def _page_field(self) -> str:
        """Return the form field that returns a reader without JavaScript to this page."""
        page = self.config["page"]
        return f'<input type="hidden" name="page" value="{escape(page)}">' if page else ""

    def _score_button(self, value: int, look: str, label: str) -> str:
        shown = {"stars": "★", "faces": FACES[min(value, 5)]}.get(look, str(value))
        return f'<button name="value" value="{value}" aria-label="{escape(label)}">{shown}</button>'


class CsatBlock(ScoreBlock):
    """The satisfaction question, 0 to 5."""

    NAME = "csat"


class NpsBlock(ScoreBlock):
    """The recommendation question, 0 to 10."""

    NAME = "nps"
    HIGHEST = 10
    LOOKS = ("numbers",)
