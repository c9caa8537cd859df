"""Move a page to another address in every language: links are updated, the old address redirects, the history stays.

The history belongs to the `id`, which is the path if a page names none: it is written down before the path changes.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from helpcentre.articles.frontmatter_edit import with_item, with_key, without_items
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.errors import HelpCentreError, did_you_mean

_TARGET = re.compile(r"(\]\(\s*<?|^ {0,3}\[[^\]]+\]:\s*<?)([^)\s>]+)")
"""The target of a link or image: `](target)`, `](<target>)` and `[name]: target`."""
_OUTSIDE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#)")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Renamed:
    """The changes: `moved` from old to new path, and the new `texts` of every file that changes, by its new path."""

    moved: dict[str, str]
    texts: dict[str, str]


def rename(texts: Mapping[str, str], languages: Languages, old: str, new: str) -> Renamed:
    """Move the page at `old` (its path without language and ending, such as faq/returns) to `new`.

    `texts` are all Markdown files by their path in the content folder. Raises HelpCentreError if there is no such page,
    if `new` is not a valid path or already has a page; FindingsError if a page to move has errors.
    """
    old, new = (name.strip("/").removesuffix(".md") for name in (old, new))
    slugs = {path: languages.slug(path) for path in texts}
    moved = {path: path[: len(path) - len(f"{old}.md")] + f"{new}.md" for path, slug in slugs.items() if slug == old}
    _refuse_move(old, new, moved, slugs)
    changed = {}
    for path, text in texts.items():
        target = moved.get(path, path)
        updated = _relink_text(text, path, target, moved)
        if path in moved:
            article = read_article(Source(path, text), languages, extra_keys=None)
            updated = with_item(with_key(updated, "id", article.id, path), "redirect_from", old, path)
            updated = without_items(updated, "redirect_from", partial(_is_address, new), path)
        if updated != text or target != path:
            changed[target] = updated
    return Renamed(moved, changed)


def _refuse_move(old: str, new: str, moved: Mapping[str, str], slugs: Mapping[str, str]) -> None:
    if not moved:
        raise HelpCentreError(f"there is no page '{old}'{did_you_mean(old, sorted(set(slugs.values())))}")
    if not _SLUG.fullmatch(new):
        raise HelpCentreError(
            f"'{new}' is not a valid path for a page; write lower-case letters, digits and single - _ / between them, "
            "such as faq/returns"
        )
    taken = [path for path in moved.values() if path in slugs]
    if taken:
        raise HelpCentreError(f"{', '.join(taken)} already exists. Choose another path.")


def _is_address(slug: str, redirect: str) -> bool:
    """Return whether an item of `redirect_from` is the address of the page `slug`, in any case of letters."""
    return redirect.strip("/").removesuffix(".md").casefold() == slug.casefold()


def _relink_text(text: str, path: str, target: str, moved: Mapping[str, str]) -> str:
    """Return the text of `path`, which will be at `target`, with its links leading to the same pages as before."""
    lines = []
    for line, is_prose in _split_lines(text):
        lines.append(_TARGET.sub(lambda found: found[1] + _relink_target(found[2], path, target, moved), line))
        if not is_prose:
            lines[-1] = line
    return "".join(lines)


def _split_lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines, and whether each is prose rather than fenced code."""
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = line.strip()[:3]
        if fence or mark in {"```", "~~~"}:
            yield line, False
            fence = ("" if mark == fence else fence) if fence else mark
        else:
            yield line, True


def _relink_target(link: str, path: str, target: str, moved: Mapping[str, str]) -> str:
    if _OUTSIDE.match(link):
        return link
    file, sign, rest = re.match(r"([^?#]*)([?#]?)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    goal = moved.get(there, there)
    if goal == there and posixpath.dirname(path) == posixpath.dirname(target):
        return link
    return posixpath.relpath(goal, posixpath.dirname(target) or ".") + sign + rest
