"""Validate an item: it can only be about articles, channels and languages of the site."""

from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.items import Refusal
from helpcentre.contract.events import AnyEvent, Comment, Contact, Search, TroubleshooterRun, View, Vote

_UNKNOWN_ARTICLE = Refusal(404, "unknown_article")
_UNKNOWN_CHANNEL = Refusal(404, "unknown_channel")
_UNKNOWN_LANGUAGE = Refusal(422, "invalid", "language")
_UNKNOWN_STEP = Refusal(422, "invalid", "steps")


def find_refusal(event: AnyEvent, catalogue: SiteCatalogue) -> Refusal | None:
    """Return why an item is refused: the site never had its article, version, channel or language; else None."""
    match event:
        case Vote() | Comment():
            known = (event.article, event.language, event.version) in catalogue.versions
            return None if known else _UNKNOWN_ARTICLE
        case TroubleshooterRun():
            return _find_refusal_of_run(event, catalogue)
        case View():
            return None if (event.article, event.language) in catalogue.articles else _UNKNOWN_ARTICLE
    if event.language not in catalogue.languages:
        return _UNKNOWN_LANGUAGE
    match event:
        case Contact():
            return _find_refusal_of_contact(event, catalogue)
        case Search():
            known = event.clicked is None or event.clicked in catalogue.ids
            return None if known else _UNKNOWN_ARTICLE
    return None


def _find_refusal_of_run(run: TroubleshooterRun, catalogue: SiteCatalogue) -> Refusal | None:
    """Return why a run is refused; of its steps, the last must be one that the article has or once had."""
    if (run.article, run.language, run.version) not in catalogue.versions:
        return _UNKNOWN_ARTICLE
    return None if (run.article, run.language, run.steps[-1]) in catalogue.headings else _UNKNOWN_STEP


def _find_refusal_of_contact(contact: Contact, catalogue: SiteCatalogue) -> Refusal | None:
    if contact.channel not in catalogue.channels:
        return _UNKNOWN_CHANNEL
    if contact.article is not None and (contact.article, contact.language) not in catalogue.articles:
        return _UNKNOWN_ARTICLE
    return None


def reason_not_to_store(event: AnyEvent, *, count_views: bool, opted_out: bool) -> str | None:
    """Return why an item is accepted but not stored: `views_off` or `opted_out`; None if it is stored."""
    if not isinstance(event, View | Search | TroubleshooterRun):
        return None
    if isinstance(event, View) and not count_views:
        return "views_off"
    return "opted_out" if opted_out else None
