"""Personal data does not reach the store; what a writer needs does."""

import string
import time
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpcentre.collector.intake.recognisers.bank_details import IBAN_LENGTHS, passes_luhn
from helpcentre.collector.intake.recognisers.identity_numbers import is_isikukood
from helpcentre.collector.intake.redaction import Redactor, clean

CASE_FILES = Path(__file__).parents[2] / "cases"
IDS = frozenset({"faq/returns-2026", "guides/2026-11-22-release", "payment-declined"})
REDACTOR = Redactor(r"\bLB-\d{5}\b", IDS)
WORDS = st.text(alphabet=string.ascii_lowercase + " àèìòùäõöü", max_size=30)
GAPS = st.sampled_from(["", " ", "-", ".", " - ", "/", " (", ") ", "\u00a0", "\u2011", "\u200d"])


def grouped(characters, gaps):
    return "".join(a + b for a, b in zip(characters, gaps + [""] * len(characters), strict=False))


@given(WORDS, st.emails(), WORDS)
@example("", "*@A.Ac", "")
@example("mi scriva a", "mario.rossi+shop@example.co.id", "grazie")
def test_an_email_address_never_gets_through(before, email, after):
    redacted = REDACTOR.redact(f"{before} {email} {after}")
    assert email not in redacted
    assert "@" not in redacted
    assert email.rsplit("@", 1)[1] not in redacted.split()


@pytest.mark.parametrize(
    "text",
    [
        "anna (at) example.com",
        "anna [at] example.com",
        "anna @ example.com",
        "anna\u200b@example.com",
        "anna＠example.com",
        '"anna bella"@example.com',
    ],
)
def test_an_address_in_disguise_does_not_either(text):
    redacted = REDACTOR.redact(f"scrivi a {text} grazie")
    assert "example" not in redacted
    assert "anna" not in redacted
    assert redacted.startswith("scrivi a ")


def phones():
    """Valid numbers of the countries the redactor knows, as one would dial them there and from abroad."""
    for region in ("IT", "ID", "EE", "GB", "US"):
        for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            yield phonenumbers.national_significant_number(number)
            yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


@given(st.sampled_from(sorted(set(phones()))), GAPS, st.integers(2, 5), st.sampled_from(["", "grazie", "m"]))
def test_a_phone_number_never_gets_through_however_it_is_grouped(phone, gap, size, words):
    digits = [character for character in phone if character.isdigit()]
    groups = ["".join(digits[start : start + size]) for start in range(0, len(digits), size)]
    redacted = REDACTOR.redact(f"chiama {'+' if phone[0] == '+' else ''}{gap.join(groups)} {words}")
    assert sum(character.isdigit() for character in redacted) < 7
    assert redacted.startswith("chiama ")


@given(st.sampled_from(["4", "51", "55", "34", "37", "6011", "2300"]), st.data(), GAPS)
def test_a_card_number_never_gets_through(brand, data, gap):
    length = 15 if brand in ("34", "37") else 16
    body = brand + data.draw(st.text(string.digits, min_size=length - len(brand) - 1, max_size=length - len(brand) - 1))
    card = next(body + digit for digit in string.digits if passes_luhn(body + digit))
    shown = gap.join(card[start : start + 4] for start in range(0, len(card), 4))
    assert REDACTOR.redact(f"carta {shown} grazie") == "carta [card] grazie"


@given(st.integers(0, 10**10 - 1), st.integers(0, 9))
def test_one_wrong_digit_is_noticed_in_card_numbers_and_personal_codes(body, digit):
    number = f"{body:010}"
    assert sum(passes_luhn(f"9{number}{one}") for one in range(10)) == 1
    codes = [f"{number[:3]}0{1 + digit % 9}1{digit}{number[3:6]}{one}" for one in range(10)]
    assert sum(is_isikukood(code) for code in codes) == 1


@given(st.sampled_from(sorted(IBAN_LENGTHS.items())), st.data(), st.sampled_from(["", " ", "-", "."]), st.booleans())
def test_an_iban_never_gets_through(country, data, gap, lower):
    code, length = country
    body = data.draw(st.text(string.digits + string.ascii_uppercase, min_size=length - 4, max_size=length - 4))
    number = int("".join(str(int(c, 36)) for c in f"{body}{code}00"))
    iban = f"{code}{98 - number % 97:02}{body}"
    shown = gap.join(iban[i : i + 4] for i in range(0, length, 4))
    redacted = REDACTOR.redact(f"conto {shown.lower() if lower else shown} grazie")
    assert body.casefold() not in "".join(c for c in redacted if c.isalnum()).casefold()
    assert redacted == "conto [account] grazie"


@pytest.mark.parametrize("body", ["0000A0000X0000", "000000000X0000", "0X00000000000X"])
def test_an_iban_with_a_group_that_looks_like_a_code_does_not_get_through(body):
    number = int("".join(str(int(c, 36)) for c in f"{body}FI00"))
    iban = f"FI{98 - number % 97:02}{body}"
    shown = " ".join(iban[i : i + 4] for i in range(0, 18, 4))
    assert REDACTOR.redact(f"conto {shown} grazie, errore 0x80070057") == "conto [account] grazie, errore 0x80070057"


@given(st.sampled_from(sorted(IDS)), WORDS, WORDS)
def test_an_article_id_is_never_redacted(identity, before, after):
    assert identity in REDACTOR.redact(f"{before} {identity} {after}").split()


@given(st.from_regex(r"[a-z0-9]+([-_/][a-z0-9]+)*", fullmatch=True).filter(lambda text: len(text) <= 200))
def test_whatever_the_site_calls_an_article_stays(identity):
    assert Redactor(None, frozenset({identity})).redact(f"vedi {identity} ok") == f"vedi {identity} ok"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("il mio ordine LB-12345 non arriva", "il mio ordine [order] non arriva"),
        ("errore 0x80070057 e 404", "errore 0x80070057 e 404"),
        ("ios 17 does not work when I do it", "ios 17 does not work when I do it"),
        ("nel 2026 costa 19.90 € o 3 × 5", "nel 2026 costa 19.90 € o 3 × 5"),
        ("vedi https://shop.example/x?token=abc#y qui", "vedi https://shop.example/x qui"),
        ("(https://shop.example/x#me) e www.a.example?b=c", "(https://shop.example/x e www.a.example"),
        (
            "HTTPS://A.EXAMPLE?x e perché? <b>http://a.example/?y</b>",
            "HTTPS://A.EXAMPLE e perché? <b>http://a.example/</b>",
        ),
        ("EE38 2200 2210 2014 5685", "[account]"),
        ("il 12/11/2026 alle 9.30 ho chiamato lo 0471 123456", "il 12/11/2026 alle 9.30 ho chiamato lo [number]"),
        ("Rp 1.299.000 untuk 38001085718?", "Rp 1.299.000 untuk [id]?"),
        ("errore 503-1002-77 da 192.168.1.20", "errore 503-1002-77 da [address]"),
        ("anna chiocciola example punto it, targa AB123CD", "[email], targa [plate]"),
        ("https://shop.example/reset/aB3xK9pQ2rT7vW1z", "https://shop.example/reset/[token]"),
        ("CVV 123, RR123456785IT", "CVV [code], [parcel]"),
        ("zeile\r\neins\x00\x07", "zeile\neins"),
        ("", ""),
    ],
)
def test_a_writer_still_understands_the_sentence(text, redacted):
    assert REDACTOR.redact(text) == redacted


@given(st.text(max_size=1000))
def test_scrubbing_is_bounded_clean_and_done_once(text):
    redacted = REDACTOR.redact(text)
    assert len(redacted) <= 1000
    assert redacted == clean(redacted)
    redacted.encode()  # no lone surrogates


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1000,
        "@" * 1000,
        "1 " * 500,
        "(at)" * 250,
        "a(" * 500,
        "EE" * 500,
        '"' * 1000,
        "ee12" * 250,
        "x" * 500 + " (at" * 100,
        "www." * 250,
        "www." * 249 + "?",
        "https://" * 124 + " #",
    ],
)
def test_no_text_keeps_the_collector_busy(text):
    begin = time.process_time()
    REDACTOR.redact(text)
    assert time.process_time() - begin < 0.3


CASES = [
    line.split("\t")
    for line in (CASE_FILES / "personal-data.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("side", "kind", "text", "parts"), CASES)
def test_personal_data_goes_and_harmless_numbers_stay(side, kind, text, parts):
    redacted = Redactor(keep=frozenset({"faq/returns"})).redact(text.replace("\\n", "\n").replace("\\t", "\t"))
    for part in parts.split("|"):
        assert (clean(part) in redacted) == (side == "keep"), redacted


def test_honest_comments_are_stored_as_they_were_written():
    lines = (CASE_FILES / "events/honest_comments.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        assert REDACTOR.redact(line) == clean(line)


@given(st.text(max_size=200))
def test_text_that_has_been_redacted_stays_unchanged(text):
    once = REDACTOR.redact(text)
    assert REDACTOR.redact(once) == once


@pytest.mark.parametrize(
    ("born", "possible"),
    [
        ("0101", True),
        ("1231", True),
        ("0131", True),
        ("0001", False),
        ("1301", False),
        ("0100", False),
        ("0132", False),
    ],
)
def test_a_personal_code_has_a_month_from_1_to_12_and_a_day_from_1_to_31(born, possible):
    codes = [f"3{85}{born}{serial:03}{check}" for serial in range(3) for check in range(10)]

    assert sum(map(is_isikukood, codes)) == (3 if possible else 0)


@pytest.mark.parametrize(("text", "number"), [("948O 221O 5O7", True), ("948O 22lO 5O7", False), ("94O 2", False)])
def test_up_to_three_letters_may_stand_for_digits_in_a_number(text, number):
    assert ("[number]" in REDACTOR.redact(f"mi chiami al {text} grazie")) == number


def test_words_are_cut_to_a_thousand_characters():
    assert REDACTOR.redact("a b " * 300) == ("a b " * 250).strip()
