"""Card security codes, one-time codes, PINs and passwords, by the word in front of them."""

import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers import context_words as words
from helpcentre.collector.intake.recognisers.folded_text import Span, spans_of

SECRET = "[code]"  # noqa: S105 - a marker
_CODE = re.compile(
    rf"(?i)\b{words.SECURITY_CODE}(?:\s*(?:{words.NUMBER_SIGNS}|-|was|era)(?![a-z])){{0,2}}\s{{0,2}}"
    r"(?P<it>\d[\d \-]{1,8}\d)(?!\w)"
)
_PASSWORD = re.compile(
    rf"(?i)\b{words.PASSWORD}\s*(?:[:=]|\b(?:is|è|adalah|on)\b)\s*(?P<it>(?=\S*[\d!@#$%^&*])\S{{4,64}})"
)


def find_security_codes(text: str) -> Iterator[Span]:
    """Yield codes and passwords in a folded text; a password only after a colon or verb, and never a plain word."""
    yield from spans_of(_CODE, text, SECRET)
    yield from spans_of(_PASSWORD, text, SECRET)
