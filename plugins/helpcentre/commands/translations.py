"""`helpcentre translations`: list translations that are missing, behind or unmarked, and changes in their source."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from helpcentre.articles.frontmatter_edit import with_value
from helpcentre.articles.model import Article
from helpcentre.articles.translations import (
    Change,
    State,
    Translation,
    compare,
    list_translations,
    sort_by_readers,
    split_paragraphs,
)
from helpcentre.commands.open_database import open_existing
from helpcentre.commands.site_content import SiteContent, read_content
from helpcentre.commands.source_history import find_version
from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.language.locales import endonym

READ_DAYS = 90
"""Days for which readers are counted."""


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """A translation, how many readers its article had, and what changed in the source since (None: not known)."""

    translation: Translation
    readers: int
    change: Change | None = None
    only_minor: bool = False


def print_list(
    config_file: Path, language: str | None, database: str | None, say: Callable[[str], object], *, as_json: bool
) -> None:
    """Print the translations that need work, as text or JSON; with a database the most-read articles come first."""
    content = read_content(config_file)
    readers = count_readers(database) if database else {}
    found = _read_translations(content, language)
    rows = [
        _row_of(one, readers, content)
        for one in sort_by_readers(found, readers)
        if as_json or one.state != State.CURRENT
    ]
    if as_json:
        say(json.dumps({"translations": [_as_json(row) for row in rows]}, ensure_ascii=False, indent=1))
        return
    for code in dict.fromkeys(one.language for one in found):
        _print_language(code, [one for one in found if one.language == code], rows, say)


def _read_translations(content: SiteContent, language: str | None) -> list[Translation]:
    others = [code for code in content.languages.all if code != content.languages.default]
    if language is not None and language not in others:
        listed = ", ".join(others) or "none"
        raise HelpCentreError(
            f"--language: '{language}' is not a language the site is translated into. Languages: {listed}."
            f"{did_you_mean(language, others).replace(';', '', 1)}"
        )
    found = list_translations(content.articles, content.languages)
    return [one for one in found if language in (None, one.language)]


def count_readers(database: str) -> dict[str, int]:
    """Return how many votes and page views each article had in the last 90 days, over all languages, by its id."""
    today = datetime.now(UTC).date()
    counts: Counter[str] = Counter()
    with open_existing(database) as store:
        rows = store.report_rows(today - timedelta(days=READ_DAYS - 1), today)
        for article, n in (
            *((one.article, one.n) for one in rows.votes),
            *((one.article, one.n) for one in rows.views),
        ):
            counts[article] += n
    return dict(counts)


def _row_of(one: Translation, readers: dict[str, int], content: SiteContent) -> TranslationRow:
    article = one.source or one.text
    assert article is not None
    row = TranslationRow(one, readers.get(article.id, 0))
    if one.state is not State.BEHIND:
        return row
    assert one.source is not None and one.text is not None and one.text.front.source_version is not None
    earlier = find_version(content.folder, one.source, one.text.front.source_version, content.languages)
    if earlier is None:
        return row
    change = compare(_paragraphs_of(earlier.article), _paragraphs_of(one.source))
    return TranslationRow(one, row.readers, change, earlier.only_minor_since)


def _paragraphs_of(article: Article) -> tuple[str, ...]:
    return split_paragraphs(article.title, article.body)


def _print_language(
    code: str, translations: Sequence[Translation], rows: Iterable[TranslationRow], say: Callable[[str], object]
) -> None:
    counts = Counter(one.state for one in translations)
    numbers = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    say(f"{endonym(code)} ({code}): {numbers}")
    for row in rows:
        if row.translation.language == code:
            say(f"  {row.translation.state:<14} {row.translation.slug:<40} {_describe_row(row)}".rstrip())


def _describe_row(row: TranslationRow) -> str:
    """Return what changed, in a few words, and how many readers the article had."""
    parts = []
    if row.change is not None:
        count = len(row.change.paragraphs)
        size = "major" if row.change.is_major else "minor"
        parts.append(f"{size}: {count} paragraph{'' if count == 1 else 's'}, {row.change.share:.0%} of the words")
        if row.change.numbers:
            parts.append("numbers changed")
        if row.only_minor:
            parts.append("commits say Translation-Impact: minor")
    elif row.translation.state is State.BEHIND:
        parts.append("the translated version is not in the Git history")
    if row.readers:
        parts.append(f"{row.readers} readers in {READ_DAYS} days")
    return "; ".join(parts)


def _as_json(row: TranslationRow) -> dict[str, Any]:
    source, text = row.translation.source, row.translation.text
    article = source or text
    assert article is not None
    change = row.change
    return {
        "language": row.translation.language,
        "page": row.translation.slug,
        "article": article.id,
        "state": row.translation.state.value,
        "source": source.path if source else None,
        "translation": text.path if text else None,
        "version": source.version if source else None,
        "source_version": text.front.source_version if text else None,
        "readers": row.readers,
        "change": None
        if change is None
        else {
            "paragraphs": len(change.paragraphs),
            "share": round(change.share, 4),
            "numbers": change.numbers,
            "major": change.is_major,
            "only_minor_commits": row.only_minor,
        },
    }


def print_difference(config_file: Path, page: str, language: str | None, say: Callable[[str], object]) -> None:
    """Print the paragraphs of a page's source that changed since it was translated, for each translation behind it."""
    content = read_content(config_file)
    behind = [one for one in _of_page(content, page, language) if one.state is State.BEHIND]
    if not behind:
        say(f"{page}: no translation is behind its source.")
    for one in behind:
        row = _row_of(one, {}, content)
        assert one.text is not None
        say(f"{one.text.path}: {_describe_row(row)}")
        for changed in row.change.paragraphs if row.change else ():
            say("")
            for sign, paragraph in (("-", changed.before), ("+", changed.after)):
                for line in (paragraph or "").splitlines():
                    say(f"{sign} {line}")


def mark_current(
    config_file: Path, pages: Sequence[str], language: str | None, say: Callable[[str], object], *, minor: bool
) -> None:
    """Write today's version of the source into the translations of pages, so that they count as up to date.

    With `minor`, those of every page whose source changed only in commits with `Translation-Impact: minor`.
    """
    content = read_content(config_file)
    chosen = [one for page in pages for one in _of_page(content, page, language)]
    if minor:
        behind = [one for one in _read_translations(content, language) if one.state is State.BEHIND]
        chosen += [one for one in behind if _row_of(one, {}, content).only_minor]
    marked = 0
    for one in dict.fromkeys(chosen):
        if one.source is None or one.text is None:
            say(f"{one.slug} ({one.language}): nothing to mark, because its state is “{one.state}”.")
            marked += 1  # reported already
            continue
        if one.state is State.CURRENT:
            continue
        file = content.folder / one.text.path
        text = file.read_bytes().decode("utf-8")
        file.write_bytes(with_value(text, "source_version", one.source.version, one.text.path).encode())
        say(f"{file}: source_version: {one.source.version}")
        marked += 1
    if not marked:
        say("Nothing to mark: these translations are up to date already.")


def _of_page(content: SiteContent, page: str, language: str | None) -> list[Translation]:
    """Return the translations of a page, named by its slug, its id or its file; raises HelpCentreError if unknown."""
    translations = _read_translations(content, language)
    name = page.removesuffix(".md").strip("/")
    for folder in (content.folder.name, *content.languages.all):
        name = name.removeprefix(f"{folder}/")
    found = [one for one in translations if name in (one.slug, *(each.id for each in (one.source, one.text) if each))]
    if not found:
        raise HelpCentreError(f"'{page}' is not a page{did_you_mean(name, sorted({one.slug for one in translations}))}")
    return found
