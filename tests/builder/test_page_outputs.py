"""The pages that are in the folder of the site already."""

import os

import pytest

from helpcentre.builder.build_memory import open_memory
from helpcentre.builder.page_outputs import PageOutputs


@pytest.fixture
def build(tmp_path):
    """Return a function that asks for a page, writes it if it is not current, and remembers it."""
    page = tmp_path / "site/a/index.html"
    page.parent.mkdir(parents=True)

    def ask(key, content=b"page", site_dir=tmp_path / "site", save=True, write=True):
        with open_memory(tmp_path / "cache", b"1", lambda _: None) as memory:
            outputs = PageOutputs(memory, site_dir)
            current = outputs.is_current("a/index.html", key)
            if write and not current:
                page.write_bytes(content)
            if save:
                outputs.save()
        return current

    ask.page = page
    return ask


def test_a_page_is_current_if_its_inputs_and_its_file_are_the_same(build):
    assert [build(b"1"), build(b"1"), build(b"2"), build(b"2")] == [False, True, False, True]


def test_a_page_that_was_changed_removed_or_replaced_by_a_link_is_not_current(build, tmp_path):
    build(b"1")
    build.page.write_bytes(b"other")
    assert not build(b"1")
    os.utime(build.page, ns=(1, 1))
    assert not build(b"1")
    build.page.unlink()
    assert not build(b"1")
    build.page.rename(tmp_path / "elsewhere")
    build.page.symlink_to(tmp_path / "elsewhere")
    assert not build(b"1")


def test_each_folder_of_a_site_is_remembered_separately(build, tmp_path):
    build(b"1")
    other = tmp_path / "other"

    assert not build(b"1", site_dir=other, write=False)
    assert build(b"1")


def test_a_build_that_was_not_published_is_not_remembered(build):
    build(b"1", save=False)

    assert not build(b"1")


def test_without_a_memory_no_page_is_current(tmp_path):
    outputs = PageOutputs(None, tmp_path)
    outputs.save()

    assert not outputs.is_current("a", b"1")
