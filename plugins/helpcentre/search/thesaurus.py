"""Words that mean the same, as the head of an index holds them: the site's own groups and the built-in ones.

`data/<language>/thesaurus.txt` holds the words that customers of any help centre use for the same thing: one group per
line, words and phrases separated by commas. A word in brackets is searched for in articles but not recognised in a
query: its stem is that of a word with another meaning. The site's own groups take precedence: a phrase in one of them
is recognised as that group only, while the other words of its built-in group still find it. A phrase that the stemmer
cannot distinguish from one in another built-in group is removed from both.

A phrase with a single content word (`turn off`) is recognised in a query by all its words. Articles are searched for
that content word (`turn`) only if the group is the site's own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from helpcentre.search.analyser import DATA
from helpcentre.search.synonym_groups import Phrase, Synonyms, phrase_key

Groups = Iterable[Sequence[str]]
PhraseKeys = Callable[[str], Phrase]


class GroupPhrase(NamedTuple):
    """A phrase of a group: as it is recognised in a query, and as articles are searched for it (empty: not).

    `anchor` is the key of its first content word, by which it is looked up.
    """

    typed: Phrase
    sought: Phrase
    anchor: str = ""


@cache
def thesaurus(language: str) -> tuple[tuple[str, ...], ...]:
    """Return the built-in groups of `language`; none if there is no file."""
    path = DATA / language.split("-")[0].lower() / "thesaurus.txt"
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(tuple(phrase.strip() for phrase in line.split(",")) for line in lines if line)


@dataclass(frozen=True, slots=True)
class PhraseAnalysis:
    """The conversion of phrases to keys of an index: of all words or of content words, and whether it has a key."""

    all_keys: PhraseKeys
    content_keys: PhraseKeys
    has_key: Callable[[str], bool]

    def analyse_own(self, phrase: str) -> GroupPhrase:
        """Return a phrase of the site's own groups."""
        content = self.content_keys(phrase)
        return GroupPhrase(self._typed_keys(phrase), self.keep_if_found(content), content[0])

    def analyse_built_in(self, phrase: str) -> GroupPhrase:
        """Return a phrase of a built-in group."""
        word = phrase.strip("()")
        typed = self._typed_keys(word)
        sought = self.keep_if_found(typed) if typed == self.content_keys(word) else ()
        return GroupPhrase(() if word != phrase else typed, sought, self.content_keys(word)[0])

    def phrases_to_index(self, own: Groups, built_in: Groups) -> set[Phrase]:
        """Return the phrases of two or more content words, which become separate index keys."""
        phrases = {self.content_keys(phrase) for group in own for phrase in group}
        for group in built_in:
            phrases |= {self.content_keys(phrase.strip("()")) for phrase in group}
        return {phrase for phrase in phrases if len(phrase) > 1}

    def _typed_keys(self, phrase: str) -> Phrase:
        content, every = self.content_keys(phrase), self.all_keys(phrase)
        return content if len(content) > 1 or len(every) == 1 else every

    def keep_if_found(self, phrase: Phrase) -> Phrase:
        """Return the phrase if an article has it, else an empty one."""
        return phrase if phrase and self.has_key(phrase_key(phrase)) else ()


def find_synonyms(own: Groups, built_in: Groups, analysis: PhraseAnalysis) -> dict[str, list[Synonyms]]:
    """Return the phrases that are of use in a search of this index, by their anchors, those of `own` groups first."""
    site = [[analysis.analyse_own(phrase) for phrase in group] for group in own]
    taken = {phrase.typed for group in site for phrase in group} | {phrase.sought for group in site for phrase in group}
    general = [[analysis.analyse_built_in(phrase) for phrase in group] for group in built_in]
    groups_with = Counter(keys for group in general for keys in {phrase.typed or phrase.sought for phrase in group})
    unambiguous = [[phrase for phrase in group if groups_with[phrase.typed or phrase.sought] == 1] for group in general]
    remaining = [
        [GroupPhrase((), phrase.sought) if phrase.typed in taken else phrase for phrase in group]
        for group in unambiguous
    ]
    found: dict[str, list[Synonyms]] = {}
    for group in (*site, *remaining):
        for anchor, synonyms in link_group(group):
            found.setdefault(anchor, []).append(synonyms)
    return found


def link_group(group: Sequence[GroupPhrase]) -> Iterable[tuple[str, Synonyms]]:
    """Yield every phrase of a group that can be recognised and has others to search for, with its anchor."""
    sought = dict.fromkeys(phrase.sought for phrase in group if phrase.sought)
    for typed, anchor in {phrase.typed: phrase.anchor for phrase in group if phrase.typed}.items():
        others = tuple(phrase_key(each) for each in sought if each != typed)
        if others:
            yield anchor, Synonyms(typed, others)
