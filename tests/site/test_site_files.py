"""The files a build writes next to the pages, each at an address that is its own."""

import gzip
import json
import re

import pytest

from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.site.address_claims import claim_addresses
from helpcentre.site.addresses import Owner, OwnerKind
from helpcentre.site.content_files import content_files
from helpcentre.site.files import Origin, SiteFile
from helpcentre.site.machine_files import machine_files
from helpcentre.site.options import ArticlesOptions
from helpcentre.site.output_paths import HOURS, calendar_path, copy_path
from helpcentre.site.redirect_rules import redirect_rules
from helpcentre.site.redirects import redirect_files
from helpcentre.site.site_files import write_file, write_site_files
from helpcentre.site.site_manifest import manifest_files
from helpcentre.site.sitemap_files import sitemap_files

from .sample import FRAME, SEARCH, SUPPORT, TWO, finished_site, page

PAGES = {
    "en/index.md": page("Help", "page"),
    "it/index.md": page("Aiuto", "page"),
    "en/faq/pay.md": page("How do I pay?", redirect_from="[faq/old, help/older]", reviewed="2026-11-01"),
    "it/faq/pay.md": page('Come pago & "quando"?', redirect_from="[faq/vecchio]"),
    "en/faq/only.md": page("Only?", id="only"),
}
EVERYTHING = {"articles": FRAME, "hours": True, "channels": True, "search": SEARCH, "collector_url": "/"}


def written(folder):
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def site(tmp_path):
    site = finished_site(PAGES, tmp_path, TWO, support=SUPPORT, **EVERYTHING)
    claim_addresses(site, content_files(site))
    return site


def test_every_file_that_is_announced_is_written_and_search_files_besides(site, tmp_path):
    write_site_files(site)
    found = written(tmp_path / "site")
    announced = (machine_files(site.options, has_support=True) | content_files(site)).keys()

    assert announced - found == {"404.html", "it/404.html"}  # those are rendered by the host
    rest = found - announced
    assert {name for name in rest if not name.startswith("helpcentre/search/")} == {
        *(copy_path(article.url) for article in site.pages.articles()),
        "faq/old/index.html",
        "help/older/index.html",
        "it/faq/vecchio/index.html",
    }
    assert site.findings == []


def test_a_site_without_plugins_writes_nothing(tmp_path):
    site = finished_site({"a.md": page()}, tmp_path, articles=None)
    write_site_files(site)

    assert not (tmp_path / "site").exists()


def test_the_manifest_holds_real_articles_with_their_headings(site):
    [(path, text)] = manifest_files(site)
    manifest = json.loads(text)
    assert path == "helpcentre/manifest.json"

    assert [(one["id"], one["language"], one["url"]) for one in manifest["articles"]] == [
        ("faq/pay", "en", "faq/pay/"),
        ("faq/pay", "it", "it/faq/pay/"),
        ("only", "en", "faq/only/"),
    ]
    assert manifest["articles"][0]["headings"] == [{"id": "part", "text": "Part"}]
    assert manifest["pages"] == ["", "faq/", "it/", "it/faq/", "it/search/", "search/"]
    assert manifest["channels"] == ["email"]
    assert manifest["site"]["languages"] == ["en", "it"]


def test_the_sitemap_has_the_pages_and_not_the_results_and_is_zipped_without_a_date(site, tmp_path):
    write_site_files(site)
    xml = (tmp_path / "site/sitemap.xml").read_text()

    assert re.findall("<loc>(.*?)</loc>", xml) == [
        f"https://help.example.com/{url}"
        for url in ("faq/", "it/faq/", "faq/only/", "faq/pay/", "it/faq/pay/", "", "it/")
    ]
    assert xml.count("<lastmod>2026-11-01</lastmod>") == 1
    data = (tmp_path / "site/sitemap.xml.gz").read_bytes()
    assert gzip.decompress(data).decode() == xml
    assert data[4:8] == b"\0\0\0\0"


def test_an_old_address_leads_to_the_page_by_a_relative_link_and_names_the_full_one(site):
    files = dict(redirect_files(site))
    html = files["it/faq/vecchio/index.html"]

    assert [*files] == ["faq/old/index.html", "help/older/index.html", "it/faq/vecchio/index.html"]
    assert 'content="0; url=../../../it/faq/pay/"' in html
    assert '<link rel="canonical" href="https://help.example.com/it/faq/pay/">' in html
    assert '<html lang="it">' in html
    assert "Come pago &amp; &quot;quando&quot;?" in html
    assert "<script" not in html


def test_servers_get_the_redirects_as_rules_with_the_current_address_of_each_page(site):
    rules = dict(redirect_rules(site))

    assert rules["_redirects"].splitlines() == [
        "/faq/old/ /faq/pay/ 301",
        "/help/older/ /faq/pay/ 301",
        "/it/faq/vecchio/ /it/faq/pay/ 301",
    ]
    assert rules["helpcentre/redirects.map"].splitlines()[:3] == [
        '"/faq/old/" "/faq/pay/";',
        '"/faq/old" "/faq/pay/";',
        '"/faq/old/index.html" "/faq/pay/";',
    ]
    assert rules["helpcentre/redirects.map"].count("\n") == 9


def test_rules_for_servers_name_the_path_that_a_site_is_published_under_and_encode_what_is_special(tmp_path):
    old = '["faq/à la carte: $5", faq/OLD, it\'s]'
    site = finished_site({"a.md": page("A?", redirect_from=old)}, tmp_path, url="https://example.com/help/")
    claim_addresses(site, content_files(site))
    rules = dict(redirect_rules(site))

    assert rules["_redirects"].splitlines() == [
        "/help/faq/OLD/ /help/a/ 301",
        "/help/faq/%C3%A0%20la%20carte%3A%20%245/ /help/a/ 301",
        "/help/it%27s/ /help/a/ 301",
    ]
    assert '"/help/faq/à la carte: $5" "/help/a/";' in rules["helpcentre/redirects.map"]


def test_nginx_gets_one_of_two_addresses_that_differ_in_the_case_of_their_letters_only(tmp_path):
    site = finished_site({"a.md": page("A?", redirect_from="[old, old.html]"), "b.md": page("B?")}, tmp_path)
    claim_addresses(site, content_files(site))

    keys = [line.split('"')[1].lower() for line in dict(redirect_rules(site))["helpcentre/redirects.map"].splitlines()]

    assert len(keys) == len(set(keys))


def test_a_site_without_old_addresses_has_no_rules_for_servers(tmp_path):
    site = finished_site({"a.md": page()}, tmp_path)
    claim_addresses(site, content_files(site))

    assert dict(redirect_rules(site)) == {}
    assert site.addresses.owner_of("_redirects") is None


def test_a_writer_may_write_the_redirects_of_the_host_instead(tmp_path):
    site = finished_site({"a.md": page(redirect_from="[old]")}, tmp_path)
    site.files.append(SiteFile("_redirects", "_redirects", "_redirects", is_page=False, origin=Origin.CONTENT))
    claim_addresses(site, content_files(site))
    write_site_files(site)

    assert site.findings == []
    assert "_redirects" not in written(tmp_path / "site")
    assert "helpcentre/redirects.map" in written(tmp_path / "site")


def test_a_sitemap_that_is_too_large_is_an_index_of_parts(site, monkeypatch):
    whole = re.findall("<loc>(.*?)</loc>", dict(sitemap_files(site))["sitemap.xml"])
    monkeypatch.setattr("helpcentre.articles.sitemap.sitemaps.__defaults__", (len(whole) - 1, 100_000))
    monkeypatch.setattr("helpcentre.site.sitemap_files.MOST_ADDRESSES", len(whole) - 1)
    claim_addresses(site, content_files(site))
    files = dict(sitemap_files(site))

    assert [*files] == ["sitemap.xml", "sitemap.xml.gz", "sitemap-1.xml.gz", "sitemap-2.xml.gz"]
    assert re.findall("<loc>(.*?)</loc>", files["sitemap.xml"]) == [
        f"https://help.example.com/sitemap-{number}.xml.gz" for number in (1, 2)
    ]
    assert gzip.decompress(files["sitemap.xml.gz"]).decode() == files["sitemap.xml"]
    parts = [gzip.decompress(files[f"sitemap-{number}.xml.gz"]).decode() for number in (1, 2)]
    assert [re.findall("<loc>(.*?)</loc>", part) for part in parts] == [whole[:-1], whole[-1:]]
    assert site.addresses.owner_of("sitemap-2.xml.gz").name == "a part of the sitemap"


def test_a_manifest_with_many_articles_has_a_part_for_each_language(site, tmp_path, monkeypatch):
    whole = json.loads(dict(manifest_files(site))["helpcentre/manifest.json"])
    monkeypatch.setattr("helpcentre.site.site_manifest.MOST_IN_ONE_FILE", 2)
    claim_addresses(site, content_files(site))
    write_site_files(site)

    index = json.loads((tmp_path / "site/helpcentre/manifest.json").read_text(encoding="utf-8"))
    assert index["articles"] == []
    assert {key: value for key, value in index.items() if key not in ("articles", "parts")} == {
        key: value for key, value in whole.items() if key != "articles"
    }
    assert [part["language"] for part in index["parts"]] == ["en", "it"]
    assert site.addresses.owner_of("helpcentre/manifest.it.json").name == "a part of the manifest"
    read = ManifestSource(str(tmp_path / "site")).read()
    assert read.by_key.keys() == {(one["id"], one["language"]) for one in whole["articles"]}


def test_an_old_address_that_is_somebody_elses_is_not_written(tmp_path):
    pages = {"a.md": page("A?", redirect_from="[b, old]"), "b.md": page("B?", redirect_from="[OLD]")}
    site = finished_site(pages, tmp_path)
    claim_addresses(site, content_files(site))

    assert [path for path, _ in redirect_files(site)] == ["old/index.html"]
    assert len(site.findings) == 2


def test_without_redirects_none_is_claimed_or_written(tmp_path):

    site = finished_site(
        {"a.md": page("A?", redirect_from="[old]")}, tmp_path, articles=ArticlesOptions(redirects=False)
    )
    claim_addresses(site, content_files(site))
    write_site_files(site)

    assert site.addresses.owner_of("old/index.html") is None
    assert written(tmp_path / "site") == {"helpcentre/manifest.json"}


def test_a_file_of_a_writer_is_never_overwritten(tmp_path):
    site = finished_site({"a.md": page()}, tmp_path)
    site.addresses.claim("x.json", Owner(OwnerKind.FILE, "x.json", "x.json"))
    write_file(site, "x.json", "ours")
    write_file(site, "y.json", "ours")

    assert written(tmp_path / "site") == {"y.json"}
    assert site.addresses.owner_of("y.json").kind is OwnerKind.GENERATED


def test_two_builds_write_the_same_bytes(tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        site = finished_site(PAGES, folder, TWO, support=SUPPORT, **EVERYTHING)
        claim_addresses(site, content_files(site))
        write_site_files(site)
    one, two = folders

    assert written(one / "site") == written(two / "site")
    for name in written(one / "site"):
        assert (one / "site" / name).read_bytes() == (two / "site" / name).read_bytes()


@pytest.mark.parametrize(
    ("plugins", "files"),
    [
        ({"hours": True, "channels": True}, {HOURS, calendar_path("en")}),
        ({"hours": True, "channels": False}, {HOURS, calendar_path("en")}),
        ({"hours": False, "channels": True}, {HOURS}),
        ({"hours": False, "channels": False}, set()),
    ],
)
def test_hours_are_written_for_the_hours_and_channels_plugins_and_calendars_for_hours(tmp_path, plugins, files):
    site = finished_site({"a.md": page()}, tmp_path, support=SUPPORT, **plugins)
    write_site_files(site)

    assert written(tmp_path / "site") - {"helpcentre/manifest.json"} == files


def test_without_a_support_file_no_calendar_is_written(tmp_path):
    site = finished_site({"a.md": page()}, tmp_path, hours=True)
    write_site_files(site)

    assert written(tmp_path / "site") == {"helpcentre/manifest.json"}
