"""Decisions about gaps in both databases and in exports."""

from helpcentre.collector.store.opening import open_store
from helpcentre.reporting.gap_decisions import hash_wording
from helpcentre.reporting.records import GapDecision
from tests.collector.world import ALWAYS, NOON

QRIS = GapDecision(hash_wording("id", "qris"), "planned", "in spring", "", NOON)


def decisions(store):
    return store.report_rows(*ALWAYS).decisions


def test_a_decision_replaces_an_earlier_one_and_new_takes_it_back(store):
    other = QRIS._replace(wording=hash_wording("id", "gopay"))
    store.decide_gap([QRIS, other])
    dismissed = QRIS._replace(state="dismissed", reason="not sold", at=NOON + 1)
    store.decide_gap([dismissed])
    assert set(decisions(store)) == {dismissed, other}
    store.decide_gap([dismissed._replace(state="new")])
    assert decisions(store) == (other,)


def test_decisions_are_exported_and_restored_without_words(store, tmp_path):
    store.decide_gap([QRIS])
    rows = list(store.read_table("gap_decision"))
    assert "qris" not in repr(rows)
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        other.write_tables([("gap_decision", rows)])
        assert decisions(other) == (QRIS,)
