"""The memory of earlier builds: a SQLite file of results by a hash of all that they were made from.

A value that does not have the right type is computed again, and a file that is damaged, or was written by a later
version, is replaced. Values are MessagePack, never pickles, so none of them runs code. But they are HTML, so anyone who
can write to the file can change pages. It is always safe to delete.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")
NAME = "builds.sqlite3"
FORMAT = 1
MOST_UNUSED = 2
"""Values that the last build did not use are removed when there are this many times as many as it did."""
_TABLES = """
create table if not exists result (key blob primary key, value blob not null) without rowid;
create table if not exists output (
    site_dir text not null, path text not null, key blob not null, size integer not null, mtime integer not null,
    primary key (site_dir, path)
) without rowid;
"""


class BuildMemory:
    """The results of earlier builds in a database; new ones are stored by `save`."""

    def __init__(self, database: sqlite3.Connection, programs: bytes) -> None:
        self.database = database
        self._programs = programs
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self.is_damaged = False
        """Whether the file could not be read, so that it has to be replaced."""

    def recall(
        self,
        name: str,
        inputs: Iterable[str],
        kind: type[T],
        compute: Callable[[], T],
        is_valid: Callable[[T], bool] | None = None,
    ) -> T:
        """Return the result of the computation `name` for these inputs; see `site.memory.Memory`."""
        key = hash_parts(self._programs, name, *inputs)
        self._used.add(key)
        stored = self._find_value(key)
        if stored is not None:
            with suppress(msgspec.DecodeError, RecursionError):  # also if a value does not have the right type
                found = msgspec.msgpack.decode(stored, type=kind)
                if is_valid is None or is_valid(found):
                    return found
        result = compute()
        self._new[key] = msgspec.msgpack.encode(result)
        return result

    def _find_value(self, key: bytes) -> bytes | None:
        if self.is_damaged:
            return None
        try:
            row = self.database.execute("select value from result where key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self.is_damaged = True
            return None
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def save(self) -> None:
        """Store the new results, and remove old ones if there are many that this build did not use."""
        with self.database:
            self.database.executemany("insert or replace into result values (?, ?)", self._new.items())
            [count] = self.database.execute("select count(*) from result").fetchone()
            if count > (MOST_UNUSED + 1) * len(self._used):
                keys = [row for row in self.database.execute("select key from result") if row[0] not in self._used]
                self.database.executemany("delete from result where key = ?", keys)
        self._new.clear()


def hash_parts(*parts: bytes | str) -> bytes:
    """Return a hash of these parts, in which each has its place."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", errors="surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.digest()


@contextmanager
def open_memory(folder: Path, programs: bytes, remark: Callable[[str], None]) -> Iterator[BuildMemory | None]:
    """Yield the memory in a folder, None if it cannot be used; what a build that succeeds has learnt is stored.

    `programs` identifies all code that results depend on. Two builds may use one memory at the same time.
    """
    database = _open_database(folder, remark)
    if database is None:
        yield None
        return
    memory = BuildMemory(database, programs)
    try:
        yield memory
        with suppress(sqlite3.OperationalError):  # a full disk, or another build that writes: the next one is slower
            memory.save()
    except sqlite3.DatabaseError:
        memory.is_damaged = True
    finally:
        database.close()
        if memory.is_damaged:
            with suppress(OSError):
                (folder / NAME).unlink()


def _open_database(folder: Path, remark: Callable[[str], None]) -> sqlite3.Connection | None:
    path = folder / NAME
    for attempt in (1, 2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=10)
        except (OSError, sqlite3.Error) as error:
            remark(f"{folder} cannot be written, so nothing is taken over from earlier builds: {error}")
            return None
        try:
            _make_tables(database)
        except sqlite3.Error as error:
            database.close()
            if attempt == 2 or "readonly" in str(error) or "locked" in str(error):
                remark(f"{path} cannot be used, so nothing is taken over from earlier builds: {error}")
                return None
            with suppress(OSError):
                path.unlink()
        else:
            return database
    return None


def _make_tables(database: sqlite3.Connection) -> None:
    """Make the tables; raises sqlite3.Error for a file that is damaged or has another format."""
    database.execute("pragma synchronous = off")
    [version] = database.execute("pragma user_version").fetchone()
    if version not in (0, FORMAT):
        raise sqlite3.DatabaseError(f"its format is {version}, not {FORMAT}")
    database.executescript(_TABLES)
    database.execute(f"pragma user_version = {FORMAT}")
