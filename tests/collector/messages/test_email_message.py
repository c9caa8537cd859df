"""A message as an e-mail, and the automatic reply."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.messages.email_message import compose_email, compose_reply
from helpcentre.language.strings import strings
from tests.collector.messages.mailbox import ID, message, parcel

TEAM, SENDER = "help@example.com", "site@shop.example"


def compose(**more):
    """Return the e-mail as its receiver reads it."""
    email = compose_email(parcel(**more), SENDER, TEAM, strings("en"))
    return message_from_bytes(email.as_bytes(), policy=default)


def words_of(email):
    return email.get_content().replace("\r\n", "\n")


def test_the_team_reads_the_message_and_answers_its_writer():
    email = compose(name="Anna Rossi", subject="Lampada", topic="products")

    assert (email["To"], email["From"]) == (TEAM, "Bottega Lume <site@shop.example>")
    assert email["Reply-To"] == "Anna Rossi <anna@example.com>"
    assert email["Subject"] == "[products] Lampada"
    assert email["Content-Language"] == "it"
    assert email["Date"].datetime == datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)
    assert words_of(email).startswith("La lampada non si accende.\nHo già provato un'altra presa.\n")
    assert email.get_content_type() == "text/plain"


def test_the_message_id_is_the_same_every_time_a_message_is_sent():
    assert compose()["Message-ID"] == compose(name="Anna")["Message-ID"] == f"<{ID}@shop.example>"


def test_a_message_without_a_subject_has_its_first_line_as_one_at_most_80_characters():
    assert compose()["Subject"] == "La lampada non si accende."
    assert compose(text="  \n" + "a" * 90)["Subject"] == "a" * 80


def test_the_article_the_search_and_every_step_follow_the_message():
    email = compose(
        article="lamp-dark",
        article_title="La lampada è spenta",
        article_url="https://help.example.com/it/lamp/",
        query="lampada rotta",
        steps=("Provato un'altra presa? Sì", "Cambiata la lampadina? No"),
    )

    _, facts = words_of(email).split("\n-- \n")
    assert facts.splitlines() == [
        "From: <anna@example.com>",
        "Article you read: La lampada è spenta https://help.example.com/it/lamp/",
        "You searched for: lampada rotta",
        "You have already tried:",
        "- Provato un'altra presa? Sì",
        "- Cambiata la lampadina? No",
    ]


def test_an_article_whose_title_is_unknown_is_named_by_its_id():
    assert "Article you read: lamp-dark\n" in words_of(compose(article="lamp-dark"))


def test_nothing_is_said_about_what_its_writer_left_out():
    assert words_of(compose()).split("-- \n")[1] == "From: <anna@example.com>\n"


@pytest.mark.parametrize("field", ["name", "subject", "topic"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_line_break_in_a_header_is_never_sent(field, line_break):
    with pytest.raises(ValueError, match=r"(?i)linefeed|carriage|CR|newline"):
        compose(**{field: f"x{line_break}Bcc: victim@example.com"})


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=100))
def test_no_name_or_subject_adds_a_header(text):
    email = compose(name=text, subject=text)

    assert sorted(email.keys()) == sorted(compose(name="Anna", subject="x").keys())
    assert email["Reply-To"].addresses[0].addr_spec == "anna@example.com"


@pytest.mark.parametrize("field", ["name", "subject", "topic", "text"])
@pytest.mark.parametrize(
    "word", ["=?utf-8?q?=0D=0ABcc:_victim@example.com?=", "=?utf-8?b?DQpCY2M6IHZpY3RpbUBleGFtcGxlLmNvbQ==?="]
)
def test_an_encoded_word_of_the_writer_is_not_decoded_so_that_it_adds_no_header(field, word):
    email = compose(**{"subject": "" if field == "text" else "x", field: word})

    assert sorted(email.keys()) == sorted(compose(name="Anna", subject="x").keys())
    assert word.replace("=?", "= ?") in str(email["Reply-To"] if field == "name" else email["Subject"])


def test_an_encoded_word_in_the_name_of_the_site_adds_no_header():
    site = "=?utf-8?q?=0D=0ABcc:_victim@example.com?="

    assert "Bcc" not in compose(site=site)
    assert "Bcc" not in message_from_bytes(compose_reply(parcel(site=site, reply="x"), SENDER).as_bytes())


@pytest.mark.parametrize("address", ["a..b@example.com", ".a@example.com", "a.@example.com", "a+b=c@example.com"])
def test_a_message_from_an_address_that_only_its_provider_allows_is_sent_and_answered(address):
    email = compose(email=address)

    assert str(email["Reply-To"]) == address
    assert f"<{address}>" in words_of(email)
    assert str(compose_reply(parcel(email=address, reply="x"), SENDER)["To"]) == address


def test_control_characters_become_spaces_and_lines_and_tabs_stay():
    email = compose(subject="", text="a\x00b\x7f\x85c\n\td")

    assert email["Subject"].rstrip() == "a b"
    assert words_of(email).startswith("a b  c\n\td\n")


def test_the_automatic_reply_has_no_word_of_the_message_and_is_answered_by_no_program():
    reply = compose_reply(parcel(name="Buy now", subject="Buy now", reply="Grazie, rispondiamo presto.\n"), SENDER)

    assert (reply["To"], reply["Subject"]) == ("anna@example.com", "Bottega Lume")
    assert (reply["Auto-Submitted"], reply["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert reply["In-Reply-To"] == f"<{ID}@shop.example>"
    assert reply["Message-ID"] == f"<{ID}.reply@shop.example>"
    assert reply.get_content() == "Grazie, rispondiamo presto.\n"
    assert "Buy now" not in reply.as_string()


def test_a_reply_of_a_site_without_a_name_has_the_sender_as_its_subject():
    assert compose_reply(parcel(site="", reply="x"), SENDER)["Subject"] == SENDER


def test_the_message_of_a_parcel_is_the_one_that_came():
    assert parcel(query="x").message == message(query="x")
