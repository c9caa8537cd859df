"""The ballot: today's hash that links one reader's answers to one question, so that the last one counts.

It is stored with the item and erased with the day's salt after 48 hours.
"""

from helpcentre.collector.intake.identity import Visitor, keyed_hash
from helpcentre.contract.events import AnyEvent, Comment, Contact, Search, TroubleshooterRun, View, Vote


def make_ballot(visitor: Visitor, event: AnyEvent) -> bytes | None:
    """Return the ballot of an item; None for a comment, a view or a run of a troubleshooter."""
    match event:
        case Comment() | View() | TroubleshooterRun():
            return None
        case Vote():
            question = (event.article, event.language, event.version)
        case Contact():
            question = (event.article or "", event.language, event.channel)
        case Search():
            question = ("", event.language, event.query.casefold())
        case _:
            question = ("", event.language, "")
    # only the words of a search can contain a NUL, and they are the last part: nothing shifts from one into another
    text = "\0".join((event.kind, *question))
    return keyed_hash(visitor.salt, b"ballot" + visitor.key + text.encode("utf-8", "surrogatepass"))
