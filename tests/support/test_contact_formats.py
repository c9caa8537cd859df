"""Telephone numbers, addresses and user names: valid ones are normalised, others refused with a remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.support.contact_formats import (
    encode,
    parse_email,
    parse_phone,
    parse_url,
    parse_username,
    parse_whatsapp,
)


def test_a_number_has_its_forms_for_links_and_for_print():
    phone = parse_phone("+39 06 9480 2210")

    assert phone.uri == "tel:+39-06-9480-2210"
    assert phone.digits == "390694802210"
    assert phone.international == "+39 06 9480 2210"
    assert phone.national == "06 9480 2210"
    assert phone.region == "IT"


@pytest.mark.parametrize(
    "written", ["+39 06 9480 2210 ext. 5", "+39 06 9480 2210 ext 5", "+39 06 9480 2210 x5", "+39 06 9480 2210;ext=5"]
)
def test_an_extension_is_not_a_letter_in_the_number(written):
    assert parse_phone(written).uri == "tel:+39-06-9480-2210;ext=5"


@pytest.mark.parametrize(
    ("written", "letters"),
    [("+39 O6 9480 2210", "O"), ("+39 06 9480 221o", "o"), ("+1 800 FLOWERS", "FLOWERS"), ("call +39 06 1", "cal")],
)
def test_letters_in_a_number_are_refused_by_name(written, letters):
    with pytest.raises(ValueError, match=rf"^a telephone number must not contain letters \('{letters}'\)"):
        parse_phone(written)


@pytest.mark.parametrize("written", ["06 9480 2210", "", "12", "++", "0039 06 9480 2210"])
def test_a_number_without_its_country_is_refused(written):
    with pytest.raises(ValueError, match=r'use \+ and the country code, for example "\+39 06 9480 2210"$'):
        parse_phone(written)


@pytest.mark.parametrize("written", ["+39 06", "+999 123456", "+39 1"])
def test_a_number_that_cannot_exist_is_refused(written):
    with pytest.raises(ValueError, match=r"its country has no such numbers|not a telephone number"):
        parse_phone(written)


@given(st.text())
def test_no_text_crashes_the_parser_of_numbers(text):
    try:
        assert parse_phone(text).uri.startswith("tel:+")
    except ValueError as error:
        assert "telephone" in str(error) or "numbers" in str(error)


@pytest.mark.parametrize("written", ["+39 800 123 456", "+39 899 123456"])
def test_whatsapp_needs_a_number_that_can_have_an_account(written):
    with pytest.raises(ValueError, match=r"use a mobile or landline number|no such numbers"):
        parse_whatsapp(written)


@pytest.mark.parametrize("written", ["+39 345 123 4567", "+39 06 9480 2210", "+62 812-9480-2210"])
def test_whatsapp_takes_mobile_and_landline_numbers(written):
    assert parse_whatsapp(written).international.startswith("+")


@pytest.mark.parametrize("written", ["help@", "@example.com", "help example.com", "a@b", "", "a@exa mple.com"])
def test_an_address_that_cannot_receive_mail_is_refused(written):
    with pytest.raises(ValueError, match=r"^this is not a valid e-mail address: .*; use an address such as"):
        parse_email(written)


def test_an_address_is_normalised():
    assert parse_email("Help@EXAMPLE.com") == "Help@example.com"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/chat",
        "http://example.com",
        "https://example.com:8443/a?b=c#d",
        "https://[::1]/",
        "/chat/",
        "/",
        "/chat?x=1",
    ],
)
def test_a_web_address_is_taken_as_it_is(url):
    assert parse_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@example.com",
        "ftp://example.com/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:/example.com",
        "https://",
        "http:example.com",
        "https://exa mple.com/",
        "https://example.com/a\tb",
        "https://example.com/a\x00b",
        "http://[::1",
        "www.example.com",
        "chat/",
        "",
        "#top",
    ],
)
def test_anything_else_is_refused_as_an_address(url):
    with pytest.raises(
        ValueError, match=r'^this is not a web address; use "https://www\.example\.com/chat", or "/chat/"'
    ):
        parse_url(url)


@given(st.text())
def test_an_address_that_is_taken_leads_to_the_web_or_to_this_site(text):
    try:
        url = parse_url(text)
    except ValueError:
        return
    assert url.startswith(("/", "http://", "https://"))
    assert not url.startswith("//")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("telegram", "bottega"), ("telegram", "Bottega_Lume_1"), ("messenger", "bottega.lume"), ("social", "böttega")],
)
def test_a_user_name_is_taken_as_it_is(kind, name):
    assert parse_username(kind, name) == name


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("telegram", "@bottega"),
        ("telegram", "abcd"),
        ("telegram", "1bottega"),
        ("telegram", "a" * 33),
        ("telegram", "t.me/bottega"),
        ("messenger", "abcd"),
        ("messenger", "bottega_lume"),
        ("social", "@bottega"),
        ("social", "a b"),
        ("social", "instagram.com/bottega"),
        ("social", ""),
    ],
)
def test_a_user_name_with_more_around_it_is_refused(kind, name):
    with pytest.raises(ValueError, match=f"^this is not a {kind} user name; use the name alone"):
        parse_username(kind, name)


@pytest.mark.parametrize(("length", "taken"), [(4, False), (5, True), (32, True), (33, False)])
def test_a_telegram_name_has_5_to_32_characters(length, taken):
    if taken:
        assert parse_username("telegram", "a" * length)
    else:
        with pytest.raises(ValueError, match="not a telegram user name"):
            parse_username("telegram", "a" * length)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_an_encoded_text_has_no_character_that_ends_it(text):
    assert not set(encode(text)) & set(" +&=?#\r\n\"'<>")
