"""Markdown that would be published raw, or in a language it is not written in, is an error with the way out."""

import pytest

from helpcentre.articles.languages import Languages
from helpcentre.site.files import Origin
from helpcentre.site.loading import load_site
from helpcentre.site.misplaced_files import MARKDOWN_ENDINGS, find_misplaced_files

from .sample import NOW, ONE, TWO, options, site_file


def messages(*files, languages=TWO):
    site = load_site(options(languages=languages), NOW)
    site.files = list(files)
    return [str(finding) for finding in find_misplaced_files(site)]


def raw(path, **given):
    """A file that the host does not take for a page."""
    return site_file(path, **given)


@pytest.mark.parametrize("ending", [ending.upper() for ending in MARKDOWN_ENDINGS] + [".Md", ".mdx", ".mdwn"])
def test_a_markdown_file_that_is_not_a_page_would_be_published_raw(ending):
    [message] = messages(raw(f"en/faq/invoice{ending}"))

    assert message == (
        f"en/faq/invoice{ending}:1:1: a file that ends in '{ending}' is not built as a page but published as it is. "
        "Rename it to invoice.md, or list it in exclude_docs in mkdocs.yml."
    )


@pytest.mark.parametrize(
    "file",
    [
        raw("en/faq/invoice.MD", published=False),
        raw("assets/readme.MD", origin=Origin.THEME),
        raw("en/faq/invoice.pdf"),
        raw("en/faq/md"),
        raw("fr/picture.png"),
        site_file("en/faq/pay.md"),
        site_file("fr/faq/pay.md", published=False),
        site_file("fr/faq/pay.md", in_nav=False),
        site_file("fr/api.md", origin=Origin.PLUGIN),
    ],
)
def test_files_in_place_and_files_left_out_on_purpose_are_fine(file):
    assert messages(file) == []


def test_a_folder_of_a_language_the_site_does_not_have_is_one_error_at_its_first_file():
    [message] = messages(site_file("fr/faq/z.md"), site_file("fr/faq/a.md"), site_file("fr/index.md"))

    assert message == (
        "fr/faq/a.md:1:1: 'fr' is not a language of this site (and 2 more files there), so it would be a page in 'en'. "
        "To correct this, add fr to languages of helpcentre/languages in mkdocs.yml, move it to one of en/, it/ "
        "or list it in exclude_docs (not published) or not_in_nav (published as it is)."
    )


def test_a_folder_of_no_language_is_not_called_one():
    [message] = messages(site_file("snippets/a.md"), site_file("snippets/b.md"))

    assert "snippets/a.md:1:1: the folder 'snippets' is not one of a language (and 1 more file there), so" in message
    assert "helpcentre/languages" not in message


def test_a_page_at_the_root_of_a_site_with_languages_is_an_error():
    [message] = messages(site_file("about.md"))

    assert message.startswith("about.md:1:1: a page of a site with several languages is in none of their folders, so")


def test_each_folder_is_reported_for_itself():
    found = messages(site_file("about.md"), site_file("fr/a.md"), site_file("de/a.md"), raw("x.MD"))

    assert [message.split(":")[0] for message in found] == ["x.MD", "about.md", "fr/a.md", "de/a.md"]


def test_a_site_of_one_language_has_its_pages_anywhere():
    assert messages(site_file("about.md"), site_file("fr/a.md"), languages=ONE) == []


def test_a_folder_named_like_a_language_in_other_letters_is_not_that_language():
    [message] = messages(site_file("EN/a.md"), languages=Languages("en", ("en",)))

    assert message.startswith("EN/a.md:1:1: ")
