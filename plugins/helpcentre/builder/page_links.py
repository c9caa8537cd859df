"""Links between pages: from a path in the content folder to the address of the page, by the rules of MkDocs."""

import logging
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from helpcentre.builder.link_levels import LinkLevels
from helpcentre.site.files import SiteFile
from helpcentre.site.links import relative_url


@dataclass(frozen=True, slots=True)
class Message:
    """Something to log, at a level of `logging`."""

    level: int
    text: str


@dataclass(slots=True)
class LinkTargets:
    """The files that links may name, and which of them were asked for."""

    files: Mapping[str, SiteFile]
    asked: dict[str, str | None] = field(default_factory=dict)
    """Each path that was looked up: the address of its file (empty for the home page), None without one."""

    def find(self, path: str) -> SiteFile | None:
        """Return the file at `path`, and remember that it was asked for."""
        name = PurePath(path).as_posix()
        file = self.files.get(name)
        self.asked[name] = describe_target(file)
        return file


def describe_target(file: SiteFile | None) -> str | None:
    """Return all that a link depends on of the file it leads to."""
    return None if file is None else f"{'' if file.published else '!'}{file.url}"


class LinkResolver:
    """Resolves the links of one page; collects what is wrong with them, and the anchors they name."""

    def __init__(self, page: SiteFile, targets: LinkTargets, levels: LinkLevels, *, directory_urls: bool) -> None:
        self._page, self._targets, self._levels = page, targets, levels
        self._directory_urls = directory_urls
        self.messages: list[Message] = []
        self.anchors: dict[str, dict[str, str]] = {}
        """The anchors that are linked to, by the path of the page, each with the link as it was written first."""

    @property
    def asked(self) -> Mapping[str, str | None]:
        """The files that were looked up so far."""
        return self._targets.asked

    def resolve(self, url: str) -> str:
        """Return what the page links to instead of `url`; anything that is not a link to a file stays."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return url
        absolute = url.startswith(("/", "\\"))
        if parts.scheme or parts.netloc or (not absolute and AMP_SUBSTITUTE in url):
            return url
        if absolute and self._levels.absolute_links is not None:
            text = f"Doc file '{self._page.path}' contains an absolute link '{url}', it was left as is."
            self._warn_of(self._levels.absolute_links, text, url, parts, self._list_guesses(unquote(parts.path)))
            return url
        if not parts.path:
            if parts.fragment:
                self.anchors.setdefault(self._page.path, {}).setdefault(parts.fragment, url)
            return url
        return self._resolve_path(url, parts, from_root=absolute)

    def _resolve_path(self, url: str, parts: SplitResult, *, from_root: bool) -> str:
        path = unquote(parts.path)
        guesses = self._list_guesses(path)
        wanted = next(guesses)
        target = self._targets.find(wanted)
        if target is None:
            if not posixpath.splitext(path)[-1] and not from_root:
                level = self._levels.unrecognized_links
                text = (
                    f"Doc file '{self._page.path}' contains an unrecognised relative link '{url}', it was left as is."
                )
            else:
                level, shown = self._levels.not_found, f" '{wanted}'" if wanted != url.lstrip("/") else ""
                text = (
                    f"Doc file '{self._page.path}' contains a link '{url}', "
                    f"but the target{shown} is not found among documentation files."
                )
            self._warn_of(level, text, url, parts, guesses, from_root=from_root)
            return url
        if parts.fragment:
            self.anchors.setdefault(target.path, {}).setdefault(parts.fragment, url)
        if not target.published:
            level = min(logging.INFO, self._levels.not_found)
            text = f"Doc file '{self._page.path}' contains a link to '{wanted}' which is excluded from the built site."
            self.messages.append(Message(level, text))
        return urlunsplit(("", "", relative_url(target.url or "./", self._page.url), parts.query, parts.fragment))

    def _warn_of(
        self,
        level: int,
        text: str,
        url: str,
        parts: SplitResult,
        guesses: Iterator[str],
        *,
        from_root: bool = False,
    ) -> None:
        """Keep a message, with the nearest file that exists as a suggestion."""
        if level > logging.DEBUG:
            found = next((path for path in guesses if self._targets.find(path) is not None), None)
            hint = f"mailto:{url}" if found is None and "@" in url and "." in url and "/" not in url else ""
            if found is not None:
                hint = urlunsplit(("", "", self._suggest(found, parts, from_root=from_root), *parts[3:]))
            text += f" Did you mean '{hint}'?" if hint else ""
        self.messages.append(Message(level, text))

    def _suggest(self, found: str, parts: SplitResult, *, from_root: bool) -> str:
        if parts.fragment and found == self._page.path:
            return ""
        return f"/{found}" if from_root else relative_url(found, self._page.path)

    def _list_guesses(self, path: str) -> Iterator[str]:
        """Yield the file that `path` names, then those that its writer may have meant."""
        target = _join_path(self._page.path, path)
        yield target
        if posixpath.normpath(path) == ".":
            yield self._page.path
            return
        tried = {target}
        for start in dict.fromkeys((target, _join_path(self._page.url or "./", path))):
            for ending in self._list_endings(target, path):
                guess = posixpath.normpath(_end_with(start, ending))
                if guess not in tried and not guess.startswith("../"):
                    yield guess
                    tried.add(guess)

    def _list_endings(self, target: str, path: str) -> list[str]:
        """Return the endings to try: "" for none, `/name` for a file in a folder, `.md` in place of `.html`."""
        endings = [""] if self._directory_urls else []
        if not posixpath.splitext(target)[-1]:
            endings += ["/index.md", "/README.md"]
        is_folder = path.endswith("/") and not self._directory_urls
        if not target.endswith(".") and not path.endswith(".md") and not is_folder:
            endings.append(".md")
        return endings


def _join_path(start: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(start), path).lstrip("/"))


def _end_with(path: str, ending: str) -> str:
    if ending.startswith("/"):
        return posixpath.join(path, ending[1:])
    return path.removesuffix(".html") + ending if ending else path


class LinkProcessor(Treeprocessor):
    """Resolves the links and images in the tree of a page, after every other step."""

    def __init__(self, md: Markdown, resolver: LinkResolver) -> None:
        super().__init__(md)
        self._resolver = resolver

    def run(self, root: Element) -> Element:
        """Replace the address of every link and image."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            url = element.get(key) if key is not None else None
            if key is not None and url is not None:
                element.set(key, self._resolver.resolve(url))
        return root
