"""A link leads to a page that exists, and an anchor to a heading that stands there."""

from collections.abc import Iterator
from difflib import get_close_matches

from helpcentre.articles.checks.site import Checked, CheckedPage, target_of
from helpcentre.errors import Finding

RULE = "links-lead-somewhere"


def check(site: Checked) -> Iterator[Finding]:
    """Yield dead links and dead anchors."""
    for page in site.pages.values():
        for href in dict.fromkeys(page.links):
            yield from _link(site, page, href)


def _link(site: Checked, page: CheckedPage, href: str) -> Iterator[Finding]:
    found = target_of(page.article.path, href)
    if found is None:
        return
    path, anchor = found
    if path not in site.files and path not in site.pages:
        near = get_close_matches(path, [name for name in site.files if name.endswith(".md")], n=1, cutoff=0.6)
        hint = f"; did you mean '{near[0]}'?" if near else "; link to a page of this folder, with its .md ending"
        yield page.in_body(href, f"the link '{href}' leads nowhere{hint}", RULE)
    elif anchor:
        anchors = site.anchors(path)
        if anchors is not None and anchor not in anchors:
            near = get_close_matches(anchor, list(anchors), n=1, cutoff=0.5)
            hint = f"; did you mean '#{near[0]}'?" if near else "; link to one of its headings"
            yield page.in_body(
                f"#{anchor}", f"the link '{href}' leads to a heading that {path} does not have{hint}", RULE
            )
