"""Names and signs that stand for everyday words: brands of payment and delivery, and emoji.

They are groups of synonyms that are recognised but not searched for (`dhl` finds `carrier`, `📦` finds `parcel`). The
browser loads them only for a word that nothing else matches.

* `data/brands.txt`: a kind, a colon, the brands of that kind.
* `data/<language>/kinds.txt`: a kind, a colon, the words that articles use for it.
* `data/<language>/emoji.txt`: emoji without spaces between, a colon, their words.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from helpcentre.search.analyser import DATA
from helpcentre.search.synonym_groups import Synonyms
from helpcentre.search.thesaurus import GroupPhrase, PhraseAnalysis, link_group
from helpcentre.search.tokens import normalise, split_words

Brands = Mapping[str, Sequence[str]]
"""Kind to the names of brands."""
KINDS = ("bank", "carrier", "payment")


@cache
def built_in_brands() -> Mapping[str, tuple[str, ...]]:
    """Return the brands of `data/brands.txt` by kind."""
    return _read_lists(DATA / "brands.txt")


def find_extras(language: str, own_brands: Brands, analysis: PhraseAnalysis) -> list[Synonyms]:
    """Return the brands and emoji with those of their words that articles have."""
    folder = DATA / language.split("-")[0].lower()
    brands = built_in_brands()
    groups: list[list[GroupPhrase]] = []
    for kind, words in _read_lists(folder / "kinds.txt").items():
        names = dict.fromkeys((*own_brands.get(kind, ()), *brands.get(kind, ())))
        groups.append([*_recognise_phrases(names, analysis), *_search_phrases(words, analysis)])
    for emoji, words in _read_lists(folder / "emoji.txt").items():
        groups.append([*_recognise_phrases(split_words(normalise(emoji)), analysis), *_search_phrases(words, analysis)])
    return [synonyms for group in groups for _, synonyms in link_group(group)]


def _recognise_phrases(phrases: Iterable[str], analysis: PhraseAnalysis) -> list[GroupPhrase]:
    return [GroupPhrase(analysis.all_keys(phrase), ()) for phrase in phrases]


def _search_phrases(phrases: Iterable[str], analysis: PhraseAnalysis) -> list[GroupPhrase]:
    return [GroupPhrase((), analysis.keep_if_found(analysis.content_keys(phrase))) for phrase in phrases]


@cache
def _read_lists(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the lists of a file by their names; none if there is no file."""
    if not path.is_file():
        return {}
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    parts = (line.partition(":") for line in lines if line)
    return {name.strip(): tuple(word.strip() for word in words.split(",")) for name, _, words in parts}
