"""The parts of the contact page: the question before the channels, and the site's own contact form."""

from typing import Any

from helpcentre.articles.model import Article
from helpcentre.site.site import Site
from helpcentre.support.audience import Audience
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support


def contact_context(site: Site, support: Support, audience: Audience, article: Article | None) -> dict[str, Any]:
    """Return what only the contact page has: `asks` if it can search, `contact_form` if it has a form."""
    if article is None or article.slug != "contact":
        return {}
    found: dict[str, Any] = {"asks": site.options.search is not None}
    name = support.contact_form
    collector = site.options.collector_url
    if name and collector and support.channels[name].speaks(audience.language):
        found["contact_form"] = _form_context(site, support, audience, article) | {
            "url": f"{collector}feedback/v1/messages",
        }
    return found


def _form_context(site: Site, support: Support, audience: Audience, article: Article) -> dict[str, Any]:
    form = support.channels[support.contact_form].contact_form
    privacy = site.pages.find(audience.language, form.privacy) if form and form.privacy else None
    consent = localised(form.consent, audience.language) if form else ""
    return {
        "page": article.url,
        "consent": consent or audience.words["message.consent"],
        "privacy": {"url": site.link(privacy.url, article.url), "title": privacy.title} if privacy else None,
        "topics": [{"id": topic, "label": label} for topic, label in site.topic_labels(audience.language).items()],
    }
