"""A translation has the steps, images and blocks of its source."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_BLOCK = re.compile(r"^[ \t]{0,3}/{3,}[ \t]*[A-Za-z]", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations with another number of numbered steps, images, tables or blocks than their source."""
    source = site.source_of(page)
    if source is None or site.is_behind(page):
        return
    own, other = _count_parts(page), _count_parts(source)
    for name, count in own.items():
        if count != other[name]:
            path = source.article.path
            message = f"this has {_count_noun(count, name)} and {path} has {other[name]}; translate the same ones"
            yield page.in_body(-1, message)


def _count_parts(page: CheckedPage) -> dict[str, int]:
    return {
        "numbered step": sum(item.number is not None for item in page.outline.items),
        "image": len(page.outline.images),
        "table row": len(_ROW.findall(page.masked)) if "table" in page.outline.tags else 0,
        "block": len(_BLOCK.findall(page.masked)),
    }


def _count_noun(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


RULE = Rule("translation-parts", "warning", per_page(check), needs_front_matter=True)
