"""A check that uses what an earlier one has found gives the findings of a check without it."""

import os
import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from helpcentre.commands.check import choose_findings
from helpcentre.commands.check_key import check_key, describe_extensions
from helpcentre.commands.check_records import FILE, CheckRecords, read_records, write_records
from helpcentre.commands.site_findings import find_in_site
from helpcentre.errors import Finding
from helpcentre.mkdocs_plugins.host import load_mkdocs
from tests.sites.dental_practice import TODAY, copy_site
from tests.sites.test_broken import FAULTS, plant


@pytest.fixture
def practice(tmp_path):
    """The folder of a site whose findings were kept once."""
    copy_site(tmp_path)
    find(tmp_path)
    return tmp_path


def find(folder, today=TODAY, cache=".cache/helpcentre", **more):
    config = load_mkdocs(folder / "mkdocs.yml")
    return set(find_in_site(config, today, cache=folder / cache if cache else None, **more).findings)


def clean(folder, today=TODAY):
    return find(folder, today, cache=None)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def records(folder):
    return folder / ".cache/helpcentre" / FILE


@pytest.mark.full
def test_after_any_edits_in_any_order_a_check_finds_what_a_clean_one_finds(tmp_path, rounds):
    chance = random.Random(20261130)
    for number in range(rounds(1, 40)):
        folder = tmp_path / str(number)
        content = copy_site(folder)
        for fault in chance.sample(FAULTS, 6):
            try:
                plant(content, fault)
            except (AssertionError, FileNotFoundError):  # an edit before has removed what this one changes
                continue
            if chance.random() < 0.2:
                shutil.copytree(copy_site(folder / "again"), content, dirs_exist_ok=True)

            assert find(folder) == clean(folder), fault["fault"]


def test_a_heading_that_is_gone_breaks_the_links_of_pages_that_have_not_changed(practice):
    edit(practice / "content/en/faq/cancel.md", "(../contact.md)", "(parking.md#by-car)")
    edit(practice / "content/en/faq/parking.md", "---\n\n", "---\n\n## By car\n\n")
    before = find(practice)

    edit(practice / "content/en/faq/parking.md", "## By car", "## By bicycle")

    assert [one.path for one in find(practice) - before if one.rule == "anchor-dead"] == ["en/faq/cancel.md"]
    assert find(practice) == clean(practice)


def test_nothing_is_rendered_or_checked_again_if_nothing_has_changed(practice, monkeypatch):
    before = find(practice)
    monkeypatch.setattr("helpcentre.articles.checks.page_findings.PageResults._check_page", None)
    monkeypatch.setattr("helpcentre.articles.read.validate_front_matter", None)
    written = records(practice).stat().st_mtime_ns

    assert find(practice) == before
    assert records(practice).stat().st_mtime_ns == written


def test_the_day_counts_only_for_pages_with_a_review_to_come(practice):
    assert find(practice) == clean(practice)

    later = TODAY + timedelta(days=400)

    assert find(practice, later) == clean(practice, later)
    assert any(one.rule == "review-overdue" for one in find(practice, later))


def test_a_changed_topic_of_the_support_file_is_noticed_on_every_page(practice):
    edit(practice / "content/support.yml", "appointments:", "visits:")

    found = find(practice)

    assert any(one.rule == "topic-unknown" and one.path == "en/faq/cancel.md" for one in found)
    assert found == clean(practice)


def test_a_check_that_is_switched_off_is_off_at_once(practice):
    edit(practice / "content/en/faq/cancel.md", "(../contact.md)", "(../fax.md)")
    assert any(one.rule == "link-dead" for one in find(practice))

    edit(practice / "mkdocs.yml", "{frame: helpcentre}", "{frame: helpcentre, checks: {link-dead: warning}}")

    assert [one.severity for one in find(practice) if one.rule == "link-dead"] == ["warning"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-100]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\x80\x04\x95 not JSON"),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"title"', b'"titel"')),
        lambda path: path.write_bytes(b"[" * 200_000),
        lambda path: path.write_bytes(b'["another key", {}, "", []]'),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_damaged_records_cost_time_and_never_a_finding(practice, damage):
    edit(practice / "content/en/faq/cancel.md", "(../contact.md)", "(../fax.md)")
    find(practice)

    damage(records(practice))

    assert find(practice) == clean(practice)


def test_an_outline_that_is_damaged_is_made_again(practice):
    path = records(practice)
    path.write_bytes(path.read_bytes().replace(b'"has_blocks":false', b'"has_blocks":"no"'))

    assert find(practice) == clean(practice)


def test_a_folder_that_cannot_be_written_does_not_stop_the_check(practice, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    assert find(practice, cache="file/below") == clean(practice)


def test_records_of_other_versions_or_options_are_not_used(tmp_path):
    kept = CheckRecords("one", asks_key="searched")
    write_records(tmp_path, kept)

    assert read_records(tmp_path, "one") == kept
    assert read_records(tmp_path, "two") == CheckRecords("two")
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_key_is_another_if_an_option_is():
    assert check_key(["en", True]) == check_key(["en", True])
    assert check_key(["en", True]) != check_key(["en", False])


def test_extensions_that_read_other_files_are_not_trusted():
    assert describe_extensions(["toc", "markdown.extensions.tables"], {}) is not None
    assert describe_extensions(["toc", "pymdownx.snippets"], {}) is None
    assert describe_extensions(["toc"], {"toc": {"slugify": lambda text, _: text}}) is None


def test_functions_of_known_packages_are_described_by_their_name_and_arguments():
    from functools import partial

    from markdown.extensions.toc import slugify, slugify_unicode

    one, other = (describe_extensions(["toc"], {"toc": {"slugify": each}}) for each in (slugify, slugify_unicode))
    assert None not in (one, other)
    assert one != other
    dashes = [describe_extensions(["toc"], {"toc": {"slugify": partial(slugify, separator=sign)}}) for sign in "-_"]
    assert dashes[0] != dashes[1]


def test_a_quick_check_leaves_out_the_asks_but_not_the_synonyms(tmp_path):
    copy_site(tmp_path)
    edit(tmp_path / "mkdocs.yml", "  - helpcentre/channels\n", "  - helpcentre/channels\n  - helpcentre/search\n")
    edit(tmp_path / "content/en/faq/cancel.md", '"I cannot come"', '"zzz qqq"')
    (tmp_path / "content/synonyms.yml").write_text("en: [[one\n", encoding="utf-8")
    config = load_mkdocs(tmp_path / "mkdocs.yml")

    quick = find_in_site(config, TODAY, cache=tmp_path / "cache", quick=True)
    whole = find_in_site(load_mkdocs(tmp_path / "mkdocs.yml"), TODAY, cache=tmp_path / "cache")

    assert (quick.asks_searched, whole.asks_searched) == (False, True)
    assert any(one.path == "synonyms.yml" for one in quick.findings)
    assert {replace(one, rule="") for one in quick.findings} <= {replace(one, rule="") for one in whole.findings}


DOCS = Path("/site/content")


def chosen(message, *paths, place="en/faq/other.md"):
    resolved = [Path(os.path.normpath(DOCS / path)) for path in paths]
    return bool(choose_findings([Finding(place, 1, 1, message)], DOCS, resolved))


def test_findings_in_a_chosen_file_or_folder_are_chosen():
    assert chosen("x", "en/faq/other.md")
    assert chosen("x", "en/faq")
    assert not chosen("x", "en/fa", "en/faq/other.m", "it")
    assert chosen("x", "../mkdocs.yml", place="../mkdocs.yml")


def test_findings_elsewhere_are_chosen_if_they_name_a_chosen_file():
    assert chosen("the link '../guides/pay.md#card' leads nowhere", "en/guides/pay.md")
    assert chosen("en/guides/pay.md links to 'x' and this does not", "en/guides/pay.md")
    assert not chosen("the link '../guides/repay.md' leads nowhere", "en/guides/pay.md")
    assert not chosen("the link 'pay.mdx' leads nowhere", "en/guides/pay.md")
    assert not chosen("the link 'x.md' leads nowhere; did you mean 'pay.md'?", "en/guides/pay.md")
    assert not chosen("'mkdocs.yml' is named", "../mkdocs.yml")
