"""Words to index keys, the same here and in `search-analyser.js`.

The stemmer is Snowball 3.0.1 on both sides; a word with a digit in it is never stemmed, nor one in a script without
spaces. Traditional Chinese characters become simplified ones; the head of an index lists those it needs.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.search.stem_rules import STEM_RULES
from helpcentre.search.stemming import snowball
from helpcentre.search.tokens import (
    find_spaceless_runs,
    fold,
    has_digit,
    is_emoji,
    is_spaceless,
    normalise,
    split_words,
    tokenise,
)

DATA = Path(__file__).parent / "data"

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithm for each language: exactly those that `vendor/` has a JavaScript file for."""


class Analyser:
    """The keys of one language: `keys("spedizioni")` are what the index holds for the word."""

    def __init__(self, language: str, stemmer: str | None = None, variants: Mapping[str, str] | None = None) -> None:
        """Use the language's own Snowball stemmer, or the one given (`none`: no stemming).

        `variants` are characters to be replaced by others (traditional by simplified ones).
        """
        self.language = language
        self._variants = str.maketrans(dict(variants or {}))
        self.stemmer = stemmer_for(language, stemmer)
        self._stem = _build_stem_function(self.stemmer)
        self._known: dict[str, tuple[str, ...]] = {}

    def fold(self, word: str) -> str:
        """Return `word` without accents and, in Chinese, in simplified characters."""
        bare = fold(word)
        return bare.translate(self._variants) if self._variants else bare

    def keys(self, word: str) -> tuple[str, ...]:
        """Return one or two index keys of a word from `tokenise`.

        There is a second one if stemming the word without its accents gives another key, so that readers who type no
        accents find the word too.
        """
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._compute_keys(word)
        return known

    def _compute_keys(self, word: str) -> tuple[str, ...]:
        bare = self.fold(word)
        if has_digit(bare) or is_spaceless(bare) or is_emoji(bare):
            return (bare,)
        first = fold(self._stem(word))
        second = first if bare == word else fold(self._stem(bare))
        if not first or not second:
            return (bare,)
        return (first,) if first == second else (first, second)


def stemmer_for(language: str, name: str | None = None) -> str:
    """Return the Snowball algorithm for `language` (empty: none), or `name` if it is one.

    Raises HelpCentreError for a `name` that is not a Snowball algorithm.
    """
    if name is None:
        return STEMMERS.get(language.split("-")[0].lower(), "")
    if name == "none":
        return ""
    if name not in STEMMERS.values():
        known = sorted(set(STEMMERS.values()))
        hint = did_you_mean(name, known) or "."
        raise HelpCentreError(
            f"search: '{name}' is not a valid stemmer for '{language}'{hint} Use none or one of: {', '.join(known)}"
        )
    return name


@cache
def word_list(language: str, name: str) -> tuple[str, ...]:
    """Return the folded words of `data/<language>/<name>.txt` (`stop` or `question`); none if there is no file."""
    path = DATA / language.split("-")[0].lower() / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(sorted({fold(word) for line in lines for word in split_list(line)}))


def split_list(text: str) -> list[str]:
    """Return the words of a list; those in a script without spaces are whole words, not pairs of characters."""
    return [*find_spaceless_runs(normalise(text)), *(word for word in tokenise(text) if not is_spaceless(word))]


def cut_question_words(normalised: str, question: frozenset[str]) -> str:
    """Return a text with spaces for the `question` words of scripts without spaces; the text itself if no word is left.

    Otherwise the pairs at both ends of such a word would be words that no article has: `么退` in `怎么退货`.
    """
    pattern = _compile_question_words(question)
    if pattern is None:
        return normalised
    rest = pattern.sub(" ", normalised)
    return rest if split_words(rest) else normalised


@cache
def _compile_question_words(question: frozenset[str]) -> re.Pattern[str] | None:
    """Return a pattern for the question words of scripts without spaces, the longest first; None without any."""
    words = sorted(filter(is_spaceless, question), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))) if words else None


@cache
def character_variants(language: str) -> Mapping[str, str]:
    """Return the characters of `data/<language>/variants.txt`, each with the one that replaces it."""
    path = DATA / language.split("-")[0].lower() / "variants.txt"
    if not path.is_file():
        return {}
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return {pair[0]: pair[1] for line in lines for pair in line.split()}


def content_words(words: Sequence[str], stop: frozenset[str], question: frozenset[str]) -> list[str]:
    """Return `words` without stop and question words; if nothing else is left, question words or all words."""
    no_stop = [word for word in words if fold(word) not in stop]
    content = [word for word in no_stop if fold(word) not in question]
    return content or no_stop or list(words)


def _build_stem_function(stemmer: str) -> Callable[[str], str]:
    if not stemmer:
        return lambda word: word
    stem = snowball(stemmer)
    correct = STEM_RULES.get(stemmer)
    return (lambda word: correct(stem(word))) if correct else stem
