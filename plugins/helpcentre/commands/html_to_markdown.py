"""HTML of help desks as Markdown that publishes the same: what Markdown cannot say stays HTML."""

import re
from typing import Any

from helpcentre.articles.adoption.callouts import KINDS
from helpcentre.articles.adoption.list_indents import indent_lists
from helpcentre.articles.help_desk_import import ConversionError
from helpcentre.errors import HelpCentreError

DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "embed")
"""Elements that are removed with everything in them."""
_LANGUAGE = re.compile(r"^(?:language|lang|highlight-source|brush:?)-?([\w+#-]+)$")
_UNESCAPED = {"&": "&amp;", "<": "&lt;"}
_BOX = re.compile(r"(?:callout|alert|admonition|note|box|notice|hint)[-_]*")


def to_markdown(html: str) -> str:
    """Return HTML as Markdown without scripts, styles and frames; raises ConversionError if it is nested too deeply.

    Tables with cells over several rows or columns or with lists in them, `details`, and text with `dir` stay HTML.
    """
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        raise HelpCentreError(
            "reading HTML needs one more package: pip install 'helpcentre[import]', then try again"
        ) from None
    try:
        soup = BeautifulSoup(html, "html.parser")
        for element in soup(DROPPED):
            element.decompose()
        for element in soup(True):
            for name in [name for name in element.attrs if name.lower().startswith("on") or name == "style"]:
                del element[name]
        text = str(_make_converter().convert_soup(soup))
    except RecursionError:
        raise ConversionError("its HTML is nested too deeply") from None
    return re.sub(r"\n{3,}", "\n\n", "\n".join(indent_lists(text.split("\n"))))


def _make_converter() -> Any:
    from markdownify import MarkdownConverter

    base: Any = MarkdownConverter  # its methods are found by the names of elements, which its types do not say

    class Converter(base):  # type: ignore[misc]
        """Adds what help desks write and Markdown has, and keeps as HTML what Markdown lacks."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            escaped = str(super().escape(text, parent_tags))
            # Python-Markdown shows a backslash before these, which other dialects take as an escape
            return re.sub(r"\\([&<~=])", lambda match: _UNESCAPED.get(match[1], match[1]), escaped)

        def convert_table(self, el: Any, text: str, parent_tags: set[str]) -> str:
            spans = el.find(lambda tag: tag.has_attr("rowspan") or tag.has_attr("colspan"))
            blocks = el.find(["ul", "ol", "pre", "table", "blockquote", "h2", "h3", "h4"])
            if spans or blocks or parent_tags & {"li", "blockquote"}:
                return _keep_html(el)
            return str(super().convert_table(el, text, parent_tags))

        def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return "<br>" if parent_tags & {"td", "th"} else str(super().convert_br(el, text, parent_tags))

        def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: N802 - its name there
            made = str(super().convert_hN(n, el, text, parent_tags))
            return f"{made.rstrip()} {{#{el['id']}}}\n\n" if made.strip().startswith("#") and el.get("id") else made

        def convert_details(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
            return _keep_html(el)

        def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return _keep_html(el) if el.get("dir") else str(super().convert_p(el, text, parent_tags))

        def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
            if el.get("dir"):
                return _keep_html(el)
            kind = "" if "_inline" in parent_tags else _box_kind(el)
            return _write_box(kind, text) if kind else str(super().convert_div(el, text, parent_tags))

    return Converter(heading_style="ATX", bullets="-", escape_misc=True, code_language_callback=_code_language)


def _box_kind(element: Any) -> str:
    """Return the kind of box that the classes of an element name, such as `callout-warning`; else an empty text."""
    names = (_BOX.sub("", name.lower()) or name.lower() for name in element.get("class") or [])
    return next((KINDS[name] for name in names if name in KINDS), "")


def _write_box(kind: str, text: str) -> str:
    body = "\n".join(f"    {line}" if line.strip() else "" for line in text.strip().split("\n"))
    return f"\n\n!!! {kind}\n{body}\n\n"


def _keep_html(element: Any) -> str:
    """Return an element as HTML without blank lines, which would end it for Markdown."""
    return "\n\n" + re.sub(r"\n\s*\n", "\n", str(element)) + "\n\n"


def _code_language(element: Any) -> str:
    """Return the language that a `pre` or the `code` in it names in its class."""
    inner = element.find("code")
    for each in (element, inner):
        for name in (each.get("class") or []) if each is not None else []:
            match = _LANGUAGE.match(name)
            if match:
                return match[1]
    return ""
