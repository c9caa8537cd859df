"""The site as its checks see it: every address a link may lead to, and links as their writers wrote them."""

import struct

import pytest

from helpcentre.articles.checks.registry import check_build
from helpcentre.errors import Finding, FindingsError, HelpCentreError
from helpcentre.site.files import Origin
from helpcentre.site.findings import findings_of, take_findings
from helpcentre.site.site_checks import as_written as link_as_written
from helpcentre.site.site_checks import check_finished_site, checked_media, checked_site

from .sample import FRAME, ONE, SEARCH, SUPPORT, TWO, finished_site, page, site_file

PAGES = {
    "en/index.md": page("Help", "page"),
    "it/index.md": page("Aiuto", "page"),
    "en/contact.md": page("Contact", "page"),
    "en/faq/pay.md": page(topics="[payments]", redirect_from="[faq/old]"),
}


def checked(texts=PAGES, languages=TWO, *, links_resolved=False, **given):
    site = finished_site(texts, languages=languages, **given)
    check_finished_site(site, lambda name: True)
    return site, checked_site(site, links_resolved=links_resolved)


def test_links_may_lead_to_pages_files_generated_pages_placeholders_and_old_addresses(tmp_path):
    also = [site_file("media/x.png"), site_file("secret.txt", published=False)]
    _, seen = checked(folder=tmp_path, support=SUPPORT, also=also, articles=FRAME, search=SEARCH)

    assert seen.files >= {"en/faq/pay.md", "media/x.png", "en/search.md", "en/topics/payments.md", "it/contact.md"}
    assert "secret.txt" not in seen.files
    addresses = {"", "it/", "faq/pay/", "search/", "topics/payments/", "it/contact/", "faq/old/", "media/x.png"}
    assert addresses <= seen.addresses.keys()
    assert seen.addresses["faq/old/"] == "en/faq/pay.md"
    assert seen.addresses["topics/payments/"] == "en/topics/payments.md"
    assert seen.topics == ("payments", "orders")


def test_pages_that_nobody_wrote_are_known_by_their_anchors_only():
    also = [site_file("en/api.md", TWO, origin=Origin.PLUGIN)]
    _, seen = checked(also=also)

    assert set(seen.pages) == set(PAGES)
    assert seen.other_anchors.keys() == {"en/api.md", "it/api.md", "it/contact.md", "it/faq/pay.md"}


def test_refused_pages_are_marked():
    _, seen = checked(PAGES | {"en/faq/bad.md": page(kind="fqa", id="bad")})

    assert [path for path, one in seen.pages.items() if one.refused] == ["en/faq/bad.md"]


def test_dead_links_are_found_in_links_as_written():
    texts = PAGES | {"en/faq/late.md": page("Late?", body="[a](pay.md) [b](pya.md) [c](/search/) [d](/faq/old/)\n")}
    _, seen = checked(texts, articles=FRAME, search=SEARCH)

    assert ["pya.md" in finding.message for finding in check_build(seen)] == [True]


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("../../contact/", "../contact.md"),
        ("../late/#part", "late.md#part"),
        ("./", "pay.md"),
        ("../..", "../.."),
        ("https://example.com/contact/", "https://example.com/contact/"),
        ("/contact/", "/contact/"),
        ("#part", "#part"),
        ("../../nowhere/", "../../nowhere/"),
        ("//[", "//["),
        ("mailto:x@example.com", "mailto:x@example.com"),
        ("../caff%C3%A8/", "caffè.md"),
    ],
)
def test_a_link_that_a_host_has_resolved_is_turned_back(published, written):
    article = finished_site(PAGES, languages=TWO).pages.get("en/faq/pay.md")
    by_url = {"contact/": "en/contact.md", "faq/late/": "en/faq/late.md", "faq/pay/": "en/faq/pay.md",
              "faq/caffè/": "en/faq/caffè.md"}  # fmt: skip

    assert link_as_written(published, article, by_url) == written


def test_links_stay_as_they_are_if_no_host_has_resolved_them():
    texts = {"a.md": page("A?", body="[b](b/)\n"), "b.md": page("B?")}

    assert list(checked(texts, ONE)[1].pages["a.md"].links) == ["b/"]
    assert list(checked({"index.md": texts["a.md"], "b.md": texts["b.md"]}, ONE, links_resolved=True)[1]
                .pages["index.md"].links) == ["b.md"]  # fmt: skip


def test_everything_wrong_with_a_finished_site_is_found_at_once():
    texts = PAGES | {"en/faq/again.md": page(id="again", redirect_from="[faq/pay]", template="nix.html")}
    site = finished_site(texts, languages=TWO, also=[site_file("invoice.MD")])
    check_finished_site(site, lambda name: False)

    assert sorted(finding.rule for finding in site.findings) == [
        "files-are-in-place",
        "front-matter",
        "one-address-one-owner",
    ]


def test_findings_are_reported_once_sorted_and_under_the_path_a_writer_types():
    one, two = Finding("en/b.md", 2, 1, "x"), Finding("../support.yml", 1, 1, "y")
    later = Finding("en/a.md", 1, 1, "z", severity="warning")
    collected = [one, two, later, one]
    warnings, errors = take_findings(collected, "content/")

    assert [str(finding) for finding in errors] == ["content/en/b.md:2:1: x", "support.yml:1:1: y"]
    assert [str(finding) for finding in warnings] == ["content/en/a.md:1:1: z"]
    assert collected == []


def test_an_error_without_a_place_is_one_at_the_beginning_of_its_file():
    assert findings_of(HelpCentreError("support.yml: is a folder"), "support.yml") == [
        Finding("support.yml", 1, 1, "is a folder")
    ]
    assert findings_of(FindingsError([Finding("a", 3, 4, "m")]), "b") == (Finding("a", 3, 4, "m"),)


def test_only_old_addresses_redirect():
    _, seen = checked(articles=FRAME)

    assert seen.redirects == {"faq/old/": "en/faq/pay.md"}


def test_media_are_measured_and_those_that_are_missing_left_out(tmp_path):
    box = (
        struct.pack(">I4s", 8 + 28, b"moov") + struct.pack(">I4s", 28, b"mvhd") + bytes(12) + struct.pack(">II", 10, 25)
    )
    files = {
        "media/a.mp4": box,
        "media/a.bin": box,
        "media/b.mp4": b"not a video",
        "media/logo.PNG": b"\x89PNG\r\n\x1a\n and more than sixteen",
        "media/a.en.vtt": b"WEBVTT\n",
        "media/b.en.vtt": b"WEBVTT \xff\n",
    }
    (tmp_path / "content/media").mkdir(parents=True)
    for path, data in files.items():
        (tmp_path / "content" / path).write_bytes(data)
    also = [site_file(path) for path in (*files, "media/missing.png")]
    site = finished_site({"a.md": page()}, tmp_path, also=also)
    check_finished_site(site, lambda name: True)
    seen = checked_media(site, checked_site(site, links_resolved=False))

    assert seen.sizes == {path: len(data) for path, data in files.items()}
    assert seen.durations == {"media/a.mp4": 2.5}
    assert seen.heads == {"media/logo.PNG": files["media/logo.PNG"][:16]}
    assert seen.captions.keys() == {"media/a.en.vtt", "media/b.en.vtt"}
    assert [finding.path for finding in site.findings] == ["media/b.en.vtt"]
