"""A text in another language than the page it is on."""

from html import escape
from typing import Self

from helpcentre.language.codes import direction


class ForeignText(str):
    """A text that templates mark with its language and direction."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """Return `text`, which is in `language`."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __html__(self) -> str:
        """Return the text as HTML; template engines ask values for this instead of escaping them."""
        return f'<span lang="{escape(self.language)}" dir="{direction(self.language)}">{escape(str(self))}</span>'
