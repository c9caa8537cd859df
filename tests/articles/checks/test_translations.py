"""Rules about translations: another id, kind or topics than the source, another language, other numbers or links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.checks.translations.language_guess import guess_language
from helpcentre.articles.checks.translations.numbers import find_numbers
from helpcentre.articles.versions import version_of

from .bicycle_shop import HELMET_EN, HELMET_IT, PUNCTURE_EN, PUNCTURE_IT, findings

BODY = HELMET_EN.split("---\n", 2)[2]
VERSION = version_of("Do I have to wear a helmet?", BODY)
FAULTS = {
    "another id": (
        "id: helmet",
        "id: casco",
        [("translation-id", 4)],
        "id: this is 'casco' and en/faq/helmet.md is 'helmet'; write the same id",
    ),
    "another kind": (
        "kind: faq",
        "kind: guide",
        [("translation-kind", 3)],
        "kind: this is 'guide' and en/faq/helmet.md is 'faq'; write kind: faq",
    ),
    "another topic": (
        "topics: [safety]",
        "topics: [repairs]",
        [("translation-topics", 5)],
        "topics: en/faq/helmet.md has [safety]; write the same here",
    ),
    "one topic more": (
        "topics: [safety]",
        "topics: [safety, repairs]",
        [("translation-topics", 5)],
        "topics: en/faq/helmet.md has [safety]; write the same here",
    ),
    "an old version": (
        "id: helmet",
        "id: helmet\nsource_version: 0123456789abcdef",
        [("translation-behind", 5)],
        (
            "source_version: en/faq/helmet.md has changed since this translation; bring it up to date and set "
            f"source_version: {VERSION}"
        ),
    ),
    "other hours": (
        "48 ore",
        "24 ore",
        [("translation-numbers", 24)],
        "this says 24 and en/faq/helmet.md says 48; correct one of the two",
    ),
    "another closing time": (
        "delle 18.",
        "delle 19.",
        [("translation-numbers", 24)],
        "this says 19 and en/faq/helmet.md says 18:00; correct one of the two",
    ),
    "another price": (
        "2 euro",
        "3 euro",
        [("translation-numbers", 11)],
        "this says 3 and en/faq/helmet.md says 2; correct one of the two",
    ),
    "a lost section": (
        "## Bambini\n\n",
        "",
        [("translation-sections", 13)],
        "this has 1 heading and en/faq/helmet.md has 2 headings; translate the same sections",
    ),
    "a lost step": (
        "2. Chiudi il cinturino sotto il mento.\n",
        "",
        [("translation-parts", 10)],
        "this has 1 numbered step and en/faq/helmet.md has 2; translate the same ones",
    ),
    "a lost image": (
        "![Un casco rosso su una sella](../../media/helmet.webp)\n\n",
        "",
        [("translation-parts", 10)],
        "this has 0 images and en/faq/helmet.md has 1; translate the same ones",
    ),
    "the title of the source": (
        '"Devo portare il casco?"',
        '"Do I have to wear a helmet?"',
        [("translation-untranslated", 2)],
        "title: this is the same as in en/faq/helmet.md; translate it",
    ),
    "a heading of the source": (
        "## Bambini",
        "## When you have children",
        [("translation-untranslated", 19)],
        "the heading 'When you have children' is the same as in en/faq/helmet.md; translate it",
    ),
    "a description of the source": (
        "Un casco rosso su una sella",
        "A red helmet on a saddle",
        [("translation-untranslated", 17)],
        "the description 'A red helmet on a saddle' is the same as in en/faq/helmet.md; translate it",
    ),
    "a sentence of the source": (
        "Il casco costa 2 euro al giorno.",
        "The helmet costs 2 euros and you can keep it for the whole of the day.",
        [("language-wrong", 11)],
        "this sentence looks like 'en', not 'it'; translate it",
    ),
    "a lost link": (
        "[scrivici](../contact.md)",
        "scrivici",
        [("translation-links", 10)],
        "en/faq/helmet.md links to 'contact' and this translation does not; add the link",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_line_and_nothing_else(fault):
    old, new, expected, message = FAULTS[fault]
    assert old in HELMET_IT

    english = HELMET_EN.replace("## Children", new) if new.startswith("## W") else HELMET_EN
    found = findings({"it/faq/helmet.md": HELMET_IT.replace(old, new), "en/faq/helmet.md": english})

    assert [(code, line) for code, _, line, _ in found] == expected
    assert found[0][1:] == ("it/faq/helmet.md", expected[0][1], message)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("entro 48 ore", "entro due giorni"),
        ("14 anni", "quattordici anni"),
        ("delle 18.", "delle 18:00."),
        ("2 euro", "2,00 €"),
        ("id: helmet", f"id: helmet\nsource_version: {VERSION}"),
        ("48 ore", "48 ore (SAFE-24, +39 06 9480 2210, <https://x.example/99>)"),
    ],
)
def test_correct_text_is_left_alone(old, new):
    assert findings({"it/faq/helmet.md": HELMET_IT.replace(old, new)}) == []


@pytest.mark.parametrize("key", ["title", "description"])
def test_numbers_of_the_title_and_the_description_are_compared_too(key):
    def written(text, hours):
        if key == "title":
            return text.replace('?"', f' {hours}?"', 1)
        words = f"Within {hours} h." if text is HELMET_EN else f"Entro {hours} ore."
        return text.replace("id: helmet", f"description: {words}\nid: helmet")

    pages = {"en/faq/helmet.md": written(HELMET_EN, 48), "it/faq/helmet.md": written(HELMET_IT, 24)}
    [(code, path, line, message)] = findings(pages)

    assert (code, path, line) == ("translation-numbers", "it/faq/helmet.md", 2 if key == "title" else 4)
    assert message == f"{key}: this says 24 and en/faq/helmet.md says 48; correct one of the two"
    assert findings(pages | {"it/faq/helmet.md": written(HELMET_IT, 48)}) == []


def test_a_source_with_refused_front_matter_is_not_missing():
    found = findings({"en/guides/puncture.md": PUNCTURE_EN.replace("kind: guide", "kind: giude")})

    assert "translation-source-missing" not in [code for code, *_ in found]


def test_a_translation_known_to_be_out_of_date_is_not_compared():
    text = HELMET_IT.replace("id: helmet", "id: helmet\nsource_version: 0123456789abcdef").replace("48", "24")

    assert [code for code, *_ in findings({"it/faq/helmet.md": text.replace("## Bambini\n\n", "")})] == [
        "translation-behind"
    ]


def test_a_translation_whose_source_was_deleted_is_found():
    found = [one for one in findings({"en/guides/puncture.md": None}) if one[0] == "translation-source-missing"]

    assert found == [
        (
            "translation-source-missing",
            "it/guides/puncture.md",
            2,
            (
                "there is no page in 'en' that this one translates; write en/guides/puncture.md, or delete this "
                "page and add "
                "its address to redirect_from of another"
            ),
        )
    ]


def test_a_slug_that_looks_misspelt_names_the_right_file():
    moved = PUNCTURE_IT.replace("id: puncture\n", "")
    found = findings({"it/guides/puncture.md": None, "it/guides/punctur.md": moved})

    assert (
        "translation-source-missing",
        "it/guides/punctur.md",
        2,
        (
            "there is no page in 'en' that this one translates; "
            "rename the file to it/guides/puncture.md if it translates that page"
        ),
    ) in found


def test_a_translation_with_the_id_of_its_source_may_have_another_path():
    assert [
        code
        for code, path, *_ in findings({"it/guides/puncture.md": None, "it/guides/foratura.md": PUNCTURE_IT})
        if path == "it/guides/foratura.md"
    ] == []


def test_a_page_in_the_language_of_its_source_is_found():
    found = findings(
        {
            "it/faq/helmet.md": HELMET_IT.split("---\n\n")[0]
            + "---\n\n"
            + BODY.lstrip().replace("#tools", "#attrezzi").replace("A red helmet on a", "Un casco rosso")
        }
    )

    assert found == [
        ("language-wrong", "it/faq/helmet.md", 11, "this text looks like 'en', not 'it'; translate or move it")
    ]


def test_a_long_section_in_another_language_is_found():
    english = (
        "The strap is closed under the chin of the child, and it has to be so short that you can put only one finger "
        "between the two. If you are not sure which one is right, ask us when you are here."
    )
    italian = BODY and HELMET_IT.replace("1. Scegli", f"{english}\n\n1. Scegli")

    found = findings({"it/faq/helmet.md": italian})

    assert [(code, line) for code, _, line, _ in found] == [("language-wrong", 21)]


SENTENCES = {
    "en": "If your parcel has not arrived by the day we gave you, write to us with the number of your order and we "
    "will look "
    "for it with the carrier. You do not have to pay for that.",
    "it": "Se il tuo pacco non è arrivato entro il giorno che ti abbiamo indicato, scrivici con il numero del tuo "
    "ordine e lo "
    "cerchiamo insieme al corriere. Non devi pagare nulla per questo.",
    "id": "Jika paket kamu belum sampai pada hari yang kami sebutkan, hubungi kami dengan nomor pesanan kamu dan "
    "kami akan "
    "mencarinya dengan kurir. Kamu tidak perlu membayar apa pun untuk itu.",
    "et": "Kui sinu pakk ei ole selleks päevaks kohal, mille me sulle ütlesime, siis kirjuta meile oma tellimuse "
    "number ja me "
    "otsime seda koos kulleriga. Sa ei pea selle eest midagi maksma ega ise helistama.",
    "de": "Wenn dein Paket bis zu dem Tag, den wir dir genannt haben, nicht angekommen ist, schreib uns mit der "
    "Nummer der "
    "Bestellung und wir suchen es mit dem Boten. Das kostet dich nichts.",
    "fr": "Si votre colis n'est pas arrivé le jour que nous vous avons donné, écrivez-nous avec le numéro de la "
    "commande et "
    "nous le chercherons avec le transporteur. Vous ne payez rien pour cela.",
}


@pytest.mark.parametrize("written", SENTENCES)
@pytest.mark.parametrize("expected", ["en", "it", "id", "et"])
def test_a_paragraph_is_distinguished_from_every_other_language(written, expected):
    assert guess_language(SENTENCES[written], expected) == (None if written == expected else written)


def test_a_region_does_not_change_the_language():
    assert guess_language(SENTENCES["it"], "it-CH") is None
    assert guess_language(SENTENCES["en"], "it-CH") == "en"


def test_a_short_text_is_judged_only_by_many_common_words():
    common = ["you", "can", "do", "this", "if", "you", "are", "not", "here"]
    rare = ["parcels", "parents", "pandas"]

    assert guess_language(" ".join([*common, *rare]), "it") == "en"
    assert guess_language(" ".join(common), "it") is None
    assert guess_language(" ".join(common[:3] + rare * 3), "it") is None
    assert guess_language(" ".join([*common, *rare, "di", "il"]), "it") is None


def test_a_text_of_names_and_numbers_or_in_an_unknown_language_is_not_judged():
    assert guess_language("Bottega Lume PAY-402 PAY-3DS " * 20, "it") is None
    assert guess_language(SENTENCES["en"], "xx") is None


def numbers(text):
    return [(one.value, one.unit) for one in find_numbers(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1,299.50 euros", "1.299,50 €"),
        ("Rp 1,299,000", "Rp 1.299.000"),
        ("1 299 000 visitors", "1.299.000 visitatori"),
        ("1’299 visitors", "1,299 visitors"),
        ("6 pm", "le 18:00"),
        ("6:30 p.m.", "ore 18.30"),
        ("12 am", "00:00"),
        ("12 pm", "12.00"),
        ("12:00", "12.00"),
        ("18:00", "18"),
        ("€9.90", "9,90 euro"),
        ("1.5 kg", "1,5 kg"),
        ("1.50", "1,50"),
        ("24/12/2026", "24/12/2026"),
        ("007", "7"),
        ("2–3 days", "2-3 giorni"),
        ("5 %", "5%"),
    ],
)
def test_the_same_number_has_one_form_in_every_language(first, second):
    assert numbers(first) == numbers(second)
    assert numbers(first)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between 2 and 3, then 10", [("2", ""), ("3", ""), ("10", "")]),
        ("PAY-402, WELCOME10, #12, x2, v1.2", []),
        ("call +39 06 9480 2210 or mail a1@b2.example", []),
        ("see https://x.example/2026/11", []),
        ("from 9.30 to 18", [("9|30", ""), ("18", "")]),
        ("on 24.12.2026", [("24|12|2026", "")]),
        ("€ 5 and 5 €, Rp5 and 5 EUR", [("5", "eur"), ("5", "eur"), ("5", "idr"), ("5", "eur")]),
        ("20 % or 20%", [("20", "%"), ("20", "%")]),
        ("1,000 and 1.000 and 1000", [("1000", ""), ("1000", ""), ("1000", "")]),
        ("12.5 and 12.50", [("12|5", ""), ("12|50", "")]),
        ("1.299.500,50 and 1,299,500.5", [("1299500|50", ""), ("1299500|5", "")]),
        ("1.2.3", [("1|2|3", "")]),
        ("0,05", [("0|05", "")]),
        ("10 20", [("10", ""), ("20", "")]),
        ("no numbers", []),
    ],
)
def test_numbers_are_found_with_their_unit(text, found):
    assert numbers(text) == found


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "’", "\u00a0"]))
def test_thousands_separators_do_not_change_a_number(number, separator):
    written = f"{number:,}".replace(",", separator)

    assert numbers(f"about {written} people") == [(str(number), "")]


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_of_day_is_the_same_on_both_clocks(hour, minute):
    half = "am" if hour < 12 else "pm"

    assert numbers(f"at {hour % 12 or 12}:{minute:02} {half}") == numbers(f"alle {hour}:{minute:02}")


def test_asks_of_three_words_that_are_those_of_the_source_are_found():
    pages = {
        "en/faq/helmet.md": HELMET_EN.replace('["helmet rules"]', '["helmet rules", "children without a helmet"]'),
        "it/faq/helmet.md": HELMET_IT.replace('["regole del casco"]', '["helmet rules", "children without a helmet"]'),
    }

    assert [(code, path, line) for code, path, line, _ in findings(pages)] == [
        ("translation-untranslated", "it/faq/helmet.md", 6)
    ]


def test_the_time_of_half_a_day_is_quoted_as_it_is_written():
    assert [one.text for one in find_numbers("at 6:30 p.m. or 7 pm")] == ["6:30 p.m.", "7 pm"]
