"""A message with what the receiver needs to know about its place on the site."""

from typing import NamedTuple

from helpcentre.contract.messages import Message


class Parcel(NamedTuple):
    """A message to pass on. `received` is in Unix milliseconds; `article_url` is empty if the site has no address."""

    message: Message
    received: int
    site: str = ""
    site_language: str = "en"
    article_title: str = ""
    article_url: str = ""
    reply: str = ""
    """The automatic reply in the writer's language; empty if the site has none."""
