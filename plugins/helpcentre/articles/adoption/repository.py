"""A whole repository of another generator as the content of a help centre, with a report of what was left out."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpcentre.articles.adoption.folder_topics import Topics, topics_from_folders
from helpcentre.articles.adoption.headings import heading_ids
from helpcentre.articles.adoption.layouts import Layout, SourceFile, is_index, slug_segments
from helpcentre.articles.adoption.source_links import LinkMap, is_file, relink
from helpcentre.articles.adoption.source_page import SourcePage, parse_page
from helpcentre.articles.kinds import Kind
from helpcentre.articles.redirect_paths import parse_redirect_path

RESERVED = {"contact": "contact-us", "search": "search-help", "404": "page-not-found"}
"""Paths that a help centre needs for its own pages, and what an adopted page is called instead."""
RESERVED_FOLDERS = frozenset({"feedback", "reports", "healthz", "readyz", "metrics", "helpcentre", "assets", "media"})
"""Top folders of addresses that belong to the collector or hold files."""
_TROUBLE = re.compile(
    r"(?i)\b(troubleshoot\w*|errors?|problems?|issues?|fails?|failed|not working|can(?:no|')t|doesn't|won't|fix)\b"
)
_MOST_ASKS = 30


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository to adopt: `layout`, the `pages` with their `texts`, all its `files`, and names of its folders.

    `hosts` are names of web servers whose addresses are the site's own; `default` is the language of the site.
    """

    layout: Layout
    pages: Sequence[SourceFile]
    texts: Mapping[str, str]
    files: frozenset[str]
    default: str
    folder_names: Mapping[str, str] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptedSite:
    """The `files` of the content folder, the `media` as old path by new path, and labels of topics by language.

    `errors` are things that customers would miss, one text each; `remarks` are everything else.
    """

    files: Mapping[str, str]
    media: Mapping[str, str]
    languages: tuple[str, ...]
    topics: Mapping[str, Mapping[str, str]]
    errors: tuple[str, ...]
    remarks: tuple[str, ...]


def adopt_repository(source: Repository) -> AdoptedSite:
    """Return the repository as a help centre; nothing in it raises, all that fails is in the report."""
    python_markdown = source.layout.generator == "MkDocs"
    by_id = source.layout.generator == "Docusaurus"
    pages = [
        parse_page(file, source.texts[file.path], python_markdown=python_markdown, by_id=by_id) for file in source.pages
    ]
    slugs = _choose_slugs(page.file.name for page in pages)
    languages = _order_languages({page.file.language for page in pages}, source.default)
    names = {slugs[page.file.name] for page in pages if slugs[page.file.name] != "index"}
    site = _Site(source, pages, slugs, topics_from_folders(names))
    files: dict[str, str] = {}
    for page in pages:
        text = site.write(page)
        if text:
            files.setdefault(site.path_of(page), text)
    remarks = [*site.remarks, *_count_keys(pages)]
    media = {new: old for links in site.links.values() for old, new in links.media.items()}
    return AdoptedSite(files, media, languages, site.label_topics(languages), tuple(site.errors), tuple(remarks))


def _order_languages(found: set[str], default: str) -> tuple[str, ...]:
    return (default, *sorted(found - {default}))


def _choose_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return the path of each page within its language; translations share a name and so a path."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names), key=lambda name: (not is_index(name), name)):
        folder, _, last = name.rpartition("/")
        slug = slug_segments(f"{folder}/index" if folder else "index") if is_index(name) else slug_segments(name)
        slug = RESERVED.get(slug, slug)
        top, slash, below = slug.partition("/")
        slug = f"{top}-help{slash}{below}" if top in RESERVED_FOLDERS else slug
        new, count = slug, 2
        while new in taken:
            new, count = f"{slug}-{count}" if last else slug, count + 1
        taken.add(new)
        slugs[name] = new
    return slugs


class _Site:
    """The pages with what they need to know of each other; `errors` and `remarks` grow while they are written."""

    def __init__(
        self, source: Repository, pages: Sequence[SourcePage], slugs: Mapping[str, str], topics: Topics
    ) -> None:
        self.source, self.pages, self.slugs, self.topics = source, pages, slugs, topics
        self.errors: list[str] = []
        self.remarks: list[str] = []
        self.labels = Counter(label.casefold() for page in pages for label in set(page.labels))
        self.media: dict[str, str] = {}
        self.anchors = {self.path_of(page): heading_ids(page.converted.text) for page in pages}
        self.links = {language: self._map_links(language) for language in {page.file.language for page in pages}}
        self.redirects: set[tuple[str, str]] = set()
        self.children: dict[tuple[str, str], list[SourcePage]] = {}
        for page in pages:
            slug = slugs[page.file.name]
            parent = posixpath.dirname(posixpath.dirname(slug) if is_index(slug) else slug)
            if slug != "index":
                self.children.setdefault((page.file.language, parent), []).append(page)

    def path_of(self, page: SourcePage) -> str:
        return f"{page.file.language}/{self.slugs[page.file.name]}.md"

    def _map_links(self, language: str) -> LinkMap:
        """Return where links of a language's pages lead; old addresses are those of the same language."""
        root = self.source.layout.root
        found: dict[str, str] = {}
        for page in sorted(self.pages, key=lambda page: page.file.language != language):
            path = self.path_of(page)
            keys = [page.file.path]
            if page.file.language == language:
                keys += [f"{root}{page.file.name}", page.file.name, *page.addresses]
                keys += [f"{self.source.layout.base}{one}" for one in (*page.addresses, *_own_addresses(page))]
                keys += [f"#{page.article_id}"] if page.article_id else []
            for key in keys:
                found.setdefault(key, path)
        static = self.source.layout.static
        return LinkMap(found, self.anchors, self.source.files, root, static, self.source.hosts, self.media)

    def write(self, page: SourcePage) -> str:
        """Return the file of a page; empty if it has no text."""
        path, slug = self.path_of(page), self.slugs[page.file.name]
        linked = relink(page.converted.text, page.file.path, path, self.links[page.file.language])
        for problem in page.problems:
            self.errors.append(f"{page.file.path}:1: {problem}; its keys were read one by one")
        for target in linked.broken:
            self.errors.append(
                f"{self._find_place(page, target)}: the link '{target}' leads nowhere; {_describe_left(target)}"
            )
        for markup in page.converted.removed:
            self.errors.append(f"{self._find_place(page, markup)}: the component '{markup}' was left out")
        for markup in page.converted.left:
            self.remarks.append(f"{self._find_place(page, markup)}: readers will see '{markup}' as text")
        body = linked.text.strip() or self._list_children(page, slug)
        if not body:
            self.errors.append(f"{page.file.path}:1: this page has no text; it was left out")
            return ""
        front = "\n".join(self._front_matter(page, slug))
        return f"---\n{front}\n---\n\n{body}\n"

    def _front_matter(self, page: SourcePage, slug: str) -> Iterator[str]:
        yield f"title: {_quote_text(page.title)}"
        if slug == "index":
            yield "kind: page"
            return
        yield f"kind: {_guess_kind(page.title).value}"
        if page.article_id:
            yield f'id: "{page.article_id}"'
        if page.description:
            yield f"description: {_quote_text(page.description)}"
        if slug in self.topics.of:
            yield f"topics: [{self.topics.of[slug]}]"
        asks = self._choose_asks(page)
        if asks:
            yield f"asks: [{', '.join(map(_quote_text, asks))}]"
        if page.order is not None:
            yield f"order: {page.order}"
        if page.reviewed:
            yield f"reviewed: {page.reviewed.isoformat()}"
        redirects = list(self._old_paths(page, slug))
        if redirects:
            yield f"redirect_from: [{', '.join(map(_quote_text, redirects))}]"
        if page.draft:
            yield "draft: true"

    def _choose_asks(self, page: SourcePage) -> list[str]:
        """Return the labels that this page alone has and whose words are in its text: search must find it by them."""
        words = set(re.findall(r"\w+", f"{page.title} {page.converted.text}".casefold()))
        own = (label for label in page.labels if self.labels[label.casefold()] == 1)
        return [label for label in own if set(re.findall(r"\w+", label.casefold())) <= words][:_MOST_ASKS]

    def _old_paths(self, page: SourcePage, slug: str) -> Iterator[str]:
        language, base = page.file.language, self.source.layout.base
        taken = {each.removesuffix("/index") for each in self.slugs.values()} | set(self.slugs.values())
        below_base = [f"{base}{one}" for one in (*page.addresses, *_own_addresses(page))]
        for address in dict.fromkeys((*page.addresses, *below_base)):
            try:
                path = parse_redirect_path(address)
            except ValueError:
                continue
            own = {slug, slug.removesuffix("/index")}
            free = path.split("/")[0] not in RESERVED_FOLDERS and path.lower() not in taken | own
            if free and (language, path) not in self.redirects:
                self.redirects.add((language, path))
                yield path

    def _list_children(self, page: SourcePage, slug: str) -> str:
        """Return a list of the pages of a folder, for its page without text."""
        if not is_index(slug):
            return ""
        folder = posixpath.dirname(slug)
        siblings = self.children.get((page.file.language, folder), [])
        found = [other for other in siblings if other is not page and not other.draft]
        found.sort(key=lambda other: (other.order is None, other.order or 0, other.title.casefold()))
        start = posixpath.dirname(self.path_of(page))
        return "\n".join(f"- [{other.title}]({posixpath.relpath(self.path_of(other), start)})" for other in found)

    def _find_place(self, page: SourcePage, text: str) -> str:
        lines = self.source.texts[page.file.path].split("\n")
        line = next((number for number, line in enumerate(lines, 1) if text in line), 1)
        return f"{page.file.path}:{line}"

    def label_topics(self, languages: Sequence[str]) -> dict[str, dict[str, str]]:
        """Return the name of each topic in each language: the title of its folder's page, or the folder's name."""
        titles = {(page.file.language, self.slugs[page.file.name]): page.title for page in self.pages}
        names = {slug_segments(folder): folder for folder in self._list_folders()}
        found: dict[str, dict[str, str]] = {}
        for topic, folder in sorted(self.topics.folders.items()):
            original = names.get(folder, folder)
            last = re.sub(r"^\d+[-_. ]+", "", original.rpartition("/")[2])
            plain = self.source.folder_names.get(original) or re.sub(r"[-_]+", " ", last).strip()
            plain = plain[:1].upper() + plain[1:] or topic.capitalize()
            found[topic] = {code: titles.get((code, f"{folder}/index")) or plain for code in languages}
        return found

    def _list_folders(self) -> set[str]:
        found = set()
        for page in self.pages:
            folder = posixpath.dirname(page.file.name)
            while folder:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return found


def _describe_left(target: str) -> str:
    return "the image was left out" if is_file(target) else "only its words were kept"


def _guess_kind(title: str) -> Kind:
    if title.rstrip().endswith(("?", "？", "؟")):
        return Kind.FAQ
    return Kind.TROUBLESHOOTING if _TROUBLE.search(title) else Kind.GUIDE


def _count_keys(pages: Sequence[SourcePage]) -> Iterator[str]:
    for key, count in Counter(key for page in pages for key in page.left_keys).most_common():
        where = next(page.file.path for page in pages if key in page.left_keys)
        yield f"the key '{key}' was left out ({count} times, first in {where})"


def _quote_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _own_addresses(page: SourcePage) -> list[str]:
    """Return the addresses that the path of a page may have had, with and without the numbers that sort it."""
    name = re.sub("(?i)/(_?index|readme)$", "", page.file.name)
    return list(dict.fromkeys((name, re.sub(r"(^|/)\d+[-_. ]+(?=\D)", r"\1", name))))
