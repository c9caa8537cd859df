"""One thing has one name: the words that `terms.yml` avoids, with those to use instead."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.terms import Term
from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Key


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield words to avoid in the text, title and description of a page, in any case of letters."""
    language = page.article.language
    terms = tuple(dict.fromkeys((*site.terms.get(language, ()), *site.terms.get(language.split("-")[0], ()))))
    if not terms:
        return
    pattern, front = _compile_pattern(terms), page.article.front
    for offset, found in page.find_in_prose(pattern):
        yield page.in_body(offset, _explain_term(found[0], terms))
    texts: dict[Key, str] = {("title",): front.title, ("description",): front.description or ""}
    for key, text in texts.items():
        for found in pattern.finditer(text):
            yield page.in_front(key, f"{key[0]}: {_explain_term(found[0], terms)}")


@lru_cache(maxsize=16)
def _compile_pattern(terms: Sequence[Term]) -> re.Pattern[str]:
    words = sorted({word for term in terms for word in term.avoid}, key=len, reverse=True)
    alternatives = (r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def _explain_term(found: str, terms: Sequence[Term]) -> str:
    written = " ".join(found.split())
    term = next(one for one in terms if written.casefold() in {" ".join(word.split()).casefold() for word in one.avoid})
    reason = f": {term.because}" if term.because else ""
    return f"the site does not use '{written}'; write '{term.use}'{reason}"


RULE = Rule("term-avoided", "warning", per_page(check))
