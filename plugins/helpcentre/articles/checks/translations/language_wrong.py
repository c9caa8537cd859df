"""A page is written in the language of its folder."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.translations.language_guess import guess_language
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield pages that are clearly in another language; else their first section or sentence that is."""
    own = page.article.language
    whole = guess_language(page.outline.prose, own)
    if whole:
        yield page.in_body(_first_words(page), f"this text looks like '{whole}', not '{own}'; translate or move it")
        return
    parts = [("section", section.text) for section in page.outline.sections]
    sentences = re.split(r"\n|(?<=[.!?])\s+", page.outline.prose)
    parts += [("sentence", text) for text in sentences]
    for name, text in parts:
        found = guess_language(text, own)
        if found:
            yield page.in_body(
                _find_beginning(page, text), f"this {name} looks like '{found}', not '{own}'; translate it"
            )
            return


def _find_beginning(page: CheckedPage, text: str) -> int:
    """Return where the first words of a text are written, else the line that begins with its letters."""
    words = r"\s+".join(re.escape(word) for word in text.split("\ufffc")[0].split()[:4])
    found = re.search(words, page.masked) if words else None
    return found.start() if found else page.find_line(text, 0)


def _first_words(page: CheckedPage) -> int:
    return len(page.masked) - len(page.masked.lstrip())


RULE = Rule("language-wrong", "warning", per_page(check))
