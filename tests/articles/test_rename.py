"""Moving a page: what leads to it, what it leads to, and its history."""

import itertools

import pytest

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.articles.rename import rename
from helpcentre.errors import HelpCentreError

LANGUAGES = Languages("en", ("en", "it"))


def page(title="Returns?", body="", **keys):
    front = "".join(f"{key}: {value}\n" for key, value in {"title": title, "kind": "faq", **keys}.items())
    return f"---\n{front}---\n\n{body}\n"


def moved(texts, old="faq/returns", new="faq/how-to-return"):
    return rename(texts, LANGUAGES, old, new)


def test_every_translation_moves_together():
    done = moved({"en/faq/returns.md": page(), "it/faq/returns.md": page("Resi?")})
    assert done.moved == {
        "en/faq/returns.md": "en/faq/how-to-return.md",
        "it/faq/returns.md": "it/faq/how-to-return.md",
    }


def test_the_id_stays_so_that_votes_and_links_by_id_do():
    done = moved({"en/faq/returns.md": page()})
    article = read_article(Source("en/faq/how-to-return.md", done.texts["en/faq/how-to-return.md"]), LANGUAGES)
    assert article.id == "faq/returns"
    assert article.front.redirect_from == ("faq/returns",)


def test_an_id_that_is_written_down_is_left_alone():
    done = moved({"en/faq/returns.md": page(id="sending-back", redirect_from="[faq/older]")})
    text = done.texts["en/faq/how-to-return.md"]
    assert "id: sending-back\n" in text
    assert 'redirect_from: [faq/older, "faq/returns"]' in text


def test_the_text_that_readers_see_is_the_same_version():
    before = read_article(Source("en/faq/returns.md", page(body="Send it back.")), LANGUAGES)
    text = moved({"en/faq/returns.md": before.source}).texts["en/faq/how-to-return.md"]
    assert read_article(Source("en/faq/how-to-return.md", text), LANGUAGES).version == before.version


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[back](returns.md)", "[back](how-to-return.md)"),
        ("[back](returns.md#costs)", "[back](how-to-return.md#costs)"),
        ('[back](../faq/returns.md "How")', '[back](how-to-return.md "How")'),
        ("[back](<returns.md>)", "[back](<how-to-return.md>)"),
        ("[back]: returns.md", "[back]: how-to-return.md"),
        ("[else](refunds.md)", "[else](refunds.md)"),
        ("[out](https://example.org/returns.md)", "[out](https://example.org/returns.md)"),
        ("```\n[back](returns.md)\n```", "```\n[back](returns.md)\n```"),
    ],
)
def test_links_of_other_pages_follow(link, expected):
    texts = {"en/faq/returns.md": page(), "en/faq/refunds.md": page("Refunds?", body=link)}
    done = moved(texts)
    assert done.texts.get("en/faq/refunds.md", texts["en/faq/refunds.md"]) == page("Refunds?", body=expected)


def test_links_of_a_page_that_changes_its_folder_lead_where_they_led():
    body = "![a](../media/a.webp) [up](../contact.md) [beside](refunds.md#x) [self](returns.md#y) [here](#z)"
    done = moved({"en/faq/returns.md": page(body=body), "en/faq/refunds.md": page("R?")}, new="guides/send/back")
    pictures = "![a](../../media/a.webp) [up](../../contact.md)"
    pages = "[beside](../../faq/refunds.md#x) [self](back.md#y) [here](#z)"
    assert f"{pictures} {pages}\n" in done.texts["en/guides/send/back.md"]


def test_a_page_in_another_language_with_the_same_link_is_its_own_page():
    done = moved({"en/faq/returns.md": page(), "it/faq/x.md": page("X?", body="[a](../../en/faq/returns.md)")})
    assert "[a](../../en/faq/how-to-return.md)" in done.texts["it/faq/x.md"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("faq/retuns", "faq/x", "there is no page 'faq/retuns'; did you mean 'faq/returns'?"),
        ("faq/returns", "faq/How To", "'faq/How To' is not a valid path for a page"),
        ("faq/returns", "faq/refunds", "en/faq/refunds.md already exists. Choose another path."),
    ],
)
def test_a_page_that_cannot_be_moved_is_reported(old, new, words):
    with pytest.raises(HelpCentreError) as raised:
        moved({"en/faq/returns.md": page(), "en/faq/refunds.md": page("R?")}, old, new)
    assert words in str(raised.value)


def renamed(text, *slugs):
    """Return the text of a page moved from each slug to the next."""
    for old, new in itertools.pairwise(slugs):
        text = moved({f"en/{old}.md": text}, old, new).texts[f"en/{new}.md"]
    return text


def redirects(text):
    return read_article(Source("en/x.md", text), LANGUAGES).front.redirect_from


def test_a_page_that_moves_there_and_back_does_not_redirect_to_itself():
    text = renamed(page(), "faq/a", "faq/b", "faq/c", "faq/a")

    assert redirects(text) == ("faq/b", "faq/c")
    assert redirects(renamed(text, "faq/a", "faq/b", "faq/a")) == ("faq/c", "faq/b")


@pytest.mark.parametrize("written", ["faq/new", "faq/new/", "faq/new.md", "FAQ/New"])
def test_the_new_address_is_removed_however_it_is_written(written):
    text = renamed(page(redirect_from=f"[faq/older, {written}, faq/oldest]"), "faq/old", "faq/new")

    assert redirects(text) == ("faq/older", "faq/oldest", "faq/old")
