"""The files of a site: those of the content folder, of our theme, and the pages that the build makes."""

import os
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePath
from urllib.parse import quote

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import decode_source
from helpcentre.errors import HelpCentreError
from helpcentre.site.files import Origin, SiteFile, output_without_default_language

PAGE_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
_NOT_PUBLISHED = (
    *(".*", "*/.*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*"),
    *(f"*{ending}" for ending in PAGE_ENDINGS),
    *("404.html", "sitemap.xml"),
)
"""The names in a theme, in lower case, that MkDocs does not publish."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the build: `content` is what a build made of it, otherwise it is read from `place`."""

    site_file: SiteFile
    place: Path | None = None
    content: str | None = None

    @property
    def path(self) -> str:
        """The path from the content folder or the theme."""
        return self.site_file.path

    def read_bytes(self) -> bytes:
        """Return the content of the file. Raises HelpCentreError if it cannot be read, as a link that leads nowhere."""
        if self.content is not None:
            return self.content.encode()
        assert self.place is not None
        try:
            return self.place.read_bytes()
        except OSError as error:
            raise HelpCentreError(f"{self.place}: this file cannot be read: {error.strerror or error}.") from None


def list_content(docs_dir: Path, languages: Languages, *, directory_urls: bool) -> tuple[list[SourceFile], list[str]]:
    """Return the files of the content folder in MkDocs' order, and warnings about pages that have the same address.

    Hidden files, and those below `templates/`, are not published.
    """
    files: dict[str, SourceFile] = {}
    same: list[tuple[SourceFile, SourceFile]] = []
    for folder, names, file_names in os.walk(docs_dir, followlinks=True):
        names.sort()
        by_output: dict[str, SourceFile] = {}
        for name in sorted(file_names, key=_order_names):
            place = Path(folder, name)
            file = _content_file(place, docs_dir, languages, directory_urls=directory_urls)
            other = by_output.setdefault(file.site_file.output, file)
            if other is not file:
                same.append((other, file))
            files[file.path] = file
    warnings = []
    for one, other in same:
        if other.site_file.published:
            if one.site_file.published:
                warnings.append(f"Excluding '{one.path}' from the site because it conflicts with '{other.path}'.")
            files.pop(one.path, None)
        else:
            files.pop(other.path, None)
    return list(files.values()), warnings


def _order_names(name: str) -> tuple[bool, str]:
    return posixpath.splitext(name)[0] not in ("index", "README"), name


def _content_file(place: Path, docs_dir: Path, languages: Languages, *, directory_urls: bool) -> SourceFile:
    path = PurePath(os.path.relpath(place, docs_dir)).as_posix()
    hidden = any(part.startswith(".") for part in path.split("/")) or path.startswith("templates/")
    return SourceFile(make_site_file(path, languages, directory_urls=directory_urls, published=not hidden), place)


def make_site_file(
    path: str,
    languages: Languages,
    *,
    directory_urls: bool,
    origin: Origin = Origin.CONTENT,
    published: bool = True,
    in_nav: bool = True,
) -> SiteFile:
    """Return a file with the output and the address that MkDocs and `helpcentre/languages` give it."""
    is_page = path.endswith(PAGE_ENDINGS)
    output = _output_of(path, directory_urls=directory_urls) if is_page else path
    output = output_without_default_language(path, output, languages)
    folder, name = posixpath.split(output)
    url = f"{folder}/" if directory_urls and name == "index.html" else output
    return SiteFile(
        path=path,
        output=output,
        url="" if url == "/" else quote(url),
        is_page=is_page,
        origin=origin,
        published=published,
        in_nav=in_nav,
    )


def _output_of(path: str, *, directory_urls: bool) -> str:
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    stem = "index" if stem == "README" else stem
    if directory_urls and stem != "index":
        return posixpath.join(folder, stem, "index.html")
    return posixpath.join(folder, f"{stem}.html")


def list_theme(folder: Path, known: Iterable[str], languages: Languages, *, directory_urls: bool) -> list[SourceFile]:
    """Return the static files of our theme, sorted; a file of the content folder with the same path wins."""
    taken = set(known)
    found = {path: folder / path for path in _walk_theme(folder) if path not in taken}
    return [
        SourceFile(make_site_file(path, languages, directory_urls=directory_urls, origin=Origin.THEME), found[path])
        for path in sorted(found)
    ]


def _walk_theme(folder: Path) -> Iterator[str]:
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top, name).relative_to(folder).as_posix()
            if not any(fnmatch(path.lower(), pattern) for pattern in _NOT_PUBLISHED):
                yield path


def read_source(file: SourceFile) -> Source:
    """Return the text of a page; bytes that are not UTF-8 become � and a finding."""
    data = file.read_bytes()
    try:
        return Source(file.path, read_text(data))
    except UnicodeDecodeError:
        return decode_source(file.path, data)


def read_text(data: bytes) -> str:
    """Return text as Python's text files do: without a byte order mark, and with line feeds only."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
