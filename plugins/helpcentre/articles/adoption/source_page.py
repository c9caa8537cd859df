"""One page of another generator, taken apart: its front matter in our terms, and its text.

Keys of Docusaurus, VitePress, Starlight, Jekyll, Hugo, MkDocs and Zendesk exports are known; all others are counted.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from helpcentre.articles.adoption.layouts import SourceFile, order_of_name
from helpcentre.articles.adoption.markup import ConvertedText, convert_markup
from helpcentre.articles.model import ID_PATTERN

_FENCE = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<text>.*?)\n?^(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_ORDER_KEYS = ("sidebar_position", "order", "weight", "nav_order", "position")
_DATE_KEYS = ("reviewed", "last_reviewed", "last_updated", "lastmod", "lastUpdated", "updated_at", "updated", "date")
_LABEL_KEYS = ("asks", "labels", "label_names", "tags", "keywords")
_OLD_ADDRESS_KEYS = ("redirect_from", "aliases", "redirects")
_READ = {
    *("title", "id", "description", "excerpt", "summary", "draft", "published", "unlisted", "hidden", "permalink"),
    *("slug", "url", "sidebar_label", "linkTitle", "sidebar", "nav_exclude", "layout", "lang", "locale", "toc"),
    *_ORDER_KEYS,
    *_DATE_KEYS,
    *_LABEL_KEYS,
    *_OLD_ADDRESS_KEYS,
}


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of another generator. `addresses` are those it had, without slashes at their ends."""

    file: SourceFile
    title: str
    converted: ConvertedText
    article_id: str = ""
    description: str = ""
    draft: bool = False
    order: int | None = None
    reviewed: dt.date | None = None
    labels: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    left_keys: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())


def parse_page(file: SourceFile, text: str, *, python_markdown: bool = False, by_id: bool = False) -> SourcePage:
    """Return the page in a file; whatever cannot be read is named in `problems`, never raised.

    `by_id`: the generator is Docusaurus, where an id or a relative slug replaces the file's name in the address.
    """
    text = text.replace("\r\n", "\n")
    keys, body, problems = _split_text(text)
    converted = convert_markup(body, python_markdown=python_markdown)
    return SourcePage(
        file=file,
        title=_choose_title(keys, converted, file),
        converted=converted,
        article_id=_parse_id(keys.get("id")),
        description=_one_line(next((keys[key] for key in ("description", "excerpt", "summary") if keys.get(key)), "")),
        draft=_is_draft(keys) or "/_drafts/" in f"/{file.path}",
        order=_parse_order(keys, file),
        reviewed=next((day for day in map(_parse_date, _pick_values(keys, _DATE_KEYS)) if day), None),
        labels=tuple(
            dict.fromkeys(label for value in _pick_values(keys, _LABEL_KEYS) for label in _split_labels(value))
        ),
        addresses=tuple(
            dict.fromkeys((*_parse_addresses(keys), *(_docusaurus_addresses(keys, file) if by_id else ())))
        ),
        left_keys=tuple(str(key) for key in keys if key not in _READ),
        problems=problems,
    )


def _split_text(text: str) -> tuple[Mapping[str, Any], str, tuple[str, ...]]:
    match = _FENCE.match(text)
    if match is None:
        return {}, text, ()
    try:
        value = tomllib.loads(match["text"]) if match["fence"] == "+++" else yaml.safe_load(match["text"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError) as error:
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        return _read_simple_keys(match["text"]), text[match.end() :], (f"its front matter is not valid ({reason})",)
    return (value if isinstance(value, Mapping) else {}), text[match.end() :], ()


def _read_simple_keys(text: str) -> dict[str, str]:
    """Return the keys of broken front matter that are alone on their line."""
    return {key: value.strip("\"' ") for key, value in re.findall(r"^(\w+): *(.+)$", text, re.MULTILINE)}


def _pick_values(keys: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    return [keys[name] for name in names if keys.get(name) not in (None, "", [])]


def _one_line(value: Any) -> str:
    return " ".join(str(value).split())


def _choose_title(keys: Mapping[str, Any], converted: ConvertedText, file: SourceFile) -> str:
    names = (keys.get(key) for key in ("title", "linkTitle", "sidebar_label"))
    given = next((_one_line(name) for name in names if isinstance(name, str | int | float) and str(name).strip()), "")
    parts = [part for part in file.name.split("/") if part.lower() not in ("index", "_index", "readme")]
    name = re.sub(r"^\d+[-_. ]+", "", parts[-1] if parts else file.name)
    return given or converted.title or re.sub(r"[-_]+", " ", name).strip().capitalize()


def _parse_id(value: Any) -> str:
    """Return an id that ours can be: numbers, as help desks have them, are text."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return text if isinstance(text, str) and text.isdigit() and re.fullmatch(ID_PATTERN, text) else ""


def _is_draft(keys: Mapping[str, Any]) -> bool:
    said = {key: str(value).split(" #")[0].strip().lower() for key, value in keys.items()}  # text if the YAML is broken
    if said.get("published") in ("false", "no"):
        return True
    return any(said.get(key) in ("true", "yes") for key in ("draft", "unlisted", "hidden"))


def _parse_order(keys: Mapping[str, Any], file: SourceFile) -> int | None:
    sidebar = keys.get("sidebar")
    inner = [sidebar.get("order")] if isinstance(sidebar, Mapping) else []
    for value in (*_pick_values(keys, _ORDER_KEYS), *inner):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return round(value)
    return order_of_name(file.name)


def _parse_date(value: Any) -> dt.date | None:
    if isinstance(value, Mapping):
        value = value.get("date")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _split_labels(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else str(value).split(",")
    return [_one_line(part) for part in parts if isinstance(part, str | int) and _one_line(part)]


def _parse_addresses(keys: Mapping[str, Any]) -> list[str]:
    found = [value for name in _OLD_ADDRESS_KEYS for value in _as_list(keys.get(name))]
    found += [keys[name] for name in ("permalink", "url", "slug") if isinstance(keys.get(name), str)]
    paths = [
        re.sub(r"^https?://[^/]+", "", value)
        for value in found
        if isinstance(value, str) and "/:" not in value.rpartition("://")[2]
    ]
    return [
        path.split("#")[0].strip("/").removesuffix(".html").removesuffix("/index") for path in paths if path.strip("/")
    ]


def _docusaurus_addresses(keys: Mapping[str, Any], file: SourceFile) -> list[str]:
    """Return the address that the `slug` of a page without a slash, or else its `id`, gives it in its folder."""
    name = keys.get("slug") or keys.get("id")
    if not isinstance(name, str) or "/" in name or not name.strip():
        return []
    folders = [re.sub(r"^\d+[-_. ]+(?=\D)", "", part) for part in file.name.split("/")[:-1]]
    return ["/".join((*folders, name.strip()))]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
