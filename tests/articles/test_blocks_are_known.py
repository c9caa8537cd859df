from helpcentre.articles.checks import check_build
from helpcentre.articles.checks.blocks_are_known import BLOCKS
from helpcentre.markdown_blocks.channels import ChannelsBlock
from helpcentre.markdown_blocks.hours import HoursBlock
from helpcentre.markdown_blocks.score import CsatBlock, NpsBlock
from helpcentre.markdown_blocks.video import VideoBlock

from .sample import checked, page


def told(body):
    return [str(finding) for finding in check_build(checked({"en/faq/a.md": page(body=body)}))]


def test_a_misspelt_block_is_told_where_it_stands_with_the_nearest():
    assert told("Text.\n\n/// hourz\n///\n\n///  chanels | payments\n///\n") == [
        "en/faq/a.md:7:5: there is no block 'hourz', readers would see it as text; did you mean '/// hours'?",
        "en/faq/a.md:10:6: there is no block 'chanels', readers would see it as text; did you mean '/// channels'?",
    ]


def test_our_blocks_and_those_of_others_are_left_alone():
    names = (*BLOCKS, "details", "tab", "html", "note", "tip", "caption", "admonition", "define", "chat", "score")
    assert told("".join(f"/// {name} | x\n///\n\n" for name in names)) == []


def test_a_block_that_is_shown_as_code_is_left_alone():
    assert told("```markdown\n/// hourz\n///\n```\n\n~~~\n```\n/// vidoe\n~~~\n\n    /// hourz\n") == []


def test_the_names_are_those_of_the_blocks():
    assert set(BLOCKS) == {block.NAME for block in (HoursBlock, ChannelsBlock, VideoBlock, CsatBlock, NpsBlock)}
