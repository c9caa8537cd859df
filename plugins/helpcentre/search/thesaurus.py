"""Words that mean the same, as the head of an index holds them: the site's own groups and those that come along.

`data/<language>/thesaurus.txt` holds what customers of any help centre say for the same thing: a group a line, words
and phrases with commas between. A word in brackets is looked for, but not known in a query: its stem is that of a word
of another meaning. The site's own groups have the last word: a phrase that stands in one of them stands in no other.
What the stemmer makes alike in two groups that come along stands in neither.

A phrase of which only one word is no function word (`turn off`) is known in a query by all its words. Articles are
looked for by what is left of it (`turn`) only where the site's own groups have it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from helpcentre.search.analyse import DATA

Phrase = tuple[str, ...]
"""The index keys of a word or phrase; none: not at all."""
Groups = Iterable[Sequence[str]]
Keys = Callable[[str], Phrase]


class Entry(NamedTuple):
    """A phrase of a group: as it is known in a query, and as articles are looked for by it."""

    typed: Phrase
    sought: Phrase


@cache
def thesaurus(language: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups that come along for `language`, none where there is no file."""
    path = DATA / language.split("-")[0].lower() / "thesaurus.txt"
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(tuple(phrase.strip() for phrase in line.split(",")) for line in lines if line)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How words become keys: `every` word of a phrase, or its `content`; `having` gives the articles with a key."""

    every: Keys
    content: Keys
    having: Callable[[str], set[str]]

    def of_site(self, phrase: str) -> Entry:
        """Return a phrase of the site's own groups."""
        return Entry(self._typed(phrase), self._found(self.content(phrase)))

    def that_comes_along(self, phrase: str) -> Entry:
        """Return a phrase of a group that comes along."""
        word = phrase.strip("()")
        typed = self._typed(word)
        sought = self._found(typed) if typed == self.content(word) else ()
        return Entry(() if word != phrase else typed, sought)

    def _typed(self, phrase: str) -> Phrase:
        content, every = self.content(phrase), self.every(phrase)
        return content if len(content) > 1 or len(every) == 1 else every

    def _found(self, phrase: Phrase) -> Phrase:
        """Return the phrase if there is an article that has all of it."""
        return phrase if phrase and set[str].intersection(*map(self.having, phrase)) else ()


def packed_groups(own: Groups, general: Groups, vocabulary: Vocabulary) -> list[str]:
    """Return the groups that help a search of this index, the site's `own` ones first; each is one text.

    It has three parts with semicolons between: phrases that are known in a query and looked for, those that are only
    known, those that are only looked for. Commas part phrases, spaces the keys of one.
    """
    site = [[vocabulary.of_site(phrase) for phrase in group] for group in own]
    taken = {phrase for group in site for entry in group for phrase in entry}
    come_along = [[vocabulary.that_comes_along(phrase) for phrase in group] for group in general]
    groups_with = Counter(phrase for group in come_along for phrase in {entry.typed or entry.sought for entry in group})
    clear = [
        [entry for entry in group if groups_with[key := entry.typed or entry.sought] == 1 and key not in taken]
        for group in come_along
    ]
    return [text for text in map(_packed, [*site, *clear]) if text]


def _packed(group: Iterable[Entry]) -> str:
    typed = dict.fromkeys(entry.typed for entry in group if entry.typed)
    sought = dict.fromkeys(entry.sought for entry in group if entry.sought)
    if not typed or not sought or len(typed | sought) < 2:
        return ""
    both = [phrase for phrase in typed if phrase in sought]
    parts = (both, [each for each in typed if each not in sought], [each for each in sought if each not in typed])
    return ";".join(",".join(map(" ".join, part)) for part in parts).rstrip(";")


def unpacked(groups: Iterable[str]) -> dict[str, list[tuple[Phrase, list[Phrase]]]]:
    """Return every phrase that is known in a query, by its first key, with the others of its group to look for."""
    found: dict[str, list[tuple[Phrase, list[Phrase]]]] = {}
    for group in groups:
        both, typed, sought = ([_phrase(each) for each in part.split(",")] for part in (group + ";;").split(";")[:3])
        for phrase in filter(None, both + typed):
            others = [other for other in both + sought if other and other != phrase]
            if others:
                found.setdefault(phrase[0], []).append((phrase, others))
    return found


def _phrase(packed: str) -> Phrase:
    return tuple(packed.split(" ")) if packed else ()
