"""The store: everything the collector, the reports and the command line ask of a database, SQLite or PostgreSQL.

Methods are synchronous, and one store belongs to one thread at a time. A database that cannot be read or written
raises StoreUnavailableError. Times are Unix milliseconds, days are UTC dates, ids are 16 bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from helpcentre.collector.intake.last_answer_wins import TallyKey
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.items import Item, Outcome
from helpcentre.collector.store import (
    counters,
    decisions,
    diagnostics,
    exports,
    gap_decisions,
    issues,
    item_writes,
    maintenance,
    manifests,
    rate_limit_counters,
    report_queries,
    retention,
    salts,
    schema,
    tokens,
)
from helpcentre.collector.store.connection import Connection
from helpcentre.collector.store.decisions import Action, Decision
from helpcentre.collector.store.diagnostics import ItemFacts, RecentFacts
from helpcentre.collector.store.issues import Draft
from helpcentre.collector.store.messages import MessageTable
from helpcentre.collector.store.quarantine import QuarantineFilter, read_quarantined
from helpcentre.collector.store.retention import Retention
from helpcentre.collector.store.tokens import Token
from helpcentre.contract.manifest import Manifest, SiteEvent
from helpcentre.reporting.records import CommentRecord, GapDecision, Issue, Quarantined, Query, ReportRows, VoteCount


class Store:
    """One open database with the newest schema."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.messages = connection, MessageTable(connection)
        try:
            schema.migrate(connection)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    # Items

    def write(self, items: Sequence[Item]) -> list[Outcome]:
        """Store a batch in one transaction; when this returns, it is on the disk."""
        with self.connection.transaction():
            return item_writes.write(self.connection, items)

    def erase(self, identity: bytes, now: int, *, remember: bool = True) -> list[bytes]:
        """Delete an item (a vote with its comments and the votes it replaced), also from every sum, or a message.

        Returns the ids of what was deleted. If `remember`, an unknown id is refused from now on.
        """
        if self.messages.remove(identity, now):
            return [identity]
        with self.connection.transaction():
            return item_writes.erase(self.connection, identity, now, remember=remember)

    def decide(self, identity: bytes, action: Action, at: int) -> bool:
        """Count a quarantined item, or keep one out; return whether that changed anything. `at` names the decision."""
        with self.connection.transaction():
            return item_writes.decide(self.connection, identity, action, at)

    def set_aside(self, ids: Sequence[bytes], signal: str) -> int:
        """Quarantine items that count; return how many there were."""
        with self.connection.transaction():
            return item_writes.set_aside(self.connection, ids, signal)

    def undo(self, identity: bytes, at: int) -> bool:
        """Undo the decision about an item that was made at a time; return whether that changed anything."""
        with self.connection.transaction():
            return item_writes.undo(self.connection, identity, at)

    def decisions(self, now: int) -> list[Decision]:
        """Return the decisions that can still be undone, the newest first."""
        return decisions.read_decisions(self.connection, now)

    def wrong_sums(self, since: date) -> dict[TallyKey, tuple[int, int]]:
        """Return the day sums since a day that differ from the items: key to (sum kept, sum of the items)."""
        return item_writes.wrong_sums(self.connection, since.toordinal())

    # The site

    def learn(self, manifest: Manifest, now: int) -> None:
        """Store what a manifest says."""
        with self.connection.transaction():
            manifests.store_manifest(self.connection, manifest, now)

    def known(self) -> SiteCatalogue:
        """Return every article, version, heading and channel that items may refer to."""
        return manifests.read_catalogue(self.connection)

    def events(self, since: date, until: date) -> tuple[SiteEvent, ...]:
        """Return the closures and notices that touch a window, oldest first."""
        return manifests.read_events(self.connection, since, until)

    # Salts, retention, counters

    def salt(self, day: int) -> bytes:
        """Return the salt of a day, given as an ordinal."""
        return salts.read_salt(self.connection, day)

    def erase_expired_hashes(self, now: int) -> int:
        """Erase salts and readers' hashes older than 48 hours; return the number of hashes."""
        with self.connection.transaction():
            return salts.erase_expired_hashes(self.connection, now)

    def doubt_about_pruning(self, keep: Retention, now: int) -> str | None:
        """Return why retention should not be applied without confirmation at this time, or None if it can be."""
        return retention.find_doubt(self.connection, keep, now)

    def prune_some(self, keep: Retention, now: int) -> int:
        """Erase one chunk of expired data; return how many rows changed, 0 when all is done."""
        with self.connection.transaction():
            return retention.prune_some(self.connection, keep, now)

    def prune(self, keep: Retention, now: int) -> int:
        """Erase all expired data, in short transactions, once the caller has asked `doubt_about_pruning`."""
        self.erase_expired_hashes(now)
        total = 0
        while changed := self.prune_some(keep, now):
            total += changed
        return total

    def pending_wipes(self) -> list[bytes]:
        """Return the ids of erased rows that may still be in the files."""
        return maintenance.read_pending_wipes(self.connection)

    def finish_wipes(self, ids: Sequence[bytes]) -> None:
        """Note that erased rows are gone from the files."""
        with self.connection.transaction():
            maintenance.finish_wipes(self.connection, ids)

    def is_rebuild_due(self, now: int, every_ms: int) -> bool:
        """Return whether pruned rows may still be in the file, which was not rebuilt for the last `every_ms`."""
        return maintenance.is_rebuild_due(self.connection, now, every_ms)

    def note_rebuild(self, now: int) -> None:
        """Note that the file was rebuilt, so that no pruned row is left in it."""
        with self.connection.transaction():
            maintenance.note_rebuild(self.connection, now)

    def compact(self, now: int) -> None:
        """Give freed space back, so that nothing erased or pruned is left in the files."""
        wiped = self.pending_wipes()
        self.connection.compact()
        self.finish_wipes(wiped)
        self.note_rebuild(now)

    def add_counters(self, counts: dict[str, int]) -> None:
        """Add to the counters that outlive a restart."""
        with self.connection.transaction():
            counters.add_counters(self.connection, counts)

    def share_usage(self, counter: str, span: int, more: Mapping[bytes, int]) -> dict[bytes, int]:
        """Add to what senders have used of their limits, and return what all collectors have counted of it."""
        with self.connection.transaction():
            rate_limit_counters.add_usage(self.connection, counter, span, more)
        return rate_limit_counters.read_usage(self.connection, counter, span)

    def counters(self) -> dict[str, int]:
        """Return the counters by name."""
        return counters.counters(self.connection)

    # Diagnosis

    def item_facts(self, latest: int) -> ItemFacts:
        """Return facts about all items; those received after `latest` are from the future."""
        return diagnostics.read_item_facts(self.connection, latest)

    def recent_facts(self, since: int) -> RecentFacts:
        """Return facts about the items received since a time."""
        return diagnostics.read_recent_facts(self.connection, since)

    def last_retention_run(self) -> int | None:
        """Return when retention was last applied, or None if it never was."""
        return maintenance.read_number(self.connection, maintenance.RETENTION_RUN)

    def schema_reached(self) -> int:
        """Return the number of the newest schema step that was applied."""
        return schema.read_reached(self.connection)

    # Copies

    def backup(self, target: Path) -> None:
        """Write a complete copy while the collector runs."""
        self.connection.backup(target)

    def read_table(self, table: str, *, whole: bool = False) -> Iterator[dict[str, Any]]:
        """Return the rows of a table; see `exports.read_table`."""
        return exports.read_table(self.connection, table, whole=whole)

    def write_tables(self, tables: Iterable[tuple[str, Iterable[dict[str, Any]]]]) -> dict[str, int]:
        """Add the rows of tables in one transaction: all of them or none."""
        with self.connection.transaction():
            return {table: exports.write_table(self.connection, table, records) for table, records in tables}

    def is_empty(self) -> bool:
        """Return whether no answer was ever stored."""
        return exports.is_empty(self.connection)

    # Access tokens

    def add_token(self, hashed: bytes, token: Token) -> None:
        """Store a new token by the hash of its secret."""
        with self.connection.transaction():
            tokens.add_token(self.connection, hashed, token)

    def tokens(self) -> list[tuple[bytes, Token]]:
        """Return every token with the hash of its secret."""
        return tokens.read_tokens(self.connection)

    def touch_token(self, name: str, now: int) -> None:
        """Record when a token was last used."""
        with self.connection.transaction():
            tokens.touch_token(self.connection, name, now)

    def revoke_token(self, name: str) -> bool:
        """Delete a token; return whether there was one of that name."""
        with self.connection.transaction():
            return tokens.revoke_token(self.connection, name)

    # Issues

    def open_issue(self, draft: Draft, items: Sequence[bytes], now: int) -> int:
        """File items as a new issue and return its number."""
        with self.connection.transaction():
            return issues.open_issue(self.connection, draft, items, now)

    def change_issue(self, issue: int, now: int, **changes: Any) -> bool:
        """Change title, nature, severity, status or owner of an issue; return whether there is such an issue."""
        with self.connection.transaction():
            return issues.change_issue(self.connection, issue, now, changes)

    def link_items(self, issue: int, items: Sequence[bytes], now: int) -> None:
        """Add items to an issue."""
        with self.connection.transaction():
            issues.link_items(self.connection, issue, items, now)

    def issues(self, now: datetime) -> tuple[Issue, ...]:
        """Return every issue with its items."""
        return issues.read_issues(self.connection, now)

    def decide_gap(self, decisions: Sequence[GapDecision]) -> None:
        """Store what was decided about the wordings of a gap; `new` takes it back."""
        with self.connection.transaction():
            gap_decisions.write_gap_decisions(self.connection, decisions)

    # Reports

    def report_rows(
        self, since: date, until: date, language: str | None = None, sums_since: date | None = None,
        spans: Sequence[tuple[date, date]] = (),
    ) -> ReportRows:  # fmt: skip
        """Return everything a report over the days `since` to `until` is made from.

        `language` narrows every record. The sums of each day reach back to `sums_since`; votes from before are summed
        over each of `spans` (first and last day). Words and headings are always those of the window.
        """
        rows = report_queries.read_report_rows(self.connection, since, until, language, sums_since or since, spans)
        return replace(
            rows, issues=self.issues(datetime.combine(until, time.max, tzinfo=UTC)), counters=self.counters()
        )

    def votes(
        self, since: date, until: date, article: str | None = None, language: str | None = None
    ) -> tuple[VoteCount, ...]:
        """Return the votes of each day."""
        return report_queries.read_votes(self.connection, since, until, article, language)

    def comments(
        self, since: date, until: date, article: str | None = None, language: str | None = None, limit: int = 1000
    ) -> tuple[CommentRecord, ...]:
        """Return the counted comments, newest first."""
        return report_queries.read_comments(self.connection, since, until, article, language, limit)

    def queries(
        self, since: date, until: date, language: str | None = None, clicked: str | None = None
    ) -> tuple[Query, ...]:
        """Return the searches whose words were kept, newest first; `clicked`: only those that led to an article."""
        return report_queries.read_queries(self.connection, since, until, language, clicked)

    def first_failed(self, before: date) -> dict[tuple[str, str], int]:
        """Return the day (an ordinal) of the first failed search of each (language, wording), of days before one."""
        return report_queries.read_first_failed(self.connection, before)

    def quarantined(self, limit: int = 500, *, discarded: bool = False) -> tuple[Quarantined, ...]:
        """Return the quarantined items (or the discarded ones), newest first."""
        return read_quarantined(self.connection, QuarantineFilter(discarded=discarded), limit)

    def count_quarantined(self) -> int:
        """Return how many items are in quarantine."""
        return report_queries.count_quarantined(self.connection)
