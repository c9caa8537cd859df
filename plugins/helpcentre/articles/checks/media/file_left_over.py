"""A file of an office program, an editor or a computer in the content folder is published with the pages."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding

_LEFT_OVER = re.compile(
    r"\.(?:docx?|odt|rtf|pages|xlsx?|ods|pptx?|key|psd|ai|xcf|sketch|fig|bak|old|orig|rej|tmp|swp|log|zip|rar|7z|exe|dmg"
    r"|eml|msg)$|~$|(?:^|/)(?:Thumbs\.db|desktop\.ini|\.DS_Store|~\$[^/]*)$|\.(?:md|png|jpe?g|webp)[_.-]?(?:copy|\d+)$"
    r"|(?:^|/)[^/]*(?: copy| - Copy| \(\d{1,2}\))\.[a-z0-9]+$",
    re.IGNORECASE,
)


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield files of the content folder that were probably not meant to be published."""
    for path in sorted({*site.sizes, *site.pages}):
        if _LEFT_OVER.search(path):
            yield Finding(path, 0, 0, "this file is published with the site; move it out of the content folder")


RULE = Rule("file-left-over", "warning", check)
