"""One reader counts once, and the last answer wins: what a batch of items changes in a store. Pure.

In: new items in the order they arrived, and the stored rows they touch. Out: rows to insert, rows to change, and by how
much the day sums change; a store applies all of it in one transaction. The result does not depend on the order in
which answers arrive: the one given last (by its time, then by arrival) counts, unless another one replaces it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from helpcentre.collector.items import COUNTED, DISCARDED, QUARANTINED, SUPERSEDED, Item, Outcome
from helpcentre.contract.limits import AGE_LIMIT_MS, WRONG_PAGE, day_of

ONE_PER_READER = frozenset({"vote", "contact", "csat", "nps"})
TallyKey = tuple[str, int, str, str, str, int, str]  # kind, day, article, language, version, value, label
ALL_TIME = 0  # the day of sums over all days
REVISED = frozenset({"search", "troubleshooter"})
UPDATED = ("results", "missing", "clicked", "corrected", "text", "parent", "outcome", "revision", "steps")


def tallies(item: Item) -> list[TallyKey]:
    """Return the sums that an item is part of while it counts."""
    text, day = (item.article, item.language, item.version), day_of(item.occurred)
    if item.kind == "vote":
        value = item.value or 0
        keys: list[TallyKey] = [("vote", day, *text, value, item.reason)]
        if value == 0 and item.reason == WRONG_PAGE:  # not the article's fault
            return keys
        keys.append(("total", ALL_TIME, *text, value, ""))
        if item.heading:
            keys.append(("heading", day, *text, 0, item.heading))
        return keys
    if item.kind == "search":
        return [("search", day, "", item.language, "", 0, label) for label in _search_labels(item)]
    if item.kind in ("csat", "nps"):
        return [(item.kind, day, "", item.language, "", item.value or 0, "")]
    if item.kind in ("contact", "view"):
        return [(item.kind, day, item.article, item.language, "", 0, item.channel)]
    if item.kind == "troubleshooter":
        text = (item.article, item.language, item.version)
        return [(item.kind, day, *text, 0, label) for label in _run_labels(item)]
    return []


def _run_labels(item: Item) -> list[str]:
    """Return the labels of a run: that there was one, each step that was reached, and how it ended at the last one."""
    steps = item.steps.split()
    return ["entered", *(f"reached {step}" for step in steps), *(f"{item.outcome} {step}" for step in steps[-1:])]


def _search_labels(item: Item) -> list[str]:
    labels = ["searches"]
    if item.results == 0:
        labels.append("zero")
    elif item.outcome == "open" and not item.clicked:
        labels.append("open")
    elif item.outcome not in ("clicked", "solved") and not item.clicked:
        labels.append("unclicked")
    if item.outcome in ("refined", "abandoned", "contacted", "solved"):
        labels.append(item.outcome)
    if item.corrected is not None:
        labels.append("corrected")
    if item.parent is not None:
        labels.append("reformulated")
    if item.missing:
        labels.append("missing")
    return labels


@dataclass(slots=True)
class Plan:
    """The changes to make in one transaction; `outcomes` are those of the new items, in the same order."""

    outcomes: list[Outcome] = field(default_factory=list)
    inserts: list[Item] = field(default_factory=list)
    changes: dict[bytes, Item] = field(default_factory=dict)  # stored rows with a new state, slot or signals
    updates: dict[bytes, Item] = field(default_factory=dict)  # stored searches and runs with a later revision
    sums: dict[TallyKey, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, item: Item, by: int) -> None:
        """Add `by` to every sum that the item is part of."""
        for key in tallies(item):
            self.sums[key] += by


class _Rows:
    """The stored rows that a batch touches and the new ones, by id, ballot, slot and what they replace."""

    def __init__(self, stored: Iterable[Item]) -> None:
        self.by_id: dict[bytes, Item] = {}
        self.order: dict[bytes, int] = {}
        self.fresh: set[bytes] = set()
        self._by_ballot: dict[bytes, list[Item]] = defaultdict(list)
        self._replacing: dict[bytes, list[Item]] = defaultdict(list)
        self._waiting: dict[bytes, list[Item]] = defaultdict(list)
        for row in stored:
            self.add(row)

    def add(self, row: Item) -> None:
        if row.id in self.by_id:
            return
        self.by_id[row.id] = row
        self.order[row.id] = len(self.order)
        if row.ballot:
            self._by_ballot[row.ballot].append(row)
        if row.replaces:
            self._replacing[row.replaces].append(row)
        if row.kind == "comment" and row.parent:
            self._waiting[row.parent].append(row)

    def rivals(self, item: Item) -> list[Item]:
        """Return the other answers of the same reader to the same question."""
        mates, linked = self._by_ballot.get(item.ballot or b"", ()), list(self._replacing.get(item.id, ()))
        if not (mates or linked or item.replaces):
            return []  # nearly always
        found = {row.id: row for row in mates if row.kind == item.kind}
        if item.replaces and item.replaces in self.by_id:
            linked.append(self.by_id[item.replaces])
        for row in linked:
            if (row.kind, row.article, row.language) == (item.kind, item.article, item.language):
                found[row.id] = row
        slots = {row.slot for row in found.values() if row.slot}
        for row in self.by_id.values() if slots else ():
            if row.slot in slots:
                found[row.id] = row
        found.pop(item.id, None)
        return sorted(found.values(), key=lambda row: self.order[row.id])

    def was_searched_before(self, item: Item) -> bool:
        mates = self._by_ballot.get(item.ballot or b"", ())
        return any(row.kind == "search" and row.id != item.id for row in mates)

    def change_ballot(self, row: Item, ballot: bytes | None) -> None:
        self._by_ballot[row.ballot or b""].remove(row)
        row.ballot = ballot
        if ballot:
            self._by_ballot[ballot].append(row)

    def comments_waiting_for(self, vote: Item) -> list[Item]:
        return self._waiting.get(vote.id, [])


def plan_changes(new: Sequence[Item], stored: Iterable[Item], erased: frozenset[bytes] = frozenset()) -> Plan:
    """Return what the new items change; `erased` are ids that were erased and are refused."""
    plan, rows = Plan(), _Rows(stored)
    for item in new:
        known = rows.by_id.get(item.id)
        if item.kind == "view":
            plan.count(item, 1)
            plan.outcomes.append("stored")
        elif item.id in erased:
            plan.outcomes.append("duplicate")
        elif known is not None:
            plan.outcomes.append(_update_item(known, item, rows, plan))
        else:
            _add_item(item, rows, plan)
            plan.outcomes.append("quarantined" if item.state == QUARANTINED else "stored")
    return plan


def _update_item(known: Item, new: Item, rows: _Rows, plan: Plan) -> Outcome:
    """Let a later revision of a search or a run replace what its row says; day, language and state stay as they are.

    A revision that is quarantined itself changes nothing about an item that counts.
    """
    is_same = (known.kind, known.article, known.version) == (new.kind, new.article, new.version)
    is_later = is_same and known.kind in REVISED and new.revision > known.revision
    if not is_later or new.received - known.received > AGE_LIMIT_MS:
        return "duplicate"
    if new.state == QUARANTINED and known.state == COUNTED:
        return "quarantined"
    if known.state == COUNTED:
        plan.count(known, -1)
    for name in UPDATED:
        setattr(known, name, getattr(new, name))
    if known.ballot and known.ballot != new.ballot:  # other words; a hash that was erased does not come back
        rows.change_ballot(known, new.ballot)
        known.repeat = int(rows.was_searched_before(known))
    if known.state == COUNTED:
        plan.count(known, 1)
    if known.id not in rows.fresh:
        plan.updates[known.id] = known
    return "updated"


def _add_item(item: Item, rows: _Rows, plan: Plan) -> None:
    rows.fresh.add(item.id)
    plan.inserts.append(item)
    if item.kind == "comment":
        _judge_by_vote(item, rows)
    if item.kind == "search":
        item.repeat = int(rows.was_searched_before(item))
    rivals = rows.rivals(item) if item.kind in ONE_PER_READER else []
    rows.add(item)
    if item.state == COUNTED:
        plan.count(item, 1)
    if rivals:
        count_last_answer([*rivals, item], rows.order, plan, rows.fresh)
    for comment in rows.comments_waiting_for(item) if item.kind == "vote" and item.state != QUARANTINED else ():
        if comment.state == QUARANTINED and comment.signals == "no_vote":
            comment.state, comment.signals = COUNTED, ""
            if comment.id not in rows.fresh:
                plan.changes[comment.id] = comment


def _judge_by_vote(comment: Item, rows: _Rows) -> None:
    """Quarantine a comment whose vote is missing (it may still arrive) or does not count itself."""
    vote = rows.by_id.get(comment.parent or b"")
    if vote is None or (vote.kind, vote.article, vote.language) != ("vote", comment.article, comment.language):
        comment.quarantine("no_vote")
    elif vote.state in (QUARANTINED, DISCARDED):
        comment.quarantine("with_vote")


def count_last_answer(
    members: Sequence[Item], order: dict[bytes, int], plan: Plan, fresh: frozenset[bytes] | set[bytes] = frozenset()
) -> None:
    """Let the last of one reader's answers count; quarantined, discarded and superseded ones take no part."""
    slot = next((member.slot for member in members if member.slot), members[0].id)
    counted = [member for member in members if member.state == COUNTED]
    replaced = {member.replaces for member in members if member.state in (COUNTED, SUPERSEDED)}
    winner = max(
        counted, key=lambda row: (row.id not in replaced, row.occurred, row.received, order[row.id]), default=None
    )
    for member in members:
        loses = member.state == COUNTED and member is not winner
        if loses:
            plan.count(member, -1)
            member.state = SUPERSEDED
        if (loses or member.slot != slot) and member.id not in fresh:
            plan.changes[member.id] = member
        member.slot = slot
