"""Writing items: a batch is settled against the rows it touches and applied; erasing and deciding go the same way.

Every function runs inside a transaction of its caller.
"""

from collections.abc import Iterable, Sequence

from helpcentre.collector.items import COLUMNS, COUNTED, DISCARDED, QUARANTINED, Item, Outcome
from helpcentre.collector.settle import Plan, TallyKey, decide, settle
from helpcentre.collector.store.connection import Connection

_ITEM = f"SELECT {', '.join(COLUMNS)} FROM item"  # noqa: S608
_LOOKED_UP = "(state = 0 OR slot IS NULL OR slot = id)"
_UPSERT = (
    "INSERT INTO tally (kind, day, article, language, version, value, label, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (kind, day, article, language, version, value, label) DO UPDATE SET n = tally.n + excluded.n"
)

_DROP_ZERO = (
    "DELETE FROM tally WHERE kind = ? AND day = ? AND article = ? AND language = ? AND version = ? AND value = ? "
    "AND label = ? AND n = 0"
)


def write(connection: Connection, items: Sequence[Item]) -> list[Outcome]:
    """Store a batch; returns what became of each item, in their order."""
    wanted = {item.id for item in items}
    wanted.update(link for item in items for link in (item.parent, item.replaces) if link)
    stored = _items(connection, f"{_ITEM} WHERE id {{in}} ORDER BY seq", wanted)
    ballots = {item.ballot for item in items if item.ballot}
    if ballots:
        stored += _items(
            connection, f"{_ITEM} WHERE ballot IS NOT NULL AND ballot {{in}} AND {_LOOKED_UP} ORDER BY seq", ballots
        )
    votes = {item.id for item in items if item.kind == "vote"}
    if votes:
        for column in ("replaces", "parent"):
            stored += _items(connection, f"{_ITEM} WHERE {column} IS NOT NULL AND {column} {{in}} ORDER BY seq", votes)
    stored += _slots(connection, stored)
    erased = frozenset(row[0] for row in connection.rows_in("SELECT id FROM erased WHERE id {in}", wanted))
    plan = settle(items, stored, erased)
    apply(connection, plan)
    return plan.outcomes


def apply(connection: Connection, plan: Plan) -> None:
    """Carry a plan out."""
    if plan.inserts:
        connection.insert_items(plan.inserts)
    if plan.changes:
        connection.many(
            "UPDATE item SET state = ?, slot = ?, signals = ? WHERE id = ?",
            [(row.state, row.slot, row.signals, row.id) for row in plan.changes.values()],
        )
    change_sums(connection, plan.sums)


def change_sums(connection: Connection, sums: dict[TallyKey, int]) -> None:
    """Add to the day sums; sums that come to nothing are taken out."""
    rows = sorted((*key, by) for key, by in sums.items() if by)
    if not rows:
        return
    connection.many(_UPSERT, rows)
    lowered = [row[:-1] for row in rows if row[-1] < 0]
    if lowered:
        connection.many(_DROP_ZERO, lowered)


def erase(connection: Connection, identity: bytes, now: int, *, remember: bool = True) -> bool:
    """Delete one item, the comments of a vote and the votes it took over; their ids stay refused for retries.

    A reader who changed an answer erases all of it, not only its last form. Tells whether the item was there; an id
    that was not is only refused from now on if `remember`.
    """
    found = _items(connection, f"{_ITEM} WHERE id {{in}}", [identity])
    if not found:
        if remember:
            _refuse(connection, identity, now)
        return False
    question, earlier = _question(found[0]), found
    while earlier and _question(earlier[0]) == question:
        _erase_one(connection, earlier[0], now)
        if not (replaced := earlier[0].replaces):
            break
        earlier = _items(connection, f"{_ITEM} WHERE id {{in}}", [replaced])
        if not earlier:
            _refuse(connection, replaced, now)
    return True


def _erase_one(connection: Connection, item: Item, now: int) -> None:
    gone, plan = [item.id], Plan()
    if item.kind == "vote":
        comments = "SELECT id FROM item WHERE parent IS NOT NULL AND parent {in} AND kind = 'comment'"
        gone += [row[0] for row in connection.rows_in(comments, [item.id])]
    if item.state == COUNTED:
        plan.count(item, -1)
    for identity in gone:
        _refuse(connection, identity, now)
        connection.execute("DELETE FROM issue_item WHERE id = ?", identity)
        connection.execute("DELETE FROM item WHERE id = ?", identity)
    change_sums(connection, plan.sums)


def _refuse(connection: Connection, identity: bytes, now: int) -> None:
    connection.execute("INSERT INTO erased (id, at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", identity, now)


def _question(item: Item) -> tuple[str, str, str]:
    return item.kind, item.article, item.language


def release(connection: Connection, identity: bytes) -> bool:
    """Let a quarantined item count, by the same rule as if it had counted at once; its waiting comments too."""
    found = _items(connection, f"{_ITEM} WHERE id {{in}}", [identity])
    if not found or found[0].state not in (QUARANTINED, DISCARDED):
        return False
    item, plan = found[0], Plan()
    item.state, item.signals = COUNTED, ""
    plan.count(item, 1)
    plan.changes[item.id] = item
    members = {row.id: row for row in [*_slots(connection, found), item]}
    members[item.id] = item
    if item.slot:
        decide(list(members.values()), {identity: order for order, identity in enumerate(members)}, plan)
    apply(connection, plan)
    if item.kind == "vote":
        connection.execute(
            "UPDATE item SET state = ?, signals = '' WHERE parent = ? AND kind = 'comment' AND state = ? "
            "AND signals = 'with_vote'",
            COUNTED, item.id, QUARANTINED,
        )  # fmt: skip
    return True


def discard(connection: Connection, identity: bytes) -> bool:
    """Keep an item out of every count for good; it stays visible until it is pruned, and can be released."""
    found = _items(connection, f"{_ITEM} WHERE id {{in}}", [identity])
    if not found or found[0].state == DISCARDED:
        return False
    plan = Plan()
    if found[0].state == COUNTED:
        plan.count(found[0], -1)
    found[0].state = DISCARDED
    plan.changes[identity] = found[0]
    apply(connection, plan)
    return True


def wrong_sums(connection: Connection, since_day: int) -> dict[TallyKey, tuple[int, int]]:
    """Return the sums from `since_day` on that differ from the items: key to (sum kept, sum of the items)."""
    counted = Plan()
    for row in connection.stream(f"{_ITEM} WHERE state = ? AND kind <> 'comment'", COUNTED):
        counted.count(Item(*row), 1)
    columns = (
        "SELECT kind, day, article, language, version, value, label, n FROM tally WHERE day >= ? AND kind <> 'view'"
    )
    kept: dict[TallyKey, int] = {tuple(row[:7]): row[7] for row in connection.rows(columns, since_day)}
    mine = {key: n for key, n in counted.sums.items() if key[1] >= since_day}
    return {
        key: (kept.get(key, 0), mine.get(key, 0))
        for key in kept.keys() | mine.keys()
        if kept.get(key, 0) != mine.get(key, 0)
    }


def _slots(connection: Connection, rows: Iterable[Item]) -> list[Item]:
    slots = {row.slot for row in rows if row.slot}
    if not slots:
        return []
    return _items(
        connection, f"{_ITEM} WHERE slot IS NOT NULL AND slot {{in}} AND (state = 0 OR slot = id) ORDER BY seq", slots
    )


def _items(connection: Connection, sql: str, values: Iterable[bytes | None]) -> list[Item]:
    return [Item(*row) for row in connection.rows_in(sql, values)]
