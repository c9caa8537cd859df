"""The facts about a request that the templates of the report pages get."""

from types import SimpleNamespace

import pytest
from starlette.requests import Request

from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.request_context import make_context
from helpcentre.collector.store.messages import MessageFacts
from helpcentre.collector.tokens import Access
from helpcentre.contract.manifest import Manifest, ManifestSite

SITE = Manifest(site=ManifestSite(name="Shop", url="https://shop.example/help/", languages=("en",)), articles=())


FORWARDER = SimpleNamespace(facts=MessageFacts(failing=1, held=2))


def asked(query="", *, accepts="", manifest=SITE, access=None):
    headers = [(b"accept-language", accepts.encode())]
    scope = {"type": "http", "method": "GET", "path": "/reports/", "query_string": query.encode(), "headers": headers}
    return PageRequest(Request(scope), SimpleNamespace(manifest=manifest, forwarder=FORWARDER), access)


def test_it_knows_the_site_the_period_and_the_parameters_of_the_address():
    page = make_context(asked("days=7&topic=a"), "gaps", 3)

    assert (page.site, page.site_url, page.tab, page.days, page.quarantined) == ("Shop", "/help/", "gaps", 7, 3)
    assert page.query == (("days", "7"), ("topic", "a"))


def test_a_collector_without_a_manifest_has_no_name_and_leads_to_the_root():
    page = make_context(asked(manifest=None))

    assert (page.site, page.site_url) == ("", "/")


@pytest.mark.parametrize(
    ("query", "accepts", "language"), [("ui=it", "en", "it"), ("", "it-CH, en", "it"), ("", "", "en")]
)
def test_the_language_is_the_one_asked_for_or_the_one_the_browser_accepts(query, accepts, language):
    assert make_context(asked(query, accepts=accepts)).language == language


@pytest.mark.parametrize(
    ("access", "signed_in", "may_change"),
    [(None, False, False), (Access("ci", "read"), True, False), (Access("ann", "moderate", "secret"), True, True)],
)
def test_it_says_what_the_reader_may_do(access, signed_in, may_change):
    page = make_context(asked(access=access))

    assert (page.is_signed_in, page.may_change) == (signed_in, may_change)
    assert page.csrf == (access.csrf if access else "")


def test_further_fields_replace_what_the_request_says():
    page = make_context(asked("ui=it"), language="et", is_for_customers=True)

    assert (page.language, page.is_for_customers) == ("et", True)
