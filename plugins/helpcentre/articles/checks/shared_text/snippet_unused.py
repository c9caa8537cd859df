"""A snippet is used: one that no page shows is out of date before anybody notices."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield the files of snippets that no page shows."""
    for name, of_name in site.shared.snippets.by_name.items():
        for snippet in of_name.values() if name not in site.shared_uses else ():
            message = f"no page shows this snippet; write /// snippet | {name} on a page, or delete the file"
            yield Finding(snippet.path, 1, 1, message)


RULE = Rule("snippet-unused", "warning", check)
