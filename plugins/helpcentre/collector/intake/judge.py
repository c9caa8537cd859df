"""Judge whether an item counts at once or is quarantined, by its words and by how much its sender has sent.

A quarantined item is stored, kept out of every count and shown to the support lead, who can release it.
"""

from helpcentre.collector.intake.identity import Visitor
from helpcentre.collector.intake.rate_limits import RateLimiter
from helpcentre.collector.intake.spam import comment_signals
from helpcentre.collector.items import Item


def judge(item: Item, visitor: Visitor, limiter: RateLimiter, age_ms: int | None, *, trapped: bool) -> None:
    """Count an item towards the limits of its sender and quarantine it for each signal found.

    `age_ms` is the time since the page was opened; `trapped` is set for a form that filled in the invisible field.
    """
    if item.kind == "comment":
        for signal in comment_signals(item.text or ""):
            item.quarantine(signal)
    if trapped:
        item.quarantine("honeypot")
    for signal in limiter.count_item(visitor, item, age_ms):
        item.quarantine(signal)
