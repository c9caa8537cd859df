"""Languages by their code: Babel's locale, plural categories, writing direction and the language's own name."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from helpcentre.errors import HelpCentreError

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


@lru_cache(maxsize=256)
def locale(language: str) -> Locale:
    """Return Babel's locale for a language code such as `it` or `pt-BR`; raises HelpCentreError for an unknown one."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        hint = suggest_language(language)
        raise HelpCentreError(
            f"'{language}' is not a language code; use, for example, en, it, id, et or pt-BR{hint}"
        ) from None


@lru_cache(maxsize=256)
def is_language(code: str) -> bool:
    """Return whether `code` is a language that Unicode CLDR knows, under its own name (`he`, not the older `iw`)."""
    try:
        return str(locale(code).language) == code.split("-")[0]
    except HelpCentreError:
        return False


def suggest_language(code: str) -> str:
    """Return `; did you mean 'ja'?` for the code of a country (`jp`) or an older code of a language (`iw`), or "" ."""
    spoken = str(get_global("likely_subtags").get(f"und_{code.upper()}", "")).split("_")[0]
    current = str(get_global("language_aliases").get(code, "")).split("_")[0]
    found = current or spoken
    return f"; did you mean '{found}'?" if found and found != "und" else ""


def plural_category(language: str, number: float) -> str:
    """Return the CLDR plural category (`one`, `few`, `other`, …) of `number`."""
    return str(locale(language).plural_form(number))


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, the direction in which the language is written."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def endonym(language: str) -> str:
    """Return the language's own name for itself: `italiano`, `eesti`."""
    name = locale(language).get_display_name(language.replace("-", "_"))
    return str(name or language)
