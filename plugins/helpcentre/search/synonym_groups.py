"""Groups of synonyms as the files of an index hold them, and their phrases in a query."""

from collections.abc import Iterable, Mapping, Sequence

Phrase = tuple[str, ...]
"""The index keys of the words of a phrase; empty if it is not used."""
SynonymsByKey = Mapping[str, Sequence[tuple[Phrase, Sequence[str]]]]
"""First key of a phrase to the phrase and the keys of the others to search for."""


def phrase_key(phrase: Phrase) -> str:
    """Return the index key of a phrase: the keys of its words with spaces between."""
    return " ".join(phrase)


def unpack_groups(groups: Iterable[str]) -> dict[str, list[tuple[Phrase, list[str]]]]:
    """Return every phrase recognised in a query, by its first key, with the keys of the others to search for."""
    found: dict[str, list[tuple[Phrase, list[str]]]] = {}
    for group in groups:
        both, typed, sought = (list(filter(None, part.split(","))) for part in (group + ";;").split(";")[:3])
        for key in both + typed:
            phrase = tuple(key.split(" "))
            others = [other for other in both + sought if other != key]
            if others:
                found.setdefault(phrase[0], []).append((phrase, others))
    return found


def locate_phrase(
    phrase: Sequence[str], keys: Sequence[Sequence[str]], is_function_word: Sequence[bool], start: int
) -> list[int]:
    """Return the positions of a phrase's words in the query from `start`, or nothing; function words may intervene."""
    places, at = [start], start + 1
    for key in phrase[1:]:
        while at < len(keys) and key not in keys[at] and is_function_word[at]:
            at += 1
        if at == len(keys) or key not in keys[at]:
            return []
        places.append(at)
        at += 1
    return places
