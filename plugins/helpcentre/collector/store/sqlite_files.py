"""SQLite's files and copies of them: what was erased must not stay in them, and nobody else may read them."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from helpcentre.errors import HelpCentreError

KINDS = (b"vote", b"comment", b"search", b"contact", b"csat", b"nps")
PART = 4 * 1024 * 1024


def close_to_others(path: Path) -> None:
    """Take away what everybody on the machine may do with a file, such as a database copied back with `cp`."""
    mode = path.stat().st_mode
    if mode & 0o007:
        with suppress(PermissionError):  # another's file: it was given to us as it is
            path.chmod(mode & 0o770)


@contextmanager
def written_privately(target: Path, what: str) -> Iterator[Path]:
    """Give the path of an empty file that only its owner may read; it becomes `target` once the context ends well.

    It is always a new file: one that lies there, or a link somebody else has put there, is never written to.
    """
    half = target.with_name(f"{target.name}.part")
    try:
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        yield half
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise HelpCentreError(f"{target}: the {what} cannot be written: {error.strerror or error}") from None
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def copy_without_salts(database: sqlite3.Connection, target: Path) -> None:
    """Copy a database while it is used, into an empty file, without the salts and the hashes that end in 48 hours.

    With a salt of a backup, hashes could be tied to addresses for as long as the backup is kept.
    """
    database.execute("VACUUM INTO ?", (str(target),))
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        copy.execute("PRAGMA journal_mode=MEMORY")  # nothing of it on the disk but the copy itself
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute("DELETE FROM salt")
        copy.execute("UPDATE item SET ballot = NULL WHERE ballot IS NOT NULL")
    finally:
        copy.close()


def empty_log(database: sqlite3.Connection, busy_timeout_ms: int) -> bool:
    """Write the log back into the file and cut it to nothing; false if somebody reads an old state just now."""
    try:
        database.execute("PRAGMA busy_timeout=0")
        return not database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]
    except sqlite3.OperationalError:
        return False
    finally:
        database.execute(f"PRAGMA busy_timeout={busy_timeout_ms}")


def rebuild(database: sqlite3.Connection) -> bool:
    """Write the whole file anew, without anything that is no row; false if that cannot be done now."""
    try:
        database.execute("PRAGMA temp_store=FILE")  # the new file for a moment: not in memory
        database.execute("VACUUM")
    except sqlite3.Error:
        return False
    finally:
        database.execute("PRAGMA temp_store=MEMORY")
    return True


def holds(path: Path, rows: Sequence[bytes]) -> bool:
    """Tell whether one of these rows, by its id, is anywhere in the bytes of a file.

    An id stands in other places too, such as the list of what was erased; in a row its kind follows at once.
    """
    file, at, before = _kept_open(path), 0, b""
    while part := os.pread(file, PART, at):
        data = before + part
        if any(_stands_in(data, identity) for identity in rows):
            return True
        at, before = at + len(part), data[-32:]
    return False


@cache
def _opened(path: Path, _inode: tuple[int, int]) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def _kept_open(path: Path) -> int:
    """Return a descriptor that is never closed again: to close one takes SQLite's locks on the file away.

    POSIX drops all locks of a process with the first close. The next program that read the database would then believe
    it is the last one, and delete the write-ahead log that we still write to (sqlite.org/howtocorrupt.html, 2.2).
    """
    found = path.stat()
    return _opened(path, (found.st_dev, found.st_ino))


def _stands_in(data: bytes, identity: bytes) -> bool:
    at = data.find(identity)
    while at >= 0:
        if data.startswith(KINDS, at + len(identity)):
            return True
        at = data.find(identity, at + 1)
    return False
