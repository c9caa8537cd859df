"""The folders in which blocks look for the support file, the interface strings and the media without an option."""

import os
from pathlib import Path

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.markdown_blocks.base import build_time, language_marks, support_of, words_of
from helpcentre.markdown_blocks.content_folder import find_content_folder

CONFIG = {"docs_dir": "", "support_file": "support.yml", "language": "en"}
SUPPORT = """version: 1
default_time_zone: Europe/Tallinn
schedules:
  desk: {weekly: {mon-fri: ["09:00-17:00"]}}
channels:
  email: {kind: email, address: help@example.com, schedule: desk, response: {mode: async, promise: 4h, clock: working}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a function that writes files into the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(*names):
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(SUPPORT if name.endswith(".yml") else "", encoding="utf-8")

    return write


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["content/support.yml", "docs/support.yml", "support.yml"], "content"),
        (["docs/support.yml", "support.yml"], "docs"),
        (["support.yml"], "."),
        (["content/media/a.webm", "docs/support.yml"], "docs"),
        (["docs/media/a.webm", "media/a.webm"], "docs"),
        (["media/a.webm"], "."),
        ([], "content"),
    ],
)
def test_the_content_folder_is_the_first_with_a_support_file_or_else_with_media(folder, names, found):
    folder(*names)
    assert find_content_folder(CONFIG) == Path(found)


def test_a_folder_that_is_named_counts_whatever_is_in_others(folder):
    folder("content/support.yml")
    assert find_content_folder(CONFIG | {"docs_dir": "elsewhere"}) == Path("elsewhere")


def test_a_support_file_of_another_name_is_looked_for_by_that_name(folder):
    folder("content/support.yml", "docs/help.yml")
    assert find_content_folder(CONFIG | {"support_file": "help.yml"}) == Path("docs")


def test_the_support_file_is_read_again_only_once_it_changes(folder, tmp_path):
    folder("content/support.yml")
    first = support_of(CONFIG)
    assert support_of(CONFIG) is first
    changed = tmp_path / "content/support.yml"
    changed.write_text(SUPPORT.replace("Tallinn", "Rome"), encoding="utf-8")
    os.utime(changed, ns=(1, 1))
    assert support_of(CONFIG) is not first


def test_a_host_hands_over_the_support_file_it_has_read():
    read = object()
    assert support_of(CONFIG | {"support": lambda: read}) is read


def test_without_a_support_file_the_error_names_the_folders_searched(folder):
    with pytest.raises(
        HelpCentreError, match=r"^there is no support\.yml in content, docs or the folder you build in; "
    ):
        support_of(CONFIG)


def test_a_named_folder_without_a_support_file_is_an_error_of_that_file(folder):
    with pytest.raises(HelpCentreError) as raised:
        support_of(CONFIG | {"docs_dir": "elsewhere"})
    assert str(raised.value).startswith("elsewhere/support.yml: ")


def test_the_words_are_the_hosts_or_those_of_the_package_with_the_sites_own(folder, tmp_path):
    assert words_of(CONFIG | {"strings": lambda language: f"of {language}"}) == "of en"
    folder("content/support.yml")
    (tmp_path / "content/strings").mkdir()
    (tmp_path / "content/strings/en.yml").write_text('frame.home: "Start"\n', encoding="utf-8")
    assert words_of(CONFIG)["frame.home"] == "Start"
    assert words_of(CONFIG)["frame.menu"] == strings("en")["frame.menu"]


def test_only_a_string_in_another_language_than_the_page_is_marked():
    assert language_marks(strings("it"), "frame.home") == {}
    assert language_marks(strings("mt"), "frame.home") == {"lang": "en", "dir": "ltr"}


def test_the_time_of_the_build_is_that_of_the_source_if_it_is_given(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build_time().isoformat() == "1970-01-02T00:00:00+00:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build_time().utcoffset().total_seconds() == 0
    assert build_time().year > 2025


@pytest.mark.parametrize("epoch", ["-1", "1.5", "٣", " 5", "now"])
def test_a_time_of_the_build_that_is_not_a_number_of_seconds_is_refused(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(HelpCentreError, match=f"'{epoch}' is not a number of seconds since 1970"):
        build_time()
