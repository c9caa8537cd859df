"""The words that a site uses and those it avoids, by language."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

TERMS_FILE = "terms.yml"
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Term(BaseModel):
    """A word or phrase to use, and those to avoid in its place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    use: Words = Field(description="the word or phrase to write")
    avoid: tuple[Words, ...] = Field(min_length=1, description="the words or phrases it replaces, in each form")
    because: Words | None = Field(default=None, description="the reason, shown with each finding")


Terms = Mapping[str, Sequence[Term]]
"""The terms of a site by language."""
