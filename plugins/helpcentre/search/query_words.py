"""The words of a query, and what each of them may match."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Variant:
    """Keys that an article must all have, and how much such a match is worth (1: the word itself)."""

    keys: tuple[str, ...]
    weight: float
    exact: bool = False

    def count_words(self) -> int:
        """Return the number of words in the keys; the key of a phrase has spaces between its words."""
        return sum(key.count(" ") + 1 for key in self.keys)


@dataclass(slots=True)
class QueryWord:
    """One word of the query and what it may match.

    `corrected` is the spelling to be shown if nothing matched the word; `near` a spelling only to be suggested.
    `rescued` says that the variants are not the word itself but what it may mean; `idf` is its damped inverse document
    frequency once articles are ranked.
    """

    text: str
    variants: list[Variant] = field(default_factory=list)
    corrected: str = ""
    near: str = ""
    rescued: bool = False
    idf: float = 0.0
