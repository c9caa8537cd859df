"""Find translations that are missing, behind their source or unmarked, and the changes in a source since."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from helpcentre.articles.frontmatter_edit import with_key, with_value, without_key
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article

MAJOR_SHARE = 0.1
"""A change of a tenth of the words or more is major; so is any change of a number."""
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,}|/{3,})")
_WORD = re.compile(r"\w+", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


class State(StrEnum):
    """The state of a page in one language, which says what a translator has to do; the most urgent first."""

    MISSING = "missing"
    BEHIND = "behind"
    DRAFT = "draft"
    """The translation has begun and is not published yet."""
    UNMARKED = "unmarked"
    """There is a translation, but it does not say which version of the source it follows."""
    WITHOUT_SOURCE = "without source"
    """The page exists in this language only: its source was deleted or never existed."""
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Translation:
    """One page in one language: `source` is the page in the default language, `text` the translation, if they exist."""

    language: str
    slug: str
    state: State
    source: Article | None
    text: Article | None


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph before and after; None before if it is new, None after if it was removed."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """The changes between two versions of a text: its paragraphs, and the share of its words, 0 to 1."""

    paragraphs: tuple[ParagraphChange, ...]
    share: float
    numbers: bool
    """Whether a number, such as a price or a number of days, changed."""

    @property
    def is_major(self) -> bool:
        """True if readers of the translation are misled until it is updated."""
        return self.numbers or self.share >= MAJOR_SHARE


def list_translations(articles: Iterable[Article], languages: Languages) -> Iterator[Translation]:
    """Yield every page in every language but the default one, in the order of the languages and then of the slugs.

    Generated pages are not expected here: `articles` are what writers wrote.
    """
    pages = {(article.language, article.slug): article for article in articles}
    slugs = sorted({slug for _, slug in pages})
    for language in languages.all:
        if language == languages.default:
            continue
        for slug in slugs:
            source, text = pages.get((languages.default, slug)), pages.get((language, slug))
            if source or text:
                yield Translation(language, slug, _state_of(source, text), source, text)


def _state_of(source: Article | None, text: Article | None) -> State:
    if source is None:
        return State.WITHOUT_SOURCE
    if text is None:
        return State.MISSING
    if text.front.draft:
        return State.DRAFT
    if text.front.source_version is None:
        return State.UNMARKED
    return State.CURRENT if text.front.source_version == source.version else State.BEHIND


def start_translation(source: Article) -> str:
    """Return the file of a new translation: the source as a draft, without what belongs to the source's language.

    Id, kind, topics, owner, images and blocks stay. The customers' words (`asks`), the day of the review and old
    addresses do not: they have to be found for each language.
    """
    text = source.source
    for key in ("asks", "reviewed", "redirect_from", "most_asked", "draft"):
        text = without_key(text, key, source.path)
    text = with_value(text, "source_version", source.version, source.path)
    return with_key(text, "draft", "true", source.path)


def sort_by_readers(translations: Iterable[Translation], readers: Mapping[str, int]) -> list[Translation]:
    """Return translations by language, state and readers of the article (by id, most first), then by slug."""
    order = list(State)

    def key(one: Translation) -> tuple[str, int, int, str]:
        article = one.source or one.text
        return one.language, order.index(one.state), -readers.get(article.id if article else "", 0), one.slug

    return sorted(translations, key=key)


def split_paragraphs(title: str, body: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, its title first; a block between fences stays one paragraph."""
    paragraphs: list[list[str]] = [[title], []]
    fence = ""
    for line in body.splitlines():
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if line.strip() or fence:
            paragraphs[-1].append(line.rstrip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return tuple("\n".join(lines) for lines in paragraphs if lines)


def compare(before: Sequence[str], after: Sequence[str]) -> Change:
    """Return what changed between the paragraphs of two versions."""
    matcher = SequenceMatcher(
        None, [_fold_paragraph(one) for one in before], [_fold_paragraph(one) for one in after], autojunk=False
    )
    paragraphs: list[ParagraphChange] = []
    for operation, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if operation != "equal":
            paragraphs += _pair_paragraphs(before[old_start:old_end], after[new_start:new_end])
    return Change(tuple(paragraphs), _changed_share(before, after), _find_numbers(before) != _find_numbers(after))


def _fold_paragraph(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _pair_paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[ParagraphChange]:
    """Yield the paragraphs of one changed place side by side, then those that only one side has."""
    for place in range(max(len(before), len(after))):
        yield ParagraphChange(
            before[place] if place < len(before) else None, after[place] if place < len(after) else None
        )


def _changed_share(before: Sequence[str], after: Sequence[str]) -> float:
    old, new = _find_words(before), _find_words(after)
    if not old and not new:
        return 0.0
    kept = sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return 1 - 2 * kept / (len(old) + len(new))


def _find_words(paragraphs: Sequence[str]) -> list[str]:
    return [word.casefold() for paragraph in paragraphs for word in _WORD.findall(paragraph)]


def _find_numbers(paragraphs: Sequence[str]) -> list[str]:
    return sorted(number for paragraph in paragraphs for number in _NUMBER.findall(paragraph))
