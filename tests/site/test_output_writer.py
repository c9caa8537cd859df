"""Writing published files: nothing is ever written outside the folder of the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import HelpCentreError
from helpcentre.site.output_writer import resolve_output, write_output

OUTSIDE = ["", ".", "..", "../x", "a/../../x", "a/../x", "/etc/x", "//host/x", "c:x", "C:/x", "a\\..\\..\\x", "a\0b"]


def test_a_file_is_written_as_utf_8_in_folders_that_are_made(tmp_path):
    written = write_output(tmp_path / "site", "it/faq/caffè/index.html", "perché\n")

    assert written == tmp_path / "site/it/faq/caffè/index.html"
    assert written.read_bytes() == "perché\n".encode()


def test_bytes_are_written_as_they_are_over_an_older_file(tmp_path):
    write_output(tmp_path, "a.bin", b"old and longer")

    assert write_output(tmp_path, "a.bin", b"\x00\xff").read_bytes() == b"\x00\xff"


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_outside_the_site_is_refused_and_nothing_is_written(path, tmp_path):
    site = tmp_path / "deep/site"
    site.mkdir(parents=True)
    (site / "a").mkdir()

    with pytest.raises(HelpCentreError, match="is outside the folder of the site"):
        write_output(site, path, "x")

    assert sorted(tmp_path.rglob("*")) == [tmp_path / "deep", site, site / "a"]


def test_a_symbolic_link_that_leads_out_of_the_site_is_not_followed(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site/file.html").symlink_to(tmp_path / "elsewhere/file.html")

    for path in ("folder/x.html", "file.html", "folder/deeper/x.html"):
        with pytest.raises(HelpCentreError, match="is outside the folder of the site"):
            write_output(tmp_path / "site", path, "x")

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_site_folder_that_is_itself_a_link_is_written_to(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    write_output(tmp_path / "site", "x.html", "x")

    assert (tmp_path / "real/x.html").read_text() == "x"


def test_a_link_that_leads_in_a_circle_is_an_error_without_a_traceback(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(HelpCentreError, match="cannot be written"):
        write_output(tmp_path, "a/x.html", "x")


def test_a_file_in_place_of_a_folder_is_an_error_without_a_traceback(tmp_path):
    (tmp_path / "robots.txt").write_text("x")

    with pytest.raises(HelpCentreError, match=r"'robots\.txt/index\.html' cannot be written to .*: File exists"):
        write_output(tmp_path, "robots.txt/index.html", "x")


@given(path=st.lists(st.sampled_from(["a", "..", ".", "", "c:", "\\", "~", "b.html"]), max_size=6).map("/".join))
def test_a_path_is_either_refused_or_below_the_site(path, tmp_path_factory):
    root = tmp_path_factory.getbasetemp() / "resolved"
    try:
        target = resolve_output(root, path)
    except HelpCentreError:
        return

    assert target != root
    assert target.is_relative_to(root)
