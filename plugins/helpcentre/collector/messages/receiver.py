"""The receiver of messages, as the rest of the collector sees it."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from helpcentre.collector.messages.parcel import Parcel

TIMEOUT_SECONDS = 20


class DeliveryError(Exception):
    """A message could not be passed on; the text says why, without anything of the message."""


class Receiver(Protocol):
    """The place that messages are passed on to."""

    @property
    def name(self) -> str:
        """The address of the receiver, for the lead."""

    def deliver(self, parcel: "Parcel") -> None:
        """Pass a message on. Raises DeliveryError."""

    def probe(self) -> None:
        """Check that the receiver can be reached, without sending anything. Raises DeliveryError."""
