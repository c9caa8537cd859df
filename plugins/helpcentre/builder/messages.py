"""Warnings of a build, with the words of MkDocs, counted for strict builds."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from helpcentre.builder.page_links import Message
from helpcentre.errors import HelpCentreError

Say = Callable[[str], None]
"""Shows one line to the person who runs the build."""


@dataclass
class Messages:
    """The warnings and remarks of a build.

    A remark, such as a translation still to be made, never stops a strict build.
    """

    say: Say
    quiet: bool = False
    warnings: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        """Show a warning."""
        self.warnings.append(text)
        if not self.quiet:
            self.say(f"WARNING {text}")

    def remark(self, text: str) -> None:
        """Show something that is not a warning of the build."""
        if not self.quiet:
            self.say(f"WARNING -  {text}")

    def log(self, messages: Iterable[Message]) -> None:
        """Show the messages that are warnings."""
        for message in messages:
            if message.level >= logging.WARNING:
                self.warn(message.text)

    def refuse_warnings(self) -> None:
        """End a strict build that has warnings."""
        if self.warnings:
            raise HelpCentreError(f"Aborted with {len(self.warnings)} warnings in strict mode!")
