"""The access tokens of the report pages as rows: only their hashes are stored."""

from dataclasses import dataclass

from helpcentre.collector.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Token:
    """An access token without its secret. Times are Unix milliseconds; `expires` None means never."""

    name: str
    scope: str
    created: int
    expires: int | None
    last_used: int | None


def add_token(connection: Connection, hashed: bytes, token: Token) -> None:
    """Store a new token by the hash of its secret."""
    connection.execute(
        "INSERT INTO token (hash, name, scope, created, expires, last_used) VALUES (?, ?, ?, ?, ?, ?)",
        hashed, token.name, token.scope, token.created, token.expires, token.last_used,
    )  # fmt: skip


def read_tokens(connection: Connection) -> list[tuple[bytes, Token]]:
    """Return every token with the hash of its secret, oldest first."""
    rows = connection.rows("SELECT hash, name, scope, created, expires, last_used FROM token ORDER BY created, name")
    return [(bytes(row[0]), Token(*row[1:])) for row in rows]


def touch_token(connection: Connection, name: str, now: int) -> None:
    """Record when a token was last used."""
    connection.execute("UPDATE token SET last_used = ? WHERE name = ?", now, name)


def revoke_token(connection: Connection, name: str) -> bool:
    """Delete a token; return whether there was one of that name."""
    return connection.execute("DELETE FROM token WHERE name = ?", name) > 0
