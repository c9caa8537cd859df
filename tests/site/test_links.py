"""Relative links between pages are those that MkDocs would write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url

from helpcentre.site.links import relative_url

URLS = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(["faq", "it", "a.b", "x", "caff%C3%A8"]), min_size=1, max_size=4).flatmap(
        lambda parts: st.sampled_from(["/".join(parts), "/".join(parts) + "/"])
    ),
)


@pytest.mark.parametrize(
    ("url", "page", "link"),
    [
        ("faq/pay/", "faq/late/", "../pay/"),
        ("faq/pay/", "faq/", "pay/"),
        ("faq/pay/", "", "faq/pay/"),
        ("faq/pay/", "faq/pay/", "./"),
        ("it/faq/pay/", "faq/pay/", "../../it/faq/pay/"),
        ("", "faq/pay/", "../.."),
        ("", "", "."),
        ("faq/pay.html", "faq/late.html", "pay.html"),
        ("faq/late.html", "index.html", "faq/late.html"),
        ("assets/x.css", "faq/pay/", "../../assets/x.css"),
    ],
)
def test_a_link_leads_from_one_page_to_another(url, page, link):
    assert relative_url(url, page) == link


@given(url=URLS, page=URLS)
def test_every_link_is_what_mkdocs_writes(url, page):
    assert relative_url(url, page) == get_relative_url(url or ".", page)


def test_links_to_the_same_address_from_different_pages_do_not_change_each_other():
    assert [relative_url("faq/pay/", page) for page in ("", "faq/", "it/faq/pay/", "faq/")] == [
        "faq/pay/",
        "pay/",
        "../../../faq/pay/",
        "pay/",
    ]
