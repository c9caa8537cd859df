"""Compound words by a site's own vocabulary, for languages that write them as one word.

`Etikett` is to find `Rücksendeetikett`: every word whose end is a word of its own also gets the key of that end with a
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
"""An end that is no word of the site has at least this many letters, and follows a whole word."""
SHORTEST_STEM = 6
"""The beginning of another word counts as the beginning of a compound from this length on."""


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
    found = []
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        head, tail = word[:at], word[at:]
        is_head = any(_is_head(head.removesuffix(link), known, vocabulary) for link in links if head.endswith(link))
        if is_head and (tail in known or (len(tail) >= SHORTEST_NEW_TAIL and _is_whole(head, known, links))):
            found.append(tail)
    return found


def _is_head(head: str, known: frozenset[str], vocabulary: list[str]) -> bool:
    """Return whether `head` is a word, or long enough and the beginning of one that is no compound with it."""
    if len(head) < SHORTEST_HEAD:
        return False
    if head in known:
        return True
    at = bisect_left(vocabulary, head)
    return len(head) >= SHORTEST_STEM and at < len(vocabulary) and vocabulary[at].startswith(head)


def _is_whole(head: str, known: frozenset[str], links: tuple[str, ...]) -> bool:
    return any(
        len(head) - len(link) >= SHORTEST_TAIL and head.removesuffix(link) in known
        for link in links
        if head.endswith(link)
    )
