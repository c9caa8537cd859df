"""The contact page of a language, as pages link to it."""

from helpcentre.site.site import Site


def contact_page_link(site: Site, language: str, page_url: str | None) -> str:
    """Return the address of a language's contact page as linked from a page; empty on itself, or if there is none."""
    contact = site.pages.find(language, "contact")
    return site.link(contact.url, page_url) if contact is not None and contact.url != page_url else ""
