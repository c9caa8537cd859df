"""Which channels answer: all that are supported, those for a language and topic, and the recommended one."""

from collections.abc import Iterable

from helpcentre.support.model import Support


def supported_channels(support: Support) -> list[str]:
    """Return the channels that are answered, in the site's order."""
    return [name for name, channel in support.channels.items() if channel.supported]


def channels_for(support: Support, language: str, topics: Iterable[str] = ()) -> list[str]:
    """Return the channels for a question in a language about `topics` (none: any), in the site's order."""
    pages = tuple(topics)
    hidden = {name for topic in pages if topic in support.topics for name in support.topics[topic].hide}
    return [
        name
        for name in supported_channels(support)
        if support.channels[name].speaks(language)
        and name not in hidden
        and (
            not pages or support.channels[name].topics is None or set(support.channels[name].topics or ()) & set(pages)
        )
    ]


def recommended_channel(support: Support, language: str, topics: Iterable[str]) -> str | None:
    """Return the first channel that the page's main topic recommends and that speaks its language."""
    pages = tuple(topics)
    there = channels_for(support, language, pages)
    wished = (name for topic in pages if topic in support.topics for name in support.topics[topic].recommend)
    return next((name for name in wished if name in there), None)
