"""`/// channels` in plain Python-Markdown, without MkDocs."""

import re

import pytest

from helpcentre.errors import HelpCentreError

from .test_hours import build_day, render

__all__ = ["build_day"]


def test_the_channels_of_the_pages_language_are_in_the_order_of_the_support_file_and_can_be_tapped():
    html = render("/// channels\n///", "it")
    assert re.findall(r'data-hc-channel="([\w-]+)"', html) == ["phone-it", "email"]
    assert 'href="tel:+39-06-9480-2210"' in html
    assert 'data-hc-live="fastest phone-it email form"' in html
    assert 'data-hc-live="order phone-it email form"' in html


def test_a_topic_shows_only_its_channels_in_the_pages_language():
    html = render("/// channels | payments\n///", "id")
    assert re.findall(r'data-hc-channel="([\w-]+)"', html) == ["whatsapp-id", "email"]
    assert html.count("Paling cocok untuk pertanyaan ini") == 1


def test_text_from_the_support_file_is_escaped(tmp_path):
    (tmp_path / "support.yml").write_text(
        "version: 1\nschedules: {a: {time_zone: UTC, weekly: {mon: ['09:00-10:00']}}}\n"
        'channels: {m: {kind: email, label: {en: "<script>\'&"}, address: a@example.com, schedule: a}}\n',
        encoding="utf-8",
    )
    html = render("/// channels\n///", docs_dir=str(tmp_path))
    assert "&lt;script&gt;&#39;&amp;" in html
    assert "<script" not in html


def test_an_unknown_topic_is_reported_with_the_nearest():
    with pytest.raises(HelpCentreError, match="no topic 'payment'; did you mean 'payments'"):
        render("/// channels | payment\n///")
