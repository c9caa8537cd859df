"""Markup of other generators is text to readers: each kind has a counterpart that Python-Markdown knows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


class _Markup(NamedTuple):
    """One kind of markup: how it looks in the text that readers see, and what to write instead."""

    pattern: str
    remedy: str


_NOTE = 'write !!! note "Title" and indent the text below by four spaces (extension admonition)'
_EXTENSION = "add {} to markdown_extensions in mkdocs.yml"
_FOOTNOTE = f"write the note into the text, or {_EXTENSION.format('footnotes')}"
_HTML = "b|i|u|br|hr|p|div|span|strong|em|a|ul|ol|li|table|tr|td|th|img|h[1-6]|details|summary|sup|sub|kbd"
_EMOJI = "smile|warning|bulb|rocket|tada|wink|heart|thumbsup|fire|star|memo|information_source|x|check|bug|tip|note"
_KINDS = (
    _Markup(r"(?i)\[!(?:note|tip|important|warning|caution|info|danger|abstract|question|success)\][+-]?", _NOTE),
    _Markup(r"^[ \t]*:{3,}[ \t]*\{?\w[^\n]*$", _NOTE),
    _Markup(r"^[ \t]*!!![ \t]+\w[^\n]*$", _EXTENSION.format("admonition")),
    _Markup(r"^[ \t]*\?\?\?\+?[ \t]+\w[^\n]*$", _EXTENSION.format("pymdownx.details")),
    _Markup(r'^[ \t]*===[!+]?[ \t]+"[^"\n]+"[ \t]*$', _EXTENSION.format("pymdownx.tabbed")),
    _Markup(
        r"(?i)\{:?[ \t]*#[a-z][\w-]*[^{}\n]*\}|\{:[ \t]*\.[a-z][^{}\n]*\}|(?<=[^\s{])[ \t]?\{\.[a-z][\w .-]*\}"
        r"|(?<=[^\s])[ \t]\{#[a-z][\w-]*[ \t]*$",
        f"remove it, or {_EXTENSION.format('attr_list')}",
    ),
    _Markup(r"^[ \t]*\[[ xX]\](?=[ \t]+\S)", f"write a plain list item, or {_EXTENSION.format('pymdownx.tasklist')}"),
    _Markup(
        r"(?<![~\w])~~(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])~~(?!~)",
        f"write <del>…</del>, or {_EXTENSION.format('pymdownx.tilde')}",
    ),
    _Markup(
        r"(?<![=\w])==(?=[^\s=])[^=\n]{1,200}(?<=[^\s=])==(?!=)",
        f"write <mark>…</mark>, or {_EXTENSION.format('pymdownx.mark')}",
    ),
    _Markup(r"\[\^[^\]\s]{1,40}\](?!\()", _FOOTNOTE),
    _Markup(r"(?i)\[\[(?!_?toc_?\]\])[^\[\]\n]{1,80}\]\]", "write a link as [words](page.md)"),
    _Markup(
        r"(?i)\[\[_?toc_?\]\]|^[ \t]*\[toc\][ \t]*$|^[ \t]*\{:toc\}[ \t]*$",
        "remove it: the page has its own table of contents",
    ),
    _Markup(rf"(?<![\w:]):(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|{_EMOJI}):(?![\w:])", "write the sign itself, such as ⚠️"),
    _Markup(
        r"^(?:import|export)[ \t]+(?:default[ \t]+)?[\w{},* \t]+[ \t]+from[ \t]+['\"“‘][^\n]+$",
        "remove it: pages here are Markdown, not MDX",
    ),
    _Markup(r"(?<![\w%])%[A-Z]+(?:_[A-Z]+)+%(?![\w%])", "write the value"),
    _Markup(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});", "write the sign itself"),
    _Markup(
        rf"(?i)</?(?:{_HTML})(?:\s[^<>\n]{{0,80}})?/?>",
        "write it as Markdown, or put it in backticks if it is meant as code",
    ),
    _Markup(
        r"(?<![*\w\\])\*\*[^\s*][^*\n]{1,120}$|(?<![^\s(])\*\*[ \t][^*\n]{1,120}\*\*(?!\w)",
        "write bold words as **words**, without spaces inside the signs",
    ),
)
_PATTERNS = tuple((re.compile(kind.pattern, re.MULTILINE), kind.remedy) for kind in _KINDS)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield markup that readers see."""
    for pattern, remedy in _PATTERNS:
        for offset, found in page.find_in_prose(pattern):
            yield page.in_body(offset, f"readers see '{found[0].strip()}' as it is; {remedy}")
    for link in page.outline.links:
        if link.text.startswith("^"):  # [^1]: text defines a link if the extension footnotes is not in use
            offset = page.masked.find(f"[{link.text}]")
            yield page.in_body(offset, f"readers see '{link.text}' as a link; {_FOOTNOTE}")


RULE = Rule("foreign-markup", "warning", per_page(check))
