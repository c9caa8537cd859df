"""Closures and notices a collector keeps for the report's charts."""

from datetime import date, timedelta

from msgspec import structs

from helpcentre.contract.limits import day_of
from helpcentre.contract.manifest import SiteEvent

from .world import DAY, NOON, manifest

TODAY = date.fromordinal(day_of(NOON))


def announced(name, first, last, **more):
    return SiteEvent(kind="closure", name=name, first=first, last=last, **more)


def learned(store, now, *events):
    store.learn(structs.replace(manifest(), events=events), now)


def test_a_closure_that_has_begun_is_kept_when_the_site_forgets_it(store):
    learned(store, NOON, announced("break", TODAY, TODAY + timedelta(5), words={"et": "puhkus"}, languages=("et",)))
    learned(store, NOON + 40 * DAY)
    (kept,) = store.events(TODAY - timedelta(365), TODAY + timedelta(40))
    assert (kept.name, kept.last, kept.words, kept.languages) == (
        "break", TODAY + timedelta(5), {"et": "puhkus"}, ("et",),
    )  # fmt: skip


def test_a_closure_that_has_not_begun_may_be_moved_or_called_off(store):
    year = TODAY - timedelta(365), TODAY + timedelta(365)
    learned(store, NOON, announced("move", TODAY + timedelta(9), TODAY + timedelta(9)),
            announced("off", TODAY + timedelta(9), TODAY + timedelta(9)))  # fmt: skip
    learned(store, NOON, announced("move", TODAY + timedelta(12), TODAY + timedelta(12)))
    assert [(one.name, one.first) for one in store.events(*year)] == [("move", TODAY + timedelta(12))]


def test_only_events_that_touch_the_window_are_read(store):
    learned(store, NOON, announced("then", TODAY - timedelta(20), TODAY - timedelta(10)))
    assert len(store.events(TODAY - timedelta(10), TODAY)) == 1
    assert store.events(TODAY - timedelta(9), TODAY) == ()
