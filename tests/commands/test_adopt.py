"""`helpcentre adopt`: a repository of another generator becomes a site that builds and can be browsed."""

import posixpath
import re
import shutil
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli

FILES = {
    "docusaurus.config.js": "module.exports = {}\n",
    "docs/intro.md": "---\nslug: /\n---\n# Welcome\n\nRead [how to pay](billing/01-pay.md#by-card).\n",
    "docs/billing/_category_.json": '{"label": "Invoices & bills"}\n',
    "docs/billing/01-pay.md": "# How do I pay?\n\n:::tip\nBy card.\n:::\n\n## By card\n\n1. Open it.\n   - Press it.\n",
    "docs/billing/02-cancel.md": "# Cancel\n\n![box](/img/box.svg)\n\n[gone](gone.md)\n",
    "docs/shipping/parcel.md": "# Where is my parcel?\n\nOn its way.\n",
    "docs/shipping/abroad/customs.md": "# Customs\n\nYou pay them.\n",
    "docs/shipping/abroad/islands/boat.md": "# By boat\n\nIt takes a week.\n",
    "static/img/box.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n',
}


def run(*arguments, expect=0):
    done = CliRunner().invoke(cli, [str(part) for part in arguments])
    assert (done.exit_code != 0) == bool(expect), done.output
    return done.output + (str(done.exception) if expect else "")


@pytest.fixture(scope="module")
def adopted(tmp_path_factory):
    """The folder of the adopted site, built, and what the command said."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("adopted") / "site"
    for path, text in FILES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")
    said = run("adopt", source, folder, "--name", "Help")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        checked = CliRunner().invoke(cli, ["check"])
        assert checked.exit_code == 0, checked.output
        run("build")
    return folder, said


def read(folder, path):
    return (folder / "site" / path / "index.html").read_text(encoding="utf-8")


def test_the_report_names_what_did_not_come_over_and_counts_what_did(adopted):
    folder, said = adopted

    assert said.splitlines()[:2] == [
        "Did not come over (1):",
        "  docs/billing/02-cancel.md:5: the link 'gone.md' leads nowhere; only its words were kept",
    ]
    assert "Pages: 6 (en 6). Topics: 3. Images and files: 1." in said
    assert (folder / "adoption-report.txt").read_text(encoding="utf-8").count("\n") == 1


def test_every_page_is_reached_from_the_home_page_by_links(adopted):
    folder, _ = adopted
    home = read(folder, "")
    topic = read(folder, "topics/billing")

    assert 'href="topics/billing/"' in home
    assert "Invoices &amp; bills" in home
    assert re.findall(r'href="\.\./\.\./billing/([^"/]+)/"', topic)[:2] == ["pay", "cancel"]


def find_reachable(site):
    """Return the pages that links lead to, from the home page on, as paths of their files."""
    found, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        html = (site / path).read_text(encoding="utf-8")
        for href in re.findall(r'<a[^>]* href="([^"]+)"', html):
            address = urlsplit(urljoin(f"https://x.example/{path.removesuffix('index.html')}", href))
            target = unquote(address.path).lstrip("/")
            target = posixpath.join(target, "index.html") if not target or target.endswith("/") else target
            if (
                address.netloc == "x.example"
                and target not in found
                and (site / target).is_file()
                and target.endswith(".html")
            ):
                found.add(target)
                waiting.append(target)
    return found


def list_written(folder):
    """Return the files that the pages of the content folder are published as."""
    slugs = (
        path.relative_to(folder / "content/en").with_suffix("").as_posix()
        for path in (folder / "content/en").rglob("*.md")
    )
    return {f"{slug}.html" if posixpath.basename(slug) == "index" else f"{slug}/index.html" for slug in slugs}


def test_every_adopted_page_is_reachable_by_links(adopted):
    folder, _ = adopted

    assert list_written(folder) - find_reachable(folder / "site") == set()


def test_every_page_of_a_site_without_topics_is_reachable_by_its_folders(adopted, tmp_path, monkeypatch):
    site = tmp_path / "site"
    shutil.copytree(adopted[0], site, ignore=shutil.ignore_patterns("site"))
    for path in (site / "content/en").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^topics: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    monkeypatch.chdir(site)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    assert "page-orphaned" not in CliRunner().invoke(cli, ["check"]).output
    run("build")

    assert list_written(site) - find_reachable(site / "site") == set()
    boat = read(site, "shipping/abroad/islands/boat")
    crumbs = re.search(r'<nav class="hc-crumbs".*?</nav>', boat, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["../../../..", "../../../", "../../", "../"]


def test_boxes_lists_links_and_images_are_what_they_were(adopted):
    folder, _ = adopted
    pay, cancel, intro = read(folder, "billing/pay"), read(folder, "billing/cancel"), read(folder, "intro")

    assert re.search(r'class="admonition tip">\s*<p class="admonition-title">Tip</p>\s*<p>By card\.</p>', pay)
    assert re.search(r"<li>Open it\.\s*<ul>\s*<li>Press it\.</li>", pay)
    assert 'href="../billing/pay/#by-card"' in intro
    assert "media/img/box.svg" in cancel


def test_old_addresses_lead_to_the_new_ones(adopted):
    folder, _ = adopted

    assert "../../../billing/pay/" in read(folder, "docs/billing/01-pay")


def test_a_folder_with_files_is_left_alone(adopted, tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nx\n", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")

    assert "is not empty; nothing was written" in run("adopt", tmp_path, tmp_path / "full", expect=1)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["x"]


def test_a_folder_without_pages_is_refused(tmp_path):
    (tmp_path / "in").mkdir()

    assert "no Markdown files were found" in run("adopt", tmp_path / "in", tmp_path / "out", expect=1)
    assert not (tmp_path / "out").exists()


def test_wrong_options_are_explained_and_nothing_is_written(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("# A\n\nx\n", encoding="utf-8")

    assert "did you mean 'Europe/Rome'?" in run(
        "adopt", tmp_path / "in", tmp_path / "out", "--time-zone", "Europe/Rom", expect=1
    )
    assert not (tmp_path / "out").exists()
