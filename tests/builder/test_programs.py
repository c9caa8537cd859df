"""The programs that a build depends on."""

import pytest

from helpcentre.builder import programs


def test_the_hash_is_the_same_until_a_version_changes(monkeypatch):
    before = programs.hash_programs()
    assert programs.hash_programs() == before

    version = programs.version
    monkeypatch.setattr(programs, "version", lambda name: "0" if name == "markdown" else version(name))
    assert programs.hash_programs() != before


def test_a_library_that_is_not_installed_counts_as_well(monkeypatch):
    before = programs.hash_programs()
    monkeypatch.setattr(programs, "LIBRARIES", (*programs.LIBRARIES, "no-such-library"))

    assert programs.hash_programs() != before


@pytest.mark.parametrize(
    ("extensions", "pure"),
    [
        (["toc", "markdown.extensions.tables", "pymdownx.details", "helpcentre.markdown_blocks"], True),
        (["toc", "pymdownx.snippets"], False),
        (["pymdownx.b64"], False),
        (["their_own"], False),
        ([], True),
    ],
)
def test_only_extensions_that_read_nothing_else_let_pages_be_remembered(extensions, pure):
    assert programs.are_pure(extensions) is pure
