"""Particles written together with a word, which our stemmers do not remove: `rimborsatemi`, `arvetki`, `bukunyalah`.

`search-clitics.js` has the same rules. They are tried on a word of a query that matches nothing.
"""

import re
from collections.abc import Mapping

_ITALIAN = "mi|ti|ci|vi|si|lo|la|li|le|ne|gli|(?:me|te|ce|ve|se|glie)(?:lo|la|li|le|ne)"
CLITICS: Mapping[str, re.Pattern[str]] = {
    "estonian": re.compile(r"^(.{3,}?)(?:ki|gi)$"),
    "finnish": re.compile(r"^(.{3,}?)(?:k[oö]|kin|kaan|kään|han|hän|p[aä])$"),
    "indonesian": re.compile(r"^(.{3,}?)(?:nya|ku|mu)?(?:lah|kah|pun|tah)?$"),
    "italian": re.compile(rf"^(.{{3,}}?)(?:{_ITALIAN})$"),
}
"""Snowball's algorithm to the particles after a word."""


def strip_clitics(word: str, stemmer: str) -> list[str]:
    """Return what `word` may be without its particles, the shortest first; nothing if there are none."""
    pattern = CLITICS.get(stemmer)
    match = pattern.match(word) if pattern else None
    if not match or match[1] == word:
        return []
    base = match[1]
    return [base, base + "e"] if stemmer == "italian" and base.endswith("r") else [base]
