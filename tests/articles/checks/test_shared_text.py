"""Rules about variables and snippets: each fault alone, at its line, and gone once the message is followed."""

from helpcentre.articles.shared_text.loading import parse_shared_text

from .bicycle_shop import LOCK_EN, PAGES, findings

LANGUAGES = ("en", "it")
PAGE = "en/faq/lock.md"
FIRST = LOCK_EN.count("\n") + 2


def found(body, variables="", *, page=LOCK_EN, used=(), **snippets):
    files = {f"snippets/{name.replace('__', '.')}.md": text.encode() for name, text in snippets.items()}
    shared, errors = parse_shared_text({"variables.yml": variables.encode(), **files}, LANGUAGES)
    assert errors == []
    text = f"{page}\n{body}"
    uses = frozenset(used)
    return [
        (code, path, line, message)
        for code, path, line, message in findings({PAGE: text}, shared=shared, shared_uses=uses)
    ]


def test_an_unknown_variable_is_an_error_with_the_nearest_name_and_not_template_code_too():
    [(code, path, line, message)] = found("For {{ helmet_prise }} a day.", "helmet_price: 2\n", used=["helmet_price"])

    assert (code, path, line) == ("variable-unknown", PAGE, FIRST)
    assert message == "there is no variable 'helmet_prise' in variables.yml; did you mean 'helmet_price'?"
    assert found("For {{ helmet_price }} a day.", "helmet_price: 2\n", used=["helmet_price"]) == []


def test_a_variable_without_a_value_in_the_language_of_the_page_is_an_error():
    [(code, _, _, message)] = found("{{ bag }} included.", "bag: {it: Borsa}\n", used=["bag"])

    assert code == "variable-unknown"
    assert message == "the variable 'bag' has no value in 'en'; add en: … to it in variables.yml"


def test_an_unknown_variable_in_front_matter_is_at_its_key():
    page = LOCK_EN.replace("asks: [", 'asks: ["{{ bag }} lock", ')
    [(code, _, line, message)] = found("", "hat: x\n", page=page, used=["hat"])

    assert (code, line) == ("variable-unknown", page.split("asks")[0].count("\n") + 1)
    assert message.startswith("asks: there is no variable 'bag' in variables.yml")


def test_without_variables_a_name_in_braces_is_template_code():
    assert [(code, line) for code, _, line, _ in found("For {{ price }} a day.")] == [("template-code", FIRST)]


def test_template_code_is_still_found_on_a_site_with_variables():
    assert [code for code, *_ in found("For {{ price | upper }} a day.", "hat: x\n", used=["hat"])] == ["template-code"]


def test_a_variable_that_no_page_uses_is_reported_at_its_definition():
    [(code, path, line, message)] = found("", "hat: x\nbag: 2\n", used=["hat"])

    assert (code, path, line) == ("variable-unused", "variables.yml", 2)
    assert "write {{ bag }}" in message


def use(name):
    return f"/// snippet | {name}\n///\n"


def test_an_unknown_snippet_is_an_error_with_the_nearest_name_and_not_an_unknown_block_too():
    [(code, path, line, message)] = found(use("retrun"), **{"return": "Bring it back.", "used": ["return"]})

    assert (code, path, line) == ("snippet-unknown", PAGE, FIRST)
    assert message == "there is no snippet 'retrun'; did you mean 'return'?"
    assert found(use("return"), **{"return": "Bring it back.", "used": ["return"]}) == []


def test_an_unknown_snippet_in_a_list_is_reported_once():
    body = "1. Lock it.\n\n    /// snippet | bag\n    ///\n"

    assert [(code, line) for code, _, line, _ in found(body)] == [("snippet-unknown", FIRST + 2)]


def test_a_snippet_without_text_in_the_language_of_the_page_is_an_error():
    [(code, _, _, message)] = found(use("bag"), bag__it="Una borsa è inclusa.", used=["bag"])

    assert code == "snippet-unknown"
    assert message == "the snippet 'bag' has no text in 'en'; write snippets/bag.en.md"


def test_a_snippet_block_without_a_name_is_an_unknown_block():
    [(code, _, line, message)] = found("/// snippet\n///\n")

    assert (code, line) == ("block-unknown", FIRST)
    assert "write '/// snippet | NAME'" in message


def test_a_snippet_that_no_page_shows_is_reported_at_its_file():
    assert [finding[:3] for finding in found("", bag="A bag.")] == [("snippet-unused", "snippets/bag.md", 1)]


def test_a_snippet_is_on_pages_of_the_kinds_it_names_only():
    [(code, _, line, message)] = found(use("bag"), bag="---\nkinds: [guide]\n---\nA bag.", used=["bag"])

    assert (code, line) == ("snippet-kind", LOCK_EN.split("kind:")[0].count("\n") + 1)
    assert message == "the snippet 'bag' is for pages of kind guide; remove it, or add faq to its kinds"
    assert found(use("bag"), bag="---\nkinds: [guide, faq]\n---\nA bag.", used=["bag"]) == []


def test_an_error_in_a_snippet_is_reported_in_its_file():
    text = "Read this first.\n\n[Tools](../en/guides/punctre.md)."
    [(code, path, line, message)] = found(use("bag"), bag=text, used=["bag"])

    assert (code, path, line) == ("link-dead", "snippets/bag.md", 3)
    assert "puncture.md" in message


def test_an_error_after_a_snippet_is_at_its_line_in_the_page():
    body = f"{use('bag')}\nWe recieve it.\n"
    [(code, path, line, _)] = found(body, bag="One.\n\nTwo.\n\nThree.", used=["bag"])

    assert (code, path, line) == ("word-misspelt", PAGE, FIRST + 3)


def test_a_translation_is_compared_with_the_values_that_readers_see():
    shared, _ = parse_shared_text({"variables.yml": b"hours: {en: 24, it: 48}\n"}, LANGUAGES)
    changes = {path: PAGES[path].replace("48", "{{ hours }}") for path in ("en/faq/helmet.md", "it/faq/helmet.md")}
    codes = [code for code, *_ in findings(changes, shared=shared, shared_uses=frozenset(["hours"]))]

    assert codes == ["translation-numbers"]
