"""The closures and notices of the planted year, which are annotations in the report's charts."""

from datetime import date, timedelta

from helpcentre.contract.manifest import SiteEvent

# (kind, name, month and day it begins, days, topics, words); each falls once into every year.
PLANNED: tuple[tuple[str, str, tuple[int, int], int, tuple[str, ...], dict[str, str]], ...] = (
    ("closure", "christmas", (12, 24), 9, (), {
        "en": "Christmas break", "it": "chiusura natalizia", "id": "libur Natal", "et": "jõulupuhkus",
    }),
    ("closure", "august", (8, 10), 12, (), {
        "en": "summer break", "it": "chiusura estiva", "id": "libur musim panas", "et": "suvepuhkus",
    }),
    ("notice", "new-checkout", (3, 2), 14, ("payments",), {
        "en": "The checkout has a new look.", "it": "La cassa ha un nuovo aspetto.",
        "id": "Tampilan kasir kami berubah.", "et": "Kassa sai uue välimuse.",
    }),
    ("notice", "courier-strike", (10, 5), 6, ("delivery", "returns", "refunds"), {
        "en": "Couriers are on strike; parcels take longer.", "it": "Sciopero dei corrieri: consegne in ritardo.",
        "id": "Kurir mogok kerja; paket terlambat.", "et": "Kullerid streigivad, pakid hilinevad.",
    }),
)  # fmt: skip


def events(until: date) -> tuple[SiteEvent, ...]:
    """Return what was announced in the year up to `until`."""
    found = []
    for kind, name, (month, day), days, topics, words in PLANNED:
        first = date(until.year, month, day)
        first = first if first <= until else date(until.year - 1, month, day)
        last = first + timedelta(days=days - 1)
        found.append(SiteEvent(kind=kind, name=name, first=first, last=last, topics=topics, words=words))
    return tuple(found)
