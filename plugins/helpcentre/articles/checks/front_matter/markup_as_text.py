"""Titles, descriptions and asks are plain text: readers and search engines see the signs of Markdown and HTML."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_MARKUP = re.compile(
    r"\*\*[^*\n]+\*\*|(?<![\w_])__[^_\n]+__(?![\w_])|\x60[^\x60\n]+\x60|!?\[[^\[\]\n]+\]\([^()\n]*\)"
    r"|</?(?:b|i|u|em|strong|br|span|p|a|sup|sub|code)(?:\s[^<>\n]*)?/?>|&(?:nbsp|amp|lt|gt|quot|#\d{2,5});"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the first markup of each text in the front matter."""
    front = page.article.front
    texts: list[tuple[tuple[str | int, ...], str]] = [
        (("title",), front.title),
        (("description",), front.description or ""),
    ]
    texts += [(("asks", position), ask) for position, ask in enumerate(front.asks)]
    for key, text in texts:
        found = _MARKUP.search(text)
        if found:
            yield page.in_front(key, f"{key[0]}: readers see '{found[0]}' as it is; write plain text")


RULE = Rule("markup-as-text", "warning", per_page(check), needs_front_matter=True)
