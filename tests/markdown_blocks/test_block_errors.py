"""Errors in blocks: at the line of the block, in the host's list or raised; those of other files at their places."""

from types import SimpleNamespace

import markdown
import pytest
from markdown.treeprocessors import Treeprocessor
from mkdocs.exceptions import BuildError

from helpcentre.errors import Finding, FindingsError, HelpCentreError
from helpcentre.markdown_blocks.block_errors import RULE, collected

TEXT = "---\ntitle: Contact\n---\n\n/// hours | dask\n///\n\n///channels|pay\n///\n"


def collect(error, written="hours|dask", md=None, **config):
    """Return what the host's list holds after an error within a block."""
    problems = []
    given = {"problems": problems, "path": "en/contact.md", "text": TEXT, "support_file": "support.yml"} | config
    with collected(given, written, md or markdown.Markdown()):
        raise error
    return problems


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [("hours|dask", 5, 1), ("channels|pay", 8, 1), ("hours", 0, 0), ("video|dask", 0, 0)],
)
def test_an_error_is_placed_at_the_line_that_begins_the_block(written, line, column):
    [finding] = collect(HelpCentreError("there is no schedule 'dask'"), written)
    assert finding == Finding("en/contact.md", line, column, "there is no schedule 'dask'", RULE)


def test_spaces_in_the_first_line_do_not_matter():
    text = "///   hours   |   dask   \n///\n"
    assert collect(HelpCentreError("no"), text=text)[0].line == 1


def test_a_line_that_only_mentions_a_block_does_not_begin_it():
    text = "Write `/// hours | dask`:\n\n/// hours | dask\n///\n"
    assert collect(HelpCentreError("no"), text=text)[0].line == 3


def test_errors_of_another_file_stay_at_their_places_in_the_content_folder(tmp_path):
    error = FindingsError(
        [Finding(f"{tmp_path}/support.yml", 3, 2, "bad", "hours"), Finding("other.vtt", 1, 1, "x", "y")]
    )
    found = collect(error, docs_dir=str(tmp_path))
    assert [(one.path, one.line, one.column, one.rule) for one in found] == [
        ("support.yml", 3, 2, "hours"),
        ("other.vtt", 1, 1, "y"),
    ]


def test_an_error_of_the_support_file_as_a_whole_is_placed_at_its_beginning(tmp_path):
    (tmp_path / "support.yml").write_text("")
    [finding] = collect(HelpCentreError(f"{tmp_path}/support.yml: cannot be read"), docs_dir=str(tmp_path))
    assert finding == Finding("support.yml", 1, 1, "cannot be read")


def test_a_support_file_that_is_not_there_is_an_error_of_the_block(tmp_path):
    [finding] = collect(HelpCentreError(f"{tmp_path}/support.yml: file not found"), docs_dir=str(tmp_path))
    assert (finding.path, finding.line, finding.message) == ("en/contact.md", 5, "support.yml: file not found")


def test_the_same_error_is_listed_once():
    problems = []
    config = {"problems": problems, "path": "a.md", "text": TEXT}
    for _ in range(2):
        with collected(config, "hours|dask", markdown.Markdown()):
            raise HelpCentreError("no")
    assert len(problems) == 1


def test_without_an_error_nothing_happens():
    with collected({"problems": None}, "hours", markdown.Markdown()):
        pass


def test_without_a_list_the_error_is_raised_as_it_is():
    with pytest.raises(HelpCentreError, match=r"^no$"), collected({}, "hours|dask", markdown.Markdown()):
        raise HelpCentreError("no")


def test_any_other_exception_is_not_ours():
    with pytest.raises(ZeroDivisionError), collected({"problems": []}, "hours", markdown.Markdown()):
        1 / 0  # noqa: B018 - it raises


def rendering(file):
    """Return a Markdown that renders a page of MkDocs: its step for links knows the file."""
    md = markdown.Markdown()
    step = Treeprocessor(md)
    step.file = file
    md.treeprocessors.register(step, "relpath", 0)
    return md


def test_mkdocs_is_stopped_with_one_message_of_file_and_line():
    page = SimpleNamespace(src_uri="contact.md", content_string=TEXT)
    message = r"^contact\.md:5:1: there is no schedule"
    with pytest.raises(BuildError, match=message) as raised, collected({}, "hours|dask", rendering(page)):
        raise HelpCentreError("there is no schedule 'dask'")
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("file", [None, SimpleNamespace(src_uri="a.md"), SimpleNamespace(content_string="")])
def test_a_step_for_links_that_is_not_that_of_mkdocs_does_not_count(file):
    with pytest.raises(HelpCentreError, match=r"^no$"), collected({}, "hours", rendering(file)):
        raise HelpCentreError("no")
