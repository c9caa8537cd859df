"""Compound words by a site's own vocabulary, for languages that write them as one word.

`Etikett` finds `Rücksendeetikett`: every word whose end is also a word gets a second key, that of the end with a
hyphen after it (`etikett-`), next to the key of the end itself in the index. The beginning of a compound needs no such
key: it is found as a prefix.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from helpcentre.search.analyser import Analyser

LINKS: Mapping[str, tuple[str, ...]] = {
    "danish": ("", "s", "e"),
    "dutch": ("", "s", "e", "en", "n"),
    "estonian": ("",),
    "finnish": ("", "n", "s", "en"),
    "german": ("", "s", "es", "n", "en", "er", "e"),
    "hungarian": ("",),
    "norwegian": ("", "s", "e"),
    "swedish": ("", "s", "e", "o", "u", "a"),
}
"""Snowball's algorithm to the letters that may link the parts of a compound."""
SHORTEST_HEAD = 3
SHORTEST_TAIL = 4
SHORTEST_NEW_TAIL = 5
"""An end that is not a word of the site has at least this many letters, and follows a whole word."""
SHORTEST_STEM = 6
"""The beginning of another word counts as the beginning of a compound from this length on.

Other forms of the compound itself, which continue with the same letter, do not count.
"""


def compound_key(key: str) -> str:
    """Return the index key of words that end with the word of `key`."""
    return f"{key}-"


def find_compound_tails(words: Iterable[str], analyser: Analyser) -> dict[str, tuple[str, ...]]:
    """Return the keys of the last parts of each compound among the folded `words`, by the compound's own keys."""
    links = LINKS.get(analyser.stemmer)
    if links is None:
        return {}
    vocabulary = sorted({word for word in words if word.isalpha()})
    known = frozenset(vocabulary)
    tails: dict[str, set[str]] = {}
    for word in vocabulary:
        for tail in _split_tails(word, known, vocabulary, links):
            key = analyser.keys(tail)[0]
            for own in analyser.keys(word):
                if len(key) >= SHORTEST_TAIL - 1 and key != own:
                    tails.setdefault(own, set()).add(key)
    return {key: tuple(sorted(found)) for key, found in tails.items()}


def _split_tails(word: str, known: frozenset[str], vocabulary: list[str], links: tuple[str, ...]) -> list[str]:
    """Return the ends of `word` that make it a compound."""
    places = {
        at
        for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1)
        if word[at:] in known and _is_head(word, at, known, vocabulary, links)
    }
    for at in range(SHORTEST_TAIL, len(word) - SHORTEST_NEW_TAIL + 1):
        if word[:at] in known:
            places |= {at + len(link) for link in links if word.startswith(link, at)}
    longest = len(word) - SHORTEST_TAIL
    return [word[at:] for at in sorted(places) if at <= longest and (word[at:] in known or at <= longest - 1)]


def _is_head(word: str, at: int, known: frozenset[str], vocabulary: list[str], links: tuple[str, ...]) -> bool:
    """Return whether `word` up to `at` is a word but for its link, or long enough and the beginning of another word."""
    head = word[:at]
    for link in links:
        bare = head.removesuffix(link) if head.endswith(link) else ""
        if len(bare) >= SHORTEST_HEAD and (bare in known or _begins_another(bare, word[: at + 1], vocabulary)):
            return True
    return False


def _begins_another(bare: str, own: str, vocabulary: list[str]) -> bool:
    """Return whether a long `bare` begins a word that does not begin with `own`."""
    if len(bare) < SHORTEST_STEM:
        return False
    first, behind = bisect_left(vocabulary, bare), bisect_left(vocabulary, bare + "\uffff")
    return any(not vocabulary[at].startswith(own) for at in range(first, behind))
