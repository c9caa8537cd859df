"""Snippets: their file names, their front matter, and loops between them."""

import pytest

from helpcentre.articles.kinds import Kind
from helpcentre.articles.shared_text.snippets import parse_snippets


def parse(**texts):
    """Parse snippets by name; two underscores in a name are the dot before its language."""
    files = {f"snippets/{name.replace('__', '.')}.md": text for name, text in texts.items()}
    return parse_snippets(files, ("en", "it", "pt-BR"))


def errors(**texts):
    return [(one.path.removeprefix("snippets/"), one.line, one.message) for one in parse(**texts)[1]]


def test_a_language_has_its_own_text_or_the_one_for_all_languages():
    snippets, findings = parse(bag="A bag.", bag__it="Una borsa.", hat__pt="Um chapéu.")

    assert findings == []
    assert snippets.find("bag", "it").text == "Una borsa."
    assert snippets.find("bag", "en").text == "A bag."
    assert snippets.find("hat", "pt-BR").text == "Um chapéu."
    assert snippets.find("hat", "en") is None
    assert snippets.find("box", "en") is None


def test_empty_lines_around_the_text_do_not_count():
    snippets, _ = parse(bag="\n\nA bag.\n\nTwo.\n\n")

    assert snippets.find("bag", "en").text == "A bag.\n\nTwo."
    assert snippets.find("bag", "en").line == 3


def test_front_matter_says_on_which_kinds_of_pages_it_may_be():
    snippets, findings = parse(bag="---\ndescription: for shops\nkinds: [faq, guide]\n---\n\nA bag.\n")

    assert findings == []
    assert snippets.find("bag", "en").kinds == (Kind.FAQ, Kind.GUIDE)
    assert snippets.find("bag", "en").line == 6


@pytest.mark.parametrize(
    ("texts", "line", "words"),
    [
        ({"bag": " \n"}, 1, "the snippet is empty"),
        ({"Bag": "A bag."}, 1, "'Bag' is not a valid name"),
        ({"bag__itt": "A bag."}, 1, "ends in '.itt', which is not a language of this site; did you mean 'it'?"),
        ({"bag__zz": "A bag."}, 1, "write one of en, it, pt, pt-BR"),
        ({"bag": "---\nkind: faq\n---\nA bag."}, 2, "unknown key 'kind'; did you mean 'kinds'?"),
        ({"bag": "---\nkinds: [fqa]\n---\nA bag."}, 2, "did you mean 'faq'?"),
    ],
)
def test_an_error_is_at_its_place_with_what_to_write(texts, line, words):
    found = errors(**texts)

    assert [(place, words in message) for _, place, message in found] == [(line, True)], found


def use(name):
    return f"/// snippet | {name}\n///\n"


def test_a_snippet_that_shows_itself_is_an_error_at_the_use():
    [(path, line, message)] = errors(bag=f"A bag.\n\n{use('bag')}")

    assert (path, line) == ("bag.md", 3)
    assert "(bag → bag)" in message


def test_snippets_that_show_each_other_are_an_error_in_both():
    found = errors(bag=use("hat"), hat=use("coat"), coat=use("bag"))

    assert [(path, message.partition("(")[2].partition(")")[0]) for path, _, message in found] == [
        ("bag.md", "bag → hat → coat → bag"),
        ("hat.md", "hat → coat → bag → hat"),
        ("coat.md", "coat → bag → hat → coat"),
    ]


def test_a_snippet_in_two_others_is_not_a_loop():
    assert errors(bag=use("coat") + use("hat"), hat=use("coat"), coat="A coat.") == []


def test_a_snippet_outside_a_loop_is_not_reported_for_it():
    assert [path for path, _, _ in errors(bag=use("hat"), hat=use("hat"))] == ["hat.md"]
