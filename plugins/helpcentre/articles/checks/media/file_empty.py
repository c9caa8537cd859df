"""A published file is not empty."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield empty files."""
    for path, size in sorted(site.sizes.items()):
        if size == 0:
            yield Finding(path, 0, 0, "this file is empty; save it again, or delete it")


RULE = Rule("file-empty", "error", check)
