"""SQLite's files and copies of them: nothing erased may remain in them, and nobody but their owner may read them."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from helpcentre.errors import HelpCentreError

KINDS = (b"vote", b"comment", b"search", b"contact", b"csat", b"nps", b"troubleshooter")
STATES = (b"waiting", b"held")  # of messages
PART = 4 * 1024 * 1024
OVERLAP = 32  # bytes: more than an id and the longest kind, so that a row across two parts is found


def close_to_others(path: Path) -> None:
    """Take all permissions from other users, for example of a database that was copied back with `cp`."""
    mode = path.stat().st_mode
    if mode & 0o007:
        with suppress(PermissionError):  # another user owns the file and has decided who may read it
            path.chmod(mode & 0o770)


@contextmanager
def written_privately(target: Path, what: str) -> Iterator[Path]:
    """Yield the path of an empty file that only its owner can read; it becomes `target` if the context ends well.

    It is always a new file: an existing one, or a link that somebody else has put there, is never written to.
    `what` names the file in the error message ("backup").
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
    """Copy a database that is in use into an empty file, without messages and without what expires after 48 hours.

    With a salt from a backup, hashes could be linked to addresses for as long as the backup is kept.
    """
    database.execute("VACUUM INTO ?", (str(target),))
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        copy.execute("PRAGMA journal_mode=MEMORY")  # nothing but the copy itself reaches the disk
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute("DELETE FROM salt")
        copy.execute("DELETE FROM usage")
        copy.execute("DELETE FROM message")
        copy.execute("UPDATE item SET ballot = NULL WHERE ballot IS NOT NULL")
    finally:
        copy.close()


def empty_log(database: sqlite3.Connection, busy_timeout_ms: int) -> bool:
    """Write the log back into the file and truncate it; false if another connection is reading an old state."""
    try:
        database.execute("PRAGMA busy_timeout=0")
        return not database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]
    except sqlite3.OperationalError:
        return False
    finally:
        database.execute(f"PRAGMA busy_timeout={busy_timeout_ms}")


def rebuild(database: sqlite3.Connection) -> bool:
    """Rewrite the whole file so that it holds nothing but its rows; false if that cannot be done now."""
    try:
        database.execute("PRAGMA temp_store=FILE")  # the new file would otherwise be built in memory
        database.execute("VACUUM")
    except sqlite3.Error:
        return False
    finally:
        database.execute("PRAGMA temp_store=MEMORY")
    return True


def file_contains(path: Path, ids: Sequence[bytes]) -> bool:
    """Return whether a row with one of these ids is anywhere in the bytes of a file.

    An id also appears elsewhere, for example in the list of erased ids; only in a row do its kind or state follow it.
    """
    descriptor, at, before = _open_for_good(path), 0, b""
    while part := os.pread(descriptor, PART, at):
        data = before + part
        if any(_has_row(data, identity) for identity in ids):
            return True
        at, before = at + len(part), data[-OVERLAP:]
    return False


def _open_for_good(path: Path) -> int:
    """Return a descriptor that is never closed, because closing one would release SQLite's locks on the file.

    POSIX releases all locks of a process on a file when any of its descriptors is closed. The next program that reads
    the database would then believe that it is the last one, and delete the write-ahead log that is still in use
    (sqlite.org/howtocorrupt.html, section 2.2).
    """
    found = path.stat()
    return _open_descriptor(path, (found.st_dev, found.st_ino))


@cache
def _open_descriptor(path: Path, _inode: tuple[int, int]) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def _has_row(data: bytes, identity: bytes) -> bool:
    at = data.find(identity)
    while at >= 0:
        if data.startswith((*KINDS, *STATES), at + len(identity)):
            return True
        at = data.find(identity, at + 1)
    return False
