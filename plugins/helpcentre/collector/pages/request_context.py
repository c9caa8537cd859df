"""From a request to the value that templates know as `page`."""

from typing import Any

from helpcentre.collector.pages.page_context import PageContext, choose_language
from helpcentre.collector.pages.page_request import PageRequest


def make_context(asked: PageRequest, tab: str = "", quarantined: int = 0, **more: Any) -> PageContext:
    """Return what the page's template knows about a request; `more` are further fields of PageContext."""
    manifest = asked.service.manifest
    known: dict[str, Any] = {
        "site": manifest.site.name if manifest else "",
        "site_url": manifest.base_path if manifest else "/",
        "language": choose_language(asked.query.get("ui", ""), asked.request.headers.get("accept-language", "")),
        "tab": tab,
        "days": asked.days,
        "quarantined": quarantined,
        "messages": asked.service.forwarder.facts.failing + asked.service.forwarder.facts.held,
        "csrf": asked.access.csrf if asked.access else "",
        "is_signed_in": asked.access is not None,
        "may_change": asked.may_change,
        "query": tuple(asked.query.items()),
    }
    return PageContext(**(known | more))
