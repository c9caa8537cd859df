"""`/// channels` or `/// channels | payments`: the ways to reach the shop in the language of the page."""

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.markdown_blocks.base import PartialBlock, build_time, live, render, words_of
from helpcentre.support.audience import Audience
from helpcentre.support.channel_cards import listing_view
from helpcentre.support.model import Support
from helpcentre.support.placeholders import Placeholders


class ChannelsBlock(PartialBlock):
    """The channels of the page's language; with a topic as argument, only those for it, with the best one marked."""

    NAME = "channels"

    def piece(self, support: Support, argument: str) -> str:
        """Return the cards."""
        if argument and argument not in support.topics:
            known = ", ".join(support.topics)
            others = f"; write one of {known}" if known else "; the support file names none: write /// channels"
            hint = did_you_mean(argument, support.topics) or others
            raise HelpCentreError(f"channels: there is no topic '{argument}'{hint}")
        topics = (argument,) if argument else ()
        reader = Audience(
            words_of(self.config), build_time(), topics, Placeholders(topic=argument), self.config["contact_page"]
        )
        hc = listing_view(support, reader) | {"live": live(support, reader, self.config)}
        return render("channels", hc, reader)
