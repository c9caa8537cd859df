"""Words of the same article in the site's other languages, as weak keys: `discount code` on an Estonian site.

They are looked up only for words of a query that the language itself does not have.
"""

from collections.abc import Iterable, Mapping, Sequence

from helpcentre.search.analyser import Analyser, word_list
from helpcentre.search.binary_format import Posting, to_level
from helpcentre.search.documents import SearchDocument
from helpcentre.search.tokens import fold, has_digit, is_emoji, is_spaceless, normalise, split_words

SHORTEST = 3
MOST_ARTICLES_SHARE = 0.25
"""A word in more than this share of the articles, and in more than FEW, says nothing about any of them."""
FEW = 8
TITLE_WEIGHT = 4.0
ASK_WEIGHT = 1.0


def sister_postings(
    documents: Sequence[SearchDocument], sisters: Iterable[SearchDocument], language: str
) -> dict[str, list[Posting]]:
    """Return the postings of the words in the sister articles' titles and asks, folded, for `documents`.

    The more often the titles and asks have a word, the better it fits. Function words of the sister's language are left
    out. Each word is included as it is written and as stemmed in the sister language.
    """
    numbers = {document.id: number for number, document in enumerate(documents)}
    frequencies: dict[str, dict[int, float]] = {}
    titles: dict[tuple[str, int], int] = {}
    analysers: dict[str, Analyser] = {}
    for sister in sisters:
        number = numbers.get(sister.id)
        if number is None or sister.language == language:
            continue
        analyser = analysers.setdefault(sister.language, Analyser(sister.language))
        for text, weight in ((sister.title, TITLE_WEIGHT), *((ask, ASK_WEIGHT) for ask in sister.asks)):
            words = _foreign_words(text, sister.language, analyser)
            for word in words:
                counts = frequencies.setdefault(word, {})
                counts[number] = counts.get(number, 0.0) + weight
                if text == sister.title:
                    titles.setdefault((word, number), min(255, len(words)))
    most = max(FEW, round(len(documents) * MOST_ARTICLES_SHARE))
    return {
        word: [(number, to_level(counts[number]), titles.get((word, number), 0), ()) for number in sorted(counts)]
        for word, counts in frequencies.items()
        if len(counts) <= most
    }


def _foreign_words(text: str, language: str, analyser: Analyser) -> set[str]:
    function_words = _function_words(language)
    found: set[str] = set()
    for word in split_words(normalise(text)):
        bare = fold(word)
        if len(bare) < SHORTEST or bare in function_words or has_digit(bare) or is_emoji(bare) or is_spaceless(bare):
            continue
        found |= {bare, *(key for key in analyser.keys(word) if len(key) >= SHORTEST)}
    return found


def _function_words(language: str) -> Mapping[str, None]:
    return dict.fromkeys((*word_list(language, "stop"), *word_list(language, "question")))
