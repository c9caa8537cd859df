"""Write items: batches, erasures, releases and discards are applied to the stored rows that they affect.

Every function must be called inside a transaction.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from helpcentre.collector.intake.last_answer_wins import UPDATED, Plan, TallyKey, count_last_answer, plan_changes
from helpcentre.collector.items import COLUMNS, COUNTED, DISCARDED, QUARANTINED, SUPERSEDED, Item, Outcome
from helpcentre.collector.store.connection import Connection, Insert
from helpcentre.collector.store.decisions import Action, Record, add_record, take_record
from helpcentre.collector.store.maintenance import add_pending_wipes

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM item"  # noqa: S608 - constants
_BY_ID = f"{_SELECT} WHERE id {{in}}"
_BY_SLOT = f"{_SELECT} WHERE slot IS NOT NULL AND slot {{in}} AND (state = 0 OR slot = id) ORDER BY seq"
_WHOLE_BALLOT = f"{_SELECT} WHERE ballot IS NOT NULL AND ballot {{in}} ORDER BY seq"
_WHOLE_SLOT = f"{_SELECT} WHERE slot {{in}} ORDER BY seq"
_TOUCHED = tuple(  # the rows a batch can touch: by its ids and links, its ballots, and its votes (twice)
    f"{_SELECT} WHERE {condition} ORDER BY seq"
    for condition in (
        "id {in}",
        "ballot IS NOT NULL AND ballot {in} AND (state = 0 OR slot IS NULL OR slot = id)",
        "replaces IS NOT NULL AND replaces {in}",
        "parent IS NOT NULL AND parent {in}",
    )
)
_ERASED = "SELECT id FROM erased WHERE id {in}"
_TALLY = ("kind", "day", "article", "language", "version", "value", "label", "n")
_ADD_TO_TALLY = f"ON CONFLICT ({', '.join(_TALLY[:-1])}) DO UPDATE SET n = tally.n + excluded.n"
_DELETE_ZERO = (
    "DELETE FROM tally WHERE kind = ? AND day = ? AND article = ? AND language = ? AND version = ? AND value = ? "
    "AND label = ? AND n = 0"
)
_item_values = attrgetter(*COLUMNS)
_CHANGED_BY_UPDATE = (*UPDATED, "ballot", "repeat")
_UPDATE = f"UPDATE item SET {', '.join(f'{name} = ?' for name in _CHANGED_BY_UPDATE)} WHERE id = ?"  # noqa: S608
_updated_values = attrgetter(*_CHANGED_BY_UPDATE, "id")


def write(connection: Connection, items: Sequence[Item]) -> list[Outcome]:
    """Store a batch; return the outcome of each item, in their order."""
    ids = [*{link for item in items for link in (item.id, item.parent, item.replaces) if link}]
    ballots = [*{item.ballot for item in items if item.ballot}]
    votes = [*{item.id for item in items if item.kind == "vote"}]
    lookups = zip((*_TOUCHED, _ERASED), (ids, ballots, votes, votes, ids), strict=True)
    *touched, erased = connection.look_up([*lookups])
    stored = [Item(*row) for rows in touched for row in rows]
    stored += _read_slots(connection, stored)
    plan = plan_changes(items, stored, frozenset(row[0] for row in erased))
    apply(connection, plan)
    return plan.outcomes


def apply(connection: Connection, plan: Plan) -> None:
    """Insert, change and update the items of a plan, and the day sums with them."""
    if plan.changes:
        connection.execute_many(
            "UPDATE item SET state = ?, slot = ?, signals = ? WHERE id = ?",
            [(row.state, row.slot, row.signals, row.id) for row in plan.changes.values()],
        )
    if plan.updates:
        connection.execute_many(_UPDATE, [_updated_values(row) for row in plan.updates.values()])
    inserts = Insert("item", COLUMNS, [_item_values(item) for item in plan.inserts])
    changes = _tally_changes(plan.sums)
    connection.insert(inserts, changes)
    _delete_zero_sums(connection, changes)


def change_sums(connection: Connection, sums: dict[TallyKey, int]) -> None:
    """Add to the day sums; sums that become 0 are deleted."""
    changes = _tally_changes(sums)
    connection.insert(changes)
    _delete_zero_sums(connection, changes)


def _tally_changes(sums: dict[TallyKey, int]) -> Insert:
    """Return the changes as rows in the order of their keys, so that two collectors never wait for each other."""
    return Insert("tally", _TALLY, sorted((*key, by) for key, by in sums.items() if by), _ADD_TO_TALLY)


def _delete_zero_sums(connection: Connection, changes: Insert) -> None:
    lowered = [row[:-1] for row in changes.rows if row[-1] < 0]
    if lowered:
        connection.execute_many(_DELETE_ZERO, lowered)


def erase(connection: Connection, identity: bytes, now: int, *, remember: bool = True) -> list[bytes]:
    """Delete one item, the comments of a vote and the votes it replaced; their ids stay refused for retries.

    A reader who changed an answer erases all of its forms, not only the last. Returns the ids of everything deleted.
    An id that is unknown is only refused from now on if `remember`.
    """
    found = _read_items(connection, _BY_ID, [identity])
    if not found:
        if remember:
            _refuse_from_now_on(connection, identity, now)
        return []
    question, earlier, erased = _question_of(found[0]), found, list[bytes]()
    while earlier and _question_of(earlier[0]) == question:
        erased += _erase_one(connection, earlier[0], now)
        if not (replaced := earlier[0].replaces):
            break
        earlier = _read_items(connection, _BY_ID, [replaced])
        if not earlier:
            _refuse_from_now_on(connection, replaced, now)
    return erased


def _erase_one(connection: Connection, item: Item, now: int) -> list[bytes]:
    erased, plan = [item.id], Plan()
    if item.kind == "vote":
        comments = "SELECT id FROM item WHERE parent IS NOT NULL AND parent {in} AND kind = 'comment'"
        erased += [row[0] for row in connection.rows_in(comments, [item.id])]
    if item.state == COUNTED:
        plan.count(item, -1)
    for identity in erased:
        _refuse_from_now_on(connection, identity, now)
        connection.execute("DELETE FROM issue_item WHERE id = ?", identity)
        connection.execute("DELETE FROM item WHERE id = ?", identity)
    add_pending_wipes(connection, erased)
    change_sums(connection, plan.sums)
    return erased


def _refuse_from_now_on(connection: Connection, identity: bytes, now: int) -> None:
    connection.execute("INSERT INTO erased (id, at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", identity, now)


def _question_of(item: Item) -> tuple[str, str, str]:
    return item.kind, item.article, item.language


def decide(connection: Connection, identity: bytes, action: Action, at: int) -> bool:
    """Count an item or keep it out, as part of the decision made `at` a time; return whether that changed anything."""
    before = _read_state(connection, identity)
    change = release if action == "release" else discard
    if before is None or not change(connection, identity):
        return False
    add_record(connection, at, identity, Record(action, *before))
    return True


def undo(connection: Connection, identity: bytes, at: int) -> bool:
    """Undo the decision about an item that was made `at` a time; return whether that changed anything.

    Nothing changes if the item has been erased or decided about again.
    """
    record, now = take_record(connection, at, identity), _read_state(connection, identity)
    if record is None or now is None or (now[0] == DISCARDED) != (record.action == "discard"):
        return False
    return put_back(connection, identity, record.state, record.signals)


def _read_state(connection: Connection, identity: bytes) -> tuple[int, str] | None:
    rows = connection.rows("SELECT state, signals FROM item WHERE id = ?", identity)
    return (rows[0][0], rows[0][1]) if rows else None


def release(connection: Connection, identity: bytes) -> bool:
    """Count a quarantined or discarded item by the same rules as if it had counted at once.

    The comments that were quarantined with a vote are released with it. Returns whether there was such an item.
    """
    found = _read_items(connection, _BY_ID, [identity])
    if not found or found[0].state not in (QUARANTINED, DISCARDED):
        return False
    item, plan = found[0], Plan()
    item.state, item.signals = COUNTED, ""
    plan.count(item, 1)
    plan.changes[item.id] = item
    members = {row.id: row for row in [*_read_slots(connection, found), item]}
    members[item.id] = item
    if item.slot:
        count_last_answer(list(members.values()), {identity: order for order, identity in enumerate(members)}, plan)
    apply(connection, plan)
    if item.kind == "vote":
        connection.execute(
            "UPDATE item SET state = ?, signals = '' WHERE parent = ? AND kind = 'comment' AND state = ? "
            "AND signals = 'with_vote'",
            COUNTED, item.id, QUARANTINED,
        )  # fmt: skip
    return True


def discard(connection: Connection, identity: bytes) -> bool:
    """Keep an item out of every count; it stays visible until it is pruned, and can be released."""
    found = _read_items(connection, _BY_ID, [identity])
    if not found or found[0].state == DISCARDED:
        return False
    plan = Plan()
    if found[0].state == COUNTED:
        plan.count(found[0], -1)
    found[0].state = DISCARDED
    plan.changes[identity] = found[0]
    apply(connection, plan)
    return True


def put_back(connection: Connection, identity: bytes, state: int, signals: str) -> bool:
    """Give an item a state and signals that do not count, or let it count again.

    An answer that counts no longer gives its place back to the last one of its reader's others, and the comments of a
    vote are quarantined with it again. Returns whether there is such an item.
    """
    found = _read_items(connection, _BY_ID, [identity])
    if not found:
        return False
    if state == COUNTED:  # it counted before it was kept out
        return release(connection, identity)
    item, plan = found[0], Plan()
    if item.state == COUNTED:
        plan.count(item, -1)
    item.state, item.signals = state, signals
    plan.changes[item.id] = item
    if item.slot:
        _count_another_answer(connection, item, plan)
    apply(connection, plan)
    if item.kind == "vote":
        connection.execute(
            "UPDATE item SET state = ?, signals = 'with_vote' WHERE parent = ? AND kind = 'comment' AND state = ?",
            QUARANTINED, item.id, COUNTED,
        )  # fmt: skip
    return True


def set_aside(connection: Connection, ids: Sequence[bytes], signal: str) -> int:
    """Quarantine items that count, and all other answers of their readers to the same questions; return how many."""
    found = _read_items(connection, _BY_ID, ids)
    rows = {row.id: row for row in found}
    ballots, slots = {row.ballot for row in found if row.ballot}, {row.slot for row in found if row.slot}
    for sql, values in ((_WHOLE_BALLOT, ballots), (_WHOLE_SLOT, slots)):
        rows |= {row.id: row for row in (_read_items(connection, sql, values) if values else ())}
    counting = [row.id for row in rows.values() if row.state in (COUNTED, SUPERSEDED)]
    return sum(put_back(connection, identity, QUARANTINED, signal) for identity in counting)


def _count_another_answer(connection: Connection, item: Item, plan: Plan) -> None:
    """Let the last of a reader's answers count, but for one that was set aside."""
    others = [row for row in _read_items(connection, _WHOLE_SLOT, [item.slot]) if row.id != item.id]
    for row in others:
        if row.state == SUPERSEDED:
            row.state = COUNTED
            plan.count(row, 1)
            plan.changes[row.id] = row
    if others:
        count_last_answer(others, {row.id: order for order, row in enumerate(others)}, plan)


def wrong_sums(connection: Connection, since_day: int) -> dict[TallyKey, tuple[int, int]]:
    """Return the sums from `since_day` on that differ from the items: key to (sum kept, sum of the items)."""
    counted = Plan()
    for row in connection.stream(f"{_SELECT} WHERE state = ? AND kind <> 'comment'", COUNTED):
        counted.count(Item(*row), 1)
    kept: dict[TallyKey, int] = {
        tuple(row[:7]): row[7]
        for row in connection.rows(
            "SELECT kind, day, article, language, version, value, label, n FROM tally "
            "WHERE day >= ? AND kind <> 'view'",
            since_day,
        )
    }
    expected = {key: n for key, n in counted.sums.items() if key[1] >= since_day}
    return {
        key: (kept.get(key, 0), expected.get(key, 0))
        for key in kept.keys() | expected.keys()
        if kept.get(key, 0) != expected.get(key, 0)
    }


def _read_slots(connection: Connection, rows: Iterable[Item]) -> list[Item]:
    """Return the first and the counted answer of every slot that appears in these rows."""
    slots = {row.slot for row in rows if row.slot}
    return _read_items(connection, _BY_SLOT, slots) if slots else []


def _read_items(connection: Connection, sql: str, values: Iterable[bytes | None]) -> list[Item]:
    return [Item(*row) for row in connection.rows_in(sql, values)]
