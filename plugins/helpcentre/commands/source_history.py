"""Earlier versions of an article's text, read from the Git history of its file."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article, Source
from helpcentre.articles.read import read_article
from helpcentre.errors import FindingsError

_LOG = ["log", "--follow", "--name-only", "-z", "--format=%x01%H%x02%(trailers:key=Translation-Impact,valueonly)%x02"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a file: `path` is the file's name then, from the top of the repository."""

    commit: str
    path: str
    is_minor: bool
    """Whether the commit says `Translation-Impact: minor`: translations need not follow it."""


@dataclass(frozen=True, slots=True)
class EarlierText:
    """An earlier version of an article, and whether every commit since says that translations need not follow."""

    article: Article
    only_minor_since: bool


def find_version(docs: Path, article: Article, version: str, languages: Languages) -> EarlierText | None:
    """Return the newest text of an article whose version is `version`.

    None if the history has no such text, as in a shallow clone or outside a repository.
    """
    only_minor = True
    for revision in list_revisions(docs, article.path):
        found = _read_revision(docs, revision, article, languages)
        if found is None:
            continue
        if found.version == version:
            return EarlierText(found, only_minor)
        only_minor = only_minor and revision.is_minor
    return None


def list_revisions(docs: Path, path: str) -> Iterator[Revision]:
    """Yield the commits that changed a file of the content folder, newest first; its former names are followed."""
    output = _run_git_or_none(docs, *_LOG, "--", path)
    for entry in (output or "").split("\x01")[1:]:
        commit, trailer, names = entry.split("\x02")
        name = names.strip("\0\n").rsplit("\0", 1)[-1].strip()
        if name:
            yield Revision(commit, name, trailer.strip().lower() == "minor")


def _read_revision(docs: Path, revision: Revision, article: Article, languages: Languages) -> Article | None:
    text = _run_git_or_none(docs, "show", f"{revision.commit}:{revision.path}")
    if text is None:
        return None
    try:
        return read_article(Source(article.path, text), languages, extra_keys=None)
    except FindingsError:
        return None


def _run_git_or_none(folder: Path, *arguments: str) -> str | None:
    """Return what a git command prints; None if it fails or there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None
