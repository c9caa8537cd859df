"""The files of a site: the same, in the same order and at the same addresses, as MkDocs finds."""

import logging

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files

from helpcentre.articles.languages import Languages
from helpcentre.builder.source_files import SourceFile, list_content, list_theme, make_site_file
from helpcentre.site.files import Origin

NO_FOLDERS = Languages("en", ("en",), folders=False)
TWO = Languages("en", ("en", "it"))
PATHS = (
    *("index.md", "b.md", "README.md", "a/README.md", "a/z.md", "a/index.html", "media/x y.png", "notes.markdown"),
    *(".hidden/x.md", "a/.draft.md", "templates/x.html", "a/templates/y.md", "same.md", "same.markdown", "é/ü.md"),
)


@pytest.fixture
def content(tmp_path):
    for path in PATHS:
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Text", encoding="utf-8")
    return tmp_path / "docs"


@pytest.mark.parametrize("directory_urls", [True, False])
def test_the_files_of_the_content_folder_are_those_of_mkdocs(content, caplog, directory_urls):
    config = MkDocsConfig(config_file_path=str(content.parent / "mkdocs.yml"))
    config.load_dict({"site_name": "x", "docs_dir": str(content), "use_directory_urls": directory_urls})
    config.validate()
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        theirs = [
            (file.src_uri, file.dest_uri, file.url.removeprefix("./"), file.inclusion.is_included())
            for file in get_files(config)
        ]

    files, warnings = list_content(content, NO_FOLDERS, directory_urls=directory_urls)

    found = [file.site_file for file in files]
    assert [(one.path, one.output, one.url, one.published) for one in found] == theirs
    assert warnings == [record.getMessage() for record in caplog.records]
    assert len(warnings) == 3


@pytest.mark.parametrize("path", [*PATHS, "faq/x.html", "x.mdown", "x.mkd", "x.md.txt"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_file_has_the_output_and_the_address_of_mkdocs(path, directory_urls):
    theirs = File(path, "docs", "site", directory_urls)

    ours = make_site_file(path, NO_FOLDERS, directory_urls=directory_urls)

    assert (ours.output, ours.url or "./") == (theirs.dest_uri, theirs.url)
    assert ours.is_page == theirs.is_documentation_page()


def test_the_folder_of_the_default_language_is_the_root_of_the_site():
    home, other = (make_site_file(path, TWO, directory_urls=True) for path in ("en/index.md", "it/faq/x.md"))

    assert (home.output, home.url) == ("index.html", "")
    assert (other.output, other.url) == ("it/faq/x/index.html", "it/faq/x/")


def test_a_theme_has_its_static_files_without_templates_hidden_files_and_those_of_the_content(tmp_path):
    for name in ("assets/b.css", "assets/a.js", "pages/x.html", ".icons/x.svg", "assets/.x", "README.txt", "own.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")

    files = list_theme(tmp_path, ["own.css"], TWO, directory_urls=True)

    assert [file.path for file in files] == ["assets/a.js", "assets/b.css"]
    assert {file.site_file.origin for file in files} == {Origin.THEME}


def test_the_content_that_a_build_makes_replaces_that_of_the_file(tmp_path):
    (tmp_path / "x.js").write_bytes(b"old")
    place = make_site_file("x.js", TWO, directory_urls=True)

    assert SourceFile(place, tmp_path / "x.js").read_bytes() == b"old"
    assert SourceFile(place, tmp_path / "x.js", content="é").read_bytes() == "é".encode()
