"""Links of a page that moves, and of pages that lead to it: which change, and to what."""

import pytest

from helpcentre.articles.languages import Languages
from helpcentre.articles.rename import rename
from helpcentre.errors import HelpCentreError

from .sample import LANGUAGES, page


def relinked(body, path="en/faq/other.md", old="faq/pay", new="guides/pay-by-card", languages=LANGUAGES):
    """Return the text of a page after the page `faq/pay` has moved to another folder."""
    texts = {"en/faq/pay.md": page("Pay?"), path: page("Other?", body=body)}
    done = rename(texts, languages, old, new)
    return done.texts.get(path, texts[path]).split("---\n", 2)[2]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a](pay.md)", "[a](../guides/pay-by-card.md)"),
        ("![a](pay.md)", "![a](../guides/pay-by-card.md)"),
        ("[a]( pay.md)", "[a]( ../guides/pay-by-card.md)"),
        ("[a](./pay.md?x=1#y)", "[a](../guides/pay-by-card.md?x=1#y)"),
        ("   [a]: pay.md", "   [a]: ../guides/pay-by-card.md"),
        ("    [a]: pay.md", "    [a]: pay.md"),
        ("[a](/faq/pay.md)", "[a](/faq/pay.md)"),
        ("[a](//host/pay.md)", "[a](//host/pay.md)"),
        ("[a](mailto:pay.md)", "[a](mailto:pay.md)"),
        ("[a](#pay.md)", "[a](#pay.md)"),
        ("[a](pay.html)", "[a](pay.html)"),
        ("pay.md", "pay.md"),
    ],
)
def test_a_link_to_the_page_follows_it_and_any_other_stays_as_it_is_written(link, expected):
    assert relinked(f"{link}\n") == f"{expected}\n"


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_links_between_fences_are_code(fence):
    body = f"[a](pay.md)\n{fence}\n[b](pay.md)\n{fence}\n[c](pay.md)\n"
    moved = "../guides/pay-by-card.md"
    assert relinked(body) == f"[a]({moved})\n{fence}\n[b](pay.md)\n{fence}\n[c]({moved})\n"


def test_a_fence_ends_with_its_own_sign_only():
    assert relinked("```\n~~~\n[b](pay.md)\n") == "```\n~~~\n[b](pay.md)\n"


def test_every_link_of_a_line_follows():
    assert relinked("[a](pay.md) and [b](pay.md#x)\n").count("guides/pay-by-card.md") == 2


def test_a_page_in_another_folder_links_from_its_own_place():
    assert relinked("[a](faq/pay.md)\n", "en/contact.md") == "[a](guides/pay-by-card.md)\n"


def test_line_endings_and_the_lack_of_a_last_one_stay():
    assert relinked("[a](pay.md)\r\nx") == "[a](../guides/pay-by-card.md)\r\nx"


def test_files_that_do_not_change_are_not_written_again():
    done = rename({"en/faq/pay.md": page(), "en/faq/other.md": page()}, LANGUAGES, "faq/pay", "faq/paying")
    assert list(done.texts) == ["en/faq/paying.md"]


@pytest.mark.parametrize("name", ["faq/pay", "/faq/pay/", "faq/pay.md"])
def test_the_page_and_its_new_name_may_be_written_with_slashes_and_ending(name):
    done = rename({"en/faq/pay.md": page()}, LANGUAGES, name, name.replace("pay", "paying"))
    assert done.moved == {"en/faq/pay.md": "en/faq/paying.md"}


@pytest.mark.parametrize(
    "new", ["faq/Paying", "faq/paying now", "faq//paying", "faq/-paying", "faq/paying_", "", "../x"]
)
def test_a_name_that_is_not_a_path_of_lower_case_letters_is_refused(new):
    with pytest.raises(HelpCentreError, match="write lower-case letters"):
        rename({"en/faq/pay.md": page()}, LANGUAGES, "faq/pay", new)


@pytest.mark.parametrize("new", ["faq/paying", "faq/pay-2", "a/b/c", "a_b", "2026"])
def test_letters_digits_and_single_signs_between_them_are_a_path(new):
    assert rename({"en/faq/pay.md": page()}, LANGUAGES, "faq/pay", new).moved == {"en/faq/pay.md": f"en/{new}.md"}


def test_nothing_moves_if_the_path_is_taken_in_one_language():
    texts = {"en/faq/pay.md": page(), "it/faq/pay.md": page(), "it/faq/paying.md": page()}
    with pytest.raises(HelpCentreError, match=r"^it/faq/paying\.md"):
        rename(texts, LANGUAGES, "faq/pay", "faq/paying")


def test_a_site_without_folders_of_languages_moves_its_page_too():
    done = rename({"faq/pay.md": page()}, Languages("en", ("en",), folders=False), "faq/pay", "faq/paying")
    assert done.moved == {"faq/pay.md": "faq/paying.md"}
