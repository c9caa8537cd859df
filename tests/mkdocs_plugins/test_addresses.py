"""One address has one owner in whole sites: what two claim stops the build and `check`, at the place of the second."""

from datetime import date
from pathlib import Path

import pytest
from mkdocs.config import load_config

from helpcentre.commands.check import check_site

from .conftest import RefusedError, article

FRAME = {"helpcentre/articles": {"frame": "helpcentre"}}
LANGUAGES = {"helpcentre/languages": {"default": "en", "languages": ["it"]}}
ALL = [LANGUAGES, FRAME, "helpcentre/search", "helpcentre/feedback"]
PAGES = {
    "en/index.md": article("Help", "page"),
    "it/index.md": article("Aiuto", "page"),
    "en/contact.md": article("Contact", "page"),
    "it/contact.md": article("Contatti", "page"),
    "en/faq/a.md": article("A?"),
    "it/faq/a.md": article("A?"),
    "en/faq/b.md": article("B?"),
    "it/faq/b.md": article("B?"),
    "robots.txt": "User-agent: *\n",
}


@pytest.fixture
def refused(site, tmp_path):
    """Return a function that gives the errors of a site, the same from the build and from `check`."""

    def run(pages, plugins=ALL, **settings):
        with pytest.raises(RefusedError) as caught:
            site(PAGES | pages, plugins, **settings)
        build = sorted({line.strip() for line in str(caught.value).splitlines() if "content/" in line})
        config = load_config(str(tmp_path / "mkdocs.yml"))
        findings = check_site(config, date(2026, 11, 30))
        check = sorted({f"content/{one}" for one in findings if one.severity == "error"})
        assert build == check
        return build

    return run


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        ("faq/b", "is already the address of en/faq/b.md"),
        ("faq/a", "is the address of this page itself"),
        ("FAQ/B/", "is already the address of en/faq/b.md (addresses that differ only in upper and lower case"),
        ("contact", "is already the address of en/contact.md"),
        ("index", "is already the address of en/index.md"),
        ("search", "is already the address of the page of search results"),
        ("assets", "is in the folder 'assets', which is kept for the scripts and styles of the theme"),
        ("assets/x", "is in the folder 'assets'"),
        ("helpcentre/manifest.json", "is in the folder 'helpcentre', which is kept for the files that the build"),
        ("reports", "is in the folder 'reports', which is kept for the collector"),
        ("robots.txt", "is an address that cannot exist next to robots.txt"),
        ("404.html", "is an address that cannot exist next to the page for unknown addresses"),
        ("it/faq/x", "begins with the folder of the language 'it'"),
        ("IT/faq/x", "begins with the folder of the language 'it'"),
        ("it", "begins with the folder of the language 'it'"),
        ("../../../../x", "leaves the folder of the language"),
    ],
)
def test_an_old_address_that_belongs_to_something_else_is_an_error(refused, old, reason, tmp_path):
    [message] = refused({"en/faq/a.md": article("A?", redirect_from=f"['{old}']")})

    assert message.startswith("content/en/faq/a.md:4:17: redirect_from")
    assert reason in message
    assert {path.name for path in tmp_path.iterdir()} <= {".cache", "content", "mkdocs.yml", "site"}


def test_an_old_address_in_two_pages_is_an_error_that_names_the_first(refused):
    [message] = refused(
        {
            "en/faq/a.md": article("A?", redirect_from="[faq/x]"),
            "en/faq/b.md": article("B?", redirect_from="[faq/y, faq/x]"),
        }
    )

    assert message == (
        "content/en/faq/b.md:4:24: redirect_from: 'faq/x' is also in redirect_from of en/faq/a.md:4:17. "
        "Remove one of the two."
    )


def test_an_old_address_where_a_translation_is_missing_asks_for_one_path_in_both_languages(refused):
    [message] = refused({"it/faq/solo.md": article("Solo?"), "en/faq/a.md": article("A?", redirect_from="[faq/solo]")})

    assert "redirect_from: 'faq/solo' is the address of the page for readers of 'en' that it/faq/solo.md" in message
    assert message.endswith("Give it/faq/solo.md the same path as this page.")


def test_two_files_of_one_address_are_an_error(refused):
    [message] = refused({"en/faq/a/index.md": article("A again?", id="again")}, ["helpcentre/articles"])

    assert message == (
        "content/en/faq/a/index.md:1:1: this file has the address '/en/faq/a/', which already belongs to "
        "en/faq/a.md:1:1. Rename one of the two."
    )


def test_two_files_of_one_address_in_two_languages_are_an_error(refused):
    pages = {"en/faq/same.md": article("Same?"), "it/faq/same/index.md": article("Uguale?", id="same")}
    found = refused(pages)

    assert [message.split(" has the address ")[0] for message in found] == [
        "content/en/faq/same.md:1:1: the placeholder for this page",
        "content/it/faq/same/index.md:1:1: the placeholder for this page",
    ]


def test_a_file_at_the_address_of_a_file_of_the_build_is_an_error(refused):
    found = refused({"sitemap.xml": "<x/>", "helpcentre/manifest.json": "{}", "_headers": "/*\n"})

    assert [message.split(": ")[0] for message in found] == [
        "content/_headers",
        "content/helpcentre/manifest.json",
        "content/sitemap.xml",
    ]


def test_a_page_where_the_collector_answers_is_an_error_only_on_its_own_origin(refused, site):
    pages = {"en/reports.md": article("Reports", "page"), "it/reports.md": article("Rapporti", "page")}
    [message] = refused(pages)

    assert message.startswith("content/en/reports.md:1:1: this file has the address '/reports/', which is kept for")
    elsewhere = [LANGUAGES, FRAME, {"helpcentre/feedback": {"collector_url": "https://feedback.example.com"}}]
    assert site(PAGES | pages, elsewhere).has("reports/index.html")
    assert site(PAGES | pages, ALL, site_url="https://example.com/help/").has("reports/index.html")


def test_old_addresses_that_are_free_lead_to_the_page_in_one_hop(site):
    pages = PAGES | {
        "en/faq/a.md": article("A?", redirect_from="[faq/old, en/faq/a, help/older.md, faq]"),
        "it/faq/a.md": article("A?", redirect_from="[faq/vecchio/]"),
    }
    built = site(pages, ALL)

    for path, target in {
        "faq/old/index.html": "../../faq/a/",
        "en/faq/a/index.html": "../../../faq/a/",
        "help/older/index.html": "../../faq/a/",
        "faq/index.html": "../faq/a/",
        "it/faq/vecchio/index.html": "../../../it/faq/a/",
    }.items():
        assert f'content="0; url={target}"' in built.html(path)


def test_without_directory_urls_an_old_address_is_the_file_a_page_had(site):
    pages = {"index.md": article("Help", "page"), "faq/new.md": article("New?", redirect_from="[faq/old]")}
    built = site(pages, ["helpcentre/articles"], use_directory_urls=False)

    assert 'content="0; url=../faq/new.html"' in built.html("faq/old.html")
    assert not built.has("faq/old/index.html")


def test_redirects_that_are_not_written_claim_nothing(site):
    pages = PAGES | {"en/faq/a.md": article("A?", redirect_from="[faq/b]")}

    assert site(pages, [LANGUAGES, {"helpcentre/articles": {"redirects": False}}]).has("faq/b/index.html")


def test_a_site_folder_that_is_a_link_gets_its_redirects_where_it_leads(site, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    pages = {"index.md": article("Help", "page"), "faq/new.md": article("New?", redirect_from="[faq/old]")}

    built = site(pages, ["helpcentre/articles"])

    assert built.has("faq/old/index.html")
    assert Path(tmp_path / "elsewhere/faq/old/index.html").is_file()
