"""A page is written in the language of its folder."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.translations.language_guess import guess_language
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield pages that are clearly in another language; else their first long section that is."""
    own = page.article.language
    whole = guess_language(page.outline.prose, own)
    if whole:
        yield page.in_body(_first_words(page), f"this text looks like '{whole}', not '{own}'; translate or move it")
        return
    for section in page.outline.sections:
        found = guess_language(section.text, own)
        if found:
            offset = page.masked.find(" ".join(section.text.split()[:2]))
            message = f"this section looks like '{found}', not '{own}'; translate it"
            yield page.in_body(offset, message)


def _first_words(page: CheckedPage) -> int:
    return len(page.masked) - len(page.masked.lstrip())


RULE = Rule("language-wrong", "warning", per_page(check))
