"""Names of HTML elements, and tags that lack their start or end tag in a text."""

import re
from collections.abc import Iterator

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?:\s[^<>]*?)?(?P<void>/?)>")


def _name_set(names: str) -> frozenset[str]:
    return frozenset(names.split())


KNOWN = _name_set(
    """
    a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption
    center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
    figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd
    label legend li link main map mark marquee math menu meta meter nav noframes noscript object ol optgroup option
    output p param picture pre progress q rp rt ruby s samp script search section select slot small source span
    strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u
    ul var video wbr
    """
)


_BLOCKS = _name_set(
    """
    address article aside blockquote center details dialog div dl fieldset figure footer form header hgroup main
    menu nav ol p section summary table tbody td tfoot th thead tr ul
    """
)
MATHS = _name_set(
    """
    annotation maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts
    mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics
    """
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


def element_around(text: str, offset: int) -> re.Match[str] | None:
    """Return the start tag of the innermost block element that is open at `offset` and not read as Markdown."""
    opened: list[re.Match[str]] = []
    for found in _TAG.finditer(text, 0, max(0, offset)):
        name = found["name"].lower()
        if name not in _BLOCKS or found["void"]:
            continue
        if not found["end"]:
            opened.append(found)
        elif any(start["name"].lower() == name for start in opened):
            while opened.pop()["name"].lower() != name:
                pass
    return opened[-1] if opened and "markdown" not in opened[-1][0] else None


def _tags_named(text: str, name: str) -> Iterator[re.Match[str]]:
    return (found for found in _TAG.finditer(text) if found["name"].lower() == name and not found["void"])
