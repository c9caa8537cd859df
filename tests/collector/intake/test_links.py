"""The private parts of links: queries, anchors, and path segments that are keys."""

import pytest

from helpcentre.collector.intake.recognisers.links import REMOVED, TOKEN, find_links

KEY = "k3Jx9Qz7Lm2Pw8Rt"
"""Sixteen letters and digits: too mixed for a word."""


def without_keys(text):
    for span in sorted(find_links(text), key=lambda one: -one.start):
        text = text[: span.start] + span.marker + text[span.end :]
    return text.replace(REMOVED, "")


@pytest.mark.parametrize(
    ("link", "left"),
    [
        ("https://x.example/faq/pay", "https://x.example/faq/pay"),
        ("https://x.example/faq?email=a", "https://x.example/faq"),
        ("https://x.example/faq#top?a", "https://x.example/faq"),
        (f"https://x.example/{KEY}", f"https://x.example/{TOKEN}"),
        (f"www.x.example/{KEY}", f"www.x.example/{TOKEN}"),
        (f"https://x.example/{KEY[:-1]}", f"https://x.example/{KEY[:-1]}"),  # fifteen characters
        (f"https://{KEY.lower()}.example/faq", f"https://{KEY.lower()}.example/faq"),  # the host stays
        ("https://x.example/reset/abcd12", f"https://x.example/reset/{TOKEN}"),
        ("https://x.example/reset/abc12", "https://x.example/reset/abc12"),  # five characters
        ("https://x.example/reset/password", "https://x.example/reset/password"),
        ("https://x.example/reset/your-password-now", "https://x.example/reset/your-password-now"),
        ("https://x.example/reset/abcdefghijklm", f"https://x.example/reset/{TOKEN}"),  # a word of thirteen letters
        ("https://x.example/pages/abcd12", "https://x.example/pages/abcd12"),
        ("https://x.example/how-to-pay-2026-by-card", "https://x.example/how-to-pay-2026-by-card"),
        ("https://x.example/how-to-pay-20261-by-card", f"https://x.example/{TOKEN}"),  # a number of five digits
        ("https://x.example/how-to-Pay-2026-by-card", f"https://x.example/{TOKEN}"),
        ("https://x.example/abcdefghijklmnopqrstuvwx", "https://x.example/abcdefghijklmnopqrstuvwx"),  # 24 letters
        ("https://x.example/abcdefghijklmnopqrstuvwxy", f"https://x.example/{TOKEN}"),
        ("https://x.example/how-to--pay-2026-by-card", f"https://x.example/{TOKEN}"),
        ("https://x.example/how-to-pay4me-by-card", f"https://x.example/{TOKEN}"),
    ],
)
def test_a_link_keeps_its_words_and_loses_its_keys(link, left):
    assert without_keys(f"see {link} now") == f"see {left} now"
