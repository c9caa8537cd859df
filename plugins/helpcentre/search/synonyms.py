"""`content/synonyms.yml`: words that mean the same to this site's readers, more brands, and the shapes of its numbers.

```yaml
it:
  - [buono regalo, gift card, voucher]
brands:
  payment: [Satispay]
shapes:
  - shape: BL-######
    article: faq/where-is-my-order
```

In a shape `#` is a digit, `@` a letter and `*` any number of letters and digits.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.marked_yaml.loading import Document, load
from helpcentre.marked_yaml.validation import validate
from helpcentre.search.analyser import split_list
from helpcentre.search.brands_and_emoji import KINDS
from helpcentre.search.shapes import Shape, normalise_shape
from helpcentre.search.tokens import tokenise

MOST_WORDS = 4
RULE = "synonyms"

Groups = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The content of `synonyms.yml`: groups of synonyms per language, brands per kind, and shapes."""

    groups: Groups = field(default_factory=dict)
    brands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()


class _ShapeModel(BaseModel):
    """A shape and the article it leads to."""

    model_config = ConfigDict(extra="forbid")
    shape: str
    article: str


class _SiteWordsModel(BaseModel):
    """Languages to groups of phrases, and the two keys that are not languages."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, list[list[str]]] = Field(init=False)
    brands: dict[str, list[str]] = {}
    shapes: list[_ShapeModel] = []


def read_synonyms(text: str, path: str, languages: Iterable[str], articles: Collection[str] | None = None) -> SiteWords:
    """Return the content of `synonyms.yml`; raises FindingsError with all errors, each at its place.

    `articles` are the ids that shapes may lead to; None: any.
    """
    document = load(text, path)
    if document.value is None:
        return SiteWords()
    model = validate(_SiteWordsModel, document, rule=RULE)
    root = model.__pydantic_extra__
    findings = [
        *_find_group_errors(document, root, tuple(languages)),
        *_find_brand_errors(document, model.brands),
        *_find_shape_errors(document, model.shapes, articles),
    ]
    if findings:
        raise FindingsError(findings)
    return SiteWords(
        {language: tuple(tuple(group) for group in groups) for language, groups in root.items()},
        {kind: tuple(names) for kind, names in model.brands.items()},
        tuple(Shape(each.shape, each.article) for each in model.shapes),
    )


def _find_group_errors(
    document: Document, root: Mapping[str, list[list[str]]], languages: tuple[str, ...]
) -> Iterable[Finding]:
    for language, groups in root.items():
        if language not in languages:
            hint = did_you_mean(language, (*languages, "brands", "shapes"))
            message = f"'{language}' is not a language of this site{hint}"
            yield document.finding((language,), message, rule=RULE, of_key=True)
        seen: dict[tuple[str, ...], int] = {}
        for number, group in enumerate(groups):
            if len(group) < 2:
                message = "a group needs at least two words or phrases. Add another one"
                yield document.finding((language, number), message, rule=RULE)
            for at, phrase in enumerate(group):
                key = tuple(tokenise(phrase))
                message = _describe_phrase_error(phrase, key, seen.get(key))
                seen.setdefault(key, number)
                if message:
                    yield document.finding((language, number, at), message, rule=RULE)


def _describe_phrase_error(phrase: str, key: tuple[str, ...], before: int | None) -> str:
    if not key:
        return f"'{phrase}' has no word in it. Write a word or remove it"
    words = len(split_list(phrase))
    if words > MOST_WORDS:
        return f"'{phrase}' has {words} words. Write at most {MOST_WORDS}"
    if before is not None:
        return f"'{phrase}' is already in group {before + 1}. Keep it in one group"
    return ""


def _find_brand_errors(document: Document, brands: Mapping[str, list[str]]) -> Iterable[Finding]:
    for kind, names in brands.items():
        if kind not in KINDS:
            message = f"'{kind}' is not a kind of brand{did_you_mean(kind, KINDS) or '.'} Use {', '.join(KINDS)}"
            yield document.finding(("brands", kind), message, rule=RULE, of_key=True)
        for at, name in enumerate(names):
            if not tokenise(name):
                yield document.finding(("brands", kind, at), f"'{name}' has no word in it. Write a name", rule=RULE)


def _find_shape_errors(
    document: Document, shapes: Iterable[_ShapeModel], articles: Collection[str] | None
) -> Iterable[Finding]:
    for at, each in enumerate(shapes):
        shape = normalise_shape(each.shape)
        if not {"#", "*"} & {*shape}:
            message = f"'{each.shape}' has no digits in it. Write # for each digit, for example BL-######"
            yield document.finding(("shapes", at, "shape"), message, rule=RULE)
        if articles is not None and each.article not in articles:
            message = f"'{each.article}' is not the id of an article{did_you_mean(each.article, articles)}"
            yield document.finding(("shapes", at, "article"), message, rule=RULE)
