"""A promise without a time says nothing, and nobody can keep it: "as soon as possible"."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_PHRASES = {
    "en": "as soon as possible|asap|as soon as we can|in a timely manner",
    "it": "il prima possibile|al più presto|appena possibile|quanto prima|nel più breve tempo possibile",
    "id": "sesegera mungkin|secepat mungkin|secepatnya|segera mungkin",
    "et": "esimesel võimalusel|nii kiiresti kui võimalik|niipea kui võimalik|nii pea kui võimalik",
}
_OURS = {
    "en": r"\b(?:we|our|us)\b",
    "it": r"\b(?:ti|vi|le) \w+(?:iamo|eremo|iremo)\b|\b(?:\w+(?:iamo|eremo|iremo)|nostr[oaie])\b",
    "id": r"\bkami\b",
    "et": r"\b(?:me|meie)\b|\w+me\b",
}
_PATTERNS = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _PHRASES.items()}


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield our promises without a time; what customers should do as soon as possible is fine."""
    language = page.article.language.split("-")[0]
    if language not in _PATTERNS:
        return
    for offset, found in page.find_in_prose(_PATTERNS[language]):
        prose = page.outline.prose
        before = re.split(r"[.!?\n]", prose[: found.start()])[-1]
        after = re.split(r"[.!?\n]", prose[found.end() :])[0]
        if re.search(_OURS[language], f"{before} {after}", re.IGNORECASE):
            yield page.in_body(offset, f"'{found[0]}' is not a time; say by when, such as 'within one working day'")


RULE = Rule("promise-vague", "warning", per_page(check))
