"""Writing items: a batch is settled against the rows it touches and applied; erasing and deciding go the same way.

Every function runs inside a transaction of its caller.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from helpcentre.collector.intake.last_answer_wins import Plan, TallyKey, decide, settle
from helpcentre.collector.items import COLUMNS, COUNTED, DISCARDED, QUARANTINED, Item, Outcome
from helpcentre.collector.store.connection import Connection, Insert

_ITEM = f"SELECT {', '.join(COLUMNS)} FROM item"  # noqa: S608
_LOOKED_UP = "(state = 0 OR slot IS NULL OR slot = id)"
_TOUCHED = (  # what a batch can touch, by its ids and links, ballots, votes, votes
    "id {in}",
    f"ballot IS NOT NULL AND ballot {{in}} AND {_LOOKED_UP}",
    "replaces IS NOT NULL AND replaces {in}",
    "parent IS NOT NULL AND parent {in}",
)
_STORED = tuple(f"{_ITEM} WHERE {condition} ORDER BY seq" for condition in _TOUCHED)
_ANY = tuple(f"SELECT 1 FROM item WHERE {condition}" for condition in _TOUCHED)  # noqa: S608
_ERASED = "SELECT id FROM erased WHERE id {in}"
_SUM = ("kind", "day", "article", "language", "version", "value", "label", "n")
_ADD = f"ON CONFLICT ({', '.join(_SUM[:-1])}) DO UPDATE SET n = tally.n + excluded.n"
_values = attrgetter(*COLUMNS)

_DROP_ZERO = (
    "DELETE FROM tally WHERE kind = ? AND day = ? AND article = ? AND language = ? AND version = ? AND value = ? "
    "AND label = ? AND n = 0"
)


def write(connection: Connection, items: Sequence[Item]) -> list[Outcome]:
    """Store a batch; returns what became of each item, in their order."""
    wanted = [*{link for item in items for link in (item.id, item.parent, item.replaces) if link}]
    *touched, gone = connection.look_up([*zip(_STORED, _links(items, wanted), strict=True), (_ERASED, wanted)])
    stored = [Item(*row) for rows in touched for row in rows]
    stored += _slots(connection, stored)
    erased = frozenset(row[0] for row in gone)
    plan = settle(items, stored, erased)
    apply(connection, plan)
    return plan.outcomes


def write_untouching(connection: Connection, items: Sequence[Item]) -> list[Outcome] | None:
    """Store a batch in one journey if it touches nothing that is stored; None, and nothing stored, if it does.

    So it is with nearly every batch: new readers, new questions. The database looks whether it is so and writes in one
    transaction, or does neither; then the items are as they were.
    """
    ids = [item.id for item in items]
    links = {link for item in items for link in (item.replaces, item.kind == "comment" and item.parent) if link}
    if not links.issubset(ids):
        return None
    before = [(item.state, item.slot, item.repeat, item.signals) for item in items]
    plan, done = settle(items, ()), False
    try:
        queries = [*zip(_ANY, _links(items, ids), strict=True), (_ERASED, ids)]
        done = connection.insert_unless(queries, _rows(plan), _sums(plan.sums))
    finally:
        if not done:
            for item, values in zip(items, before, strict=True):
                item.state, item.slot, item.repeat, item.signals = values
    return plan.outcomes if done else None


def _links(items: Sequence[Item], ids: list[bytes]) -> tuple[list[bytes], ...]:
    """Return what the queries of `_TOUCHED` look for."""
    ballots = [*{item.ballot for item in items if item.ballot}]
    votes = [*{item.id for item in items if item.kind == "vote"}]
    return ids, ballots, votes, votes


def apply(connection: Connection, plan: Plan) -> None:
    """Carry a plan out."""
    if plan.changes:
        connection.many(
            "UPDATE item SET state = ?, slot = ?, signals = ? WHERE id = ?",
            [(row.state, row.slot, row.signals, row.id) for row in plan.changes.values()],
        )
    sums = _sums(plan.sums)
    connection.insert(_rows(plan), sums)
    _drop_zero(connection, sums)


def change_sums(connection: Connection, sums: dict[TallyKey, int]) -> None:
    """Add to the day sums; sums that come to nothing are taken out."""
    added = _sums(sums)
    connection.insert(added)
    _drop_zero(connection, added)


def _rows(plan: Plan) -> Insert:
    return Insert("item", COLUMNS, [_values(item) for item in plan.inserts])


def _sums(sums: dict[TallyKey, int]) -> Insert:
    """Return the changes as rows, in the order of their keys: two collectors then never wait for each other."""
    return Insert("tally", _SUM, sorted((*key, by) for key, by in sums.items() if by), _ADD)


def _drop_zero(connection: Connection, sums: Insert) -> None:
    lowered = [row[:-1] for row in sums.rows if row[-1] < 0]
    if lowered:
        connection.many(_DROP_ZERO, lowered)


def erase(connection: Connection, identity: bytes, now: int, *, remember: bool = True) -> list[bytes]:
    """Delete one item, the comments of a vote and the votes it took over; their ids stay refused for retries.

    A reader who changed an answer erases all of it, not only its last form. Returns the ids of all that was deleted;
    an id that was not there is only refused from now on if `remember`.
    """
    found = _items(connection, f"{_ITEM} WHERE id {{in}}", [identity])
    if not found:
        if remember:
            _refuse(connection, identity, now)
        return []
    question, earlier, gone = _question(found[0]), found, list[bytes]()
    while earlier and _question(earlier[0]) == question:
        gone += _erase_one(connection, earlier[0], now)
        if not (replaced := earlier[0].replaces):
            break
        earlier = _items(connection, f"{_ITEM} WHERE id {{in}}", [replaced])
        if not earlier:
            _refuse(connection, replaced, now)
    return gone


def _erase_one(connection: Connection, item: Item, now: int) -> list[bytes]:
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
    return gone


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
