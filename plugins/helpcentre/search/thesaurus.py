"""Words that mean the same, as the head of an index holds them: the site's own groups and those that come along.

`data/<language>/thesaurus.txt` holds what customers of any help centre say for the same thing: a group a line, words
and phrases with commas between. The site's own groups have the last word: a phrase that stands in one of them stands in
no other. What the stemmer makes alike in two groups that come along stands in neither.

A phrase that comes along and has only one word that is no function word (`turn off`) is known in a query by all its
words; articles are not looked for by what is left of it (`turn`).
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from helpcentre.search.analyse import DATA

Phrase = tuple[str, ...]
"""The index keys of a word or phrase."""
Entry = tuple[Phrase, bool]
"""A phrase, and whether articles are looked for by it."""
Groups = Iterable[Sequence[str]]
Keys = Callable[[str], Phrase]


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
    """How the words of an index become keys: `every` word of a phrase, or those of its `content` that articles have."""

    every: Keys
    content: Keys
    indexed: Container[str]

    def of_site(self, phrase: str) -> Entry:
        """Return a phrase of the site's own groups: its content words are known in a query, and looked for."""
        return self._entry(self.content(phrase), sought=True)

    def that_comes_along(self, phrase: str) -> Entry:
        """Return a phrase of a group that comes along: with one content word only it is known by all its words."""
        content, every = self.content(phrase), self.every(phrase)
        clear = len(content) > 1 or len(every) == 1
        return self._entry(content if clear else every, sought=clear)

    def _entry(self, keys: Phrase, *, sought: bool) -> Entry:
        return keys, sought and all(key in self.indexed for key in keys)


def packed_groups(own: Groups, general: Groups, vocabulary: Vocabulary) -> list[str]:
    """Return the groups that help a search of this index, the site's `own` ones first; each is one text.

    First come the phrases that articles are looked for by, after a semicolon those that are only typed: commas between
    phrases, spaces between the keys of one.
    """
    site = [dict(map(vocabulary.of_site, group)) for group in own]
    taken = {phrase for group in site for phrase in group}
    come_along = [dict(map(vocabulary.that_comes_along, group)) for group in general]
    groups_with = Counter(phrase for group in come_along for phrase in group)
    clear = [
        {phrase: sought for phrase, sought in group.items() if groups_with[phrase] == 1 and phrase not in taken}
        for group in come_along
    ]
    return [text for text in map(_packed, [*site, *clear]) if text]


def _packed(group: Mapping[Phrase, bool]) -> str:
    sought = [" ".join(phrase) for phrase, is_sought in group.items() if phrase and is_sought]
    typed = [" ".join(phrase) for phrase, is_sought in group.items() if phrase and not is_sought]
    if not sought or len(sought) + len(typed) < 2:
        return ""
    return ",".join(sought) + (";" + ",".join(typed) if typed else "")


def unpacked(groups: Iterable[str]) -> dict[str, list[tuple[Phrase, list[Phrase]]]]:
    """Return every phrase of `packed_groups` by its first key, with the phrases that articles have for it."""
    found: dict[str, list[tuple[Phrase, list[Phrase]]]] = {}
    for group in groups:
        sought, _, typed = group.partition(";")
        targets = _phrases(sought)
        for phrase in targets + _phrases(typed):
            others = [other for other in targets if other != phrase]
            if others:
                found.setdefault(phrase[0], []).append((phrase, others))
    return found


def _phrases(packed: str) -> list[Phrase]:
    return [tuple(phrase.split(" ")) for phrase in packed.split(",") if phrase]
