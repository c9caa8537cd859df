"""Phone numbers, and every other number of seven digits or more that nothing shows to be harmless."""

import re
from collections.abc import Iterable, Iterator, Sequence

from helpcentre.collector.intake.recognisers import context_words as words
from helpcentre.collector.intake.recognisers.folded_text import TAKEN, Span, digits_of, spans_of
from helpcentre.collector.intake.recognisers.harmless_numbers import Number, is_harmless, may_be_harmless

NUMBER = "[number]"
_GAP = r"(?:[ \t\u00a0\u2007\u2009\u202f.\-_/()|*~':\0\u2010-\u2015\u2019\u2043\u2212\u00b7\u200c\u200d]{0,3}|,)"
_LONG = re.compile(rf"\+?\(?\d(?:{_GAP}\d){{6,}}")
_LOOKALIKE = re.compile(rf"(?<!\w)\+?\(?[\dOoIl](?:{_GAP}[\dOoIl]){{6,}}(?!\w)")
_CALLED = re.compile(
    rf"(?i)\b{words.PHONE}\b\.?(?:\s*(?:{words.NUMBER_SIGNS})(?![a-z]))?[\s.:]{{0,3}}(?P<it>\+?\d(?:{_GAP}\d){{4,6}})(?!\d)"
)
_SPOKEN_DIGIT = rf"(?:{words.DIGITS_IN_WORDS}|\d)"
_SPOKEN = re.compile(rf"(?i)(?<!\w)(?:{_SPOKEN_DIGIT}[\s,\-]{{1,3}}){{6,}}{_SPOKEN_DIGIT}(?!\w)")
_REGIONS = {
    "ar": ("SA", "AE", "EG", "MA"),
    "de": ("DE", "AT", "CH"),
    "en": ("GB", "US", "IE"),
    "es": ("ES", "MX", "AR"),
    "et": ("EE",),
    "fr": ("FR", "BE", "CH"),
    "id": ("ID",),
    "it": ("IT", "CH"),
    "ja": ("JP",),
    "nl": ("NL", "BE"),
    "pl": ("PL",),
    "pt": ("PT", "BR"),
    "zh": ("CN", "TW", "SG"),
}
_CONTEXT = 40
"""Characters before a number that are searched for its name."""


def regions_of(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the countries (two letters) whose readers write in one of these languages, as far as they are known."""
    known = (_REGIONS.get(language.split("-")[0].lower(), ()) for language in languages)
    return tuple(dict.fromkeys(region for regions in known for region in regions))


def find_phone_numbers(text: str, regions: Sequence[str]) -> Iterator[Span]:
    """Yield phone numbers in a folded text, and other long numbers without a harmless meaning.

    `regions` are two-letter codes of the countries whose numbers are valid without a country code.
    """
    yield from spans_of(_CALLED, text, NUMBER)
    for match in _LONG.finditer(text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()].replace(TAKEN, " ")
        number = Number(match.group(), before, text[match.end() : match.end() + 12])
        if is_harmless(number) or (may_be_harmless(number) and not _is_valid_phone(number.text, regions)):
            continue
        yield Span(*match.span(), NUMBER)
    for match in _LOOKALIKE.finditer(text):
        if _is_number_with_letters(match.group()):
            yield Span(*match.span(), NUMBER)
    for match in _SPOKEN.finditer(text):
        if len(digits_of(match.group())) <= 3:
            yield Span(*match.span(), NUMBER)


def _is_number_with_letters(text: str) -> bool:
    """Return whether O, I and l stand for digits here: few of them, each in a group with a real digit."""
    letters = sum(character.isalpha() for character in text)
    groups = [group for group in re.split(r"[^\w]+", text) if group]
    mixed = all(any(one.isdigit() for one in group) for group in groups)
    return 0 < letters <= 3 and len(digits_of(text)) >= 5 and mixed


def _is_valid_phone(text: str, regions: Sequence[str]) -> bool:
    """Return whether a number could be dialled in one of the regions, by their numbering plans."""
    import phonenumbers  # the plans take memory, and few texts need them

    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
