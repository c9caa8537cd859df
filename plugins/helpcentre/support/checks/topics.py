"""Topics that nobody answers in one of the languages, and chatbots that hand over to nobody."""

from collections.abc import Iterator, Mapping
from typing import Any

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.support.checks.references import RULE, unknown_names
from helpcentre.support.raw_yaml import as_mapping, list_at, site_languages

UNSTAFFED_KINDS = frozenset({"chatbot", "community"})


def topic_findings(document: Document) -> Iterator[Finding]:
    """Yield unknown channels in `topics` and `unsupported`, unanswered topics, and chatbots without people."""
    root = as_mapping(document.value)
    channels, topics = as_mapping(root.get("channels")), as_mapping(root.get("topics"))
    places: list[tuple[Key, Any]] = [(("unsupported", "to"), as_mapping(root.get("unsupported")).get("to"))]
    for name, topic in topics.items():
        places += [(("topics", name, part), as_mapping(topic).get(part)) for part in ("recommend", "hide")]
    for place, names in places:
        yield from unknown_names(document, place, names, channels, "channel")
    yield from _find_unanswered_topics(document, channels, topics)
    yield from _find_unstaffed_chatbots(document, channels)


def _answers_language(channel: Any, language: str) -> bool:
    return "languages" not in as_mapping(channel) or language in list_at(channel, "languages")


def _answers_topic(channel: Any, topic: str) -> bool:
    return "topics" not in as_mapping(channel) or topic in list_at(channel, "topics")


def _is_supported(channel: Any) -> bool:
    return as_mapping(channel).get("supported") is not False


def _staffed_channels(channels: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the supported channels on which people answer."""
    return {
        str(name): channel
        for name, channel in channels.items()
        if _is_supported(channel) and str(as_mapping(channel).get("kind")) not in UNSTAFFED_KINDS
    }


def _find_unanswered_topics(
    document: Document, channels: Mapping[Any, Any], topics: Mapping[Any, Any]
) -> Iterator[Finding]:
    if not channels:
        return
    staffed = _staffed_channels(channels)
    for topic, value in topics.items():
        hidden = {str(name) for name in list_at(value, "hide")}
        for language in site_languages({"channels": channels, "topics": topics}):
            if not any(
                _answers_language(channel, language) and _answers_topic(channel, topic) and name not in hidden
                for name, channel in staffed.items()
            ):
                message = f"nobody answers '{topic}' in '{language}'; add one of them to a staffed channel"
                yield document.finding(("topics", topic), message, rule=RULE, of_key=True)


def _find_unstaffed_chatbots(document: Document, channels: Mapping[Any, Any]) -> Iterator[Finding]:
    staffed = _staffed_channels(channels)
    all_languages = site_languages({"channels": channels})
    for name, channel in channels.items():
        if as_mapping(channel).get("kind") != "chatbot" or not _is_supported(channel):
            continue
        targets = [str(other) for other in list_at(as_mapping(channel).get("handover"), "to")]
        if not targets:
            message = f"the chatbot '{name}' hands over to nobody; add handover: {{to: […]}} with a staffed channel"
            yield document.finding(("channels", name), message, rule=RULE, of_key=True)
            continue
        languages = list_at(channel, "languages") if "languages" in as_mapping(channel) else all_languages
        for language in languages:
            if not any(other in staffed and _answers_language(staffed[other], str(language)) for other in targets):
                message = f"'{name}' hands over to nobody who answers in '{language}'; add a channel to handover.to"
                yield document.finding(("channels", name, "handover", "to"), message, rule=RULE)
