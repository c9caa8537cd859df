"""Boxes of other generators as admonitions: `:::tip`, `> [!NOTE]`, `{% hint %}`, `{{< alert >}}`, `<Note>`.

A box becomes `!!! kind "Title"`, with its text indented by four spaces; a foldable one becomes `??? kind "Title"`, and
a tab `=== "Title"`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helpcentre.articles.adoption.code_lines import CodeTracker

KINDS = {
    **dict.fromkeys(("note", "info", "information", "seealso", "abstract", "primary", "secondary", "default"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check", "question", "example"), "tip"),
    **dict.fromkeys(("warning", "caution", "important", "attention", "warn"), "warning"),
    **dict.fromkeys(("danger", "error", "critical", "failure", "bug"), "danger"),
}
"""The four kinds of box that pages have, by the names that other generators use."""
_FOLDED = ("details", "expand", "accordion", "collapse", "collapsible")
_NAMES = "|".join(sorted({*KINDS, *_FOLDED}, key=len, reverse=True))
_COMPONENTS = "|".join(name for name in _NAMES.split("|") if name != "details")
_COLONS = re.compile(rf"(?i)^(?P<indent> *)(?P<fence>:{{3,}}) *\{{?\.?(?P<kind>{_NAMES})\b\}}?(?P<rest>.*)$")
_COLONS_END = re.compile(r"^ *(:{3,})\s*$")
_QUOTE = re.compile(rf"(?i)^(?P<indent> *)> ?\[!(?P<kind>{_NAMES})\][+-]? *(?P<rest>.*)$")
_TAG = re.compile(
    rf"(?ix)^(?P<indent>\ *)(?:"
    rf"\{{%-?\ *(?P<liquid>{_NAMES})\b(?P<liquid_rest>[^%]*?)-?%\}}"
    rf"|\{{\{{[<%]\ *(?P<hugo>{_NAMES}|callout|notice|admonition)\b(?P<hugo_rest>[^>%]*?)[>%]\}}\}}"
    rf"|<(?P<jsx>{_COMPONENTS}|aside|callout|admonition|tabitem|tab)\b(?P<jsx_rest>(?:\s[^<>]*)?)>"
    rf")\s*(?P<inline>.*)$"
)
_CONTAINERS = re.compile(
    r"(?i)^ *(?:</?(?:Tabs|TabGroup|CardGroup|Cards|Steps)\b[^<>]*>|\{\{[<%] */?tabs\b.*?[>%]\}\}) *$"
)
_TITLE = re.compile(r"""(?:title|label|header|summary|caption)\s*=\s*\{?["'`]([^"'`]*)["'`]\}?""")
_TYPE = re.compile(r"""(?:style|type|kind|color|variant|context)\s*=\s*\{?["'`]?(\w+)["'`]?\}?""")


@dataclass
class _Box:
    """A box that is open: how it ends, and the lines within it."""

    ends: re.Pattern[str]
    header: str
    indent: str
    lines: list[str] = field(default_factory=list)


def convert_callouts(lines: Sequence[str]) -> list[str]:
    """Return the lines of a page with every box as an admonition; code is left alone, and so is what never ends."""
    out: list[str] = []
    open_boxes: list[_Box] = []
    code = CodeTracker()
    for line in _unquote_callouts(lines):
        target = open_boxes[-1].lines if open_boxes else out
        if code.is_code(line):
            target.append(line)
            continue
        if open_boxes and open_boxes[-1].ends.match(line):
            box = open_boxes.pop()
            (open_boxes[-1].lines if open_boxes else out).extend(_write_box(box))
            continue
        box_or_none = _open_box(line)
        if box_or_none is not None:
            open_boxes.append(box_or_none)
        elif not _CONTAINERS.match(line):
            target.append(line)
    for box in open_boxes:
        out += _write_box(box)
    return out


def _open_box(line: str) -> _Box | None:
    colons = _COLONS.match(line)
    if colons:
        ends = re.compile(rf"^ *:{{{len(colons['fence'])}}}\s*$")
        return _Box(ends, _write_header(colons["kind"], _clean_title(colons["rest"])), colons["indent"])
    tag = _TAG.match(line)
    if tag is None:
        return None
    name = next(tag[group] for group in ("liquid", "hugo", "jsx") if tag[group])
    rest = next((tag[f"{group}_rest"] for group in ("liquid", "hugo", "jsx") if tag[group]), "")
    if rest.rstrip().endswith("/"):
        return None
    end = rf"(?i)^ *(?:\{{%-? *end{name}\b[^%]*%\}}|\{{\{{[<%] */ *{name}\b[^>%]*[>%]\}}\}}|</{name}>)\s*$"
    box = _Box(re.compile(end), _header_of_tag(name, rest), tag["indent"])
    inline = re.sub(rf"(?i)\s*(?:\{{%-? *end{name}\b[^%]*%\}}|</{name}>)\s*$", "", tag["inline"])
    if inline != tag["inline"]:  # begins and ends on one line
        box.ends = re.compile(r"")
    if inline:
        box.lines.append(box.indent + inline)
    return box


def _header_of_tag(name: str, rest: str) -> str:
    title, kind = _TITLE.search(rest), _TYPE.search(rest)
    if name.lower() in ("tab", "tabitem"):
        value = re.search(r"""(?:value|name)\s*=\s*["']([^"']*)["']""", rest)
        words = title[1] if title else value[1] if value else re.sub(r"""["']""", "", rest).strip() or "Tab"
        return f'=== "{words}"'
    chosen = kind[1] if kind else rest.split()[0].strip("\"'") if rest.split() and "=" not in rest.split()[0] else name
    return _write_header(chosen if chosen.lower() in KINDS else name, title[1] if title else "")


def _write_header(kind: str, title: str) -> str:
    sign = "???" if kind.lower() in _FOLDED else "!!!"
    words = title.replace('"', "'")
    return f"{sign} {KINDS.get(kind.lower(), 'note')}" + (f' "{words}"' if words else "")


def _clean_title(rest: str) -> str:
    """Return the title after `:::tip`: `[Title]`, `{title="Title"}` or plain words."""
    given = _TITLE.search(rest)
    return given[1] if given else re.sub(r"^\s*\[(.*)\]\s*$", r"\1", rest).strip().strip("{}").strip()


def _write_box(box: _Box) -> list[str]:
    cut = len(box.indent)
    inner = [line[cut:] if line[:cut].strip() == "" else line.lstrip() for line in box.lines]
    while inner and not inner[0].strip():
        inner.pop(0)
    while inner and not inner[-1].strip():
        inner.pop()
    body = [f"{box.indent}    {line}" if line.strip() else "" for line in inner]
    return ["", f"{box.indent}{box.header}", *([""] if box.header.startswith("===") else []), *body, ""]


def _unquote_callouts(lines: Sequence[str]) -> list[str]:
    """Return the lines with `> [!NOTE]` and the quotation below it as a box between colons."""
    out: list[str] = []
    code = CodeTracker()
    inside = ""
    for line in lines:
        quoted = re.match(r"^ *>( ?)(.*)$", line)
        if inside and quoted:
            out.append(inside + quoted[2])
            continue
        if inside:
            out += [f"{inside}:::::::", ""]
            inside = ""
        start = None if code.is_code(line) else _QUOTE.match(line)
        if start:
            inside = start["indent"] or "\0"
            out.append(f"{start['indent']}::::::: {start['kind']} {start['rest']}".rstrip())
            continue
        out.append(line)
    if inside:
        out.append(f"{inside}:::::::")
    return [line.replace("\0", "") for line in out]
