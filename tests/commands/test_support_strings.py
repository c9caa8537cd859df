"""The strings of a site for a command that reads only its support file."""

import pytest

from helpcentre.commands.support_strings import read_support_strings
from helpcentre.errors import FindingsError


def write_strings(folder, text):
    (folder / "strings").mkdir(parents=True)
    (folder / "strings/it.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("place", [".", "content"])
def test_they_are_next_to_the_support_file_or_in_the_content_folder_there(tmp_path, place):
    write_strings(tmp_path / place, "frame.home: Casa\n")

    assert read_support_strings(tmp_path / "support.yml", "it")["frame.home"] == "Casa"
    assert read_support_strings(tmp_path / "support.yml", "en")["frame.home"] == "Home"


def test_those_next_to_the_support_file_are_read_even_if_the_content_folder_has_some(tmp_path):
    write_strings(tmp_path, "frame.home: Casa\n")
    write_strings(tmp_path / "content", "frame.home: Inizio\n")

    assert read_support_strings(tmp_path / "support.yml", "it")["frame.home"] == "Casa"


def test_a_site_without_strings_has_those_of_the_package(tmp_path):
    assert read_support_strings(tmp_path / "support.yml", "en")["frame.home"] == "Home"


def test_errors_in_them_are_reported_with_their_place(tmp_path):
    write_strings(tmp_path, "frame.nix: Casa\n")

    with pytest.raises(FindingsError, match=r"strings/it\.yml:1:"):
        read_support_strings(tmp_path / "support.yml", "it")
