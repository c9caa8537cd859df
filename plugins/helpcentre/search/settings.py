"""The options of a site for the search of one language, and the constants of the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpcentre.search.shapes import Shape

LONGEST_QUERY = 512
"""The number of characters of a query that are read."""
RANKING = {
    "idfExponent": 0.6,
    "coverageExponent": 0.3,
    "titleBoost": 2.4,
    "asksBoost": 2.4,
    "beta": 1.25,
    "prefixWeight": 0.7,
    "prefixWeightBesideExact": 0.4,
    "mostPrefixes": 10,
    "oneErrorWeight": 0.8,
    "twoErrorsWeight": 0.6,
    "mostCorrections": 6,
    "relativeWeight": 0.75,
    "relativeShare": 0.6,
    "mostRelatives": 6,
    "expansionShare": 0.7,
    "expansionTail": 5,
    "mostExpansions": 8,
    "synonymWeight": 0.8,
    "extraWeight": 0.7,
    "sisterWeight": 0.6,
    "compoundWeight": 0.7,
    "cliticWeight": 0.9,
    "splitWeight": 0.8,
    "guessWeight": 0.3,
}
"""The constants of the query, which Python and JavaScript read from the head."""
EXPANSION_WEIGHT = dict.fromkeys(("", "estonian", "finnish", "hungarian", "lithuanian", "turkish"), 0.55)
"""Weight of a word with the same beginning, for stemmers that leave many endings on (and for no stemmer at all)."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """The search options of a site for one language.

    `stemmer` names a Snowball algorithm (`none`: no stemming; None: the language's own), `stop` and `question` add
    words to the built-in lists, `synonyms` are groups of words or phrases that mean the same, `brands` more names of
    a kind; `shapes` say which article the form of a number leads to; `thesaurus` says whether the built-in words
    (everyday synonyms, brands, emoji) are used too.
    """

    stemmer: str | None = None
    stop: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    thesaurus: bool = True
    brands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
