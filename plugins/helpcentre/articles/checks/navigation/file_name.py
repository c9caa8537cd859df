"""The name of a file is the address of its page: lower-case letters, digits and hyphens can be read out and typed."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_GOOD = re.compile(r"(?:[a-z0-9]+(?:[-_.][a-z0-9]+)*/)*(?:[a-z0-9]+(?:[-_.][a-z0-9]+)*|README)")

_MESSAGE = (
    "the address of this page has capitals or signs in it; "
    "use lower-case letters, digits and hyphens (helpcentre rename keeps its links and history)"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield pages whose file or folder has capitals, spaces or other signs in its name."""
    if not _GOOD.fullmatch(page.article.slug):
        yield Finding(page.article.path, 0, 0, _MESSAGE)


RULE = Rule("file-name", "warning", per_page(check))
