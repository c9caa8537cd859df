"""Yes and No: the answers of a few votes, counted the way every figure of the report counts them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Answers(NamedTuple):
    """Yes and No about one article in one language; `no` is without "I was looking for something else"."""

    yes: float = 0.0
    no: float = 0.0

    @property
    def total(self) -> float:
        """Both together."""
        return self.yes + self.no


def sum_texts(answers: Mapping[str, Answers], versions: Iterable[str]) -> Answers:
    """Return the answers to some versions of a text."""
    found = [answers[version] for version in versions if version in answers]
    return Answers(sum(one.yes for one in found), sum(one.no for one in found))
