"""Issues: filed, changed, closed and counted, on both databases."""

from datetime import UTC, datetime

import pytest

from helpcentre.collector.store.issues import FREQUENCY_DAYS, Draft
from helpcentre.collector.store.opening import open_store
from tests.collector.world import DAY, NOON, item


def at(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def only(store, now=NOON):
    [issue] = store.issues(at(now))
    return issue


def test_a_new_issue_is_open_and_has_what_was_written(store):
    draft = Draft("La carta", "content", 2, article="payment-declined", language="it", owner="anna")
    assert store.open_issue(draft, [], NOON) == 1
    issue = only(store)
    assert (issue.issue, issue.title, issue.nature, issue.severity, issue.status) == (
        1,
        "La carta",
        "content",
        2,
        "open",
    )
    assert (issue.article, issue.language, issue.owner) == ("payment-declined", "it", "anna")
    assert (issue.opened, issue.closed, issue.items, issue.frequency) == (at(NOON), None, (), 0)


def test_issues_are_numbered_on(store):
    assert [store.open_issue(Draft(title, "content", 1), [], NOON) for title in "abc"] == [1, 2, 3]
    assert [issue.title for issue in store.issues(at(NOON))] == ["a", "b", "c"]


@pytest.mark.parametrize(("status", "closed"), [("open", None), ("planned", None), ("fixed", NOON), ("declined", NOON)])
def test_an_issue_is_closed_when_it_is_fixed_or_declined(store, status, closed):
    store.open_issue(Draft("x", "content", 1, status=status), [], NOON)
    assert only(store).closed == (None if closed is None else at(closed))
    for other in ("fixed", "open", status):
        store.change_issue(1, NOON + 5, status=other)
    assert only(store).closed == (None if closed is None else at(NOON + 5))


def test_other_changes_leave_the_closing_time_alone(store):
    store.open_issue(Draft("x", "content", 1, status="fixed"), [], NOON)
    assert store.change_issue(1, NOON + DAY, title="y", nature="product", severity=4, owner=None)
    issue = only(store)
    assert (issue.title, issue.nature, issue.severity, issue.owner, issue.closed) == ("y", "product", 4, None, at(NOON))


def test_changing_nothing_says_whether_the_issue_exists(store):
    store.open_issue(Draft("x", "content", 1), [], NOON)
    assert store.change_issue(1, NOON)
    assert not store.change_issue(2, NOON)
    assert not store.change_issue(2, NOON, title="y")


@pytest.mark.parametrize("column", ["opened", "closed", "article", "language", "nonsense"])
def test_the_article_of_an_issue_cannot_be_changed(store, column):
    store.open_issue(Draft("x", "content", 1), [], NOON)
    with pytest.raises(ValueError, match=f"an issue has no {column}"):
        store.change_issue(1, NOON, **{column: 1})


@pytest.mark.parametrize("values", [{"severity": 0}, {"severity": 5}, {"status": "gone"}])
def test_the_database_refuses_values_that_do_not_exist(store, values):
    from helpcentre.collector.errors import UnfitError

    store.open_issue(Draft("x", "content", 1), [], NOON)
    with pytest.raises(UnfitError):
        store.change_issue(1, NOON, **values)
    assert (only(store).severity, only(store).status) == (1, "open")


def test_the_frequency_counts_the_items_of_thirty_days(store):
    edge = NOON - FREQUENCY_DAYS * DAY
    items = [item(0, who=who, at=when) for who, when in enumerate((NOON, edge, edge - 1))]
    store.write(items)
    store.open_issue(Draft("x", "content", 1), [one.id for one in items], NOON)
    assert (len(only(store).items), only(store).frequency) == (3, 2)
    assert only(store, NOON + DAY).frequency == 1


def test_an_item_is_linked_once_and_keeps_its_place(store):
    first, second = item(0), item(0, who=2)
    store.write([first, second])
    store.open_issue(Draft("x", "content", 1), [second.id], NOON)
    store.link_items(1, [first.id, second.id], NOON + 1)
    store.link_items(1, [], NOON + 2)
    assert [one.replace("-", "") for one in only(store).items] == [second.id.hex(), first.id.hex()]


def test_an_erased_item_leaves_its_issue(store):
    one = item(0)
    store.write([one])
    store.open_issue(Draft("x", "content", 1), [one.id], NOON)
    store.erase(one.id, NOON)
    assert only(store).items == ()


def test_an_item_that_was_pruned_is_still_linked_but_not_frequent(store):
    store.open_issue(Draft("x", "content", 1), [b"x" * 16], NOON)
    assert (len(only(store).items), only(store).frequency) == (1, 0)


def test_an_issue_without_its_items_is_not_filed_at_all(address):
    with open_store(address) as store:
        from helpcentre.collector.errors import StoreUnavailableError

        with pytest.raises(StoreUnavailableError):
            store.open_issue(Draft("x", "content", 9), [b"x" * 16], NOON)
        assert store.issues(at(NOON)) == ()
