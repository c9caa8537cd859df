"""Earlier versions of an article's text, read from the Git history of its file."""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article, Source
from helpcentre.articles.read import read_article
from helpcentre.articles.shared_text.loading import parse_shared_text
from helpcentre.articles.shared_text.model import SNIPPETS_FOLDER, VARIABLES_FILE, SharedText
from helpcentre.errors import FindingsError

_FORMAT = "--format=%x01%H%x02%ct%x02%(trailers:key=Translation-Impact,valueonly)%x02"
_LOG = ["log", "--name-only", "-z", _FORMAT]


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a file: `path` is the file's name then, from the top of the repository.

    `time` is that of the commit, in seconds since 1970.
    """

    commit: str
    path: str
    time: int
    is_minor: bool
    """Whether the commit says `Translation-Impact: minor`: translations need not follow it."""


@dataclass(frozen=True, slots=True)
class EarlierText:
    """An earlier version of an article, and whether every commit since says that translations need not follow."""

    article: Article
    only_minor_since: bool


def find_version(docs: Path, article: Article, version: str, languages: Languages) -> EarlierText | None:
    """Return the newest text of an article whose version is `version`.

    Variables and snippets have the values they had then. None if the history has no such text, as in a shallow clone
    or outside a repository.
    """
    only_minor: bool | None = None
    shared = _SharedTextHistory(docs, languages)
    for revision in shared.add_revisions(list_revisions(docs, article.path)):
        found = _read_revision(docs, revision, article, languages, shared)
        if found is None:
            continue
        if only_minor is None:  # a change that is not committed yet says nothing about translations
            only_minor = found.version == article.version
        if found.version == version:
            return EarlierText(found, only_minor)
        only_minor = only_minor and revision.is_minor
    return None


def list_revisions(docs: Path, path: str) -> Iterator[Revision]:
    """Yield the commits that changed a file of the content folder, newest first; its former names are followed."""
    return _list_commits(docs, "--follow", "--", path)


def _list_commits(docs: Path, *arguments: str) -> Iterator[Revision]:
    output = _run_git_or_none(docs, *_LOG, *arguments)
    for entry in (output or "").split("\x01")[1:]:
        commit, time, trailer, names = entry.split("\x02")
        name = names.strip("\0\n").rsplit("\0", 1)[-1].strip()
        if name:
            yield Revision(commit, name, int(time), trailer.strip().lower() == "minor")


class _SharedTextHistory:
    """The variables and snippets of a content folder as they were in earlier commits."""

    def __init__(self, docs: Path, languages: Languages) -> None:
        self._docs, self._languages = docs, languages
        self._at: dict[str, SharedText] = {}

    def add_revisions(self, own: Iterable[Revision]) -> list[Revision]:
        """Return the revisions of a page and those of the shared text since its first one, newest first.

        Each names the page's file at that time.
        """
        pages = list(own)
        commits = {one.commit for one in pages}
        found = list(pages)
        for change in _list_commits(self._docs, "--", VARIABLES_FILE, SNIPPETS_FOLDER) if pages else ():
            page = next((one for one in pages if one.time <= change.time), None)
            if page is not None and change.commit not in commits:
                found.append(replace(change, path=page.path))
        return sorted(found, key=lambda one: -one.time)

    def read(self, commit: str) -> SharedText:
        """Return the variables and snippets of a commit; files with errors count as missing."""
        if commit not in self._at:
            wanted = (VARIABLES_FILE, f"{SNIPPETS_FOLDER}/")
            listed = _run_git_or_none(self._docs, "ls-tree", "-z", "--name-only", commit, *wanted)
            names = [one for one in (listed or "").split("\0") if one == VARIABLES_FILE or one.endswith(".md")]
            texts = {name: _run_git_or_none(self._docs, "show", f"{commit}:./{name}") or "" for name in names}
            files = {name: text.encode() for name, text in texts.items()}
            self._at[commit], _ = parse_shared_text(files, self._languages.all)
        return self._at[commit]


def _read_revision(
    docs: Path, revision: Revision, article: Article, languages: Languages, history: _SharedTextHistory
) -> Article | None:
    text = _run_git_or_none(docs, "show", f"{revision.commit}:{revision.path}")
    if text is None:
        return None
    try:
        shared = history.read(revision.commit) if "{{" in text or SNIPPETS_FOLDER[:-1] in text else SharedText()
        return read_article(Source(article.path, text), languages, extra_keys=None, shared=shared)
    except FindingsError:
        return None


def _run_git_or_none(folder: Path, *arguments: str) -> str | None:
    """Return what a git command prints; None if it fails or there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None
