"""The links behind the channels: what a tap opens."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.channel_model import Channel
from helpcentre.support.contact_formats import encode, parse_email, parse_phone
from helpcentre.support.contact_links import channel_link, home_country
from helpcentre.support.placeholders import Placeholders

ASKED = Placeholders("Reso & cambio: sì o no?", "https://help.example.com/it/faq/reso/", "faq/reso", "returns")


def link(language="it", question=ASKED, **channel):
    return channel_link(Channel.model_validate(channel), strings(language), question)


def test_a_mail_has_the_article_and_the_question_filled_in():
    href = link(kind="email", address="aiuto@example.com").href
    assert href.startswith(
        "mailto:aiuto@example.com?subject=%5BAiuto%5D%20Reso%20%26%20cambio%3A%20s%C3%AC%20o%20no%3F&body="
    )
    body = unquote(href.split("&body=")[1])
    assert "La mia domanda: Reso & cambio: sì o no?\r\n" in body
    assert body.endswith("Pagina: https://help.example.com/it/faq/reso/")
    assert "+" not in href


def test_a_mail_from_a_page_without_a_question_leaves_those_lines_out():
    href = link(kind="email", address="aiuto@example.com", question=Placeholders()).href
    assert "subject=%5BAiuto%5D&" in href
    body = unquote(href.split("&body=")[1])
    assert "domanda" not in body
    assert "Pagina" not in body
    assert "{" not in body


def test_a_mails_own_subject_wins():
    href = link(
        kind="email", address="a@example.com", subject={"it": "Ordine – {title}"}, body={"it": "{article}"}
    ).href
    assert unquote(href) == "mailto:a@example.com?subject=Ordine – Reso & cambio: sì o no?&body=faq/reso"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Help: {title} & co?", "[Aiuto]"),
        ("Help with {title} please", "[Aiuto]"),
        ("Reso {title}", "[Aiuto]"),
        ("{title}?", "[Aiuto]"),
        ("Ordine – {title}", "Ordine"),
        ("Ordine ({title})", "Ordine"),
        ("{title} – Bottega Lume", "Bottega Lume"),
        ("[Ordine] {title} {url}", "[Ordine]"),
        ("[{topic}] {title}", "[returns]"),
        ("Una domanda", "Una domanda"),
    ],
)
def test_a_subject_without_a_title_reads_as_if_there_had_never_been_one(subject, expected):
    href = link(
        kind="email", address="a@example.com", subject={"it": subject}, question=Placeholders(topic="returns")
    ).href
    assert parse_qs(urlsplit(href).query)["subject"] == [expected]


def test_a_title_with_a_placeholder_in_it_stays_as_it_is_written():
    found = link(
        kind="email", address="a@example.com", subject={"it": "{title}"}, question=Placeholders("What is {url}?", "x")
    )
    assert parse_qs(urlsplit(found.href).query)["subject"] == ["What is {url}?"]


def test_a_text_of_one_line_that_lacks_its_article_is_left_out():
    mail = link(kind="email", address="a@example.com", body={"it": "Ciao, {article} non va"}, question=Placeholders())
    assert "body=" not in mail.href
    chat = link(kind="whatsapp", number="+62 812-9480-2210", text={"it": "Ciao\n{title}"}, question=Placeholders())
    assert chat.href == "https://wa.me/6281294802210?text=Ciao"


def test_an_international_address_is_normalised():
    assert parse_email("abi@ÕIGEKEEL.ee") == "abi@õigekeel.ee"
    assert link(kind="email", address="abi@õigekeel.ee", question=Placeholders()).href.startswith(
        "mailto:abi@%C3%B5igekeel.ee"
    )


def test_a_phone_link_is_rfc_3966_with_its_extension():
    assert parse_phone("+39 06 9480 2210 ext. 5").uri == "tel:+39-06-9480-2210;ext=5"


@pytest.mark.parametrize(
    ("language", "shown"), [("it", "06 9480 2210"), ("en", "+39 06 9480 2210"), ("et", "+39 06 9480 2210")]
)
def test_a_number_is_shown_the_national_way_only_in_its_own_country(language, shown):
    assert link(language, kind="phone", number="+39 06 9480 2210").value == shown


def test_a_whatsapp_link_is_digits_only_with_a_draft():
    found = link("id", kind="whatsapp", number="+62 812-9480-2210")
    parts = urlsplit(found.href)
    assert (parts.netloc, parts.path) == ("wa.me", "/6281294802210")
    assert parse_qs(parts.query)["text"] == ["Halo, saya butuh bantuan soal: Reso & cambio: sì o no?"]
    assert (
        link("id", kind="whatsapp", number="+62 812-9480-2210", question=Placeholders()).href
        == "https://wa.me/6281294802210"
    )


def test_telegram_by_name_and_by_number():
    assert link(kind="telegram", username="bottega").href == "https://t.me/bottega"
    assert link(kind="telegram", number="+39 345 123 4567").href == "https://t.me/+393451234567"


def test_messenger_gets_the_topic():
    assert link(kind="messenger", username="bottega.lume").href == "https://m.me/bottega.lume?ref=returns"


def test_a_page_of_this_site_gets_the_article_that_was_read_and_another_address_is_unchanged():
    assert link(kind="chatbot", url="/chat/").href == "/chat/?topic=returns&article=faq%2Freso"
    assert link(kind="chat", url="https://shop.example.com/chat").href == "https://shop.example.com/chat"


def test_a_form_without_a_page_is_a_composed_mail():
    assert link(kind="form", address="a@example.com").href.startswith("mailto:a@example.com?subject=")


def test_a_shop_counter_shows_its_address():
    address = {"street": "Via Roma 1", "locality": "Roma", "postal_code": "00100", "country": "IT"}
    assert link(kind="shop", address=address).value == "Via Roma 1, 00100 Roma, IT"


def test_line_ends_are_crlf_and_spaces_no_plus():
    assert encode("a b\nc+d") == "a%20b%0D%0Ac%2Bd"


def test_a_language_has_a_home():
    assert [home_country(code) for code in ("it", "et", "id", "pt-BR", "en")] == ["IT", "EE", "ID", "BR", "US"]
