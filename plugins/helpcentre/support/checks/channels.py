"""Channels: the keys their kind needs, valid numbers and addresses, names they refer to, promises that can be kept.

Like `checks.schedules` this works on the raw YAML, so that its findings appear together with those of the models.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.support.checks.references import RULE, unknown_name, unknown_names
from helpcentre.support.contact_formats import parse_email, parse_phone, parse_url, parse_username, parse_whatsapp
from helpcentre.support.raw_yaml import as_list, as_mapping

NEEDED_KEYS: dict[str, tuple[str, ...]] = {
    "phone": ("number",),
    "email": ("address",),
    "form": ("url", "address", "contact_form"),
    "whatsapp": ("number",),
    "telegram": ("username", "number", "url"),
    "messenger": ("username", "url"),
    "chat": ("url",),
    "chatbot": ("url",),
    "social": ("url", "username"),
    "shop": ("address",),
    "community": ("url",),
}
"""The keys of which each kind of channel needs one."""
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
    """Yield everything wrong with each channel, its references included."""
    root = as_mapping(document.value)
    for name, channel in as_mapping(root.get("channels")).items():
        key = ("channels", name)
        if not _NAME.fullmatch(str(name)):
            message = f"'{name}' is not a valid channel name; use lower-case letters, digits and hyphens"
            yield document.finding(key, message, rule=RULE, of_key=True)
        yield from _check_channel(document, key, as_mapping(channel), root)
    yield from _find_second_form(document, as_mapping(root.get("channels")))


def _find_second_form(document: Document, channels: Mapping[Any, Any]) -> Iterator[Finding]:
    """Yield a contact form of a channel that is not a form, that leads elsewhere too, or is not the only one."""
    first = ""
    for name, channel in channels.items():
        found = as_mapping(channel)
        if "contact_form" not in found:
            continue
        key = ("channels", name, "contact_form")
        if found.get("kind") != "form":
            message = f"'{name}' ({found.get('kind')}) cannot have a contact form; use a channel of kind form"
            yield document.finding(key, message, rule=RULE, of_key=True)
        elif other := next((part for part in ("url", "address") if part in found), ""):
            message = f"'{name}' has {other} and contact_form; remove one, since the form is on the contact page"
            yield document.finding(key, message, rule=RULE, of_key=True)
        if first:
            message = f"'{first}' already has the contact form, and a site has only one; remove this one"
            yield document.finding(key, message, rule=RULE, of_key=True)
        first = first or str(name)


def _check_channel(
    document: Document, key: Key, channel: Mapping[Any, Any], root: Mapping[Any, Any]
) -> Iterator[Finding]:
    kind = str(channel.get("kind"))
    supported = channel.get("supported") is not False
    needed = NEEDED_KEYS.get(kind, ()) if supported else ()
    if needed and not any(name in channel for name in needed):
        message = f"'{key[1]}' ({kind}) has no {' or '.join(needed)}; add it"
        yield document.finding(key, message, rule=RULE, of_key=True)
    if not supported and not as_list(channel.get("redirect_to")):
        message = f"'{key[1]}' is not supported and redirects nowhere; add redirect_to with the channels that answer"
        yield document.finding(key, message, rule=RULE, of_key=True)
    yield from _check_contact(document, key, kind, channel)
    yield from _check_references(document, key, channel, root)
    yield from _check_response(document, key, channel)


def _check_references(
    document: Document, key: Key, channel: Mapping[Any, Any], root: Mapping[Any, Any]
) -> Iterator[Finding]:
    channels, topics = as_mapping(root.get("channels")), as_mapping(root.get("topics"))
    schedules = as_mapping(root.get("schedules"))
    handover = as_mapping(channel.get("handover"))
    yield from unknown_name(document, (*key, "schedule"), channel.get("schedule"), schedules, "schedule")
    yield from unknown_names(document, (*key, "topics"), channel.get("topics"), topics, "topic")
    yield from unknown_names(document, (*key, "redirect_to"), channel.get("redirect_to"), channels, "channel")
    yield from unknown_names(document, (*key, "handover", "to"), handover.get("to"), channels, "channel")


def _find_parser(kind: str, name: str) -> Callable[[str], object] | None:
    if name == "url":
        return parse_url
    if name == "username":
        return partial(parse_username, kind)
    return _PARSERS.get((kind, name))


def _check_contact(document: Document, key: Key, kind: str, channel: Mapping[Any, Any]) -> Iterator[Finding]:
    for name in ("number", "address", "url", "username"):
        value, parse = channel.get(name), _find_parser(kind, name)
        if not isinstance(value, str) or parse is None:
            continue
        try:
            parse(value)
        except ValueError as error:
            yield document.finding((*key, name), f"channels.{key[1]}.{name}: {error} (found {value!r})", rule=RULE)


def _check_response(document: Document, key: Key, channel: Mapping[Any, Any]) -> Iterator[Finding]:
    response = as_mapping(channel.get("response"))
    in_working_time = isinstance(response.get("promise"), str) and response.get("clock", "working") == "working"
    needs_schedule = in_working_time or response.get("mode") == "live"
    if needs_schedule and "schedule" not in channel and channel.get("supported") is not False:
        what = "promises an answer in working time" if in_working_time else "answers live"
        yield document.finding(key, f"'{key[1]}' {what} but has no schedule; add it", rule=RULE, of_key=True)
    for mode, wrong, right in (("live", "promise", "wait"), ("async", "wait", "promise")):
        if response.get("mode") == mode and wrong in response:
            message = f"mode {mode} takes '{right}', not '{wrong}'; rename the key"
            yield document.finding((*key, "response", wrong), message, rule=RULE, of_key=True)
