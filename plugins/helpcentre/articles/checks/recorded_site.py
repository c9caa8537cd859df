"""The site as rules see it, with a record of every question they ask it.

The findings on a page are the same as long as the page is the same and the site answers the same questions in the same
way. So a later run need not search the page again, and no rule has to say what it depends on.
"""

import hashlib
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Any, TypeVar

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite

Question = tuple[str, str]
"""A part of the site with the way it was asked (`files has`), and the key; the key of a whole part is empty."""
Key = TypeVar("Key")
Item = TypeVar("Item")
_WHOLE = frozenset({"policy", "refused"})
"""Mappings and sets that rules look at as one value."""
_BETWEEN = "\0"
"""Joins the language and the slug or id of a key to one text."""


class AnswerLog:
    """Fingerprints of the answers of a site.

    `digests` has one of the text and the outline of each page, by path. `answers` are those since it was last emptied.
    """

    def __init__(self, site: CheckedSite, digests: Mapping[str, str]) -> None:
        self.site = site
        self.answers: dict[Question, str] = {}
        self._digests = digests
        self._whole: dict[str, str] = {}

    def note(self, way: str, key: Any = "") -> None:
        """Remember the answer to a question."""
        question = (way, _BETWEEN.join(key) if isinstance(key, tuple) else key)
        if question not in self.answers:
            self.answers[question] = self.answer(question)

    def answer(self, question: Question) -> str:
        """Return a fingerprint of the answer to a question; empty for nothing and for no."""
        way, text = question
        name, _, how = way.partition(" ")
        if name == "anchors":
            return self._hash_item(self.site.anchors(text))
        part = getattr(self.site, name)
        key = tuple(text.split(_BETWEEN)) if _BETWEEN in text else text
        if how == "has":
            return "yes" if key in part else ""
        if how == "item":
            return self._hash_item(part.get(key))
        if way not in self._whole:
            self._whole[way] = self._describe_whole(part, how)
        return self._whole[way]

    def _describe_whole(self, part: Any, how: str) -> str:
        if how == "any":
            return "yes" if part else ""
        if how == "keys":
            return _hash_text(repr(sorted(part)))
        if how == "all":
            return _hash_text(repr([(key, self._hash_item(part[key])) for key in part]))
        return _hash_text(repr(part))

    def _hash_item(self, item: Any) -> str:
        if item is None:
            return ""
        if isinstance(item, CheckedPage):
            return f"{item.article.path} {self._digests[item.article.path]}"
        return _hash_text(repr(sorted(item) if isinstance(item, frozenset) else item))


def _hash_text(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


class RecordedSite(CheckedSite):
    """A site that notes in its log everything that is read from it."""

    log: AnswerLog

    def __init__(self, log: AnswerLog) -> None:
        parts: dict[str, Any] = {each.name: getattr(log.site, each.name) for each in fields(CheckedSite)}
        for name, value in parts.items():
            if name not in _WHOLE and isinstance(value, Mapping):
                parts[name] = RecordedMapping(name, value, log)
            elif name not in _WHOLE and isinstance(value, AbstractSet):
                parts[name] = RecordedSet(name, value, log)
        values = {name for name, value in parts.items() if not isinstance(value, RecordedMapping | RecordedSet)}
        object.__getattribute__(self, "__dict__").update(parts, log=log, values=values)

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute, and note one that is a single value."""
        parts = object.__getattribute__(self, "__dict__")
        if name in parts["values"]:
            parts["log"].note(name)
        return object.__getattribute__(self, name)

    def anchors(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page; whatever else is on it does not matter to who asks."""
        self.log.note("anchors", path)
        return self.log.site.anchors(path)


class RecordedMapping(Mapping[Key, Item]):
    """A mapping of a site that notes what is looked up in it."""

    def __init__(self, name: str, inner: Mapping[Key, Item], log: AnswerLog) -> None:
        self._name, self._inner, self._log = name, inner, log

    def __getitem__(self, key: Key) -> Item:
        self._log.note(f"{self._name} item", key)
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._log.note(f"{self._name} has", key)
        return key in self._inner

    def __bool__(self) -> bool:
        self._log.note(f"{self._name} any")
        return bool(self._inner)

    def __iter__(self) -> Iterator[Key]:
        self._log.note(f"{self._name} keys")
        return iter(self._inner)

    def __len__(self) -> int:
        self._log.note(f"{self._name} keys")
        return len(self._inner)

    def keys(self) -> KeysView[Key]:
        """Return the keys."""
        self._log.note(f"{self._name} keys")
        return self._inner.keys()

    def values(self) -> ValuesView[Item]:
        """Return the values; the findings then depend on all of them."""
        self._log.note(f"{self._name} all")
        return self._inner.values()

    def items(self) -> ItemsView[Key, Item]:
        """Return keys and values."""
        self._log.note(f"{self._name} all")
        return self._inner.items()


class RecordedSet(AbstractSet[Key]):
    """A set of a site that notes what is looked up in it."""

    def __init__(self, name: str, inner: AbstractSet[Key], log: AnswerLog) -> None:
        self._name, self._inner, self._log = name, inner, log

    def __contains__(self, key: object) -> bool:
        self._log.note(f"{self._name} has", key)
        return key in self._inner

    def __iter__(self) -> Iterator[Key]:
        self._log.note(f"{self._name} keys")
        return iter(self._inner)

    def __len__(self) -> int:
        self._log.note(f"{self._name} keys")
        return len(self._inner)
