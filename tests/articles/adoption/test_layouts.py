"""The generator that a repository was written for, its pages and its languages."""

import pytest

from helpcentre.articles.adoption.layouts import (
    Layout,
    SourceFile,
    detect_layout,
    find_pages,
    is_index,
    order_of_name,
    slug_segments,
)


@pytest.mark.parametrize(
    ("paths", "layout"),
    [
        (["docusaurus.config.js", "docs/a.md"], Layout("Docusaurus", "docs/", ("static/",), "docs/")),
        (["docusaurus.config.ts", "a.md"], Layout("Docusaurus", "", ("static/",), "docs/")),
        (
            ["docs/.vitepress/config.mts", "docs/a.md"],
            Layout("VitePress or VuePress", "docs/", ("docs/public/", "docs/.vuepress/public/")),
        ),
        ([".vuepress/config.js", "a.md"], Layout("VitePress or VuePress", "", ("public/", ".vuepress/public/"))),
        (["astro.config.mjs", "src/content/docs/a.mdx"], Layout("Starlight", "src/content/docs/", ("public/",))),
        (["hugo.toml", "content/a.md"], Layout("Hugo", "content/", ("static/",))),
        (["mkdocs.yml", "docs/a.md"], Layout("MkDocs", "docs/")),
        (["_config.yml", "a.md"], Layout("Jekyll", "", ("",))),
        (["docs/_config.yml", "docs/a.md"], Layout("Jekyll", "docs/", ("",))),
        (["content/a.md", "README.md"], Layout("Markdown files", "content/", ("", "static/", "public/"))),
        (["a.md"], Layout("Markdown files", "", ("", "static/", "public/"))),
    ],
)
def test_a_repository_is_recognised_by_its_files(paths, layout):
    assert detect_layout(paths) == layout


def names(paths, layout, default="en"):
    return [(page.language, page.name) for page in find_pages(paths, layout, default)]


def test_languages_are_folders_next_to_that_of_the_default_language():
    paths = ["en/a.md", "fr/a.md", "no-language/b.md", "pt-BR/a.md"]

    assert names(paths, Layout("Markdown files", "")) == [
        ("en", "a"),
        ("fr", "a"),
        ("en", "no-language/b"),
        ("pt-BR", "a"),
    ]
    assert names(["it/a.md", "b.md"], Layout("Markdown files", "")) == [("en", "b"), ("en", "it/a")]


def test_languages_are_suffixes_of_files():
    assert names(["docs/a.md", "docs/a.it.md", "docs/v1.10.md"], Layout("MkDocs", "docs/")) == [
        ("it", "a"),
        ("en", "a"),
        ("en", "v1.10"),
    ]


def test_docusaurus_keeps_translations_in_separate_folders():
    path = "i18n/fr/docusaurus-plugin-content-docs/current/b/a.mdx"

    assert find_pages(["docs/b/a.md", path], Layout("Docusaurus", "docs/"), "en") == [
        SourceFile("docs/b/a.md", "en", "b/a"),
        SourceFile(path, "fr", "b/a"),
    ]


@pytest.mark.parametrize(
    "path",
    ["node_modules/x/a.md", ".github/a.md", "docs/_includes/a.md", "docs/SUMMARY.md", "docs/_sidebar.md", "docs/a.txt"],
)
def test_other_files_are_left_out(path):
    assert find_pages([path, "docs/b.md"], Layout("MkDocs", "docs/"), "en") == [SourceFile("docs/b.md", "en", "b")]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("01-Start/02_First Steps", "start/first-steps"),
        ("Arduino Cloud/If it's broken", "arduino-cloud/if-it-s-broken"),
        ("2024", "2024"),
        ("設定/x", "page/x"),
    ],
)
def test_a_path_has_plain_letters_and_no_numbers_for_sorting(name, slug):
    assert slug_segments(name) == slug


@pytest.mark.parametrize(
    ("name", "order"), [("b/03-c", 3), ("10_x", 10), ("x-3", None), ("2024", None), ("99999-x", None)]
)
def test_the_number_before_a_name_is_its_order(name, order):
    assert order_of_name(name) == order


@pytest.mark.parametrize(("name", "yes"), [("a/index", True), ("README", True), ("_index", True), ("indexes", False)])
def test_the_page_of_a_folder_has_one_of_three_names(name, yes):
    assert is_index(name) is yes
