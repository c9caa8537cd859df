"""Texts for readers in support.yml: languages that lack a text, and texts in a language that the site does not have."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from helpcentre.errors import Finding, did_you_mean
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.support.checks.references import RULE
from helpcentre.support.field_types import LocalisedTexts
from helpcentre.support.model import Support


def text_warnings(support: Support, languages: Sequence[str] = ()) -> list[Finding]:
    """Return a warning for every text that lacks one of `languages` or has another one.

    `languages` are those of the site; without them, the languages of the channels and topics count. A notice for some
    languages needs its texts in those only, and a channel that is not supported needs none.
    """
    site = list(languages) or support.languages
    found: list[Finding] = []
    for key, texts, wanted in _texts_of_file(support, site):
        found += _missing_languages(support.document, key, texts, wanted)
        if languages:
            found += _unknown_languages(support.document, key, texts, site)
    return found


def _texts_of_file(support: Support, site: Sequence[str]) -> Iterator[tuple[Key, LocalisedTexts, Sequence[str]]]:
    """Yield every text of the file with its place and the languages it needs."""
    for key, texts in _localised_texts(support.file, ()):
        wanted = site
        if key[0] == "notices":
            wanted = support.notices[int(key[1])].languages or site
        if key[0] == "channels" and not support.channels[str(key[1])].supported:
            wanted = ()
        yield key, texts, wanted


def _localised_texts(value: object, key: Key) -> Iterator[tuple[Key, LocalisedTexts]]:
    """Yield the texts by language inside a model, a list or a mapping, each with its place."""
    if isinstance(value, LocalisedTexts):
        yield key, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _localised_texts(getattr(value, name), (*key, field.alias or name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _localised_texts(item, (*key, str(name)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _localised_texts(item, (*key, index))


def _covers_language(language: str, texts: Mapping[str, str]) -> bool:
    return language in texts or language.split("-")[0] in texts


def _missing_languages(document: Document, key: Key, texts: LocalisedTexts, wanted: Sequence[str]) -> Iterator[Finding]:
    missing = [language for language in wanted if not _covers_language(language, texts)]
    if missing:
        message = f"'{_dotted_key(key)}' has no text in {', '.join(missing)}; add it"
        yield _make_warning(document, key, message)


def _unknown_languages(document: Document, key: Key, texts: LocalisedTexts, site: Sequence[str]) -> Iterator[Finding]:
    for language in texts:
        if language not in site and language not in {code.split("-")[0] for code in site}:
            hint = did_you_mean(language, site) or f" ({', '.join(site)}); correct the code or remove the text"
            message = f"'{_dotted_key(key)}' has a text in '{language}', which is not a language of this site{hint}"
            yield _make_warning(document, (*key, language), message, of_key=True)


def _make_warning(document: Document, key: Key, message: str, *, of_key: bool = False) -> Finding:
    line, column = document.place(key, of_key=of_key)
    return Finding(document.path, line, column, message, RULE, "warning")


def _dotted_key(key: Key) -> str:
    return ".".join(map(str, key))
