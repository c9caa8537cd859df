"""Blocks that nobody knows or that never end are errors; those that are read are left alone."""

import pytest

from helpcentre.articles.checks.registry import check_build
from helpcentre.articles.checks.structure.block_unknown import BLOCKS
from helpcentre.markdown_blocks.channels import ChannelsBlock
from helpcentre.markdown_blocks.hours import HoursBlock
from helpcentre.markdown_blocks.score import CsatBlock, NpsBlock
from helpcentre.markdown_blocks.troubleshooter import TroubleshooterBlock
from helpcentre.markdown_blocks.video import VideoBlock
from tests.articles.sample import checked, page

WITH_BLOCKS = ["tables", "fenced_code", "pymdownx.blocks.details", "helpcentre.markdown_blocks"]


def findings(body, extensions=WITH_BLOCKS):
    site = checked({"en/faq/a.md": page(body=body)}, extensions=extensions)
    return [(one.rule, one.line - 4, one.column, one.message) for one in check_build(site)]


def test_a_misspelt_block_is_found_with_the_nearest():
    assert findings("Text.\n\n/// hourz\n///\n\n/// chanels | payments\n///\n") == [
        ("block-unknown", 3, 1, "there is no block 'hourz', so readers see it as text; did you mean '/// hours'?"),
        ("block-unknown", 6, 1, "there is no block 'chanels', so readers see it as text; did you mean '/// channels'?"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "/// nps\n///\n\nText.\n",
        "/// details | More\n/// nps\n///\n///\n\nText.\n",
        "//// details | More\n/// nps\n///\n////\n\nText.\n",
        "```markdown\n/// hourz\n///\n```\n\n~~~\n/// vidoe\n~~~\n\n    /// hourz\n",
        "Either /// or //.\n",
    ],
)
def test_blocks_that_are_read_and_code_are_left_alone(body):
    assert findings(body) == []


@pytest.mark.parametrize(
    ("body", "line"), [("Text.\n\n/// nps\n\nLost.\n", 3), ("/// nps\n///\n\n/// csat\n\nLost.\n", 4)]
)
def test_a_block_that_never_ends_is_found_where_it_begins(body, line):
    [(code, found, _, message)] = findings(body)

    assert (code, found) == ("block-unclosed", line)
    assert message.endswith("is never closed; write /// on a line after it")


def test_the_names_are_those_of_the_blocks():
    blocks = (HoursBlock, ChannelsBlock, VideoBlock, CsatBlock, NpsBlock, TroubleshooterBlock)
    assert set(BLOCKS) == {block.NAME for block in blocks}
