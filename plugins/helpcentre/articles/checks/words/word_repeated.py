"""A small word written twice is a slip: "the the". Only words that no sentence repeats count."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_NEVER_TWICE = {
    "en": "the a an of to and or for with from by at your our you we is are it be this on in as if",
    "it": "il lo la i gli le un una di del della e o per con da dal che al alla nel nella è sono tuo tua sul",
    "id": "yang dan atau untuk di ke dari dengan pada ini itu adalah akan tidak kami kamu anda",
    "et": "ja või on ei et kui mis see ka sa me meie sinu oma saab ning aga",
    "de": "der die das den dem ein eine und oder mit für von zu ist sind wir du",
    "fr": "le la les un une des de du et ou pour avec est sont dans au aux que votre",
    "es": "el la los las un una de del y o para con es son en que su tu al",
}
_PATTERNS = {
    language: re.compile(rf"\b(?P<word>{words.replace(' ', '|')})[ \t\n]+(?P=word)\b(?![-'’])", re.IGNORECASE)
    for language, words in _NEVER_TWICE.items()
}


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield small words that are written twice in a row, in the language of the page."""
    pattern = _PATTERNS.get(page.article.language.split("-")[0])
    if pattern is None:
        return
    for offset, found in page.find_in_prose(pattern):
        if "\n\n" not in found[0]:
            yield page.in_body(offset, f"'{found['word']}' is written twice; remove one")


RULE = Rule("word-repeated", "warning", per_page(check))
