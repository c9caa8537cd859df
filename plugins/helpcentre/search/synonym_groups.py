"""Phrases that mean the same, as the files of an index hold them, and their places in a query."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Phrase = tuple[str, ...]
"""The index keys of the words of a phrase; empty if it is not used."""


class Synonyms(NamedTuple):
    """A phrase that is recognised in a query, and the index keys of the others to search for."""

    phrase: Phrase
    others: tuple[str, ...]


def phrase_key(phrase: Phrase) -> str:
    """Return the index key of a phrase: the keys of its words with spaces between."""
    return " ".join(phrase)


def encode_synonyms(synonyms: Iterable[Synonyms]) -> str:
    """Return one line per phrase: its key, a semicolon, and the others separated by commas."""
    return "\n".join(f"{phrase_key(each.phrase)};{','.join(each.others)}" for each in synonyms)


def read_synonyms(text: str) -> Mapping[str, Sequence[Synonyms]]:
    """Return what `encode_synonyms` wrote, by every key of the phrases."""
    found: dict[str, list[Synonyms]] = {}
    for line in text.split("\n") if text else ():
        phrase, _, others = line.partition(";")
        synonyms = Synonyms(tuple(phrase.split(" ")), tuple(others.split(",")))
        for key in dict.fromkeys(synonyms.phrase):
            found.setdefault(key, []).append(synonyms)
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
