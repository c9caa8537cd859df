"""The pages in the folder of the site that an earlier build made from the same inputs, and so need not be rendered."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from helpcentre.articles.topic_index import linked_files
from helpcentre.builder.build_memory import BuildMemory, hash_parts
from helpcentre.builder.settings import BuildSettings
from helpcentre.builder.source_files import SourceFile
from helpcentre.site.page_facts import PageFacts, describe_page
from helpcentre.site.site import Site
from helpcentre.site.support_context import support_context
from helpcentre.site.support_file import watched_files


def hash_shared_inputs(site: Site, settings: BuildSettings, files: Iterable[SourceFile], theme: Path) -> bytes:
    """Return a hash of everything that any page may show besides its own text.

    That is what the time of the build decides, the settings, the theme, every file that is not a page, and of each page
    what others may show: its address, its title, its description and its whole front matter.
    """
    parts: list[bytes | str] = [json.dumps(settings.file.value, default=str, sort_keys=True), *_describe_time(site)]
    parts.append(site.options.config_text)
    for path in (*watched_files(site.options), *sorted(theme.rglob("*"))):
        if path.is_file():
            parts += [path.as_posix(), hash_parts(path.read_bytes())]
    for file in files:
        parts += [file.path, file.site_file.output, f"{file.site_file.published}"]
        if not file.site_file.is_page and (file.site_file.published or (file.place and file.place.is_file())):
            parts.append(hash_parts(file.read_bytes()))  # an editor's hidden lock file is a link that leads nowhere
    parts += _describe_pages(site)
    return hash_parts(*parts)


def _describe_time(site: Site) -> Iterator[str]:
    """Yield the day, and what pages show of hours, channels and notices now: the same for pages of the same kind.

    So a build of the next commit renders only the pages that differ, and not every page because an hour has passed.
    """
    yield from (f"{site.now.date()}", f"{site.today}")
    for language in site.languages.all:
        yield repr(support_context(site, None, language, ""))
    seen = set()
    for article in site.pages:
        own_slug = "" if article.kind.is_article else article.slug
        kind = (article.language, article.topics, article.kind, own_slug)
        if kind not in seen:
            seen.add(kind)
            yield repr(support_context(site, article, article.language, article.url))


def _describe_pages(site: Site) -> Iterator[str]:
    """Yield what other pages may show of each page: nothing of its body but the links of an index, which sort lists."""
    for article in site.pages:
        facts = PageFacts(article.path, article.url)
        front = "\n".join(article.source.split("\n", article.body_line)[: article.body_line - 1])
        yield from (article.path, article.url, article.id, article.title, article.kind.value, front)
        yield article.front.model_dump_json()
        if article.slug.rpartition("/")[2] == "index":
            yield from linked_files(article)
        yield describe_page(facts, article, site.pages.outlines.get(article.path))
    for path, missing in site.pages.placeholders.items():
        yield from (path, missing.path)


class PageOutputs:
    """The pages that are in the folder of the site, and the hashes of the inputs that they were made from."""

    def __init__(self, memory: BuildMemory | None, site_dir: Path) -> None:
        self._memory, self._site_dir = memory, site_dir
        self._known = self._read_known()
        self._made: dict[str, bytes] = {}

    def _read_known(self) -> Mapping[str, tuple[bytes, int, int]]:
        query = "select path, key, size, mtime from output where site_dir = ?"
        with suppress(sqlite3.Error):
            if self._memory is not None:
                rows = self._memory.database.execute(query, (str(self._site_dir),))
                return {path: (key, size, mtime) for path, key, size, mtime in rows}
        return {}

    def is_current(self, path: str, key: bytes) -> bool:
        """Return whether the page at `path` was made from inputs with this hash, and nobody has changed it since."""
        self._made[path] = key
        known = self._known.get(path)
        return known is not None and known == (key, *_read_state(self._site_dir / path))

    def save(self) -> None:
        """Remember the pages of this build, after they were published."""
        if self._memory is None:
            return
        rows = [
            (str(self._site_dir), path, key, *_read_state(self._site_dir / path)) for path, key in self._made.items()
        ]
        database = self._memory.database
        with suppress(sqlite3.Error), database:
            database.execute("delete from output where site_dir = ?", (str(self._site_dir),))
            database.executemany("insert into output values (?, ?, ?, ?, ?)", rows)


def _read_state(path: Path) -> tuple[int, int]:
    """Return the size of a file and the time of its last change; -1 for one that is missing or a link."""
    try:
        state = path.lstat()
    except OSError:
        return -1, -1
    return (state.st_size, state.st_mtime_ns) if not path.is_symlink() else (-1, -1)
