"""Notices: unknown topics and channels, ids used twice, and the time zone their dates need."""

from collections.abc import Iterator

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.support.checks.references import RULE, unknown_name, unknown_names
from helpcentre.support.raw_yaml import as_list, as_mapping


def notice_findings(document: Document) -> Iterator[Finding]:
    """Yield everything wrong between the values of `notices` and the rest of the file."""
    root = as_mapping(document.value)
    channels, topics = as_mapping(root.get("channels")), as_mapping(root.get("topics"))
    lines: dict[str, int] = {}
    for index, raw in enumerate(as_list(root.get("notices"))):
        key: Key = ("notices", index)
        notice = as_mapping(raw)
        if "default_time_zone" not in root:
            message = "the dates of notices need default_time_zone, which is missing; add it"
            yield document.finding(key, message, rule=RULE)
        yield from unknown_names(document, (*key, "topics"), notice.get("topics"), topics, "topic")
        for name in as_mapping(notice.get("promise")):
            yield from unknown_name(document, (*key, "promise", name), name, channels, "channel")
        name = str(notice.get("id"))
        if name in lines:
            message = f"the id '{name}' is used twice (first in line {lines[name]}); change one"
            yield document.finding((*key, "id"), message, rule=RULE)
        lines.setdefault(name, document.place(key)[0])
