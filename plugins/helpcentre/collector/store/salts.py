"""The daily salts that readers' hashes are made with; both are erased after 48 hours."""

import secrets

from helpcentre.collector.store.connection import Connection
from helpcentre.collector.store.maintenance import FORGOTTEN_UP_TO, read_number, write_number
from helpcentre.collector.store.rate_limit_counters import erase_expired_usage
from helpcentre.contract.limits import DAY_MS, day_of

SALT_DAYS = 2  # a salt is used from midnight, so yesterday's and today's are kept


def read_salt(connection: Connection, day: int) -> bytes:
    """Return the day's 32 random bytes, made when first asked for; must be called outside a transaction."""
    find = "SELECT key FROM salt WHERE day = ?"
    if not (found := connection.rows(find, day)):
        with connection.transaction():
            connection.execute(
                "INSERT INTO salt (day, key) VALUES (?, ?) ON CONFLICT (day) DO NOTHING", day, secrets.token_bytes(32)
            )
            found = connection.rows(find, day)
    return bytes(found[0][0])


def erase_expired_hashes(connection: Connection, now: int) -> int:
    """Erase salts older than 48 hours and every hash made with them; return how many hashes were erased.

    `now` is in Unix milliseconds. Rows already done are below a mark; it stops before the first row that still has
    its hash, because rows do not always arrive in the order of their times. Salts and hashes that a clock running
    ahead has left for later days are erased too.
    """
    first_kept = day_of(now) - SALT_DAYS + 1
    connection.execute("DELETE FROM salt WHERE day < ? OR day > ?", first_kept, first_kept + SALT_DAYS)
    cutoff = (first_kept - day_of(0)) * DAY_MS
    erase_expired_usage(connection, cutoff, cutoff + (SALT_DAYS + 1) * DAY_MS)
    mark = read_number(connection, FORGOTTEN_UP_TO) or 0
    changed = connection.execute(
        "UPDATE item SET ballot = NULL WHERE seq > ? AND (received < ? OR received >= ?) AND ballot IS NOT NULL",
        mark, cutoff, cutoff + (SALT_DAYS + 1) * DAY_MS,
    )  # fmt: skip
    newest = connection.rows(
        "SELECT COALESCE((SELECT MIN(seq) - 1 FROM item WHERE seq > ? AND ballot IS NOT NULL), MAX(seq), 0) FROM item "
        "WHERE seq > ?",
        mark, mark,
    )  # fmt: skip
    if newest[0][0] > mark:
        write_number(connection, FORGOTTEN_UP_TO, newest[0][0])
    return changed
