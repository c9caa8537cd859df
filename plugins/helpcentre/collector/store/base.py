"""The store: what the collector, the reports and the command line ask of a database, whichever it is.

Methods are synchronous and belong to one thread at a time. A database that cannot be written or read raises
StoreUnavailableError; one that cannot be opened at all raises HelpCentreError with what to do.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.items import Item, Outcome
from helpcentre.collector.store import catalogue, counters, exports, item_writes, retention, salts, tokens
from helpcentre.collector.store.connection import Connection
from helpcentre.collector.store.retention import Retention
from helpcentre.collector.store.tokens import Token
from helpcentre.contract.manifest import Manifest, SiteEvent
from helpcentre.errors import HelpCentreError

if TYPE_CHECKING:  # what only reports and triage need is imported where it is used: a collector may never be asked
    from helpcentre.collector.store.issues import Draft
    from helpcentre.reporting.records import CommentRecord, Issue, Quarantined, Query, ReportRows, VoteCount

DEFAULT = "sqlite:///data/feedback.db"


class Store:
    """One open database with its schema up to date."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        try:
            self.migrate()
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def migrate(self, up_to: int | None = None) -> int:
        """Apply the steps of the schema that are missing (up to one, for tests); returns the number reached."""
        connection = self.connection
        with connection.transaction():
            connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)")
            reached = int(connection.rows("SELECT COALESCE(MAX(number), 0) FROM migration")[0][0])
            steps = connection.migrations()
            if reached > steps[-1][0]:
                message = (
                    f"the database is of a newer helpcentre (schema {reached}, known {steps[-1][0]}); update first"
                )
                raise HelpCentreError(message)
            for number, sql in steps:
                if number > reached and (up_to is None or number <= up_to):
                    for statement in _statements(sql):
                        connection.execute(statement)
                    connection.execute("INSERT INTO migration (number) VALUES (?)", number)
                    reached = number
        return reached

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    # Writing

    def write(self, items: Sequence[Item]) -> list[Outcome]:
        """Store a batch in one transaction; when this returns, it is on the disk."""
        if (
            self.connection.one_journey
            and (outcomes := item_writes.write_untouching(self.connection, items)) is not None
        ):
            return outcomes
        with self.connection.transaction():
            return item_writes.write(self.connection, items)

    def erase(self, identity: bytes, now: int, *, remember: bool = True) -> list[bytes]:
        """Delete an item for good (a vote with its comments and the votes it took over), out of every sum.

        Returns the ids of what was deleted; an id that was not there is refused from now on if `remember`.
        """
        with self.connection.transaction():
            return item_writes.erase(self.connection, identity, now, remember=remember)

    def release(self, identity: bytes) -> bool:
        """Let a quarantined item count."""
        with self.connection.transaction():
            return item_writes.release(self.connection, identity)

    def discard(self, identity: bytes) -> bool:
        """Keep an item out of every count."""
        with self.connection.transaction():
            return item_writes.discard(self.connection, identity)

    def learn(self, manifest: Manifest, now: int) -> None:
        """Take over what the site says about itself."""
        with self.connection.transaction():
            catalogue.learn(self.connection, manifest, now)
        if self.connection.one_journey:
            item_writes.write_untouching(self.connection, ())  # plans are made now, not while the first readers wait

    def known(self, *, order_pattern: str | None = None, count_views: bool = False) -> SiteCatalogue:
        """Return everything answers are accepted about."""
        return catalogue.known(self.connection, order_pattern=order_pattern, count_views=count_views)

    def salt(self, day: int) -> bytes:
        """Return the day's salt."""
        return salts.read_salt(self.connection, day)

    def add_counters(self, counts: dict[str, int]) -> None:
        """Add to the counters that outlive a restart."""
        with self.connection.transaction():
            counters.add_counters(self.connection, counts)

    def stored_since(self, instant: int) -> int:
        """Return how many rows were stored since an instant (Unix ms)."""
        return int(self.connection.rows("SELECT COUNT(*) FROM item WHERE received >= ?", instant)[0][0])

    # Care

    def forget(self, now: int) -> int:
        """Erase salts and hashes older than 48 hours."""
        with self.connection.transaction():
            return salts.erase_expired_hashes(self.connection, now)

    def prune_some(self, keep: Retention, now: int) -> int:
        """Erase one chunk of what is over age; 0 when all is done."""
        with self.connection.transaction():
            return retention.prune_some(self.connection, keep, now)

    def prune(self, keep: Retention, now: int) -> int:
        """Erase all that is over age, in short transactions; returns how many rows changed."""
        self.forget(now)
        total = 0
        while changed := self.prune_some(keep, now):
            total += changed
        return total

    def wrong_sums(self, since: date) -> dict[Any, tuple[int, int]]:
        """Return the day sums that differ from the items since a day."""
        return dict(item_writes.wrong_sums(self.connection, since.toordinal()))

    def backup(self, target: Path) -> None:
        """Write a whole copy while the collector runs."""
        self.connection.backup(target)

    def read_table(self, table: str, *, whole: bool = False) -> Iterator[dict[str, Any]]:
        """Return the rows of a table (see `exports.EXPORTED`)."""
        return exports.read_table(self.connection, table, whole=whole)

    def write_tables(self, tables: Iterable[tuple[str, Iterable[dict[str, Any]]]]) -> dict[str, int]:
        """Add the rows of tables in one transaction: all of them or none."""
        with self.connection.transaction():
            return {table: exports.write_table(self.connection, table, records) for table, records in tables}

    def is_empty(self) -> bool:
        """Tell whether nothing was ever stored."""
        return exports.is_empty(self.connection)

    # Keys

    def add_token(self, hashed: bytes, token: Token) -> None:
        """Keep a new key's hash."""
        with self.connection.transaction():
            tokens.add_token(self.connection, hashed, token)

    def tokens(self) -> list[tuple[bytes, Token]]:
        """Return every key's hash and description."""
        return tokens.read_tokens(self.connection)

    def touch_token(self, name: str, now: int) -> None:
        """Note when a key was last used."""
        with self.connection.transaction():
            tokens.touch_token(self.connection, name, now)

    def revoke_token(self, name: str) -> bool:
        """Take a key away."""
        with self.connection.transaction():
            return tokens.revoke_token(self.connection, name)

    # Triage

    def open_issue(self, draft: "Draft", items: Sequence[bytes], now: int) -> int:
        """File items as a new issue; returns its number."""
        from helpcentre.collector.store import issues

        with self.connection.transaction():
            return issues.open_issue(self.connection, draft, items, now)

    def change_issue(self, issue: int, now: int, **changes: Any) -> bool:
        """Change title, nature, severity, status or owner of an issue."""
        from helpcentre.collector.store import issues

        with self.connection.transaction():
            return issues.change_issue(self.connection, issue, now, changes)

    def link_items(self, issue: int, items: Sequence[bytes], now: int) -> None:
        """Add items to an issue."""
        from helpcentre.collector.store import issues

        with self.connection.transaction():
            issues.link_items(self.connection, issue, items, now)

    # Reading

    def report_rows(
        self,
        since: date,
        until: date,
        language: str | None = None,
        sums_since: date | None = None,
        spans: Sequence[tuple[date, date]] = (),
    ) -> "ReportRows":
        """Return all a report over the UTC days `since` to `until` needs; `language` narrows every count.

        The sums of each day reach back to `sums_since`, answers of before are summed over each of `spans` (first and
        last day); words and headings are always those of the window.
        """
        from helpcentre.collector.store import report_rows

        return report_rows.rows(self.connection, since, until, language, sums_since or since, spans)

    def votes(
        self, since: date, until: date, article: str | None = None, language: str | None = None
    ) -> "tuple[VoteCount, ...]":
        """Return the answers of each day."""
        from helpcentre.collector.store import report_queries

        return report_queries.read(self.connection, report_queries.votes(since, until, article, language))

    def events(self, since: date, until: date) -> tuple[SiteEvent, ...]:
        """Return the closures and notices that touch a window, oldest first."""
        return catalogue.events(self.connection, since, until)

    def comments(
        self, since: date, until: date, article: str | None = None, language: str | None = None, limit: int = 1000
    ) -> "tuple[CommentRecord, ...]":
        """Return the comments that count, newest first."""
        from helpcentre.collector.store import report_queries

        return report_queries.read(self.connection, report_queries.comments(since, until, article, language, limit))

    def queries(
        self, since: date, until: date, language: str | None = None, clicked: str | None = None
    ) -> "tuple[Query, ...]":
        """Return the searches whose words were kept, newest first; `clicked`: those that ended at an article."""
        from helpcentre.collector.store import report_queries

        return report_queries.read(self.connection, report_queries.queries(since, until, language, clicked=clicked))

    def first_asked(self, before: date) -> dict[tuple[str, str], int]:
        """Return when wordings were first searched in vain before a day: ordinals of days by (language, wording)."""
        from helpcentre.collector.store import report_queries

        return report_queries.read(self.connection, report_queries.first_asked(before))

    def quarantined(self, limit: int = 500, *, discarded: bool = False) -> "tuple[Quarantined, ...]":
        """Return what waits to be looked at, newest first."""
        from helpcentre.collector.store import report_queries

        return report_queries.quarantined(self.connection, limit, discarded=discarded)

    def waiting(self) -> int:
        """Return how many items wait to be looked at."""
        from helpcentre.collector.store import report_queries

        return report_queries.quarantined_count(self.connection)

    def issues(self, now: datetime) -> "tuple[Issue, ...]":
        """Return every issue with its items."""
        from helpcentre.collector.store import report_queries

        return report_queries.issues(self.connection, now)

    def counters(self) -> dict[str, int]:
        """Return the counters by name."""
        return counters.counters(self.connection)


def open_store(address: str = DEFAULT, **options: Any) -> Store:
    """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`; makes what is missing."""
    scheme = urlsplit(address).scheme
    if scheme == "sqlite":
        from helpcentre.collector.store.sqlite import SqliteConnection

        return Store(SqliteConnection(sqlite_path(address), **options))
    if scheme in ("postgresql", "postgres"):
        from helpcentre.collector.store.postgres import PostgresConnection

        return Store(PostgresConnection(address, **options))
    message = (
        f"'{address.split('@')[-1]}' is no database; write sqlite:///data/feedback.db or postgresql://user@host/name"
    )
    raise HelpCentreError(message)


def sqlite_path(address: str) -> Path:
    """Return the file of an address such as `sqlite:///data/feedback.db`."""
    path = unquote(address.removeprefix("sqlite://").removeprefix("/"))
    if not path or not address.startswith("sqlite:///"):
        raise HelpCentreError(f"'{address}' names no file; write sqlite:///data/feedback.db (four slashes: absolute)")
    return Path(path)


def _statements(sql: str) -> list[str]:
    lines = [line for line in sql.splitlines() if not line.lstrip().startswith("--")]
    return [statement.strip() for statement in "\n".join(lines).split(";") if statement.strip()]
