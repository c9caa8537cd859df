"""`helpcentre check --graph`: the diagram of one page, or a message that says why there is none."""

import pytest

from helpcentre.errors import HelpCentreError
from tests.commands.data import run

PAGE = "---\ntitle: Lamp\nkind: troubleshooting\n---\n\n"
BLOCK = "/// troubleshooter\n\n## Is it plugged in? {#plug}\n\n- [It lights up](#solved)\n\n///\n"


def test_the_decisions_of_a_page_are_printed_as_svg_without_a_site(tmp_path):
    page = tmp_path / "lamp.md"
    page.write_text(PAGE + BLOCK, encoding="utf-8")
    printed = run("check", "--graph", page).stdout
    assert printed.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert printed.endswith("</svg>\n")
    assert "Is it plugged in?" in printed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PAGE.encode(), "there is no troubleshooter on this page. Begin one with '/// troubleshooter'."),
        (b"\xff\xfe", "this file cannot be read as UTF-8 text. Name a Markdown file."),
        (None, "this file cannot be read as UTF-8 text. Name a Markdown file."),
    ],
)
def test_a_file_without_a_troubleshooter_is_refused(tmp_path, content, message):
    page = tmp_path / "lamp.md"
    if content is not None:
        page.write_bytes(content)
    with pytest.raises(HelpCentreError) as raised:
        run("check", "--graph", page)
    assert str(raised.value) == f"{page}: {message}"
