"""Words that are often misspelt. The list is short and not a spell checker: everything it finds is wrong."""

import re
from collections.abc import Iterator
from functools import cache

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.words.misspelt_words import MISSPELT
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield misspelt words of the page's language in the text, the title and the description."""
    language = page.article.language.split("-")[0]
    if language not in MISSPELT:
        return
    pattern = _pattern_of(language)
    for offset, found in page.find_in_prose(pattern):
        yield page.in_body(offset, _explain_word(found[0], language))
    for key in ("title", "description"):
        for found in pattern.finditer(getattr(page.article.front, key) or ""):
            yield page.in_front((key,), f"{key}: {_explain_word(found[0], language)}")


@cache
def _pattern_of(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace("'", "['’]") for word in MISSPELT[language])
    return re.compile(rf"(?<![\w'’@.-])(?:{words})(?![\w'’@-])", re.IGNORECASE)


def _explain_word(word: str, language: str) -> str:
    right = MISSPELT[language][word.casefold().replace("’", "'")]
    return f"'{word}' is misspelt; did you mean '{right.capitalize() if word[0].isupper() else right}'?"


RULE = Rule("word-misspelt", "warning", per_page(check))
