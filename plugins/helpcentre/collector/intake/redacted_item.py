"""Convert an item of the wire contract to an item for the store, with its words redacted."""

from collections.abc import Callable

from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.items import Item, uuid_bytes
from helpcentre.contract.events import AnyEvent, Comment, Contact, Csat, Nps, Search, TroubleshooterRun, View, Vote
from helpcentre.contract.limits import AGE_LIMIT_MS

Redact = Callable[[str], str]
UNANSWERED = frozenset({"refined", "abandoned", "contacted"})  # the outcomes of searches whose words are kept


def make_redacted_item(event: AnyEvent, received: int, catalogue: SiteCatalogue, redact: Redact) -> Item:
    """Return the item to store; `received` is the collector's clock in Unix milliseconds, `redact` cleans words.

    A late item is dated back by its age, at most seven days. The words of a search are kept only if it failed, was
    corrected, reworded or left, or led to a contact channel, or if the reader reported something missing.
    """
    occurred = received - min(event.age_ms, AGE_LIMIT_MS) if event.age_ms else received
    item = Item(uuid_bytes(event.id), event.kind, event.language, received, occurred)
    match event:
        case Vote():
            _fill_vote(item, event, catalogue)
        case Comment():
            item.article, item.version, item.parent = event.article, event.version, uuid_bytes(event.vote)
            item.text = redact(event.text)
        case Search():
            _fill_search(item, event, redact)
        case Contact():
            item.channel, item.article = event.channel, event.article or ""
            item.parent = None if event.search is None else uuid_bytes(event.search)
        case Csat() | Nps():
            item.value = event.value
        case View():
            item.article = event.article
        case TroubleshooterRun():
            item.article, item.version = event.article, event.version
            item.outcome, item.revision = event.outcome, event.revision
            known = (step for step in event.steps if (event.article, event.language, step) in catalogue.headings)
            item.steps = " ".join(dict.fromkeys(known))
    return item


def _fill_vote(item: Item, vote: Vote, catalogue: SiteCatalogue) -> None:
    item.article, item.version, item.value = vote.article, vote.version, vote.value
    item.reason = vote.reason or ""
    if vote.heading is not None and (vote.article, vote.language, vote.heading) in catalogue.headings:
        item.heading = vote.heading
    if vote.replaces is not None:
        item.replaces = uuid_bytes(vote.replaces)


def _fill_search(item: Item, search: Search, redact: Redact) -> None:
    item.results, item.missing, item.clicked = search.results, int(search.missing), search.clicked or ""
    if search.previous is not None:
        item.parent = uuid_bytes(search.previous)
    item.outcome, item.revision = search.outcome or "", search.revision
    failed = search.results == 0 or search.missing or search.outcome in UNANSWERED
    if failed or search.corrected is not None or search.previous is not None:
        item.text = redact(search.query)
        item.corrected = None if search.corrected is None else redact(search.corrected)
