"""The folder of the site: a build is prepared next to it and then exchanged file by file, or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpcentre.errors import HelpCentreError
from helpcentre.site.output_writer import resolve_output


class SiteOutput:
    """Collects the files of a build in a folder next to the site; `publish` exchanges those that differ."""

    def __init__(self, site_dir: Path, staging: Path) -> None:
        self.site_dir = site_dir
        self._staging = staging
        self._wanted: set[str] = set()
        self._changed: dict[str, Path] = {}
        self._written: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Add a file; a later one at the same path replaces it. Raises HelpCentreError if it cannot be written."""
        resolve_output(self.site_dir, path)
        self._wanted.add(path)
        self._changed.pop(path, None)
        if not _has_content(self.site_dir / path, content):
            self._changed[path] = self._stage_file(path, content)

    def keep(self, path: str) -> None:
        """Add a file that is already in the folder of the site and stays as it is."""
        self._wanted.add(path)

    def _stage_file(self, path: str, content: bytes) -> Path:
        staged = self._staging / path
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(content)
        except OSError as error:
            raise HelpCentreError(f"'{path}' cannot be written next to {self.site_dir}: {error.strerror}") from None
        return staged

    def exchange_early(self) -> None:
        """Exchange the files that differ so far; one whose place is taken by a folder waits for `publish`."""
        for path in list(self._changed):
            with suppress(OSError):
                self._exchange_file(path)

    def _exchange_file(self, path: str) -> None:
        _exchange(self._changed[path], self.site_dir / path)
        del self._changed[path]
        self._written.add(path)

    def publish(self) -> tuple[list[str], list[str]]:
        """Exchange the files that differ and remove the others; return the paths written and the paths removed.

        Hidden files at the top of the folder stay. Raises HelpCentreError if the folder cannot be written.
        """
        stale = sorted(path for path in _list_files(self.site_dir) if path not in self._wanted)
        try:
            for path in stale:  # first: a file may be where a folder has to be
                (self.site_dir / path).unlink(missing_ok=True)
            _remove_empty_folders(self.site_dir)
            for path in list(self._changed):
                self._exchange_file(path)
        except OSError as error:
            raise HelpCentreError(f"{self.site_dir}: the site cannot be written: {error.strerror or error}") from None
        return sorted(self._written), stale


@contextmanager
def open_output(site_dir: Path) -> Iterator[SiteOutput]:
    """Yield the output of one build; whatever was prepared and not published is removed at the end.

    Raises HelpCentreError if nothing can be written next to `site_dir` or in it.
    """
    try:
        staging = _make_staging(site_dir)
    except OSError as error:
        raise HelpCentreError(f"{site_dir}: the site cannot be written: {error.strerror or error}") from None
    try:
        yield SiteOutput(site_dir, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make_staging(site_dir: Path) -> Path:
    """Make a folder next to the site, or a hidden one in it if only the site can be written, as in a container."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{site_dir.name}-"
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=site_dir.parent))
    except OSError:
        if not site_dir.is_dir():
            raise
        return Path(tempfile.mkdtemp(prefix=prefix, dir=site_dir))


def _exchange(staged: Path, target: Path) -> None:
    """Move a file to its place at once, also if that is on another volume."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        fresh = target.with_name(f".{target.name}.new")
        shutil.copyfile(staged, fresh)
        fresh.replace(target)


def _has_content(path: Path, content: bytes) -> bool:
    """Return whether a file has this content; one that is a link never counts."""
    with suppress(OSError):
        if path.stat().st_size == len(content) and not path.is_symlink():
            return path.read_bytes() == content
    return False


def _list_files(folder: Path) -> Iterator[str]:
    """Yield the files below a folder, without what is hidden at its top."""
    for top, folders, names in os.walk(folder):
        at_top = Path(top) == folder
        if at_top:
            folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(top, name).is_symlink()]
        for name in (*names, *links):
            if not (at_top and name.startswith(".")):
                yield Path(top, name).relative_to(folder).as_posix()


def _remove_empty_folders(folder: Path) -> None:
    """Remove the empty folders below a folder; those in a hidden one at its top stay, as Git needs its own."""
    for top, _, _ in os.walk(folder, topdown=False):
        parts = Path(top).relative_to(folder).parts
        if parts and not parts[0].startswith(".") and not any(Path(top).iterdir()):
            Path(top).rmdir()
