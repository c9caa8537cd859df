"""Public holidays as the `holidays` library knows them.

The library is always given a language: without one the names would depend on the LANG of the machine that builds.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from helpcentre.errors import did_you_mean

NamesByLanguage = dict[str, str]
HolidaysOfYear = dict[date, NamesByLanguage]


@cache
def _load_country(country: str) -> Any:
    import holidays  # here, because loading the library takes a while and most commands do not need it

    return holidays.country_holidays(country)


@cache
def countries() -> frozenset[str]:
    """Return the two-letter codes of every country the library knows."""
    from holidays.registry import EntityLoader

    return frozenset(code for code in EntityLoader.get_country_codes(include_aliases=True) if len(code) == 2)


def check_subdivision(country: str, subdiv: str) -> None:
    """Raise ValueError with the known parts of a country if `subdiv` (a code or a name) is not one of them."""
    entity = _load_country(country)
    divisions = {*entity.subdivisions, *entity.subdivisions_aliases}
    if subdiv not in divisions:
        hint = did_you_mean(subdiv, divisions) or f"; use one of {_shorten_list(', '.join(sorted(divisions)))}"
        raise ValueError(f"{country} has no part '{subdiv}'{hint if divisions else '; remove subdiv'}")


def check_categories(country: str, categories: Sequence[str]) -> None:
    """Raise ValueError with the known categories of a country's holidays if one of `categories` is unknown."""
    known = _load_country(country).supported_categories
    for category in categories:
        if category not in known:
            hint = did_you_mean(category, known) or f"; use one of {', '.join(known)}"
            raise ValueError(f"{country} has no holiday category '{category}'{hint}")


def _shorten_list(text: str) -> str:
    return text if len(text) <= 160 else text[:159].rsplit(",", 1)[0] + ", …"


@cache
def _resolve_cached(country: str, subdiv: str | None, categories: tuple[str, ...], year: int) -> HolidaysOfYear:
    import holidays

    days: HolidaysOfYear = {}
    entity = _load_country(country)
    codes = entity.supported_languages or (entity.default_language or "en_US",)
    for code in sorted(codes):
        found = holidays.country_holidays(country, subdiv=subdiv, years=year, categories=categories, language=code)
        for day, name in found.items():
            if day.year == year:
                days.setdefault(day, {}).setdefault(code.split("_")[0], name)
    return dict(sorted(days.items()))


def resolve_holidays(country: str, subdiv: str | None, categories: Sequence[str], year: int) -> HolidaysOfYear:
    """Return the holidays of one year in order, each with its names by language (`it_IT` becomes `it`)."""
    found = _resolve_cached(country, subdiv, tuple(categories), year)
    return {day: dict(names) for day, names in found.items()}
