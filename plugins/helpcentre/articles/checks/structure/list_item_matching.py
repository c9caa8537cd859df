"""List items as they are written, matched with list items as they are published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.articles.checks.checked_site import CheckedPage
from helpcentre.articles.markdown_source import plain_text
from helpcentre.articles.outline import PageItem

_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|(?P<number>[0-9]{1,9})\.)[ \t]+(?P<text>\S.*)$")


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """A list item in the Markdown: `line` from 0, `indent` in columns, `number` if it is numbered, words above it.

    `parent_indent` is the indent of the nearest item above with a smaller one, None if there is none.
    """

    line: int
    indent: int
    number: int | None
    text: str
    parent_indent: int | None

    @property
    def is_inner(self) -> bool:
        """True if it is meant to be part of the item above."""
        return self.parent_indent is not None and self.indent - self.parent_indent > 1


def match_items(page: CheckedPage) -> Iterator[tuple[WrittenItem, PageItem]]:
    """Yield each written list item with the published one that begins with the same words."""
    published = list(page.outline.items)
    for written in _written_items(page):
        words = _keep_letters(plain_text(written.text))[:30]
        found = next((item for item in published if words and _keep_letters(item.text).startswith(words)), None)
        if found is not None:
            published.remove(found)
            yield written, found


def _written_items(page: CheckedPage) -> Iterator[WrittenItem]:
    above: list[int] = []
    masked, lines = page.masked.split("\n"), page.article.body.split("\n")
    for number, line in enumerate(masked):
        found = _ITEM.match(line)
        if found is None:
            if line.strip() and not masked[number - 1].strip():  # otherwise it may continue the item above
                indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
                above = [outer for outer in above if outer < indent]
            continue
        indent = len(found["indent"].expandtabs(4))
        while above and above[-1] >= indent:
            above.pop()
        text = lines[number][found.start("text") :]
        order = int(found["number"]) if found["number"] else None
        yield WrittenItem(number, indent, order, text, above[-1] if above else None)
        above.append(indent)


def _keep_letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
