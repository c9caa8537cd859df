"""The text of support.yml that fits a reader's language."""

from collections.abc import Mapping

from helpcentre.language.foreign_text import ForeignText


def localised(texts: Mapping[str, str] | None, language: str) -> str:
    """Return the text in `language`, else in its base language, in English or in the first language; "" for None.

    A text in another language is a ForeignText, which templates mark with its language.
    """
    if not texts:
        return ""
    own = next((code for code in (language, language.split("-")[0]) if code in texts), None)
    if own is not None:
        return texts[own]
    other = "en" if "en" in texts else next(iter(texts))
    return ForeignText(texts[other], other)
