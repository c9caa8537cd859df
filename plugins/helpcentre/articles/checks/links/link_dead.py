"""A link within the site leads to a page or file that exists."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import PlacedLink, placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.scheme_typos import correct_address
from helpcentre.articles.checks.suggestions import (
    HTML_IS_PUBLISHED,
    say,
    suggest_address,
    suggest_html_address,
    suggest_page,
)
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links that lead nowhere."""
    for link in placed_links(page, site):
        nowhere = link.destination is not None and link.destination.path is None
        if nowhere and site.dated_target(link.destination) is not None:
            continue  # the page is not published yet, or no longer: another rule's
        is_footnote = (link.words or "").startswith("^")
        if nowhere and not is_footnote and correct_address(link.href) is None:  # else it is another rule's
            yield link.finding(f"the link '{link.href}' leads nowhere{_suggest_remedy(link)}")


def _suggest_remedy(link: PlacedLink) -> str:
    """Return what to write instead, as it has to be written in this place."""
    site, article, missing = link.places.site, link.places.page.article, link.destination
    assert missing is not None
    if missing.absolute:
        return say(suggest_address(site, missing, image=False), "name a file of the content folder")
    if link.target is not None and link.target.html:
        near = suggest_html_address(site, article, link.target.href, missing, image=False)
        return say(near, HTML_IS_PUBLISHED) + (f" {HTML_IS_PUBLISHED}" if near else "")
    return say(suggest_page(site, article, missing), "link to a page of this folder, with .md at the end")


RULE = Rule("link-dead", "error", per_page(check))
