"""The contact form of a site: a channel of kind form without an address of another page."""

from datetime import UTC, datetime

import pytest

from helpcentre.errors import FindingsError
from helpcentre.language.strings import strings
from helpcentre.support.audience import Audience
from helpcentre.support.autoreply import autoreply
from helpcentre.support.channel_cards import channel_view
from helpcentre.support.load import parse_support

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEAD = "version: 1\nschedules: {a: {time_zone: UTC, weekly: {mon: ['09:00-10:00']}}}\nchannels:\n"
FORM = "  form: {kind: form, schedule: a, contact_form: {}, response: {mode: async, promise: 4h}}\n"
MAIL = "  mail: {kind: email, address: a@example.com}\n"


def support(*channels, more=""):
    return parse_support(HEAD + "".join(channels) + more, "support.yml")


def findings(*channels):
    with pytest.raises(FindingsError) as caught:
        support(*channels)
    return [str(finding) for finding in caught.value.findings]


def card(found, **more):
    return channel_view(found, "form", Audience(strings("en"), NOW, **more))


def test_the_form_is_on_the_contact_page_and_its_messages_are_counted_not_the_clicks_on_its_link():
    found = support(MAIL, FORM)

    assert found.contact_form == "form"
    assert (card(found)["href"], card(found)["is_counted"]) == ("#helpcentre-message", False)
    assert card(found, contact_page="../contact/")["href"] == "../contact/#helpcentre-message"
    assert card(found)["promise"]["text"] == "up to 4 hours during opening hours"


def test_other_channels_are_counted_and_lead_where_they_did():
    found = channel_view(support(MAIL, FORM), "mail", Audience(strings("en"), NOW, contact_page="../contact/"))

    assert found["href"].startswith("mailto:a@example.com")
    assert found["is_counted"] is True


def test_a_site_without_a_form_has_none():
    assert support(MAIL).contact_form == ""
    assert support(MAIL, "  form: {kind: form, url: /ask/}\n").contact_form == ""
    unused = FORM.replace("kind: form", "kind: form, supported: false, redirect_to: [mail]")
    assert support(MAIL, unused).contact_form == ""


@pytest.mark.parametrize(
    ("channels", "message"),
    [
        (
            (MAIL.replace("com}", "com, contact_form: {}}"),),
            "support.yml:4:47: 'mail' (email) cannot have a contact form; use a channel of kind form",
        ),
        (
            (FORM.replace("schedule: a", "url: /ask/, schedule: a"),),
            "support.yml:4:47: 'form' has url and contact_form; remove one, since the form is on the contact page",
        ),
        (
            (FORM, FORM.replace("form:", "other:", 1)),
            "support.yml:5:36: 'form' already has the contact form, and a site has only one; remove this one",
        ),
        (("  form: {kind: form}\n",), "support.yml:4:3: 'form' (form) has no url or address or contact_form; add it"),
        (
            (FORM.replace("contact_form: {}", "contact_form: {privat: x}"),),
            "support.yml:4:50: unknown key 'channels.form.contact_form.privat'; did you mean 'privacy'?",
        ),
    ],
)
def test_a_form_that_cannot_be_is_reported_at_its_place(channels, message):
    found = findings(*channels)

    assert any(line.startswith(message) for line in found), found


def test_an_automatic_reply_does_not_send_people_to_a_form_whose_address_it_does_not_know():
    found = support(MAIL, FORM, more="unsupported: {to: [mail, form]}\n")

    text = autoreply(found, "fax-machine", strings("en"), NOW, dated=False)
    assert "a@example.com" in text
    assert "helpcentre-message" not in text
