"""`/// troubleshooter`: headings as steps, each with answers that lead to another step or to one of two ends.

Without a script all steps are on the page, and an answer is a link to its step; `troubleshooter.js` asks one question
at a time. The ends are written here, so that every page in a language has the same ones.
"""

import xml.etree.ElementTree as ET
from html import escape
from itertools import takewhile
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block

from helpcentre.articles.troubleshooter import CONTACT, ENDS
from helpcentre.language.strings import Strings
from helpcentre.markdown_blocks.base import language_marks, words_of
from helpcentre.markdown_blocks.block_errors import collected

AFTER_ATTRIBUTE_LISTS = 6
"""The priority of the tree processor: after `attr_list` (8) has set the ids, before `toc` (5) gives out others."""
_MARK = "data-hc-troubleshooter"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class TroubleshooterBlock(Block):  # type: ignore[misc]
    """A troubleshooter; what it contains is Markdown like any other."""

    NAME = "troubleshooter"

    def __init__(self, length: int, tracker: Any, block_mgr: Any, config: dict[str, Any]) -> None:
        super().__init__(length, tracker, block_mgr, config)
        self.md: Markdown

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Return the element around the steps; its class does not begin with hc-, which marks text that is ours."""
        return ET.SubElement(parent, "div", {"class": "troubleshooter", _MARK: ""})

    def on_end(self, block: ET.Element) -> None:
        """Add the ends and the script."""
        with collected(self.config, self.NAME, self.md):
            words = words_of(self.config)
            for name in ("back", "again", "tried"):
                block.set(f"data-text-{name}", words.text(f"troubleshooter.{name}"))
            for end in ENDS:
                section = ET.SubElement(block, "section", {"class": "hc-troubleshooter__end", "data-hc-end": end})
                section.attrib |= language_marks(words, f"troubleshooter.{end}")
                ET.SubElement(section, "p", {"id": end}).text = words[f"troubleshooter.{end}"]
                if end == CONTACT and self.config["contact_page"]:
                    ET.SubElement(section, "p").text = self._contact_link(words)
        address = f"{self.config['root']}assets/helpcentre/troubleshooter.js"
        ET.SubElement(block, "script", {"type": "module", "src": address})

    def _contact_link(self, words: Strings) -> str:
        """Return the link for Markdown's store of finished HTML: MkDocs would take its address for that of a file."""
        address, text = escape(self.config["contact_page"]), escape(words["frame.contact"])
        return str(self.md.htmlStash.store(f'<a class="hc-button" href="{address}">{text}</a>'))


class TroubleshooterSteps(Treeprocessor):
    """Puts a section around each step, and marks the lists of answers, once the ids of the headings are known."""

    def run(self, root: ET.Element) -> None:
        """Change the finished tree of a page."""
        for block in root.iter("div"):
            if _MARK in block.attrib:
                _wrap_steps(block)


def _wrap_steps(block: ET.Element) -> None:
    children = list(block)
    level = next((child.tag for child in children if child.tag in _HEADINGS), None)
    section: ET.Element | None = None
    for child in children:
        block.remove(child)
        if child.tag == level:
            section = ET.SubElement(block, "section", {"class": "troubleshooter__step"})
        elif child.tag in ("section", "script"):
            section = None
        (block if section is None else section).append(child)
        if section is not None and child.tag in ("ul", "ol"):
            _separate_answers(section, child)


def _separate_answers(section: ET.Element, whole: ET.Element) -> None:
    """Move the answers at the end of a list, the last part of `section`, to their own list.

    Markdown makes one list of numbered instructions and the answers below them, and puts paragraphs into their items.
    """
    items = list(whole)
    links = list(takewhile(lambda link: link is not None, map(_find_answer, reversed(items))))
    if not links:
        return
    answers = whole if len(links) == len(items) else ET.SubElement(section, "ul")
    answers.tag = "ul"
    answers.set("class", "troubleshooter__answers")
    for item, link in zip(items[-len(links) :], reversed(links), strict=True):
        whole.remove(item)
        item.clear()
        if link is not None:
            item.append(link)
        answers.append(item)
    if len(whole) and whole is not answers:
        _unwrap_paragraph(whole[-1])


def _find_answer(item: ET.Element) -> ET.Element | None:
    """Return the link of an item that is one link within the page, and nothing else."""
    content = item
    if len(item) == 1 and item[0].tag == "p" and not _has_text(item.text, item[0].tail):
        content = item[0]
    link = content[0] if len(content) == 1 else None
    if link is None or link.tag != "a" or _has_text(content.text, link.tail):
        return None
    return link if (link.get("href") or "").startswith("#") else None


def _unwrap_paragraph(item: ET.Element) -> None:
    if len(item) == 1 and item[0].tag == "p" and not _has_text(item.text):
        paragraph = item[0]
        item.text = paragraph.text
        item[:] = list(paragraph)


def _has_text(*texts: str | None) -> bool:
    return any(text and text.strip() for text in texts)
