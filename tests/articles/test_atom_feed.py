"""The Atom feed as feed readers parse it."""

from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

from helpcentre.articles.atom_feed import Feed, FeedEntry, atom_feed

ATOM = "{http://www.w3.org/2005/Atom}"
BEGUN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))


def parsed(*entries):
    feed = Feed("https://x.example/feed.xml", "https://x.example/?a&b", "R & <D>", "it", BEGUN, entries)
    return ET.fromstring(atom_feed(feed))


def entry(number=1, updated=NOVEMBER, **given):
    url = f"https://x.example/{number}/"
    return FeedEntry(**{"id": url, "title": f"T {number}", "url": url, "updated": updated} | given)


def test_a_feed_names_itself_its_page_and_its_language():
    feed = parsed(entry())

    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "https://x.example/feed.xml", "alternate": "https://x.example/?a&b"}
    assert feed.findtext(f"{ATOM}id") == "https://x.example/feed.xml"
    assert feed.findtext(f"{ATOM}title") == feed.findtext(f"{ATOM}author/{ATOM}name") == "R & <D>"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "it"


def test_times_are_in_utc_and_the_feed_is_as_new_as_its_newest_entry():
    feed = parsed(entry(1), entry(2, BEGUN))

    assert [one.findtext(f"{ATOM}updated") for one in feed.findall(f"{ATOM}entry")] == [
        "2026-10-31T23:30:00Z",
        "2026-01-02T03:04:05Z",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-10-31T23:30:00Z"


def test_a_feed_without_entries_is_as_old_as_its_beginning():
    assert parsed().findtext(f"{ATOM}updated") == "2026-01-02T03:04:05Z"


def test_text_with_signs_is_text_and_an_empty_summary_is_left_out():
    first, second = parsed(entry(1, title="<b>&", summary="a & b"), entry(2)).findall(f"{ATOM}entry")

    assert (first.findtext(f"{ATOM}title"), first.findtext(f"{ATOM}summary")) == ("<b>&", "a & b")
    assert second.find(f"{ATOM}summary") is None
    assert second.find(f"{ATOM}link").get("href") == "https://x.example/2/"
