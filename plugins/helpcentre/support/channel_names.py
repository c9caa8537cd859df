"""The names of channels and of the languages they answer in, in the language of the reader."""

from helpcentre.language.locales import locale, regional_locale
from helpcentre.language.punctuation import join_items
from helpcentre.language.strings import Strings
from helpcentre.support.channel_model import Channel
from helpcentre.support.localised_text import localised


def channel_label(channel: Channel, words: Strings) -> str:
    """Return the name of a channel, or of its kind if it has none."""
    return localised(channel.label, words.language) or words[f"channels.kind.{channel.kind}"]


def language_names(channel: Channel, language: str) -> str:
    """Return the languages of a channel, by their names in the reader's language."""
    names = (locale(code).get_display_name(regional_locale(language)) or code for code in channel.languages or ())
    return join_items((str(name) for name in names), language)
