"""The channels for a language and a topic, in one order, and the one to recommend."""

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.channel_names import channel_label, language_names
from helpcentre.support.channel_selection import channels_for, nearest_channels, recommended_channels
from helpcentre.support.load import parse_support

TEXT = """
version: 1
schedules: {a: {time_zone: UTC}}
channels:
  phone: {kind: phone, number: "+39 06 9480 2210", languages: [it, en], topics: [pay]}
  mail: {kind: email, address: a@example.com}
  forum: {kind: community, url: /forum/, languages: [en]}
  chat:
    kind: chat
    url: /chat/
    label: {en: Chat with us, it: Chatta}
    languages: [pt-BR, zh-Hans]
    topics: [pay, send]
  old: {kind: social, supported: false, redirect_to: [mail]}
topics:
  pay: {label: {en: Payments}, recommend: [chat, phone], hide: [forum]}
  send: {label: {en: Delivery}, recommend: [old, mail]}
  other: {label: {en: Other}}
"""


@pytest.fixture(scope="module")
def support():
    return parse_support(TEXT, "support.yml")


@pytest.mark.parametrize(
    ("language", "topics", "names"),
    [
        ("en", [], ["phone", "mail", "forum"]),
        ("it", [], ["phone", "mail"]),
        ("et", [], ["mail"]),
        ("pt-BR", [], ["mail", "chat"]),
        ("en", ["pay"], ["phone", "mail"]),
        ("en", ["send"], ["mail", "forum"]),
        ("pt-BR", ["send"], ["mail", "chat"]),
        ("en", ["other"], ["mail", "forum"]),
        ("en", ["unknown"], ["mail", "forum"]),
        ("en", ["send", "pay"], ["phone", "mail"]),
    ],
)
def test_the_channels_answer_in_the_language_about_one_of_the_topics(support, language, topics, names):
    assert channels_for(support, language, topics) == names


@pytest.mark.parametrize(
    ("language", "topics", "names"),
    [
        ("en", ["pay"], ["phone"]),
        ("pt-BR", ["pay"], ["chat"]),
        ("et", ["pay"], []),
        ("en", ["send"], ["mail"]),
        ("en", ["other"], []),
        ("en", ["unknown", "send"], ["mail"]),
        ("en", ["send", "pay"], ["mail", "phone"]),
        ("en", ["pay", "send"], ["phone", "mail"]),
        ("pt-BR", ["pay", "pay"], ["chat"]),
        ("en", [], []),
    ],
)
def test_the_recommended_channels_that_answer_are_in_the_order_of_the_topics(support, language, topics, names):
    assert recommended_channels(support, language, topics) == names


@pytest.mark.parametrize(
    ("language", "names"), [("pt", ["chat"]), ("zh-Hant", ["chat"]), ("en-GB", ["phone", "forum"])]
)
def test_a_reader_nobody_answers_is_offered_the_channels_of_the_nearest_language(support, language, names):
    assert nearest_channels(support, language) == names


def test_a_reader_of_a_language_without_relatives_is_offered_every_channel(support):
    assert nearest_channels(support, "et") == support.supported_channels


def test_the_supported_channels_keep_their_order(support):
    assert support.supported_channels == ["phone", "mail", "forum", "chat"]


def test_a_channel_has_its_own_name_or_that_of_its_kind(support):
    chat, mail = support.channels["chat"], support.channels["mail"]

    assert [channel_label(chat, strings(language)) for language in ("it", "en", "et")] == [
        "Chatta",
        "Chat with us",
        "Chat with us",
    ]
    assert [channel_label(mail, strings(language)) for language in ("it", "en", "et")] == ["E-mail", "E-mail", "E-post"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Portuguese (Brazil), Chinese (Simplified)"),
        ("it", "portoghese (Brasile), cinese (semplificato)"),
        ("et", "portugali (Brasiilia), hiina (lihtsustatud)"),
    ],
)
def test_languages_are_named_in_the_language_of_the_reader(support, language, names):
    assert language_names(support.channels["chat"], language) == names


def test_a_channel_without_languages_lists_none(support):
    assert language_names(support.channels["mail"], "en") == ""
