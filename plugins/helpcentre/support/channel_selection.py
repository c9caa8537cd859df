"""The channels for a language and topics, and the ones to recommend."""

from collections.abc import Iterable

from helpcentre.support.model import Support


def channels_for(support: Support, language: str, topics: Iterable[str] = ()) -> list[str]:
    """Return the channels that answer in a language about one of `topics` (or about anything), in the site's order."""
    of_page = tuple(topics)
    hidden = {name for topic in of_page if topic in support.topics for name in support.topics[topic].hide}
    return [
        name
        for name in support.supported_channels
        if name not in hidden
        and support.channels[name].speaks(language)
        and (not of_page or support.channels[name].answers_any(of_page))
    ]


def nearest_channels(support: Support, language: str) -> list[str]:
    """Return the channels to offer if none answers in a language, in the site's order.

    They are those that answer in another form of the language (`pt` for a reader of `pt-BR`), or else all of them.
    """
    base = language.partition("-")[0]
    related = [
        name
        for name in support.supported_channels
        if any(spoken.partition("-")[0] == base for spoken in support.channels[name].languages or ())
    ]
    return related or support.supported_channels


def recommended_channels(support: Support, language: str, topics: Iterable[str]) -> list[str]:
    """Return the recommended channels of the page's topics that answer in its language, the best first."""
    of_page = tuple(topics)
    available = channels_for(support, language, of_page)
    preferred = [name for topic in of_page if topic in support.topics for name in support.topics[topic].recommend]
    return [name for name in dict.fromkeys(preferred) if name in available]
