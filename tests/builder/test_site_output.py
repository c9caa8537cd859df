"""The folder of the site: exchanged file by file, or not at all."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from helpcentre.builder.site_output import open_output
from helpcentre.errors import HelpCentreError


def publish(folder, files):
    with open_output(folder) as output:
        for path, content in files.items():
            output.write(path, content)
        return output.publish()


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path):
    publish(tmp_path / "site", {"index.html": b"one", "faq/a/index.html": b"a", "old/x.html": b"x"})
    return tmp_path / "site"


def test_only_files_that_differ_are_written_and_those_no_longer_wanted_are_removed(site):
    times = {path: (site / path).stat().st_mtime_ns for path in ("index.html",)}

    written, removed = publish(site, {"index.html": b"one", "faq/a/index.html": b"b", "new.html": b"n"})

    assert (written, removed) == (["faq/a/index.html", "new.html"], ["old/x.html"])
    assert contents(site) == {"index.html": b"one", "faq/a/index.html": b"b", "new.html": b"n"}
    assert (site / "index.html").stat().st_mtime_ns == times["index.html"]
    assert not (site / "old").exists()


def test_of_two_files_at_one_path_the_later_counts(site):
    with open_output(site) as output:
        output.write("index.html", b"two")
        output.write("index.html", b"one")
        assert output.publish()[0] == []


def test_a_build_that_is_not_published_changes_nothing_and_leaves_nothing_behind(site):
    before = contents(site)

    with pytest.raises(RuntimeError), open_output(site) as output:
        output.write("index.html", b"half")
        raise RuntimeError

    assert contents(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_hidden_files_at_the_top_stay(site):
    (site / ".nojekyll").write_bytes(b"")
    (site / ".git").mkdir()
    (site / ".git/config").write_bytes(b"x")

    publish(site, {"index.html": b"one"})

    assert contents(site) == {".nojekyll": b"", ".git/config": b"x", "index.html": b"one"}


def test_empty_folders_of_a_git_repository_at_the_top_stay(site):
    (site / ".git/refs/heads").mkdir(parents=True)

    publish(site, {"index.html": b"one"})

    assert (site / ".git/refs/heads").is_dir()
    assert not (site / "faq").exists()


def test_a_site_on_another_volume_is_exchanged_and_nothing_is_left_behind(site, monkeypatch):
    rename = Path.replace

    def refuse_other_volume(path, target):
        if path.parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr("pathlib.Path.replace", refuse_other_volume)
    publish(site, {"index.html": b"two", "new/a.html": b"a"})

    assert contents(site) == {"index.html": b"two", "new/a.html": b"a"}


def test_a_file_that_cannot_be_exchanged_is_an_error(site, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(HelpCentreError, match="the site cannot be written: Permission denied"):
        publish(site, {"index.html": b"two"})


def test_a_site_whose_parent_folder_cannot_be_written_is_exchanged(site, monkeypatch):
    make = tempfile.mkdtemp

    def refuse_parent(*, prefix, dir):  # noqa: A002 - the name of the parameter
        if dir == site.parent:
            raise OSError(errno.EROFS, "Read-only file system")
        return make(prefix=prefix, dir=dir)

    monkeypatch.setattr("tempfile.mkdtemp", refuse_parent)
    publish(site, {"index.html": b"two"})

    assert contents(site) == {"index.html": b"two"}
    assert [path.name for path in site.iterdir()] == ["index.html"]
    with pytest.raises(HelpCentreError, match="the site cannot be written: Read-only file system"):
        publish(site.with_name("missing"), {"index.html": b"x"})


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(site):
    publish(site, {"old": b"file", "index.html/x": b"folder"})

    assert contents(site) == {"old": b"file", "index.html/x": b"folder"}


def test_a_kept_file_is_neither_written_nor_removed(site):
    with open_output(site) as output:
        output.keep("index.html")
        written, removed = output.publish()

    assert (written, removed) == ([], ["faq/a/index.html", "old/x.html"])
    assert contents(site) == {"index.html": b"one"}


def test_nothing_is_written_outside_the_site(site):
    (site / "link").symlink_to(site.parent)

    for path in ("../x", "/x", "link/x"):
        with pytest.raises(HelpCentreError, match="outside the folder of the site"):
            publish(site, {path: b"x"})


def test_a_link_in_place_of_a_file_is_replaced_and_what_it_leads_to_stays(site):
    (site / "index.html").unlink()
    (site / "other.txt").write_bytes(b"one")
    (site / "index.html").symlink_to("other.txt")

    publish(site, {"index.html": b"one", "other.txt": b"one"})

    assert not (site / "index.html").is_symlink()
    assert contents(site) == {"index.html": b"one", "other.txt": b"one"}


def test_a_disk_that_is_full_is_an_error_and_the_site_stays(site, monkeypatch):
    before = contents(site)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", refuse)
    with pytest.raises(HelpCentreError, match=r"'index\.html' cannot be written .*: No space left on device"):
        publish(site, {"index.html": b"new"})

    assert contents(site) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)

    with pytest.raises(HelpCentreError, match="the site cannot be written"):
        publish(tmp_path / "locked/site", {"index.html": b"x"})


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(HelpCentreError, match="the site cannot be written"):
        publish(tmp_path / "file/site", {"index.html": b"x"})


def test_files_exchanged_early_are_there_at_once_and_count_as_written(site):
    with open_output(site) as output:
        output.write("index.html", b"two")
        output.exchange_early()
        assert (site / "index.html").read_bytes() == b"two"
        assert (site / "old/x.html").is_file()
        output.write("new.html", b"n")
        written, removed = output.publish()

    assert (written, removed) == (["index.html", "new.html"], ["faq/a/index.html", "old/x.html"])


def test_a_file_in_place_of_a_folder_waits_for_the_end_when_others_are_exchanged_early(site):
    with open_output(site) as output:
        output.write("old", b"file")
        output.exchange_early()
        assert (site / "old").is_dir()
        output.publish()

    assert contents(site) == {"old": b"file"}
