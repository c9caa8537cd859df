"""`/// hours | rome`: the table of one schedule, or of all."""

from helpcentre.markdown_blocks.base import PartialBlock, build_time, live, render, words_of
from helpcentre.support.audience import Audience
from helpcentre.support.hours_view import hours_view
from helpcentre.support.model import Support


class HoursBlock(PartialBlock):
    """The hours of one schedule, the argument, or of all that channels in the page's language use."""

    NAME = "hours"

    def piece(self, support: Support, argument: str) -> str:
        """Return the tables."""
        if argument:
            support.schedule(argument)
        reader = Audience(words_of(self.config), build_time())
        view = hours_view(support, reader, [argument] if argument else None)
        return render("hours", {"hours": view | live(support, reader, self.config)}, reader)
