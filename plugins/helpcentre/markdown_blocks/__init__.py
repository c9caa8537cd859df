"""Markdown blocks that run in any generator with Python-Markdown.

Blocks are written as pymdown-extensions writes them: `/// hours | phone-it`, text, `///`.
"""

from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension as PymdownBlocks
from pymdownx.blocks import BlocksMgrExtension

from helpcentre.markdown_blocks.channels import ChannelsBlock
from helpcentre.markdown_blocks.hours import HoursBlock
from helpcentre.markdown_blocks.score import CsatBlock, NpsBlock
from helpcentre.markdown_blocks.troubleshooter import (
    AFTER_ATTRIBUTE_LISTS,
    TroubleshooterBlock,
    TroubleshooterSteps,
)
from helpcentre.markdown_blocks.video import VideoBlock

__all__ = ["BlocksExtension", "makeExtension"]


class BlocksExtension(PymdownBlocks):  # type: ignore[misc]
    """Registers the blocks; `helpcentre.markdown_blocks` in `markdown_extensions`."""

    def __init__(self, **configs: Any) -> None:
        self.config = {
            "docs_dir": ["", "The content folder, which has support.yml and media/; empty: content, docs or ."],
            "support_file": ["support.yml", "The support file, from the content folder"],
            "support": ["", "A function of a host that returns the support file it has read"],
            "strings": ["", "A function of a host that returns the interface strings of a language"],
            "language": ["en", "The language of the page"],
            "languages": [[], "Every language of the site: captions in each that has a file"],
            "path": ["", "The file of the page, as errors name it"],
            "page": ["", "The address of the page from the root of the site, with a leading slash"],
            "text": ["", "The whole text of that file"],
            "problems": ["", "A list that collects errors as findings; without it an error is raised"],
            "collector_url": ["/", "Where the collector answers, ending in /"],
            "contact_page": ["", "The contact page of the language as the page links to it; empty on itself"],
            "root": ["", "How the page links to the root of the site, such as ../../"],
        }
        super().__init__(**configs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksMgrExtension) -> None:  # noqa: N802
        """Register every block."""
        for block in (HoursBlock, ChannelsBlock, VideoBlock, CsatBlock, NpsBlock, TroubleshooterBlock):
            block_mgr.register(block, self.getConfigs())
        md.treeprocessors.register(TroubleshooterSteps(md), "troubleshooter-steps", AFTER_ATTRIBUTE_LISTS)


def makeExtension(**configs: Any) -> BlocksExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it by module name."""
    return BlocksExtension(**configs)
