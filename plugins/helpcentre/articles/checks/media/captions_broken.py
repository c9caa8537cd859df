"""Captions have no errors: a player silently drops a caption that has one."""

from collections.abc import Iterator

from helpcentre.articles.captions import read_captions
from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield the errors of caption files."""
    for path, text in sorted(site.captions.items()):
        if site.sizes.get(path) != 0:  # an empty file is another rule's
            yield from (finding for finding in read_captions(text, path).findings if finding.severity == "error")


RULE = Rule("captions-broken", "error", check)
