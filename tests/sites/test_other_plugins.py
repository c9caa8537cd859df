"""Whole sites next to the plugins that others wrote: everything builds, in any order, and leads where pages are."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search

SITES = Path(__file__).parent
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "1795305600"}
GIT = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com"]


class BuiltSite:
    """A site of this folder, built in a copy that is a Git repository; `warnings` are what MkDocs wrote."""

    def __init__(self, name, folder, *, reverse=False):
        shutil.copytree(SITES / name, folder)
        config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
        if reverse:
            config["plugins"].reverse()
            (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        subprocess.run([*GIT, "init", "--quiet"], cwd=folder, check=True)
        subprocess.run([*GIT, "add", "--all"], cwd=folder, check=True)
        subprocess.run([*GIT, "commit", "--quiet", "-m", "All"], cwd=folder, check=True)
        command = [sys.executable, "-m", "mkdocs", "build"]
        done = subprocess.run(command, cwd=folder, env=os.environ | QUIET, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        self.warnings = [line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line]
        self.folder = folder / "site"

    def html(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    @property
    def manifest(self):
        return json.loads(self.html("helpcentre/manifest.json"))

    def found(self, query, language="en"):
        """Return the addresses that a search leads to."""
        index = PackedIndex(language, lambda path: (self.folder / "helpcentre/search" / path).read_bytes())
        return [index.article(hit.number)["url"] for hit in search(index, query).hits]

    def files(self):
        return {one.relative_to(self.folder).as_posix(): one.read_bytes()
                for one in self.folder.rglob("*") if one.is_file()}  # fmt: skip


@pytest.fixture(scope="module")
def other_plugins(tmp_path_factory):
    return BuiltSite("other_plugins", tmp_path_factory.mktemp("other_plugins") / "site")


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    return BuiltSite("blog", tmp_path_factory.mktemp("blog") / "site")


def test_a_strict_site_builds_next_to_macros_awesome_nav_redirects_rss_and_git_dates(other_plugins):
    assert other_plugins.warnings == []
    assert "By card at Lume." in other_plugins.html("faq/pay/index.html")
    assert 'url=../faq/pay/"' in other_plugins.html("old/index.html")
    assert (other_plugins.folder / "feed_rss_created.xml").is_file()


def test_pages_that_the_build_adds_work_with_plugins_that_expect_a_file_for_every_page(other_plugins):
    assert "How do I pay?" in other_plugins.html("topics/payments/index.html")
    assert "Only in English?" in other_plugins.html("it/faq/only/index.html")
    assert (other_plugins.folder / "it/search/index.html").is_file()


def test_the_order_of_all_plugins_changes_no_page_of_our_frame(other_plugins, tmp_path):
    other = BuiltSite("other_plugins", tmp_path / "site", reverse=True)
    feeds = re.compile(r"feed_|\.gz$")

    one, two = ({name: data for name, data in built.files().items() if not feeds.match(name)}
                for built in (other_plugins, other))  # fmt: skip
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_a_post_that_the_blog_moves_is_found_at_its_published_address(blog):
    assert blog.found("warehouse")[0] == "blog/2026/11/01/we-open-a-new-warehouse/"
    assert (blog.folder / blog.found("warehouse")[0] / "index.html").is_file()
    assert "feedback/v1/form" in blog.html("blog/2026/11/01/we-open-a-new-warehouse/index.html")


def test_every_address_in_the_manifest_is_a_page(blog):
    addresses = [*(entry["url"] for entry in blog.manifest["articles"]), *blog.manifest["pages"]]

    assert "blog/category/shop/" in addresses
    assert [url for url in addresses if not (blog.folder / url / "index.html").is_file()] == []


def test_titles_are_those_of_the_finished_pages(blog):
    titles = {entry["url"]: entry["title"] for entry in blog.manifest["articles"]}

    assert titles["faq/pay/"] == "How do I pay at Lume?"
    assert titles["faq/Login_Troubleshooting/"] == "Login Troubleshooting"
    assert blog.found("pay lume")[0] == "faq/pay/"


def test_pages_that_a_plugin_makes_are_not_articles(blog):
    articles = {entry["url"] for entry in blog.manifest["articles"]}

    assert not [url for url in articles if url.startswith(("blog/category", "blog/archive"))]
    assert "feedback/v1/form" not in blog.html("blog/category/shop/index.html")


def test_a_site_whose_pages_move_builds_with_our_plugins_first(tmp_path, blog):
    other = BuiltSite("blog", tmp_path / "site", reverse=True)

    assert other.manifest == blog.manifest
    assert other.found("warehouse") == blog.found("warehouse")


@pytest.mark.parametrize("reverse", [False, True])
def test_a_site_of_static_i18n_builds_with_a_warning_that_names_our_plugin(tmp_path, reverse):
    built = BuiltSite("i18n", tmp_path / "site", reverse=reverse)

    assert "Benvenuti" in built.html("it/index.html")
    assert "feedback/v1/form" in built.html("faq/pay/index.html")
    assert "use helpcentre/languages instead" in "".join(built.warnings)


def test_an_override_that_takes_a_place_away_is_named_once_with_the_way_out(tmp_path):
    built = BuiltSite("override", tmp_path / "site")

    [message] = [line for line in built.warnings if "helpcentre" in line]
    assert "overrides/partials/copyright.html replaces the place of helpcentre/hours" in message
    assert "add {% include 'partials/helpcentre/hours_footer.html' %} to that file" in message
