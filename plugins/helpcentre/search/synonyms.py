"""`content/synonyms.yml`: words and phrases that mean the same to this site's readers, per language.

```yaml
it:
  - [buono regalo, gift card, voucher]
```
"""

from collections.abc import Iterable, Mapping

from pydantic import RootModel

from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.marked_yaml import Document, load, validate
from helpcentre.search.tokens import tokenise

MOST_WORDS = 4

Groups = Mapping[str, tuple[tuple[str, ...], ...]]


class _SynonymsModel(RootModel[dict[str, list[list[str]]]]):
    """Language to groups of phrases."""


def read_synonyms(text: str, path: str, languages: Iterable[str]) -> Groups:
    """Return the groups of each language; raises FindingsError with all errors, each at its place."""
    document = load(text, path)
    if document.value is None:
        return {}
    model = validate(_SynonymsModel, document, rule="synonyms")
    findings = list(_find_errors(document, model.root, tuple(languages)))
    if findings:
        raise FindingsError(findings)
    return {language: tuple(tuple(group) for group in groups) for language, groups in model.root.items()}


def _find_errors(
    document: Document, root: Mapping[str, list[list[str]]], languages: tuple[str, ...]
) -> Iterable[Finding]:
    for language, groups in root.items():
        if language not in languages:
            message = f"'{language}' is not a language of this site{did_you_mean(language, languages)}"
            yield document.finding((language,), message, rule="synonyms", of_key=True)
        seen: dict[tuple[str, ...], int] = {}
        for number, group in enumerate(groups):
            if len(group) < 2:
                yield document.finding(
                    (language, number), "a group needs at least two words or phrases. Add another one", rule="synonyms"
                )
            for at, phrase in enumerate(group):
                key = tuple(tokenise(phrase))
                message = _describe_error(phrase, key, seen.get(key))
                seen.setdefault(key, number)
                if message:
                    yield document.finding((language, number, at), message, rule="synonyms")


def _describe_error(phrase: str, key: tuple[str, ...], before: int | None) -> str:
    if not key:
        return f"'{phrase}' has no word in it. Write a word or remove it"
    if len(key) > MOST_WORDS:
        return f"'{phrase}' has {len(key)} words. Write at most {MOST_WORDS}"
    if before is not None:
        return f"'{phrase}' is already in group {before + 1}. Keep it in one group"
    return ""
