"""Links of adopted pages: to the new files of other pages, and to images in the media folder.

Other generators resolve a link from the file, from the address of the page, or from the root of the site, with or
without `.md`, `.html` and a slash at the end; all of these are tried.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from helpcentre.articles.adoption.markup import map_prose

_INLINE = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<image>!?)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    r"\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"(?P<rest>(?:\s[^()\n]*)?)\)"
)
_REFERENCE = re.compile(r"^(?P<before> {0,3}\[[^\]^][^\]]*\]:\s*)<?(?P<target>[^\s<>]+)>?")
_HTML = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<before><(?P<tag>a|img|video|source)\b[^<>]*?)(?P<name>\b(?:href|src)\s*=\s*)"
    r"""(?P<quote>["'])(?P<target>[^"']*)(?P=quote)(?P<after>[^<>]*>)"""
)
_EXTERNAL = re.compile(r"(?i)^(?:[a-z][a-z0-9+.-]*:|//|#|\{|$)")
_HELP_DESK = re.compile(r"^https?://[^\s#]*/articles/(\d+)[^\s#]*(#\S*)?")
_IMAGE = re.compile(r"(?i)\.(png|jpe?g|gif|svg|webp|avif|ico|bmp|mp4|webm|pdf|zip|csv|xlsx?|docx?|txt|json)$")


@dataclass
class LinkMap:
    """The goals of links.

    `pages` are the new paths by every old path and address of a page, `anchors` the ids of the headings of a new path
    by their old anchors, `files` the paths of all files of the repository, `static` the folders that are the root of
    the site; `media` is filled with the files that pages use, as new path by old path.
    """

    pages: Mapping[str, str]
    anchors: Mapping[str, Mapping[str, str]]
    files: frozenset[str]
    root: str
    static: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    media: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A text with its links changed, and the targets that lead nowhere."""

    text: str
    broken: tuple[str, ...]


def relink(text: str, source: str, goal: str, links: LinkMap) -> LinkedText:
    """Return the text of the file `source` for its new path `goal`, relative to the content folder."""
    broken: list[str] = []

    def change(target: str) -> str | None:
        new = _resolve_target(target, source, goal, links)
        if new is None:
            broken.append(target)
        return new

    lines = map_prose(text.split("\n"), lambda line: _change_links(line, change, goal))
    return LinkedText("\n".join(lines), tuple(dict.fromkeys(broken)))


def _change_links(text: str, change: Callable[[str], str | None], goal: str) -> str:
    """Return the text with its links changed; a dead link is left as plain text, and a dead image is removed."""

    def inline(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        words = _INLINE.sub(inline, match["words"])
        new = change(match["angle"] if match["angle"] is not None else match["target"])
        if new is None:
            return "" if match["image"] else words
        return f"{match['image']}[{words}]({f'<{new}>' if ' ' in new else new}{match['rest']})"

    def html(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        new = change(match["target"])
        if new is None:
            return f"<a{match['after']}" if match["tag"] == "a" else ""
        if not _EXTERNAL.match(new):
            new = _html_address(new, goal)
        return f"{match['before']}{match['name']}{match['quote']}{new}{match['quote']}{match['after']}"

    text = _INLINE.sub(inline, text)
    text = _REFERENCE.sub(lambda match: match["before"] + (change(match["target"]) or match["target"]), text)
    return _HTML.sub(html, text)


def _html_address(new: str, goal: str) -> str:
    """Return the address for HTML, which is relative to the address of the page: `faq/x.md` is `faq/x/`."""
    path, sign, anchor = new.partition("#")
    page = re.sub(r"(^|/)index\.md$", r"\1", path).removesuffix(".md") + ("/" if path.endswith(".md") else "")
    address = page if goal.endswith("/index.md") or goal == "index.md" else f"../{page}"
    return f"{address.replace('//', '/')}{sign}{anchor}"


def is_file(target: str) -> bool:
    """Return whether a link is to an image or a download, not to a page."""
    return bool(_IMAGE.search(target.partition("#")[0].partition("?")[0]))


def _resolve_target(target: str, source: str, goal: str, links: LinkMap) -> str | None:
    """Return the new target; the same one if it leads elsewhere, and None if it leads nowhere."""
    article = _HELP_DESK.match(target)
    if article and f"#{article[1]}" in links.pages:
        return _point_to(links.pages[f"#{article[1]}"], article[2] or "", goal, links)
    if target.startswith("#"):
        return _choose_anchor(goal, target[1:], links) or ("" if target == "#" else None)
    for host in links.hosts:
        target = re.sub(rf"(?i)^https?://{re.escape(host)}(?=/|$)", "", target) or "/"
    if _EXTERNAL.match(target):
        return target
    whole, sign, anchor = target.partition("#")
    path = unquote(whole.partition("?")[0])
    for candidate in _list_candidates(path, source, links):
        page = links.pages.get(candidate)
        if page is not None:
            return _point_to(page, anchor if sign else "", goal, links)
    found = next((each for each in _list_candidates(path, source, links) if each in links.files), None)
    if found is None or not is_file(found):
        return None
    new = links.media.setdefault(found, _media_path(found, links))
    return posixpath.relpath(new, posixpath.dirname(goal) or ".")


def _point_to(page: str, anchor: str, goal: str, links: LinkMap) -> str:
    """Return the link to a page, with the anchor that its heading has now, if there is such a heading."""
    path = posixpath.relpath(page, posixpath.dirname(goal) or ".")
    return f"{path}{_choose_anchor(page, anchor.removeprefix('#'), links)}"


def _choose_anchor(page: str, anchor: str, links: LinkMap) -> str:
    ids = links.anchors.get(page, {})
    words = unquote(anchor)
    found = next((ids[each] for each in (words, words.lower(), re.sub("-+", "-", words.lower())) if each in ids), "")
    return f"#{found}" if found else ""


def _list_candidates(path: str, source: str, links: LinkMap) -> list[str]:
    """Return the paths, relative to the repository, that a link may mean, the likeliest first."""
    folder = posixpath.dirname(source)
    bases = (
        [*links.static, links.root, "", folder]
        if path.startswith("/")
        else [folder, re.sub(r"\.\w+$", "", source), links.root, *links.static, ""]
    )
    plain = path.strip("/") if path.startswith("/") else path.rstrip("/")
    found = []
    for base in bases:
        whole = posixpath.normpath(posixpath.join(base, plain)) if plain else base.rstrip("/")
        stem = re.sub(r"\.(mdx?|markdown|html?)$", "", whole)
        found += [
            whole,
            *(f"{stem}{end}" for end in (".md", ".mdx", "/index.md", "/README.md", "/_index.md", "/index.mdx")),
            stem,
        ]
    return list(dict.fromkeys(found))


def _media_path(path: str, links: LinkMap) -> str:
    """Return the place of a file in the media folder: lower-case letters, digits, `-`, `.` and its folders."""
    for base in sorted((*links.static, links.root), key=len, reverse=True):
        if base and path.startswith(base):
            path = path.removeprefix(base)
            break
    plain = "/".join(re.sub(r"[^a-z0-9.]+", "-", part.lower()).strip("-.") or "file" for part in path.split("/"))
    new, count = f"media/{plain}", 2
    taken = set(links.media.values())
    while new in taken:
        stem, dot, suffix = plain.rpartition(".")
        new, count = f"media/{stem}-{count}{dot}{suffix}", count + 1
    return new
