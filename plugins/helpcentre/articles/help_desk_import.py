"""Articles of other help desks as our own files: the JSON that Zendesk Guide and Freshdesk export.

Zendesk: `{"articles": [{"id", "title", "body", "locale", "draft", "updated_at"}], "translations": [{"source_id",
"locale", "title", "body", "draft"}]}`, the second if it was asked for. Freshdesk: a list of `{"id", "title",
"description", "status" (1 draft, 2 published), "updated_at"}`. A list of several such responses (pages) works too.
"""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from helpcentre.articles.kinds import Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.redirect_paths import parse_redirect_path
from helpcentre.articles.skeletons import slug_of
from helpcentre.errors import HelpCentreError

_ARTICLE = re.compile(r"/articles/(\d+)[^\s)#]*")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?")
_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]+)')  # in what stays HTML, such as a table with spans
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//")
_FRAME = re.compile(r"<(iframe|video|embed|object)\b", re.IGNORECASE)
_TOP_HEADING = re.compile(r"^#(?=\s)", re.MULTILINE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST_NAME = 80  # letters of a file name: file systems allow 255 bytes, with the folders and `index.html`
_MOST_ASKS = 30
_DEEPEST = 20  # pages of responses in lists of lists


class ConversionError(HelpCentreError):
    """HTML that cannot be turned into Markdown; its text says why."""


@dataclass(frozen=True, slots=True)
class HelpDeskArticle:
    """One article in one language, as the other help desk has it.

    `day` is the day of its last change, if known; `address` the path of its page there, without slashes at its ends.
    """

    number: str
    language: str
    title: str
    html: str
    day: str | None
    draft: bool
    labels: tuple[str, ...] = ()
    address: str = ""
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """The articles of an export, and `notes` about parts of it that could not be read."""

    articles: tuple[HelpDeskArticle, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConvertedArticles:
    """The `files` to write, by path relative to the content folder, and `notes` about what a writer has to review."""

    files: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def parse_export(data: Any, language: str, name: str) -> Export:
    """Return the articles in parsed JSON; `language` is for those that name none. `name` is the file, for messages.

    Raises HelpCentreError if there are none in either form.
    """
    found: dict[tuple[str, str], HelpDeskArticle] = {}
    notes: list[str] = []
    for place, item in _find_items(data):
        article = _parse_article(item, language)
        if isinstance(article, str):
            notes.append(f"{name}: {place}: {article}; left out")
        else:
            found[article.number, article.language] = article
    if not found:
        details = "".join(f"\n{note}" for note in notes)
        raise HelpCentreError(
            f"{name}: there are no articles of a known form in this file; export them as JSON: "
            f"Zendesk's /api/v2/help_center/articles.json, or Freshdesk's /api/v2/solutions/folders/…/articles{details}"
        )
    return Export(tuple(found.values()), (*_describe_missing_pages(data, len(found), name), *notes))


def _describe_missing_pages(data: Any, found: int, name: str) -> Iterator[str]:
    """Yield a note if a response says that there are more articles than it has."""
    for response in data if isinstance(data, list) else [data]:
        count = response.get("count") if isinstance(response, Mapping) else None
        if isinstance(count, int) and not isinstance(count, bool) and count > found:
            following = _clean_text(response.get("next_page"))
            address = f"; the next ones are at {following}" if following else ""
            yield f"{name}: {found} of {count} articles are in this file{address}"
            return


def _find_items(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield (place in the JSON, item) of everything that should be an article."""
    waiting: list[tuple[str, Any, int]] = [("", data, 0)]
    while waiting:
        place, value, depth = waiting.pop()
        inner: list[tuple[str, Any, int]] = []
        if isinstance(value, Mapping) and ("articles" in value or "translations" in value):
            for key in ("articles", "translations"):
                dot = f"{place}.{key}" if place else key
                inner += [(f"{dot}[{index}]", item, depth + 1) for index, item in enumerate(_as_list(value.get(key)))]
        elif isinstance(value, list) and depth < _DEEPEST:
            inner = [(f"{place}[{index}]", item, depth + 1) for index, item in enumerate(value)]
        elif place:
            yield place, value
        waiting.extend(reversed(inner))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _parse_article(item: Any, language: str) -> HelpDeskArticle | str:
    """Return the article in `item`, or why it is none."""
    if not isinstance(item, Mapping):
        return "this is not an article"
    number = item.get("source_id") or item.get("id")
    if isinstance(number, bool) or not isinstance(number, int | str) or not str(number).strip():
        return "this article has no id"
    title = " ".join(_clean_text(item.get("title")).split())
    if not title:
        return f"the article {number} has no title"
    if "body" not in item and "description" not in item:
        return f"“{title}” has no text: neither 'body' nor 'description'"
    return HelpDeskArticle(
        number=str(number),
        language=_clean_text(item.get("locale")) or language,
        title=title,
        html=_clean_text(item.get("body")) or _clean_text(item.get("description")),
        day=_parse_day(item.get("updated_at")),
        draft=bool(item.get("draft")) or item.get("status") == 1,
        labels=_parse_labels(item.get("label_names") or item.get("tags")),
        address=re.sub(r"^https?://[^/]+", "", _clean_text(item.get("html_url"))).split("?")[0].strip("/"),
        outdated=bool(item.get("outdated")),
    )


def _parse_labels(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in map(_clean_text, _as_list(value)) if label.strip()))


def _clean_text(value: Any) -> str:
    """Return a text without characters that no file can hold; anything but text and numbers is empty."""
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return _UNPRINTABLE.sub("", text)


def _parse_day(value: Any) -> str | None:
    day = _clean_text(value)[:10]
    try:
        return date.fromisoformat(day).isoformat() if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else None
    except ValueError:
        return None


def convert_articles(export: Export, languages: Languages, markdown: Callable[[str], str]) -> ConvertedArticles:
    """Return the files of the articles; `markdown` turns HTML into Markdown, or raises ConversionError.

    Drafts stay drafts. Languages that the site does not have are left out with a note. A translation shares the file
    name of its article in the default language.
    """
    notes = list(export.notes)
    kept = list(_keep_spoken(export.articles, languages, notes))
    names = _choose_names(kept, languages)
    paths = {(one.number, code): _build_path(names[one.number], code, languages) for one, code in kept}
    labels = Counter(label.casefold() for one, code in kept if code == languages.default for label in one.labels)
    files = {}
    for one, code in kept:
        path = paths[one.number, code]
        try:
            text = markdown(one.html)
        except ConversionError as error:
            notes.append(f"“{one.title}” ({one.language}): {error}; left out")
            continue
        body = _TOP_HEADING.sub("##", _relink_text(text, path, code, paths).strip())
        own = (label for label in one.labels if labels[label.casefold()] == 1)
        asks = [label for label in own if _has_words(label, f"{one.title} {body}")]
        old = one.address if code == languages.default else ""
        files[path] = _write_page(one, names[one.number], body, asks[:_MOST_ASKS], old)
        notes.extend(f"{path}: {note}" for note in _review_notes(one, body))
    return ConvertedArticles(files, tuple(notes))


def _has_words(label: str, text: str) -> bool:
    """Return whether a text has all the words of a label, so that search finds the one by the other."""
    return set(re.findall(r"\w+", label.casefold())) <= set(re.findall(r"\w+", text.casefold()))


def _review_notes(one: HelpDeskArticle, body: str) -> Iterator[str]:
    """Yield what a writer has to look at in a converted article."""
    if one.draft:
        yield "is a draft and is not published; remove draft: true when it is ready"
    if one.outdated:
        yield "was marked as outdated; bring it up to date"
    if not body:
        yield "has no text; write it, or delete the file"
    if _PICTURE.search(body):
        yield "its images are still hosted elsewhere; save them in media/ and link to them there"
    if _FRAME.search(one.html):
        yield "a video or frame was left out; the block /// video shows a video from media/"


def _keep_spoken(
    found: Iterable[HelpDeskArticle], languages: Languages, notes: list[str]
) -> Iterator[tuple[HelpDeskArticle, str]]:
    """Yield each article with the site's language for it; those in another language are noted.

    Of two texts of one article in one language (`en-us` and `en-gb`) one is kept: that of `en` itself if it exists.
    """
    spoken = [(one, _match_language(one.language, languages)) for one in found]
    kept: dict[tuple[str, str | None], HelpDeskArticle] = {}
    for one, code in sorted(spoken, key=lambda pair: pair[0].language not in languages.all):
        kept.setdefault((one.number, code), one)
    for one, code in spoken:
        if code is None:
            notes.append(f"“{one.title}”: the site has no language '{one.language}'; left out")
        elif kept[one.number, code] is not one:
            notes.append(f"“{one.title}”: there is another text in '{code}'; that in '{one.language}' was left out")
        else:
            yield one, code


def _match_language(locale: str, languages: Languages) -> str | None:
    """Return the site's language for a locale such as en-us: the same one, else the same without its region."""
    wanted = locale.lower().replace("_", "-")
    exact = (code for code in languages.all if code.lower() == wanted)
    broad = (code for code in languages.all if code.lower() == wanted.split("-")[0])
    return next(exact, None) or next(broad, None)


def _choose_names(kept: Sequence[tuple[HelpDeskArticle, str]], languages: Languages) -> dict[str, str]:
    """Return for each article its path without language and extension, from the title in the default language."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one, _ in sorted(kept, key=lambda pair: (pair[1] != languages.default, pair[0].number)):
        if one.number in names:
            continue
        number = slug_of(one.number) or "article"
        name = f"{_guess_kind(one).folder}/{slug_of(one.title)[:_LONGEST_NAME].strip('-') or number[:_LONGEST_NAME]}"
        if name in taken:
            name = next(each for each in _number_names(f"{name}-{number[:_LONGEST_NAME]}") if each not in taken)
        taken.add(name)
        names[one.number] = name
    return names


def _number_names(name: str) -> Iterator[str]:
    yield name
    count = 2
    while True:
        yield f"{name}-{count}"
        count += 1


def _guess_kind(one: HelpDeskArticle) -> Kind:
    return Kind.FAQ if one.title.endswith("?") else Kind.GUIDE


def _build_path(name: str, code: str, languages: Languages) -> str:
    return f"{code}/{name}.md" if languages.folders else f"{name}.md"


def _write_page(one: HelpDeskArticle, name: str, body: str, asks: Sequence[str], old: str) -> str:
    kind = "faq" if name.startswith(f"{Kind.FAQ.folder}/") else "guide"
    front = [f"title: {json.dumps(one.title, ensure_ascii=False)}", f"kind: {kind}"]
    if one.day:
        front.append(f"reviewed: {one.day}")
    if asks:
        front.append(f"asks: {json.dumps(list(asks), ensure_ascii=False)}")
    with suppress(ValueError):
        front.append(f"redirect_from: [{json.dumps(parse_redirect_path(old), ensure_ascii=False)}]")
    if one.draft:
        front.append("draft: true")
    return "---\n" + "\n".join(front) + f"\n---\n\n{body}\n"


def _relink_text(text: str, path: str, code: str, paths: Mapping[tuple[str, str], str]) -> str:
    """Return the Markdown with links to other imported articles leading to their files."""

    def replace_target(found: re.Match[str]) -> str:
        article = _ARTICLE.search(found[1])
        goal = paths.get((article[1], code)) if article else None
        if goal is None:
            return found[0]
        _, sign, anchor = found[1].partition("#")
        return f"]({posixpath.relpath(goal, posixpath.dirname(path))}{sign}{anchor}"

    def replace_address(found: re.Match[str]) -> str:
        article = _ARTICLE.search(found[2])
        goal = paths.get((article[1], code)) if article else None
        if goal is None:
            return found[0]
        _, sign, anchor = found[2].partition("#")
        page = posixpath.relpath(goal, posixpath.dirname(path)).removesuffix(".md")
        return f"{found[1]}../{page}/{sign}{anchor}"  # addresses of pages: nobody rewrites links in HTML

    return _HREF.sub(replace_address, _LINK.sub(replace_target, text))
