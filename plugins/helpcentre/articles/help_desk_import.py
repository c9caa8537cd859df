"""Articles of other help desks as our own files: the JSON that Zendesk Guide and Freshdesk give of their articles.

Zendesk: `{"articles": [{"id", "title", "body", "locale", "draft", "updated_at"}], "translations": [{"source_id",
"locale", "title", "body", "draft"}]}`, the second where it was asked for. Freshdesk: a list of `{"id", "title",
"description", "status" (1 draft, 2 published), "updated_at"}`. A list of several such answers (pages) will do too.
"""

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpcentre.articles.kinds import Kind
from helpcentre.articles.read import Languages
from helpcentre.articles.skeletons import slug_of
from helpcentre.errors import HelpCentreError

_ARTICLE = re.compile(r"/articles/(\d+)[^\s)#]*")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?")
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//")
_FRAME = re.compile(r"<(iframe|video|embed|object)\b", re.IGNORECASE)
_TOP_HEADING = re.compile(r"^#(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpDeskArticle:
    """One article in one language, as the other desk has it; `day` is the day of its last change, if known."""

    number: str
    language: str
    title: str
    html: str
    day: str | None
    draft: bool


@dataclass(frozen=True, slots=True)
class ConvertedArticles:
    """The `files` to write, by path below the content folder, and `notes` of what a writer has to look at."""

    files: dict[str, str]
    notes: tuple[str, ...]


def parse_export(data: Any, language: str, name: str) -> list[HelpDeskArticle]:
    """Return the articles in parsed JSON; `language` for those that name none. `name` is the file, for messages.

    Raises HelpCentreError where it is neither form.
    """
    found: dict[tuple[str, str], HelpDeskArticle] = {}
    for item in _items(data):
        number = str(item.get("source_id") or item["id"])
        code = str(item.get("locale") or language)
        html = str(item.get("body") or item.get("description") or "")
        draft = bool(item.get("draft")) or item.get("status") == 1
        day = str(item.get("updated_at") or "")[:10]
        found[number, code] = HelpDeskArticle(number, code, str(item["title"]).strip(), html, day or None, draft)
    if not found:
        raise HelpCentreError(
            f"{name}: holds no articles that we know; export them as JSON: "
            "Zendesk's /api/v2/help_center/articles.json, or Freshdesk's /api/v2/solutions/folders/…/articles"
        )
    return list(found.values())


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping) and ("articles" in data or "translations" in data):
        yield from _items([*data.get("articles", []), *data.get("translations", [])])
    elif isinstance(data, Mapping):
        if (
            data.get("title")
            and (data.get("id") or data.get("source_id"))
            and ("body" in data or "description" in data)
        ):
            yield data
    elif isinstance(data, list):
        for part in data:
            yield from _items(part)


def convert_articles(
    found: Sequence[HelpDeskArticle], languages: Languages, markdown: Callable[[str], str]
) -> ConvertedArticles:
    """Return the files of the articles; `markdown` turns HTML into Markdown.

    Drafts and languages that the site does not have are left out, and told. A translation shares the file name of its
    article in the default language.
    """
    notes: list[str] = []
    kept = list(_kept(found, languages, notes))
    names = _names(kept, languages)
    paths = {(one.number, code): _path(names[one.number], code, languages) for one, code in kept}
    files = {}
    for one, code in kept:
        path = paths[one.number, code]
        body = _TOP_HEADING.sub("##", _linked(markdown(one.html), path, code, paths).strip())
        files[path] = _page(one, names[one.number], body)
        if _PICTURE.search(body):
            notes.append(f"{path}: its pictures still lie elsewhere; save them below media/ and link to them there")
        if _FRAME.search(one.html):
            notes.append(f"{path}: has a film or frame that was left out; the block /// video shows one of your own")
    return ConvertedArticles(files, tuple(notes))


def _kept(
    found: Iterable[HelpDeskArticle], languages: Languages, notes: list[str]
) -> Iterator[tuple[HelpDeskArticle, str]]:
    for one in found:
        code = next((code for code in languages.all if one.language.lower().split("-")[0] == code.lower()), None)
        if one.draft:
            notes.append(f"“{one.title}” ({one.language}): a draft; left out")
        elif code is None:
            notes.append(f"“{one.title}”: the site has no language '{one.language}'; left out")
        else:
            yield one, code


def _names(kept: Sequence[tuple[HelpDeskArticle, str]], languages: Languages) -> dict[str, str]:
    """Return for each article its path without language and ending, from the title in the default language."""
    names: dict[str, str] = {}
    for one, _ in sorted(kept, key=lambda pair: (pair[1] != languages.default, pair[0].number)):
        if one.number in names:
            continue
        wanted = f"{_kind(one).folder}/{slug_of(one.title) or one.number}"
        names[one.number] = f"{wanted}-{one.number}" if wanted in names.values() else wanted
    return names


def _kind(one: HelpDeskArticle) -> Kind:
    return Kind.FAQ if one.title.endswith("?") else Kind.GUIDE


def _path(name: str, code: str, languages: Languages) -> str:
    return f"{code}/{name}.md" if languages.folders else f"{name}.md"


def _page(one: HelpDeskArticle, name: str, body: str) -> str:
    kind = "faq" if name.startswith(f"{Kind.FAQ.folder}/") else "guide"
    front = [f"title: {json.dumps(one.title, ensure_ascii=False)}", f"kind: {kind}"]
    if one.day:
        front.append(f"reviewed: {one.day}")
    return "---\n" + "\n".join(front) + f"\n---\n\n{body}\n"


def _linked(text: str, path: str, code: str, paths: Mapping[tuple[str, str], str]) -> str:
    """Return the Markdown with links to articles that came along leading to their files."""

    def led(found: re.Match[str]) -> str:
        article = _ARTICLE.search(found[1])
        goal = paths.get((article[1], code)) if article else None
        if goal is None:
            return found[0]
        _, sign, anchor = found[1].partition("#")
        return f"]({posixpath.relpath(goal, posixpath.dirname(path))}{sign}{anchor}"

    return _LINK.sub(led, text)
