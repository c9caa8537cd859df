"""The demo site under each generator, and twice under one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


GENERATORS = {
    "mkdocs": ("-m", "mkdocs", "build", "--strict", "--quiet"),
    "properdocs": ("-m", "properdocs", "build", "--strict", "--quiet"),
    "helpcentre": ("-c", "from helpcentre.cli import main; main()", "build", "--builder", "helpcentre"),
}


def build(generator, site, **environment):
    done = subprocess.run(
        [sys.executable, *GENERATORS[generator], "--site-dir", str(site)],
        cwd=ROOT,
        env=os.environ
        | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "1795305600"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory):
    return build("mkdocs", tmp_path_factory.mktemp("one") / "site", PYTHONHASHSEED="7", LANG="C.UTF-8", TZ="UTC")


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_two_builds_are_byte_identical_under_another_hash_seed_language_and_zone(by_mkdocs, tmp_path):
    again = build("mkdocs", tmp_path / "site", PYTHONHASHSEED="8", LANG="it_IT.UTF-8", TZ="Asia/Jakarta")

    assert differing(by_mkdocs, again) == []


def test_properdocs_builds_the_same_site(by_mkdocs, tmp_path):
    other = build("properdocs", tmp_path / "site")

    assert differing(by_mkdocs, other) == []


def test_our_own_builder_makes_the_same_site(by_mkdocs, tmp_path):
    other = build("helpcentre", tmp_path / "site", PYTHONHASHSEED="9")

    assert differing(by_mkdocs, other) == []


def test_every_article_exists_in_all_four_languages(by_mkdocs):
    import json

    manifest = json.loads(by_mkdocs["helpcentre/manifest.json"])
    languages = {}
    for entry in manifest["articles"]:
        languages.setdefault(entry["id"], set()).add(entry["language"])

    assert len(languages) >= 32
    assert set(map(frozenset, languages.values())) == {frozenset({"en", "it", "id", "et"})}


def test_nothing_private_is_published(by_mkdocs):
    assert not [name for name in by_mkdocs if re.search(r"support\.yml|holidays\.lock|synonyms\.yml", name)]


def test_the_only_markdown_is_copies_of_articles_without_front_matter_and_blocks(by_mkdocs):
    copies = {name: data.decode() for name, data in by_mkdocs.items() if name.endswith(".md")}

    assert len(copies) >= 4 * 32
    assert {name.removesuffix(".md") + ".html" for name in copies} <= by_mkdocs.keys()
    assert [name for name, text in copies.items() if not text.startswith("# ") or "\n///" in text] == []
    assert [name for name, text in copies.items() if re.search(r"\]\((?!https?:|mailto:|tel:)", text)] == []


def test_every_video_is_at_most_400_kilobytes(by_mkdocs):
    videos = {name: len(data) for name, data in by_mkdocs.items() if name.endswith((".webm", ".mp4"))}

    assert len(videos) >= 32
    assert max(videos.values()) <= 400_000
