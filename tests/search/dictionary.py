"""An index of a few words with their frequencies, in which every word is its own key."""

from dataclasses import dataclass, field

from helpcentre.search.settings import RANKING
from helpcentre.search.spelling import Form
from helpcentre.search.tokens import fold


class Keys:
    """An analyser without a stemmer: a word has one key, the word itself; its ending `-s` is taken off if asked."""

    def __init__(self, stemmer="", plural=False):
        self.stemmer, self.plural = stemmer, plural

    def fold(self, text):
        return fold(text)

    def keys(self, text):
        return (fold(text).removesuffix("s") if self.plural else fold(text),)


@dataclass
class Dictionary:
    """The part of an index that expansion, rescue and segmentation need."""

    words: dict[str, int]
    analyser: Keys = field(default_factory=Keys)
    ranking: dict = field(default_factory=lambda: dict(RANKING))
    has_compounds: bool = False
    expansion_weight: float = 0.0
    extra_keys: tuple = ()
    stop: frozenset = frozenset()
    question: frozenset = frozenset()
    articles: int = 10

    def forms(self, prefix):
        return [Form(word, word.upper(), common) for word, common in self.words.items() if word.startswith(prefix)]

    def postings(self, key):
        known = {self.analyser.keys(word)[0] for word in self.words} | set(self.extra_keys)
        return [(1, 10, 0, ())] if key in known else []
