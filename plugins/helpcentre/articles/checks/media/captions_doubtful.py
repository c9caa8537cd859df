"""Captions show all of their words, one after the other."""

from collections.abc import Iterator

from helpcentre.articles.captions import read_captions
from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield captions that a player shows in another way than the writer probably meant."""
    for path, text in sorted(site.captions.items()):
        yield from (finding for finding in read_captions(text, path).findings if finding.severity == "warning")


RULE = Rule("captions-doubtful", "warning", check)
