"""Languages by their code: Babel's locale, plural categories and the language's own name."""

from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from helpcentre.errors import HelpCentreError
from helpcentre.language.codes import suggest_language


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


@lru_cache(maxsize=4096)
def plural_category(language: str, number: float) -> str:
    """Return the CLDR plural category (`one`, `few`, `other`, …) of `number`."""
    return str(locale(language).plural_form(number))


def endonym(language: str) -> str:
    """Return the language's own name for itself: `italiano`, `eesti`; with its script if it has several: `简体中文`."""
    parts = locale(language)
    code = language.replace("-", "_")
    with_script = parts.languages.get(code) if parts.script and not parts.territory else None
    return str(with_script or parts.get_display_name(code) or language)


@cache
def regional_locale(language: str) -> Locale:
    """Return the locale whose dates and amounts a language uses; `en` without a country is British."""
    return Locale.parse("en_GB") if language == "en" else locale(language)
