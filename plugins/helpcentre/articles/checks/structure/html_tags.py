"""Names of HTML elements, and where tags of a name have no partner in a text."""

import re
from collections.abc import Iterator

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?:\s[^<>]*?)?(?P<void>/?)>")
KNOWN = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "marquee",
        "math",
        "menu",
        "meta",
        "meter",
        "nav",
        "noframes",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)


def find_unpaired_ends(text: str, name: str) -> Iterator[int]:
    """Yield where an end tag of `name` has no start tag before it."""
    depth = 0
    for found in _tags_named(text, name):
        if found["end"]:
            if not depth:
                yield found.start()
            depth = max(0, depth - 1)
        else:
            depth += 1


def find_unpaired_starts(text: str, name: str) -> Iterator[int]:
    """Yield where a start tag of `name` has no end tag after it."""
    opened: list[int] = []
    for found in _tags_named(text, name):
        if not found["end"]:
            opened.append(found.start())
        elif opened:
            opened.pop()
    yield from opened


def _tags_named(text: str, name: str) -> Iterator[re.Match[str]]:
    return (found for found in _TAG.finditer(text) if found["name"].lower() == name and not found["void"])
