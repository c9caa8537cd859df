"""From YAML text to a Document that knows where everything was written, in one pass over the parser's events.

libyaml reads the text; values and places are put together here, without recursion and within fixed bounds, so that
neither deep nesting nor aliases that multiply can exhaust memory or the stack.
"""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.syntax_errors import Problem, explain_syntax_error, find_unreadable_character

Key = tuple[str | int, ...]
"""The way to a value: keys of mappings as text, positions in lists from 0."""
Mark = tuple[int, int]
"""Line and column, both from 1."""
RULE = "yaml"
MOST_NESTED = 40
"""Levels of lists and mappings inside each other: three times what support.yml can have."""
MOST_REPEATED = 10_000
"""Values that aliases may repeat in one text."""
_EVENTS: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"(?:~|null|)")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_TAGS = frozenset({"!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))})


@dataclass(frozen=True)
class Document:
    """A parsed YAML text: plain `value`, and for every key path the place of the value (and of the key itself)."""

    path: str
    value: Any
    values: Mapping[Key, Mark] = field(default_factory=dict)
    keys: Mapping[Key, Mark] = field(default_factory=dict)
    twice: tuple[Finding, ...] = ()
    """Keys that are defined twice, if `load` was asked to keep them for `validate` to report."""

    def place(self, key: Key, *, of_key: bool = False) -> Mark:
        """Return (line, column) of the nearest known place for `key`."""
        marks = self.keys if of_key else self.values
        for end in range(len(key), -1, -1):
            if key[:end] in marks:
                return marks[key[:end]]
        return (1, 1)

    def finding(self, key: Key, message: str, *, rule: str = "yaml", of_key: bool = False) -> Finding:
        """Return a finding at the place of `key`."""
        line, column = self.place(key, of_key=of_key)
        return Finding(self.path, line, column, message, rule)


def load(text: str, path: str, *, first_line: int = 1, keep_twice: bool = False) -> Document:
    """Parse `text`; `path` names it in messages, `first_line` is the line of its file that it begins on.

    Only null, true, false, decimal integers and floats are not text; keys always are. Raises FindingsError for broken
    YAML, and for keys defined twice unless `keep_twice` leaves those to `validate`, which reports them together with
    everything else.
    """
    unreadable = find_unreadable_character(text)
    if unreadable:
        raise _error_of(unreadable, path, first_line)
    parser = _EVENTS(text)
    composer = _Composer(parser, path, first_line)
    try:
        value = composer.compose()
    except yaml.MarkedYAMLError as error:
        raise _error_of(explain_syntax_error(error, text), path, first_line) from None
    finally:
        parser.dispose()
    if composer.twice and not keep_twice:
        raise FindingsError(composer.twice)
    return Document(path, value, composer.values, composer.keys, tuple(composer.twice))


def _error_of(problem: Problem, path: str, first_line: int) -> FindingsError:
    (line, column), message = problem
    return FindingsError([Finding(path, first_line + line, column + 1, message, RULE)])


@dataclass(slots=True)
class _Container:
    """A list or mapping that is still open; `key` is None below a key that is ignored because it is defined twice."""

    value: Any
    key: Key | None
    first_event: int
    anchor: str | None
    pending: str | None = None
    """In a mapping, the key that waits for its value."""
    ignore_next: bool = False


class _Composer:
    """Puts values and places together from parser events."""

    def __init__(self, parser: Any, path: str, first_line: int) -> None:
        self._parser, self._path, self._first_line = parser, path, first_line
        self.values: dict[Key, Mark] = {}
        self.keys: dict[Key, Mark] = {}
        self.twice: list[Finding] = []
        self._open: list[_Container] = []
        self._seen: list[Any] = []
        """All events of values so far, including those repeated by aliases."""
        self._anchors: dict[str, tuple[int, int] | None] = {}
        """The first and the last event of each anchored value; None while it is still open."""
        self._repeated: deque[Any] = deque()
        self._repetitions = 0
        self._root: Any = None
        self._documents = 0

    def compose(self) -> Any:
        """Return the value of the only document; None if there is none."""
        self.values[()] = (self._first_line, 1)
        while self._repeated or self._parser.check_event():
            self._take_event(self._repeated.popleft() if self._repeated else self._parser.get_event())
        return self._root

    def _take_event(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._repeat_anchor(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._seen.append(event)
            self._take_scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._seen.append(event)
            self._open_container(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._seen.append(event)
            self._close_container()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._error_at("a second document begins here; remove the line with ---", event)

    def _take_scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.pending is None:
            self._take_key(parent, event)
        else:
            self._store_value(_scalar_value(event), event)
        if event.anchor:
            self._anchors[event.anchor] = (len(self._seen) - 1, len(self._seen))

    def _take_key(self, parent: _Container, event: Any) -> None:
        parent.pending = event.value
        parent.ignore_next = parent.key is None
        if parent.key is None:
            return
        key = (*parent.key, event.value)
        if key in self.keys:
            message = f"'{event.value}' is defined twice (first on line {self.keys[key][0]}); keep one"
            self.twice.append(Finding(self._path, *self._mark_of(event), message, RULE))
            parent.ignore_next = True
        else:
            self.keys[key] = self._mark_of(event)

    def _open_container(self, event: Any) -> None:
        self._refuse_tag(event)
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.pending is None:
            raise self._error_at("a list or mapping cannot be a key; write the key as text", event)
        if len(self._open) >= MOST_NESTED:
            raise self._error_at(f"lists and mappings are nested more than {MOST_NESTED} levels deep", event)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        key = self._store_value(value, event)
        self._open.append(_Container(value, key, len(self._seen) - 1, event.anchor))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _close_container(self) -> None:
        closed = self._open.pop()
        if closed.anchor:
            self._anchors[closed.anchor] = (closed.first_event, len(self._seen))

    def _store_value(self, value: Any, event: Any) -> Key | None:
        """Put a value into the open container and remember its place; return its key, None if it is ignored."""
        if not self._open:
            self._root = value
            self.values[()] = self._mark_of(event)
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, list):
            last: str | int = len(parent.value)
            parent.value.append(value)
        else:
            assert parent.pending is not None
            last, parent.pending = parent.pending, None
            if parent.ignore_next:
                return None
            parent.value[last] = value
        if parent.key is None:
            return None
        key = (*parent.key, last)
        self.values[key] = self._mark_of(event)
        return key

    def _repeat_anchor(self, event: Any) -> None:
        """Read the events of the anchored value once more in place of its alias."""
        if event.anchor not in self._anchors:
            message = f"nothing is anchored as &{event.anchor}; put text that begins with * in quotes"
            raise self._error_at(message, event)
        span = self._anchors[event.anchor]
        if span is None:
            raise self._error_at(f"*{event.anchor} is inside the value it repeats; write the value out", event)
        start, end = span
        self._repetitions += end - start
        if self._repetitions > MOST_REPEATED:
            raise self._error_at(f"aliases repeat more than {MOST_REPEATED} values; write the values out", event)
        self._repeated.extendleft(reversed(self._seen[start:end]))

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _TAGS:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._error_at(f"the tag {name} is not supported; remove it", event)

    def _mark_of(self, event: Any) -> Mark:
        return event.start_mark.line + self._first_line, event.start_mark.column + 1

    def _error_at(self, message: str, event: Any) -> FindingsError:
        return FindingsError([Finding(self._path, *self._mark_of(event), message, RULE)])


def _scalar_value(event: Any) -> Any:
    """Return what a scalar means: text, unless it is written plainly and is null, true, false or a decimal number."""
    text: str = event.value
    if not event.implicit[0] or event.tag is not None:
        return text
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return None if _NULL.fullmatch(text) else text
