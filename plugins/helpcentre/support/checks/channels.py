"""Who answers what, in which language: what each channel needs, names that lead nowhere, questions nobody answers.

Like `relations` this walks the raw YAML, so that its findings come together with the model's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from helpcentre.errors import Finding
from helpcentre.marked_yaml import Document, Key
from helpcentre.support.checks.schedules import RULE, listed, listed_in, mapping, unknown
from helpcentre.support.contacts import parse_email, parse_phone, parse_url, parse_whatsapp

NEEDS: dict[str, tuple[str, ...]] = {  # one of these keys must be there
    "phone": ("number",),
    "email": ("address",),
    "form": ("url", "address"),
    "whatsapp": ("number",),
    "telegram": ("username", "number", "url"),
    "messenger": ("username", "url"),
    "chat": ("url",),
    "chatbot": ("url",),
    "social": ("url", "username"),
    "shop": ("address",),
    "community": ("url",),
}
ROBOTS = frozenset({"chatbot"})
NOT_STAFF = frozenset({"chatbot", "community"})
_USERNAMES = {"telegram": r"[A-Za-z][A-Za-z0-9_]{4,31}", "messenger": r"[A-Za-z0-9.]{5,}"}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PARSERS: dict[tuple[str, str], Callable[[str], object]] = {
    ("phone", "number"): parse_phone,
    ("shop", "number"): parse_phone,
    ("telegram", "number"): parse_phone,
    ("whatsapp", "number"): parse_whatsapp,
    ("email", "address"): parse_email,
    ("form", "address"): parse_email,
}


def channel_findings(document: Document) -> Iterator[Finding]:
    """Yield everything wrong between the values of `channels`, `topics`, `unsupported` and `notices`."""
    root = mapping(document.value)
    channels = mapping(root.get("channels"))
    topics = mapping(root.get("topics"))
    for name, channel in channels.items():
        key = ("channels", name)
        if not _NAME.fullmatch(str(name)):
            message = f"'{name}' is no name for a channel; write small letters, digits and hyphens, such as phone-it"
            yield document.finding(key, message, rule=RULE, of_key=True)
        yield from _channel(document, key, mapping(channel), root)
    places: list[tuple[Key, Any]] = [(("unsupported", "to"), mapping(root.get("unsupported")).get("to"))]
    for name, topic in topics.items():
        places += [(("topics", name, part), mapping(topic).get(part)) for part in ("recommend", "hide")]
    for place, names in places:
        yield from _each(document, place, names, channels, "channel")
    yield from _notices(document, root, channels, topics)
    yield from _unanswered(document, channels, topics)
    yield from _robots(document, channels)


def _each(document: Document, key: Key, names: Any, known: Mapping[Any, Any], what: str) -> Iterator[Finding]:
    for index, name in enumerate(listed(names)):
        yield from unknown(document, (*key, index), name, known, what)


def _channel(document: Document, key: Key, channel: Mapping[Any, Any], root: Mapping[Any, Any]) -> Iterator[Finding]:
    kind = channel.get("kind")
    supported = channel.get("supported") is not False
    wanted = NEEDS.get(str(kind), ()) if supported else ()
    if wanted and not any(name in channel for name in wanted):
        message = f"'{key[1]}' ({kind}) has no {' or '.join(wanted)}; add it"
        yield document.finding(key, message, rule=RULE, of_key=True)
    if not supported and not listed(channel.get("redirect_to")):
        message = f"'{key[1]}' is not supported and sends people nowhere; add redirect_to with the channels that answer"
        yield document.finding(key, message, rule=RULE, of_key=True)
    yield from _contact(document, key, str(kind), channel)
    channels = mapping(root.get("channels"))
    yield from unknown(
        document, (*key, "schedule"), channel.get("schedule"), mapping(root.get("schedules")), "schedule"
    )
    yield from _each(document, (*key, "topics"), channel.get("topics"), mapping(root.get("topics")), "topic")
    yield from _each(document, (*key, "redirect_to"), channel.get("redirect_to"), channels, "channel")
    yield from _each(
        document, (*key, "handover", "to"), mapping(channel.get("handover")).get("to"), channels, "channel"
    )
    yield from _promise(document, key, channel)


def _username(kind: str, value: str) -> None:
    if not re.fullmatch(_USERNAMES.get(kind, r"[^\s@/]+"), value):
        raise ValueError(f"this is no {kind} name; write it without @ and without the address before it")


def _contact(document: Document, key: Key, kind: str, channel: Mapping[Any, Any]) -> Iterator[Finding]:
    for name in ("number", "address", "url", "username"):
        value = channel.get(name)
        parse = parse_url if name == "url" else _PARSERS.get((kind, name))
        if name == "username":
            parse = partial(_username, kind)
        try:
            if isinstance(value, int | float) and name == "number":
                parse_phone(str(value))  # a number without + and quotes: say what to write
            if isinstance(value, str) and parse:
                parse(value)
        except ValueError as error:
            yield document.finding((*key, name), f"channels.{key[1]}.{name}: {error} (found {value!r})", rule=RULE)


def _promise(document: Document, key: Key, channel: Mapping[Any, Any]) -> Iterator[Finding]:
    response = mapping(channel.get("response"))
    timed = isinstance(response.get("promise"), str) and response.get("clock", "working") == "working"
    if (
        (timed or response.get("mode") == "live")
        and "schedule" not in channel
        and channel.get("supported") is not False
    ):
        what = "promises an answer in working time" if timed else "answers live"
        yield document.finding(key, f"'{key[1]}' {what} but has no schedule; add it", rule=RULE, of_key=True)
    for mode, wrong, right in (("live", "promise", "wait"), ("async", "wait", "promise")):
        if response.get("mode") == mode and wrong in response:
            message = f"mode {mode} takes '{right}', not '{wrong}'"
            yield document.finding((*key, "response", wrong), message, rule=RULE, of_key=True)


def _notices(
    document: Document, root: Mapping[Any, Any], channels: Mapping[Any, Any], topics: Mapping[Any, Any]
) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, notice in enumerate(listed(root.get("notices"))):
        key: Key = ("notices", index)
        if "default_time_zone" not in root:
            message = "a notice begins and ends by the clock of default_time_zone, which is missing; add it"
            yield document.finding(key, message, rule=RULE)
        yield from _each(document, (*key, "topics"), mapping(notice).get("topics"), topics, "topic")
        for name in mapping(mapping(notice).get("promise")):
            place = (*key, "promise", name)
            yield from unknown(document, place, name, channels, "channel")
        name = str(mapping(notice).get("id"))
        if name in seen:
            message = f"'{name}' is the id of two notices (the other is in line {seen[name]}); change one"
            yield document.finding((*key, "id"), message, rule=RULE)
        seen.setdefault(name, document.place(key)[0])


def site_languages(root: Mapping[Any, Any]) -> list[str]:
    """Return every language that the channels speak or the topics are named in, sorted."""
    found: set[str] = set()
    for channel in mapping(root.get("channels")).values():
        found.update(str(code) for code in listed_in(channel, "languages"))
    for topic in mapping(root.get("topics")).values():
        found.update(str(code) for code in mapping(mapping(topic).get("label")))
    return sorted(found)


def _speaks(channel: Any, language: str) -> bool:
    return "languages" not in mapping(channel) or language in listed_in(channel, "languages")


def _takes(channel: Any, topic: str) -> bool:
    return "topics" not in mapping(channel) or topic in listed_in(channel, "topics")


def _people(channels: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): channel
        for name, channel in channels.items()
        if mapping(channel).get("supported") is not False and mapping(channel).get("kind") not in NOT_STAFF
    }


def _unanswered(document: Document, channels: Mapping[Any, Any], topics: Mapping[Any, Any]) -> Iterator[Finding]:
    if not channels:
        return
    people = _people(channels)
    for topic, value in topics.items():
        hidden = {str(name) for name in listed_in(value, "hide")}
        for language in site_languages({"channels": channels, "topics": topics}):
            if not any(
                _speaks(channel, language) and _takes(channel, topic) and name not in hidden
                for name, channel in people.items()
            ):
                message = (
                    f"nobody answers '{topic}' in '{language}'; add the language or the topic to a channel with people"
                )
                yield document.finding(("topics", topic), message, rule=RULE, of_key=True)


def _robots(document: Document, channels: Mapping[Any, Any]) -> Iterator[Finding]:
    people = _people(channels)
    everyone = site_languages({"channels": channels})
    for name, channel in channels.items():
        if mapping(channel).get("kind") not in ROBOTS or mapping(channel).get("supported") is False:
            continue
        to = [str(other) for other in listed_in(mapping(channel).get("handover"), "to")]
        if not to:
            message = (
                f"'{name}' is a robot without people behind it; add handover: {{to: […]}} with a channel they answer"
            )
            yield document.finding(("channels", name), message, rule=RULE, of_key=True)
            continue
        spoken = listed_in(channel, "languages") if "languages" in mapping(channel) else everyone
        for language in spoken:
            if not any(other in people and _speaks(people[other], str(language)) for other in to):
                message = f"'{name}' hands over to nobody who speaks '{language}'; add a channel to handover.to"
                yield document.finding(("channels", name, "handover", "to"), message, rule=RULE)
