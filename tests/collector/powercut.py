"""SQLite over a disk that forgets: a VFS notes every write and sync, and shows what a power cut would leave.

The store's own code runs on top (its SQL, its pragmas, its order of calls); only the driver is APSW instead of the
standard library's, because APSW lets Python be the file system. After a cut, bytes synced before it are there; of the
writes after the last sync each 512-byte sector is there or not by chance, as disks reorder.
"""

import sqlite3

import apsw

from helpcentre.collector.store.sqlite import SqliteConnection

SECTOR = 512


class Recorder:
    """The history of all files: (number, file name, what, offset, bytes or size)."""

    def __init__(self):
        self.events = []

    @property
    def now(self):
        return len(self.events)

    def note(self, *event):
        self.events.append(event)

    def image(self, folder, moment, chance):
        """Write into `folder` what a cut after `moment` events leaves of the files."""
        names = {event[0] for event in self.events[:moment]}
        for name in names:
            events = [event for event in self.events[:moment] if event[0] == name]
            if events[-1][1] == "delete":
                continue
            last_sync = max((index for index, event in enumerate(events) if event[1] == "sync"), default=-1)
            content = bytearray()
            for index, event in enumerate(events):
                apply(content, event, None if index <= last_sync else chance)
            (folder / name).write_bytes(content)


def apply(content, event, chance):
    _, what, offset, data = event
    if what == "write":
        for start in range(0, len(data), SECTOR):
            if chance is not None and chance.random() < 0.5:
                continue
            part = data[start : start + SECTOR]
            end = offset + start + len(part)
            if len(content) < end:
                content.extend(b"\0" * (end - len(content)))
            content[offset + start : end] = part
    elif what == "truncate" and (chance is None or chance.random() < 0.5):
        del content[offset:]
    elif what == "delete":
        content.clear()


class File(apsw.VFSFile):
    """A real file whose changes are noted."""

    def __init__(self, vfs, name, flags, recorder):
        super().__init__(vfs, name, flags)
        self._recorder = recorder
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = path.rsplit("/", 1)[-1] if path else None

    def xWrite(self, data, offset):
        if self._name:
            self._recorder.note(self._name, "write", offset, bytes(data))
        return super().xWrite(data, offset)

    def xTruncate(self, size):
        if self._name:
            self._recorder.note(self._name, "truncate", size, b"")
        return super().xTruncate(size)

    def xSync(self, flags):
        if self._name:
            self._recorder.note(self._name, "sync", 0, b"")
        return super().xSync(flags)


class Disk(apsw.VFS):
    """The file system."""

    def __init__(self, name, recorder):
        super().__init__(name, "")
        self._recorder = recorder

    def xOpen(self, name, flags):
        return File("", name, flags, self._recorder)

    def xDelete(self, filename, syncdir):
        self._recorder.note(filename.rsplit("/", 1)[-1], "delete", 0, b"")
        return super().xDelete(filename, syncdir)


class Cursor:
    def __init__(self, database, sql, values):
        self._cursor = database.cursor()
        self._rows = list(self._cursor.execute(sql, values))
        self.rowcount = database.changes()

    def fetchall(self):
        return self._rows

    def __iter__(self):
        return iter(self._rows)


class Driver:
    """As much of `sqlite3.Connection` as the store uses, over APSW."""

    def __init__(self, path, vfs):
        self._database = apsw.Connection(str(path), vfs=vfs)

    @property
    def in_transaction(self):
        return self._database.in_transaction

    def execute(self, sql, values=()):
        try:
            return Cursor(self._database, sql, values)
        except apsw.Error as error:
            raise sqlite3.OperationalError(str(error)) from error

    def executemany(self, sql, rows):
        with_cursor = self._database.cursor()
        with_cursor.executemany(sql, rows)

    def close(self):
        self._database.close()


class ApswConnection(SqliteConnection):
    """The product's connection on the forgetful disk."""

    def __init__(self, path, recorder, *, synchronous):
        self._vfs_name = f"powercut-{id(recorder)}"
        self._vfs = Disk(self._vfs_name, recorder)
        super().__init__(path, synchronous=synchronous)

    def _connect_to_file(self):
        return Driver(self.path, self._vfs_name)

    def close(self):
        super().close()
        self._vfs.unregister()
