"""Spam is set aside; short, plain and foreign words are not."""

from pathlib import Path

import pytest

from helpcentre.collector.intake.redaction import Redactor
from helpcentre.collector.intake.spam import comment_signals

HONEST = [
    line
    for line in (Path(__file__).parents[2] / "cases" / "events" / "honest_comments.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_there_are_200_honest_comments_in_four_languages():
    assert len(set(HONEST)) >= 200


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_comment_is_not_set_aside(text):
    assert comment_signals(Redactor().redact(text)) == []


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("asdfghjkl asdfgh", "keyboard_mash"),
        ("qwertyuiop", "keyboard_mash"),
        ("sdfsdfgh dfghdfgh", "keyboard_mash"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "repetition"),
        ("buy buy buy buy buy buy buy now", "repetition"),
        ("cheap https://a.example and https://b.example", "links"),
        ("see [url=http://spam.example]here[/url]", "markup"),
        ("<a href='http://spam.example'>x</a>", "markup"),
        ("[click](https://spam.example)", "markup"),
        ("\u200b\u200b", "empty"),
    ],
)
def test_spam_is_set_aside(text, signal):
    assert signal in comment_signals(Redactor().redact(text))
