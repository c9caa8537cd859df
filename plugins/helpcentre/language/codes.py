"""Language codes: validation by Unicode CLDR, suggestions for wrong ones, and the direction of writing."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


@lru_cache(maxsize=256)
def is_language(code: str) -> bool:
    """Return whether CLDR knows a language such as `it` or `pt-BR`, under its current code (`he`, not `iw`)."""
    try:
        return str(Locale.parse(code.replace("-", "_")).language) == code.split("-")[0]
    except (UnknownLocaleError, ValueError):
        return False


def suggest_language(code: str) -> str:
    """Return `; did you mean 'ja'?` for the code of a country (`jp`) or an older code of a language (`iw`), else ""."""
    current = str(get_global("language_aliases").get(code, ""))
    spoken = str(get_global("likely_subtags").get(f"und_{code.upper()}", ""))
    found = (current or spoken).split("_")[0]
    return f"; did you mean '{found}'?" if found else ""


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, the direction in which the language is written."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
