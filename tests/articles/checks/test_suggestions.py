"""Every "did you mean" is applied to the letter, and the finding is gone."""

import re

import pytest

from helpcentre.articles.checks.registry import check_build
from helpcentre.articles.checks.suggestions import nearest
from tests.articles.sample import checked, page

SITE = "https://help.example.com/"
OTHERS = {
    "en/faq/pay-by-card.md": page("Pay?", id="pay-by-card", body="## Limits\n"),
    "en/faq/my file (1).md": page("Odd name?"),
    "en/guides/send-back.md": page("Send back", kind="guide", body="## Costs\n"),
    "en/faq/index.md": page("All questions", kind="page"),
    "it/faq/pay-by-card.md": page("Pagare?", id="pay-by-card", body="## Limiti\n"),
    "it/faq/solo-italiano.md": page("Solo?"),
    "en/contact.md": page("Contact", kind="page"),
}
FILES = ["media/lamp.png", "media/lamp on table.png"]
FAULTS = {
    "a misspelt page of the same folder": "[x](pay-by-crad.md)",
    "a misspelt page of another folder": "[x](../guides/send-bakc.md)",
    "a path from the content folder": "[x](en/guides/send-back.md)",
    "the wrong folder": "[x](send-back.md)",
    "no extension": "[x](pay-by-card)",
    "the extension of a web page": "[x](pay-by-card.html)",
    "an address instead of a file": "[x](../pay-by-crad/)",
    "other letters": "[x](../Contact.md)",
    "a heading of the page that is meant": "[x](pay-by-crad.md#limits)",
    "a heading the page does not have either": "[x](pay-by-crad.md#nothing)",
    "a misspelt heading": "[x](pay-by-card.md#limts)",
    "a heading of the page itself": "[x](#prat)\n\n## Part",
    "a reference": "[x][ref]\n\n[ref]: pay-by-crad.md",
    "angle brackets": "[x](<pay-by-crad.md>)",
    "a file whose name ends links": "[x](my-file-1.md)",
    "an image": "![x](../../media/lmap.png)",
    "an image whose name has spaces": "![x](../../media/lamp-on-tabel.png)",
    "an image from the content folder": "![x](media/lamp.png)",
    "an address from the root": "[x](/faq/pay-by-crad/)",
    "an address with the site's own host": "[x](https://help.example.com/faq/pay-by-crad/)",
    "an image from the root": "![x](/media/lmap.png)",
    "HTML with a Markdown file": '<p><a href="pay-by-card.md">x</a></p>',
    "HTML with a Markdown file and a heading": '<p><a href="pay-by-card.md#limits">x</a></p>',
    "HTML with a misspelt address": '<p><a href="../pay-by-crad/">x</a></p>',
    "HTML with an image": '<p><img alt="" src="../../media/lmap.png"></p>',
}


def findings(body, **front):
    pages = OTHERS | {"en/faq/a.md": page("A?", body=f"{body}\n", **front)}
    return [str(found) for found in check_build(checked(pages, FILES, site_url=SITE)) if found.path == "en/faq/a.md"]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_suggestion_for_a_dead_link_works_as_it_is_written(fault):
    body = FAULTS[fault]
    [message] = findings(body)
    wrong, right = re.search(r"(?:link|image) '([^']*)'.*did you mean '([^']*)'\?", message).groups()

    repaired = body.replace(wrong if not right.startswith("#") else wrong[wrong.index("#") :], right)

    assert repaired != body
    assert findings(repaired) == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("topics", "paymets"), ("related", "pay-by-crad"), ("related", "faq/indx")],
)
def test_the_suggestion_for_a_dead_name_works_as_it_is_written(key, wrong):
    [message] = findings("Text.", **{key: f"[{wrong}]"})
    right = re.search(r"did you mean '([^']*)'\?", message)

    assert findings("Text.", **{key: f"[{right[1] if right else 'pay-by-card'}]"}) == []


def test_the_suggestion_for_a_dead_name_on_the_home_page_works_as_it_is_written():
    def found(name):
        pages = OTHERS | {"en/index.md": page("Help", kind="page", most_asked=f"[{name}]")}
        return [str(one) for one in check_build(checked(pages, FILES, site_url=SITE)) if one.path == "en/index.md"]

    [message] = found("pay-by-crad")

    assert "did you mean 'pay-by-card'?" in message
    assert found("pay-by-card") == []


def test_a_dead_related_is_never_answered_with_a_list_or_another_page():
    [message] = findings("Text.", related="[faq/indexx]")

    assert message.endswith("there is no article with the id 'faq/indexx'; name an article, or remove it")


def test_pages_of_the_same_language_come_first_however_near_those_of_others_are():
    pages = OTHERS | {"it/faq/b.md": page("B?", body="[x](pay-by-crad.md)\n")}
    [message] = [str(found) for found in check_build(checked(pages)) if found.path == "it/faq/b.md"]

    assert message.endswith("did you mean 'pay-by-card.md'?")


def test_a_page_that_only_another_language_has_is_still_found():
    pages = OTHERS | {"it/faq/b.md": page("B?", body="[x](../guides/send-back.md)\n")}
    [message] = [str(found) for found in check_build(checked(pages)) if found.path == "it/faq/b.md"]

    assert message.endswith("did you mean '../../en/guides/send-back.md'?")


def test_no_page_is_suggested_as_a_link_to_itself():
    [message] = findings("[x](aa.md)")

    assert "did you mean 'a.md'" not in message


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        ("[x](zzzzzzzz.md)", "link to a page of this folder, with .md at the end"),
        ("![x](zzzzzzzz.gif)", "put the file in the content folder and name it from here"),
        ("[x](/zzzzzzzz/yyyy/)", "name a file of the content folder"),
    ],
)
def test_without_anything_near_the_remedy_says_what_to_write(body, remedy):
    [message] = findings(body)

    assert message.endswith(f"; {remedy}")


@pytest.mark.parametrize(
    ("value", "known", "found"),
    [
        ("abcde", ["abcdf", "xbcde", "zzzzz"], "abcdf"),
        ("ABC", ["abc"], "abc"),
        ("abc", [], None),
        ("abc", ["xyz"], None),
        ("abcde", ["abcxy"], "abcxy"),
        ("abc", ["abcdefg"], "abcdefg"),
        ("abc", ["abcdefgh"], None),
        ("abcd", ["abxyz"], None),
        ("payments", ["orders", "payment", "pay"], "payment"),
    ],
)
def test_the_nearest_text_is_found_if_it_is_near_enough(value, known, found):
    assert nearest(value, known) == found


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("[x](indx.md)", "index.md"),
        ("[x](../fqa/)", "index.md"),
        ("[x](../fqa/index.md)", "index.md"),
        ("[x](qqqqqqqqqqqq.md)", None),
        ("[x](../faq/qqqqqqqqqqqq.md)", None),
    ],
)
def test_the_name_of_the_file_or_of_its_folder_is_near_and_not_only_the_folders_above(body, meant):
    [message] = findings(body)

    assert (f"did you mean '{meant}'?" in message) == (meant is not None)
    assert ("did you mean" in message) == (meant is not None)


def test_a_misspelt_image_is_never_answered_with_another_kind_of_file():
    pages = OTHERS | {"en/faq/a.md": page("A?", body="![x](../../media/lamp.mp)\n")}
    [message] = [str(one) for one in check_build(checked(pages, ["media/lamp.mp4", "media/lamp.png"]))
                 if one.path == "en/faq/a.md"]  # fmt: skip

    assert "did you mean '../../media/lamp.png'?" in message


@pytest.mark.parametrize(
    ("language", "meant"),
    [("en", "did you mean '../guides/send-back.md'?"), ("it", "link to a page of this folder, with .md at the end")],
)
def test_a_renamed_page_is_found_by_its_old_address_in_the_same_language(language, meant):
    kinds = {"en": "en/guides/send-back.md", "it": "it/guides/altro.md"}
    renamed = page("Send back", kind="guide", redirect_from="[faq/qwxyz]", body="## Costs\n")
    pages = OTHERS | {kinds[language]: renamed, "en/faq/a.md": page("A?", body="[x](qwxyz.md)\n")}
    [message] = [str(one) for one in check_build(checked(pages, FILES)) if one.path == "en/faq/a.md"]

    assert meant in message
