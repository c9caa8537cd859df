"""`check --released`: every article of the last release still has its address, or a redirect from it."""

import json

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.released_addresses import find_lost_addresses
from helpcentre.contract.manifest import parse_manifest
from tests.articles.sample import checked, page

SITE = "https://help.example.com/"
PAGES = {"en/faq/a.md": page("A?", id="a"), "it/faq/a.md": page("A?", id="a")}


def released(*articles):
    entries = [
        {"id": name, "language": language, "version": "0" * 16, "url": url, "title": "A?", "kind": "faq"}
        for name, language, url in articles
    ]
    return parse_manifest(json.dumps({"site": {}, "articles": entries}).encode(), "manifest.json")


def lost(*articles, **more):
    return [str(one) for one in find_lost_addresses(released(*articles), checked(PAGES, site_url=SITE, **more))]


def test_addresses_that_are_still_there_are_fine():
    assert lost(("a", "en", "faq/a/"), ("a", "it", "it/faq/a/")) == []


def test_a_redirect_keeps_an_address():
    assert lost(("old", "en", "faq/old/"), published={"faq/old/": "en/faq/a.md"}) == []


@pytest.mark.parametrize(
    ("language", "url", "file"),
    [("en", "faq/b/", "en/faq/b.md"), ("it", "it/faq/b/", "it/faq/b.md"), ("it", "it/faq/b.html", "it/faq/b.md")],
)
def test_an_article_that_is_gone_needs_a_page_that_answers_instead(language, url, file):
    assert lost(("b", language, url)) == [
        (
            f"{file}: '/{url}' was published with the last release and is now missing; "
            "add 'faq/b' to redirect_from of the page that answers it now"
        )
    ]


def test_an_article_that_has_moved_is_named_with_the_key_to_add():
    assert lost(("a", "it", "it/faq/alt%C3%AD/")) == [
        (
            "it/faq/a.md:2:1: '/it/faq/altí/' was published with the last release and is now missing; "
            "add redirect_from: [faq/altí]"
        )
    ]


def test_the_command_compares_with_a_folder_of_a_built_site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    run.invoke(cli, ["init", "site"], catch_exceptions=False)
    monkeypatch.chdir(tmp_path / "site")
    run.invoke(cli, ["build"], catch_exceptions=False)
    (tmp_path / "site/content/en/faq/how-to-reach-us.md").unlink()

    printed = run.invoke(cli, ["check", "--released", "site"]).output

    assert "content/en/faq/how-to-reach-us.md: '/faq/how-to-reach-us/' was published" in printed


def test_a_release_that_cannot_be_read_is_one_message(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    run.invoke(cli, ["init", "."], catch_exceptions=False)

    failed = run.invoke(cli, ["check", "--released", "nowhere"])

    assert "nowhere" in str(failed.exception)
