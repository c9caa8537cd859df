"""Whatever is written, erased, decided and undone, in any order: the sums agree, and an export is a whole copy."""

from datetime import date
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from helpcentre.collector.items import COUNTED
from helpcentre.collector.store.decisions import read_decided
from helpcentre.collector.store.export_format import decode, encode
from helpcentre.collector.store.exports import EXPORTED
from helpcentre.collector.store.opening import open_store
from tests.collector.world import ALWAYS, DAY, NOON, item, manifest

EVER = date(2000, 1, 1)


class Answers(RuleBasedStateMachine):
    """Readers who answer, change their minds, comment, and lead who decide and erase."""

    ids = Bundle("ids")

    @initialize()
    def open_empty(self):
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(f"sqlite:///{self.folder.name}/a.db", synchronous="OFF")
        self.store.learn(manifest(), NOON)
        self.clock = self.decided = 0
        self.erased = set()

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def tick(self):
        self.clock += 1
        return NOON + self.clock * 1000

    @rule(
        target=ids,
        values=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), st.booleans()), min_size=1, max_size=4),
        earlier=st.one_of(st.none(), ids),
    )
    def answer(self, values, earlier):
        items = [item(value, who=who, at=self.tick(), reason="" if value else "unclear") for value, who, _ in values]
        for one, (_, _, suspicious) in zip(items, values, strict=True):
            if suspicious:
                one.quarantine("too_fast")
        items[0].replaces = earlier
        self.store.write(items)
        return multiple(*(one.id for one in items))

    @rule(target=ids, vote=ids, text=st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8))
    def comment(self, vote, text):
        made = item(
            None,
            kind="comment",
            parent=vote,
            text=text.replace("\0", "").encode("utf-8", "ignore").decode(),
            at=self.tick(),
        )
        self.store.write([made])
        return made.id

    @rule(identity=ids)
    def repeat(self, identity):
        assert self.store.write([item(1, identity=identity)]) == ["duplicate"]

    @rule(identity=ids)
    def release(self, identity):
        self.decided = self.tick()
        self.store.decide(identity, "release", self.decided)

    @rule(identity=ids)
    def discard(self, identity):
        self.decided = self.tick()
        self.store.decide(identity, "discard", self.decided)

    @rule()
    def undo(self):
        for identity in read_decided(self.store.connection, self.decided):
            self.store.undo(identity, self.decided)

    @rule(identity=ids)
    def erase(self, identity):
        self.erased.update(self.store.erase(identity, self.tick()))

    @rule(days=st.integers(0, 3))
    def forget(self, days):
        self.store.erase_expired_hashes(NOON + days * DAY)

    @invariant()
    def the_sums_agree_with_the_items(self):
        if hasattr(self, "store"):
            assert self.store.wrong_sums(EVER) == {}

    @invariant()
    def at_most_one_answer_of_a_slot_counts(self):
        if hasattr(self, "store"):
            counted = [row["slot"] for row in self.store.read_table("item") if row["slot"] and row["state"] == COUNTED]
            assert len(counted) == len(set(counted))

    @invariant()
    def nothing_erased_is_left_and_none_of_it_returns(self):
        if hasattr(self, "store"):
            kept = {record["id"] for record in self.store.read_table("item")}
            assert not kept & self.erased

    @invariant()
    def no_sum_is_zero_or_less(self):
        if hasattr(self, "store"):
            assert all(record["n"] > 0 for record in self.store.read_table("tally"))

    @rule()
    def export_and_restore(self):
        lines = list(encode((table, row) for table in EXPORTED for row in self.store.read_table(table)))
        with open_store(f"sqlite:///{self.folder.name}/{uuid4().hex}.db", synchronous="OFF") as other:
            tables = {}
            for table, row in decode(lines, "export"):
                tables.setdefault(table, []).append(row)
            other.write_tables(tables.items())
            assert other.report_rows(*ALWAYS) == self.store.report_rows(*ALWAYS)
            assert other.wrong_sums(EVER) == {}
            again = encode((table, row) for table in EXPORTED for row in other.read_table(table))
            assert list(again) == lines


Answers.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnswers = Answers.TestCase
