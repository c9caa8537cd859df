"""Messages of the contact form, from their arrival until they are passed on; nothing is kept after that.

A message is `waiting` to be passed on, or `held` because something about it looks like spam, until a person decides.
The id of a message that is gone is refused for eight days, so that a retry does not send it twice.
Every function but the `read_…` ones must be called inside a transaction; `MessageTable` opens one for each. Times are
Unix milliseconds.
"""

from typing import Literal, NamedTuple

from helpcentre.collector.store.connection import Connection, Row
from helpcentre.collector.store.maintenance import add_pending_wipes

State = Literal["waiting", "held"]
MOST: dict[State, int] = {"waiting": 1000, "held": 500}
_COLUMNS = "id, state, received, body, signals, attempts, next_at, problem"


class StoredMessage(NamedTuple):
    """One row: `body` is the message as JSON, `problem` why it could not be passed on the last time."""

    id: bytes
    state: State
    received: int
    body: bytes
    signals: str = ""
    attempts: int = 0
    next_at: int = 0
    problem: str = ""


class MessageFacts(NamedTuple):
    """The messages of a database: how many wait, of them how many failed at least once, how many are held.

    `oldest` is when the first waiting one arrived, `next_at` when the next one is due, `problem` the newest failure.
    """

    waiting: int = 0
    failing: int = 0
    held: int = 0
    oldest: int | None = None
    next_at: int | None = None
    problem: str = ""


def add_message(connection: Connection, message: StoredMessage) -> Literal["stored", "duplicate", "full"]:
    """Store a message unless its id is known, or there are too many in its state."""
    known = "SELECT 1 FROM message WHERE id = ? UNION ALL SELECT 1 FROM erased WHERE id = ?"
    if connection.rows(known, message.id, message.id):
        return "duplicate"
    if connection.rows("SELECT COUNT(*) FROM message WHERE state = ?", message.state)[0][0] >= MOST[message.state]:
        return "full"
    connection.execute(
        f"INSERT INTO message ({_COLUMNS}, claimed_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",  # noqa: S608 - constant
        *message,
    )
    return "stored"


def claim_message(connection: Connection, now: int, until: int) -> StoredMessage | None:
    """Return the waiting message that has been due for longest, which no other collector takes before `until`."""
    rows = connection.rows(
        f"SELECT {_COLUMNS} FROM message WHERE state = 'waiting' AND next_at <= ? AND claimed_until <= ? "  # noqa: S608
        "ORDER BY next_at, received, id LIMIT 1",
        now, now,
    )  # fmt: skip
    if not rows:
        return None
    message = _make_message(rows[0])
    taken = connection.execute(
        "UPDATE message SET claimed_until = ? WHERE id = ? AND claimed_until <= ?", until, message.id, now
    )
    return message if taken else None


def remove_message(connection: Connection, identity: bytes, now: int) -> bool:
    """Delete a message that was passed on, discarded or erased; return whether there was one."""
    if not connection.execute("DELETE FROM message WHERE id = ?", identity):
        return False
    connection.execute("INSERT INTO erased (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING", identity, now)
    add_pending_wipes(connection, [identity])
    return True


def postpone_message(connection: Connection, identity: bytes, next_at: int, problem: str) -> None:
    """Note that a message could not be passed on, and when it is tried again."""
    connection.execute(
        "UPDATE message SET attempts = attempts + 1, next_at = ?, claimed_until = 0, problem = ? WHERE id = ?",
        next_at, problem, identity,
    )  # fmt: skip


def retry_messages(connection: Connection, now: int) -> int:
    """Make every waiting message due that nobody is passing on; return their number."""
    return connection.execute(
        "UPDATE message SET next_at = ? WHERE state = 'waiting' AND next_at > ? AND claimed_until <= ?", now, now, now
    )


def release_message(connection: Connection, identity: bytes, now: int) -> bool:
    """Let a held message be passed on; return whether there was one."""
    return bool(
        connection.execute(
            "UPDATE message SET state = 'waiting', next_at = ? WHERE id = ? AND state = 'held'", now, identity
        )
    )


def expire_messages(connection: Connection, before: int, now: int) -> list[bytes]:
    """Delete the messages that arrived before a time; return their ids."""
    expired = [
        bytes(row[0]) for row in connection.rows("SELECT id FROM message WHERE received < ? ORDER BY id", before)
    ]
    return [identity for identity in expired if remove_message(connection, identity, now)]


def read_messages(connection: Connection, state: State, limit: int = 100) -> list[StoredMessage]:
    """Return messages in a state, the oldest first."""
    rows = connection.rows(
        f"SELECT {_COLUMNS} FROM message WHERE state = ? ORDER BY received, id LIMIT ?",  # noqa: S608 - constant
        state, limit,
    )  # fmt: skip
    return [_make_message(row) for row in rows]


def read_facts(connection: Connection) -> MessageFacts:
    """Return what there is to know about all messages."""
    row = connection.rows(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0), MIN(received), MIN(next_at) "
        "FROM message WHERE state = 'waiting'"
    )[0]
    held = connection.rows("SELECT COUNT(*) FROM message WHERE state = 'held'")[0][0]
    problems = connection.rows(
        "SELECT problem FROM message WHERE state = 'waiting' AND problem <> '' ORDER BY next_at DESC LIMIT 1"
    )
    return MessageFacts(int(row[0]), int(row[1]), int(held), row[2], row[3], problems[0][0] if problems else "")


def _make_message(row: Row) -> StoredMessage:
    identity, state, received, body, *others = row
    return StoredMessage(bytes(identity), state, received, bytes(body), *others)


class MessageTable:
    """The messages of a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, message: StoredMessage) -> Literal["stored", "duplicate", "full"]:
        """Store a message unless its id is known, or there are too many in its state."""
        with self._connection.transaction():
            return add_message(self._connection, message)

    def claim(self, now: int, until: int) -> StoredMessage | None:
        """Return a message that is due, which no other collector takes before `until`."""
        with self._connection.transaction():
            return claim_message(self._connection, now, until)

    def remove(self, identity: bytes, now: int) -> bool:
        """Delete a message; return whether there was one."""
        if not self._connection.rows("SELECT 1 FROM message WHERE id = ?", identity):
            return False
        with self._connection.transaction():
            return remove_message(self._connection, identity, now)

    def postpone(self, identity: bytes, next_at: int, problem: str) -> None:
        """Note that a message could not be passed on, and when it is tried again."""
        with self._connection.transaction():
            postpone_message(self._connection, identity, next_at, problem)

    def retry(self, now: int) -> int:
        """Make every waiting message due that nobody is passing on; return their number."""
        with self._connection.transaction():
            return retry_messages(self._connection, now)

    def release(self, identity: bytes, now: int) -> bool:
        """Let a held message be passed on; return whether there was one."""
        with self._connection.transaction():
            return release_message(self._connection, identity, now)

    def expire(self, before: int, now: int) -> list[bytes]:
        """Delete the messages that arrived before a time; return their ids."""
        if not self._connection.rows("SELECT 1 FROM message WHERE received < ? LIMIT 1", before):
            return []
        with self._connection.transaction():
            return expire_messages(self._connection, before, now)

    def read(self, state: State) -> list[StoredMessage]:
        """Return messages in a state, the oldest first."""
        return read_messages(self._connection, state)

    def facts(self) -> MessageFacts:
        """Return what there is to know about all messages."""
        return read_facts(self._connection)
