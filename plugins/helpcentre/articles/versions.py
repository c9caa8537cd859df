"""The version of a text, and a sketch that shows how alike two versions are.

The version is a hash over what readers see (title and body, white space folded, link targets left out), so that a new
theme, a new owner, a reflowed paragraph or a page that has moved resets no rating.

The sketch is a bottom-k minhash (A. Broder, "On the resemblance and containment of documents", 1997) over three-word
shingles: 32 values of 32 bits, enough for a similarity within about ±0.09 (one standard error, sqrt(p(1-p)/32)).
"""

import hashlib
import heapq
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from helpcentre.articles.link_targets import find_link_targets
from helpcentre.articles.similarity import SKETCH_SIZE

_SPACE = re.compile(r"\s+")
_ALLOWANCE = re.compile(r"<!--[ \t]*helpcentre:.*?-->", re.DOTALL)
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1)  # the version and the sketch of a text are asked for one after the other
def normalised(title: str, body: str) -> str:
    """Return the text readers see: one space between words, and no link targets, which change when a page moves.

    Comments that silence a check are left out too.
    """
    seen = _without_link_targets(_ALLOWANCE.sub("", body) if "helpcentre:" in body else body)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", f"{title}\n{seen}")).strip()


def _without_link_targets(body: str) -> str:
    pieces, done = [], 0
    for target in sorted(find_link_targets(body), key=lambda one: one.offset):
        if target.image or target.offset < done:
            continue  # an image is something readers see
        pieces.append(body[done : target.offset])
        done = target.offset + len(target.raw)
    return "".join((*pieces, body[done:]))


@dataclass(frozen=True, slots=True)
class TextIdentity:
    """The version of a text and its sketch."""

    version: str
    sketch: str


def identify_text(title: str, body: str) -> TextIdentity:
    """Return the version and the sketch of a text."""
    return TextIdentity(version_of(title, body), sketch_of(title, body))


def version_of(title: str, body: str) -> str:
    """Return the 16 hex digits that name this text."""
    return hashlib.blake2b(normalised(title, body).encode(), digest_size=8).hexdigest()


def sketch_of(title: str, body: str) -> str:
    """Return the minhash sketch of the text as hex, 8 digits per value, smallest first."""
    words = _WORD.findall(normalised(title, body).casefold())
    shingles = set(map(" ".join, zip(words, words[1:], words[2:], strict=False))) or {" ".join(words)}
    hashes = {hashlib.blake2b(shingle.encode(), digest_size=4).digest() for shingle in shingles}
    return b"".join(heapq.nsmallest(SKETCH_SIZE, hashes)).hex()
