"""The version of a text, and a sketch that tells how alike two versions are.

The version is a hash over the words readers see (title and body, white space folded), so that a new theme, a new
owner or a reflowed paragraph resets no rating. The sketch is a bottom-k minhash (A. Broder, "On the resemblance and
containment of documents", 1997) over three-word shingles: 32 values of 32 bits, enough for a similarity within
about ±0.09 (one standard error, sqrt(p(1-p)/32)).
"""

import hashlib
import re
import unicodedata

SKETCH_SIZE = 32
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def normalised(title: str, body: str) -> str:
    """Return the text readers see, one space between words, so that line breaks do not count."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", f"{title}\n{body}")).strip()


def version_of(title: str, body: str) -> str:
    """Return the 16 hex digits that name this text."""
    return hashlib.blake2b(normalised(title, body).encode(), digest_size=8).hexdigest()


def sketch_of(title: str, body: str) -> str:
    """Return the minhash sketch of the text as hex, 8 digits a value, smallest first."""
    words = _WORD.findall(normalised(title, body).casefold())
    shingles = {" ".join(words[start : start + 3]) for start in range(max(1, len(words) - 2))}
    hashes = sorted({hashlib.blake2b(shingle.encode(), digest_size=4).hexdigest() for shingle in shingles})
    return "".join(hashes[:SKETCH_SIZE])


def similarity(sketch: str, other: str) -> float:
    """Return the estimated share of shingles two texts have in common, 0 to 1 (bottom-k Jaccard)."""
    mine, theirs = _values(sketch), _values(other)
    if not mine or not theirs:
        return 0.0
    union = sorted(mine | theirs)[:SKETCH_SIZE]
    return sum(value in mine and value in theirs for value in union) / len(union)


def _values(sketch: str) -> set[str]:
    return {sketch[start : start + 8] for start in range(0, len(sketch), 8)}
