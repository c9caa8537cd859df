"""`/// hours | rome`: the table of one schedule, or of all."""

from helpcentre.markdown_blocks.base import PartialBlock, build_instant, live, render
from helpcentre.support.model import Support
from helpcentre.support.views import Reader, hours_view


class HoursBlock(PartialBlock):
    """The hours; the argument is the name of a schedule, all that channels keep when left out."""

    NAME = "hours"

    def piece(self, support: Support, argument: str) -> str:
        """Return the tables."""
        if argument:
            support.schedule(argument)
        reader = Reader(self.config["language"], build_instant())
        view = hours_view(support, reader, [argument] if argument else None)
        return render("hours", {"hours": view | live(support, reader, self.config)}, reader)
