"""The private parts of links: query string, fragment, and path segments that are keys rather than words."""

import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers.folded_text import TAKEN, Span

TOKEN = "[token]"  # noqa: S105 - a marker
_LINK = re.compile(rf"(?:https?://|\bwww\.)[^\s<>{TAKEN}\ue000-\uf8ff]+", re.IGNORECASE)
_SEGMENT = re.compile(r"[^/?#]+")
_KEY_FOLLOWS = re.compile(
    r"(?i)(?:reset|verify|verification|confirm|confirmation|activate|activation|token|session|invite|invitation|unsubscribe"
    r"|magic|login|auth|key|share|download|track|order|orders)"
)
_WORDS = re.compile(r"(?:[^\W\d_]+[-_.]?)+(?:\.\w{1,5})?|\d{1,4}|[^\W\d_]+-?\d{1,4}")
_LONGEST_WORD = 24


def find_links(text: str) -> Iterator[Span]:
    """Yield the parts of links to leave out, in a folded text: keys get a marker, other parts none."""
    for match in _LINK.finditer(text):
        link = match.group()
        end = min((place for place in (link.find("?"), link.find("#")) if place >= 0), default=len(link))
        yield from _find_keys(link[:end], match.start())
        if end < len(link):
            yield Span(match.start() + end, match.end(), REMOVED)


REMOVED = "\x02"
"""A marker that becomes nothing: the span is cut out."""


def _find_keys(address: str, offset: int) -> Iterator[Span]:
    """Yield the path segments that are keys: behind a word such as `reset`, or too mixed to be words."""
    segments = list(_SEGMENT.finditer(address))
    before = ""
    for segment in segments[2 if "://" in address else 1 :]:
        word = segment.group()
        key_follows = bool(_KEY_FOLLOWS.fullmatch(before)) and len(word) >= 6 and not _is_words(word, longest=12)
        if key_follows or not (_is_words(word, longest=_LONGEST_WORD) or len(word) < 16):
            yield Span(offset + segment.start(), offset + segment.end(), TOKEN)
        before = word


def _is_words(segment: str, *, longest: int) -> bool:
    """Return whether a path segment is made of lower-case words, parted by hyphens, none longer than `longest`."""
    if not _WORDS.fullmatch(segment) and not re.fullmatch(r"(?:[^\W_]+[-_.])+[^\W_]+", segment):
        return False
    parts = re.split(r"[-_.]", segment)
    return segment == segment.lower() and all(len(part) <= longest and _is_word_or_number(part) for part in parts)


def _is_word_or_number(part: str) -> bool:
    return part.isalpha() or (part.isdigit() and len(part) <= 4) or not any(one.isdigit() for one in part)
