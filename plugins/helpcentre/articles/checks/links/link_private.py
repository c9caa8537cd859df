"""Pages of editors, ticket systems and team chats ask customers to sign in: a help centre links to public ones."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_PRIVATE = re.compile(
    r"https?://(?:docs\.google\.com/\w+/(?:u/\d/)?d/[\w-]+/edit|drive\.google\.com/drive/u/"
    r"|[\w-]+\.atlassian\.net/(?:browse|jira|wiki)/|[\w-]+\.slack\.com/archives/|[\w-]+\.sharepoint\.com/"
    r"|[\w-]+\.zendesk\.com/(?:agent|knowledge)/|app\.intercom\.com/|teams\.microsoft\.com/l/"
    r"|github\.com/[\w.-]+/[\w.-]+/edit/|[^/]+/wp-admin/)",
    re.IGNORECASE,
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to pages that only the team can open."""
    for link in placed_links(page, site):
        if _PRIVATE.match(link.href):
            yield link.finding(
                f"'{link.href}' is a page for your team, where customers cannot sign in; link to a public page"
            )


RULE = Rule("link-private", "warning", per_page(check))
