"""The places of pages in a repository: which generator it was written for, the folder and the languages.

Everything is decided by the names of the files, so that no generator has to be installed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from helpcentre.language.codes import is_language

PAGE_SUFFIXES = (".md", ".mdx", ".markdown")
_NOT_PAGES = re.compile(r"(?i)(summary|_?sidebar|_?navbar|_?footer|license|licence|contributing|code_of_conduct)\.md")
_IGNORED = re.compile(
    r"(^|/)(node_modules|vendor|_site|_layouts|_includes|_sass|_data|__tests__|versioned_docs|\.[^/]+)/"
)
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
_SUFFIX_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[A-Z]{2})?)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a repository.

    `generator` is its name for the report, `root` the folder of the pages (`""` or with a slash at its end), `static`
    the folders whose files are published at the site's root, `base` the beginning of the addresses (`docs/`).
    """

    generator: str
    root: str
    static: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One page: its path in the repository, its language, and its path in that language, without suffix and order."""

    path: str
    language: str
    name: str


def detect_layout(paths: Iterable[str]) -> Layout:
    """Return the layout of a repository, given the paths of all its files."""
    names = set(paths)
    tops = {path.split("/")[0] for path in names if "/" in path}
    if _find_path(names, r"docusaurus\.config\.\w+"):
        return Layout("Docusaurus", "docs/" if "docs" in tops else "", ("static/",), "docs/")
    press = _find_path(names, r"(.*/)?\.(vitepress|vuepress)/config\.\w+")
    if press:
        root = press.split(".v")[0]
        return Layout("VitePress or VuePress", root, (f"{root}public/", f"{root}.vuepress/public/"))
    if any(path.startswith("src/content/docs/") for path in names):
        return Layout("Starlight", "src/content/docs/", ("public/",))
    if "content" in tops and _find_path(names, r"(hugo|config)\.(toml|yaml|yml|json)|config/_default/.*"):
        return Layout("Hugo", "content/", ("static/",))
    if _find_path(names, r"mkdocs\.ya?ml"):
        return Layout("MkDocs", "docs/" if "docs" in tops else "", ())
    jekyll = _find_path(names, r"(docs/)?_config\.ya?ml")
    if jekyll:
        return Layout("Jekyll", jekyll.removesuffix(jekyll.split("/")[-1]), ("",))
    root = next((f"{folder}/" for folder in ("content", "docs") if folder in tops), "")
    return Layout("Markdown files", root, ("", "static/", "public/"))


def find_pages(paths: Iterable[str], layout: Layout, default: str) -> list[SourceFile]:
    """Return the pages below the layout's root, in the order of their paths; `default` is the language of most.

    Languages are folders (`en/`, `i18n/fr/docusaurus-plugin-content-docs/current/`) or suffixes (`page.it.md`).
    """
    every = sorted(path for path in paths if path.lower().endswith(PAGE_SUFFIXES) and not _is_ignored(path))
    below = [path.removeprefix(layout.root) for path in every if path.startswith(layout.root)]
    folders = _language_folders(below, default)
    found = [_place_page(path, layout.root, folders, default) for path in below]
    for path in every:
        match = re.fullmatch(r"i18n/([\w-]+)/docusaurus-plugin-content-docs/current/(.+)", path)
        if match and layout.generator == "Docusaurus":
            found.append(SourceFile(path, match[1], _strip_suffix(match[2])))
    if layout.generator == "Docusaurus":  # it publishes no file with `_` at the beginning of a name in its path
        found = [page for page in found if not re.search(r"(^|/)_", page.name)]
    return [page for page in found if not _is_repository_page(page, layout)]


def slug_segments(name: str) -> str:
    """Return a path of lower-case letters, digits and `-`, without the numbers that only order files (`01-start`)."""
    parts = [re.sub(r"^\d+[-_. ]+(?=\D)", "", part) for part in name.split("/")]
    plain = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return "/".join(part or "page" for part in plain)


def order_of_name(name: str) -> int | None:
    """Return the number at the beginning of a file's name, which many generators sort by."""
    match = re.match(r"(\d{1,4})[-_. ]+(?=\D)", name.rpartition("/")[2])
    return int(match[1]) if match else None


def is_index(name: str) -> bool:
    """Return whether a page is the one of its folder."""
    return PurePosixPath(name).name.lower() in ("index", "_index", "readme")


def _find_path(paths: set[str], pattern: str) -> str:
    return min((path for path in paths if re.fullmatch(pattern, path)), key=len, default="")


def _is_ignored(path: str) -> bool:
    return bool(_IGNORED.search(path) or _NOT_PAGES.fullmatch(PurePosixPath(path).name))


def _language_folders(below: Sequence[str], default: str) -> frozenset[str]:
    """Return the top folders that are languages: those with pages of the same names as in the default language."""
    tops = {path.split("/")[0] for path in below if "/" in path}
    codes = {top for top in tops if _LANGUAGE.fullmatch(top) and is_language(top)}
    return frozenset(codes) if default in codes else frozenset()


def _place_page(path: str, root: str, folders: frozenset[str], default: str) -> SourceFile:
    top, _, rest = path.partition("/")
    name = _strip_suffix(rest if top in folders else path)
    suffix = _SUFFIX_LANGUAGE.search(name)
    if suffix and is_language(suffix[1]):
        return SourceFile(root + path, suffix[1], name[: suffix.start()])
    return SourceFile(root + path, top if top in folders else default, name)


def _strip_suffix(path: str) -> str:
    return re.sub(r"\.(mdx?|markdown)$", "", path, flags=re.IGNORECASE)


def _is_repository_page(page: SourceFile, layout: Layout) -> bool:
    """Return whether a page is about the repository, not for its readers: the top README of one with a docs folder."""
    top_level = "/" not in page.path
    return (
        top_level
        and re.match(r"(?i)(readme|changelog|langs|security|404|authors)\b", page.path) is not None
        and (layout.root != "" or not page.path.lower().startswith("readme") or layout.generator == "Markdown files")
    )
