"""The channels for a language and topics, and the one to recommend."""

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


def recommended_channel(support: Support, language: str, topics: Iterable[str]) -> str | None:
    """Return the first recommended channel of the page's topics that answers in its language."""
    of_page = tuple(topics)
    available = channels_for(support, language, of_page)
    preferred = (name for topic in of_page if topic in support.topics for name in support.topics[topic].recommend)
    return next((name for name in preferred if name in available), None)
