"""Each signal of a reader who does not vote, from the browser to its place in gaps, ranking and key figures."""

import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helpcentre.collector.items import Item
from helpcentre.collector.reports import find_dated_gaps
from helpcentre.collector.store.opening import open_store
from helpcentre.reporting.record_index import RecordIndex

from .conftest import collecting

pytestmark = pytest.mark.browser
FIELD, BOX = "[data-hc-search=page] input[name=q]", "[data-hc-search=page] [data-hc-search-results]"
HEADER, HEADER_BOX = "header [data-hc-search] input[name=q]", "header [data-hc-search] [data-hc-search-results]"
RESULTS = "/search/"
SETTLED_MS = 1600


@pytest.fixture
def served(tmp_path, built_site):
    """A collector for each test, so that each counts only its own reader."""
    with collecting(tmp_path, built_site, count_views=True) as found:
        yield found


class Collected:
    """The collector's database."""

    def __init__(self, database):
        self.database = database

    def searches(self):
        """Return the stored searches, oldest first."""
        with open_store(self.database) as store:
            return [row for row in store.read_table("item") if row["kind"] == "search"]

    def contacts(self):
        with open_store(self.database) as store:
            return [row for row in store.read_table("item") if row["kind"] == "contact"]

    def rows(self):
        today = datetime.now(UTC).date()
        with open_store(self.database) as store:
            return store.report_rows(today - timedelta(days=29), today)

    def gaps(self):
        with open_store(self.database) as store:
            return find_dated_gaps(store, self.rows())

    def traces(self, article, language="en"):
        """Return what the ranking knows of an article besides votes."""
        rows = self.rows()
        return RecordIndex(rows, rows.until, 30).traces((article, language))

    def repeat(self, row, readers):
        """Store the same search of other readers; every browser here is one reader to the collector."""
        with open_store(self.database) as store:
            store.write([Item(**row | {"id": uuid4().bytes, "ballot": None}) for _ in range(readers)])

    def wait_for(self, *outcomes, revision=0):
        """Wait until the stored searches have these outcomes, oldest first, the last in this revision; return them."""
        for _ in range(150):
            found = self.searches()
            if [row["outcome"] for row in found] == list(outcomes) and found[-1]["revision"] >= revision:
                return found
            time.sleep(0.1)
        raise AssertionError([(row["text"], row["outcome"], row["revision"]) for row in found])


@pytest.fixture
def collected(served):
    return Collected(served.database)


def search(page, query, field=FIELD, box=BOX):
    """Type a query and wait until its results have stood long enough to be sent as a search."""
    with page.expect_response(lambda response: response.url.endswith("/feedback/v1/items")):
        page.fill(field, query)
    page.locator(f"{box}[aria-busy=false]").wait_for()


def follow(page, article, box=BOX):
    page.click(f"{box} a[href*='{article}'] >> nth=0")
    page.wait_for_url(f"**/{article}/**")


def test_searches_without_a_click_are_a_chain_and_a_gap_that_ends_at_the_article(visit, collected):
    page = visit(RESULTS)
    search(page, "parcel")
    search(page, "send shoes back")
    search(page, "how to return")
    follow(page, "faq/how-to-return")
    first, second, third = collected.wait_for("refined", "refined", "clicked")
    assert (second["parent"], third["parent"]) == (first["id"], second["id"])
    assert third["clicked"] == "faq/how-to-return"
    gaps = {gap.query: gap for gap in collected.gaps()}
    assert set(gaps) == {"parcel", "send shoes back"}
    assert {gap.likely for gap in gaps.values()} == {"faq/how-to-return"}
    assert collected.traces("faq/how-to-return").sought == 1
    assert [(one.searches, one.unclicked, one.refined) for one in collected.rows().searches] == [(3, 2, 2)]
    assert page.said == []


def test_a_search_in_the_header_of_an_article_follows_the_one_that_led_there(visit, collected):
    page = visit(RESULTS)
    search(page, "how to return")
    follow(page, "faq/how-to-return")
    search(page, "return label", HEADER, HEADER_BOX)
    first, second = collected.wait_for("refined", "open")
    assert (first["clicked"], second["parent"]) == ("faq/how-to-return", first["id"])
    assert collected.traces("faq/how-to-return").bounced == 1
    assert collected.gaps() == (), "the search found its article; the article did not answer"


def test_a_results_page_left_without_a_click_is_abandoned_and_a_gap_from_three_readers(visit, collected):
    page = visit(RESULTS)
    search(page, "gift cards for companies")
    page.goto("about:blank")
    (row,) = collected.wait_for("abandoned")
    assert collected.gaps() == ()
    collected.repeat(row, readers=2)
    (gap,) = collected.gaps()
    assert (gap.query, gap.readers, gap.abandoned) == ("gift cards for companies", 3, 3)
    assert [(one.searches, one.unclicked, one.abandoned) for one in collected.rows().searches] == [(3, 3, 3)]


def test_a_typo_that_is_corrected_and_followed_is_one_search_and_not_a_gap(visit, collected):
    page = visit(RESULTS)
    search(page, "refnud")
    with page.expect_navigation():
        page.click(f"{BOX} .hc-search__list a >> nth=0")
    (row,) = collected.wait_for("clicked")
    assert row["corrected"]
    assert collected.gaps() == ()


def test_a_typo_that_the_reader_puts_right_is_not_a_gap(visit, collected):
    page = visit(RESULTS)
    search(page, "how to retrun")
    search(page, "how to return")
    follow(page, "faq/how-to-return")
    first, second = collected.wait_for("refined", "clicked")
    assert (first["clicked"], second["parent"]) == ("", first["id"])
    assert collected.gaps() == ()


def test_typing_on_after_a_pause_is_the_same_search(visit, collected):
    page = visit(RESULTS)
    search(page, "ret")
    search(page, "return label")
    (row,) = collected.wait_for("open", revision=1)
    assert row["revision"] == 1


def test_leaving_an_article_through_the_contact_page_names_article_and_search(visit, collected):
    page = visit(RESULTS)
    search(page, "how to return")
    follow(page, "faq/how-to-return")
    page.click("a[href$='/contact/'] >> nth=0")
    page.wait_for_url("**/contact/")
    page.click("main a[data-hc-channel] >> nth=0")
    (row,) = collected.wait_for("contacted")
    (contact,) = collected.contacts()
    assert (contact["article"], contact["parent"]) == ("faq/how-to-return", row["id"])
    assert (row["clicked"], row["text"]) == ("faq/how-to-return", "how to return")
    assert collected.traces("faq/how-to-return").contacts == 1


def test_a_reader_who_was_helped_begins_again(visit, served, collected):
    page = visit(RESULTS)
    search(page, "how to return")
    follow(page, "faq/how-to-return")
    page.get_by_role("button", name="Yes", exact=True).click()
    page.locator("[data-hc-status]").filter(has_text="Thank").wait_for()
    search(page, "gift card", HEADER, HEADER_BOX)
    first, second = collected.wait_for("clicked", "open")
    assert (first["text"], second["parent"]) == (None, None), "words of searches that helped are not kept"
    page.goto(f"{served.url}/contact/")
    page.click("main a[data-hc-channel] >> nth=0")
    collected.wait_for("clicked", "contacted")
    assert [contact["article"] for contact in collected.contacts()] == [""]


def test_a_page_view_is_counted_once_if_the_site_counts_views(visit, served, collected):
    page = visit("/faq/how-to-return/")
    page.wait_for_timeout(300)
    assert collected.rows().views == (), "views are off by default"
    page.route("**/faq/invoice/", add_views)
    page.goto(f"{served.url}/faq/invoice/")
    for _ in range(50):
        if collected.rows().views:
            break
        page.wait_for_timeout(100)
    assert [(one.article, one.n) for one in collected.rows().views] == [("faq/invoice", 1)]
    rows = collected.rows()
    assert ("faq/invoice", "en") in RecordIndex(rows, rows.until, 30).row_keys(), "an article without a vote has a row"


def add_views(route):
    """Give the widget the mark that `count_views: true` gives it."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('data-version="', 'data-hc-views data-version="', 1))


def test_nothing_outlives_the_tab_and_nothing_is_kept_of_a_reader_who_opted_out(visit, collected):
    page = visit(RESULTS)
    search(page, "how to return")
    collected.wait_for("open")
    assert page.evaluate("Object.keys(localStorage)") == []
    other = page.context.new_page()
    other.goto(page.url)
    assert other.evaluate("Object.keys(sessionStorage)") == []
    other.evaluate("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    other.fill(FIELD, "money back")
    other.locator(f"{BOX}[aria-busy=false] a").first.wait_for()
    other.wait_for_timeout(SETTLED_MS)
    assert other.evaluate("Object.keys(sessionStorage)") == []
    assert len(collected.searches()) == 1
