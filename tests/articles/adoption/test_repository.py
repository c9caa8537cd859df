"""A small repository of each kind as the content of a help centre."""

import pytest

from helpcentre.articles.adoption.layouts import detect_layout, find_pages
from helpcentre.articles.adoption.repository import Repository, adopt_repository
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article


def adopt(texts, others=(), default="en", **options):
    layout = detect_layout([*texts, *others])
    pages = find_pages(texts, layout, default)
    return adopt_repository(Repository(layout, pages, texts, frozenset([*texts, *others]), default, **options))


DOCUSAURUS = {
    "docs/intro.md": "---\nsidebar_position: 1\nslug: /start\n---\n# Start\n\nSee [b](./guide/02-b.md#part).\n",
    "docs/guide/02-b.md": "---\nid: 42\ntitle: Why does it fail?\ntags: [fail, rare]\n---\n"
    ":::tip\nTip.\n:::\n\n## Part\n",
    "docs/guide/01-a.md": "---\ntitle: A\ntags: [rare]\nhero: x\n---\n![x](/img/x.png) [no](./no.md)\n",
    "i18n/fr/docusaurus-plugin-content-docs/current/intro.md": "# Début\n\nTexte.\n",
}


def test_docusaurus_comes_over():
    site = adopt(DOCUSAURUS, ["docusaurus.config.js", "static/img/x.png"])

    assert sorted(site.files) == ["en/guide/a.md", "en/guide/b.md", "en/intro.md", "fr/intro.md"]
    assert site.files["en/guide/b.md"] == (
        '---\ntitle: "Why does it fail?"\nkind: faq\nid: "42"\ntopics: [guide]\nasks: ["fail"]\norder: 2\n'
        'redirect_from: ["docs/guide/02-b", "docs/guide/b"]\n---\n\n!!! tip\n    Tip.\n\n## Part\n'
    )
    assert 'redirect_from: ["start", "docs/start", "docs/intro"]' in site.files["en/intro.md"]
    assert "[b](guide/b.md#part)" in site.files["en/intro.md"]
    assert "![x](../../media/img/x.png) no" in site.files["en/guide/a.md"]
    assert site.media == {"media/img/x.png": "static/img/x.png"}
    assert site.languages == ("en", "fr")


def test_the_report_has_errors_with_their_places_and_counts_keys():
    site = adopt(DOCUSAURUS, ["docusaurus.config.js", "static/img/x.png"])

    assert site.errors == ("docs/guide/01-a.md:6: the link './no.md' leads nowhere; only its words were kept",)
    assert site.remarks == ("the key 'hero' was left out (1 times, first in docs/guide/01-a.md)",)


def test_topics_have_the_titles_of_their_folders_in_each_language():
    texts = {
        "en/Big Box/a.md": "x",
        "en/Big Box/README.md": "# The box\n\nx",
        "it/Big Box/a.md": "y",
        "en/zoo/a.md": "z",
    }
    site = adopt(texts, folder_names={"zoo": "The zoo"})

    assert site.topics["big-box"] == {"en": "The box", "it": "Big Box"}
    assert site.topics["zoo"] == {"en": "The zoo", "it": "The zoo"}


@pytest.mark.parametrize(
    "texts", [DOCUSAURUS, {"a.md": "", "b/c.md": "# x: y"}, {"README.md": "---\ntitle: [\n---\nx"}]
)
def test_every_file_is_a_page_that_can_be_read(texts):
    site = adopt(texts)

    for path, text in site.files.items():
        assert read_article(Source(path, text), Languages(site.languages[0], site.languages)).title


def test_the_page_of_a_folder_without_text_lists_the_folder_in_its_order():
    texts = {"a/index.md": "---\ntitle: A\n---\n", "a/z.md": "---\ntitle: Z\norder: 1\n---\nx", "a/b.md": "# B\n\nx"}

    assert adopt(texts).files["en/a/index.md"].endswith("\n\n- [Z](z.md)\n- [B](b.md)\n")


def test_a_list_of_a_folder_leaves_out_what_is_not_published():
    texts = {"a/index.md": "---\ntitle: A\n---\n", "a/z.md": "x", "a/b.md": "---\ntitle: B\ndraft: true\n---\nSecret."}
    site = adopt(texts)

    assert site.files["en/a/index.md"].endswith("\n\n- [Z](z.md)\n")
    assert "draft: true" in site.files["en/a/b.md"]


def test_files_that_docusaurus_does_not_publish_are_left_out():
    texts = {"docs/a.md": "x", "docs/_partial.mdx": "part", "docs/_parts/b.md": "part", "docs/c_d.md": "y"}

    assert sorted(adopt(texts, ["docusaurus.config.js"]).files) == ["en/a.md", "en/c-d.md"]


def test_links_and_redirects_know_addresses_without_the_numbers_that_sort_pages():
    texts = {"docs/01-start/02-install.md": "x", "docs/a.md": "[i](/docs/start/install) [k](/docs/01-start/02-install)"}
    site = adopt(texts, ["docusaurus.config.js"])

    assert site.files["en/a.md"].endswith("[i](start/install.md) [k](start/install.md)\n")
    assert 'redirect_from: ["docs/01-start/02-install", "docs/start/install"]' in site.files["en/start/install.md"]


def test_a_page_without_text_is_left_out_and_reported():
    site = adopt({"a.md": "---\ntitle: A\n---\n", "b.md": "x"})

    assert list(site.files) == ["en/b.md"]
    assert site.errors == ("a.md:1: this page has no text; it was left out",)


def test_paths_that_a_help_centre_needs_are_left_to_it():
    site = adopt({"docs/contact.md": "x", "docs/reports/a.md": "x", "docs/search.md": "x"}, ["mkdocs.yml"])

    assert sorted(site.files) == ["en/contact-us.md", "en/reports-help/a.md", "en/search-help.md"]


def test_two_pages_never_share_a_path():
    site = adopt({"a b.md": "x", "a-b.md": "y", "A_b.md": "z"})

    assert sorted(site.files) == ["en/a-b-2.md", "en/a-b-3.md", "en/a-b.md"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("How do I pay?", "faq"),
        ("Upload fails", "troubleshooting"),
        ("It can't start", "troubleshooting"),
        ("Start", "guide"),
    ],
)
def test_the_kind_follows_from_the_title(title, kind):
    assert f"\nkind: {kind}\n" in adopt({"a.md": f"# {title}\n\nx"}).files["en/a.md"]


def test_the_first_page_of_a_language_is_its_home():
    assert adopt({"docs/index.md": "# Welcome\n\nHi."}, ["mkdocs.yml"]).files["en/index.md"] == (
        '---\ntitle: "Welcome"\nkind: page\n---\n\nHi.\n'
    )


def test_labels_that_search_could_not_find_are_not_promised():
    site = adopt({"a.md": "---\ntags: [refund, unrelated words]\n---\nGet a refund."})

    assert 'asks: ["refund"]' in site.files["en/a.md"]
