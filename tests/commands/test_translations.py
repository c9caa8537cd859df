"""`helpcentre translations`, on a site with a Git history."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.errors import FindingsError

MKDOCS = """\
site_name: Museum
docs_dir: content
theme: {name: material}
plugins:
  - helpcentre/languages: {default: en, languages: [it]}
  - helpcentre/articles
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A museum's site in a repository: two pages, the first translated."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    write(tmp_path, "en/index.md", "The museum is open.", kind="page")
    write(tmp_path, "it/index.md", "Il museo è aperto.", kind="page")
    write(tmp_path, "en/faq/tickets.md", "A ticket costs 12 euro.\n\nChildren are free.")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "First pages")
    version = listed(tmp_path)["faq/tickets"]["version"]
    write(
        tmp_path,
        "it/faq/tickets.md",
        "Un biglietto costa 12 euro.\n\nI bambini entrano gratis.",
        source_version=f'"{version}"',
    )
    commit(tmp_path, "Italian tickets")
    return tmp_path


def write(site, path, body, **front):
    file = site / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    keys = "".join(f"{key}: {value}\n" for key, value in {"title": "Tickets", "kind": "faq", **front}.items())
    file.write_text(f"---\n{keys}---\n\n{body}\n", encoding="utf-8")


def git(site, *arguments):
    who = ["-c", "user.name=W", "-c", "user.email=w@example.org"]
    subprocess.run(["git", "-C", site, *who, *arguments], check=True, capture_output=True)


def commit(site, message):
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", message)


def run(*arguments, expect=0, command="translations"):
    done = CliRunner().invoke(cli, [command, *arguments])
    assert done.exit_code == expect or expect, done.output
    assert (done.exit_code != 0) == bool(expect), done.output
    return done.output + (str(done.exception) if expect else "")


def listed(site):
    return {row["page"]: row for row in json.loads(run("--json"))["translations"]}


def test_a_translation_of_todays_text_is_current(site):
    assert listed(site)["faq/tickets"]["state"] == "current"
    assert "1 unmarked, 1 current" in run()


def test_a_translation_behind_its_source_shows_how_much_has_changed(site):
    write(site, "en/faq/tickets.md", "A ticket costs 14 euro.\n\nChildren are free.")
    commit(site, "Dearer tickets")
    row = listed(site)["faq/tickets"]

    assert row["state"] == "behind"
    assert row["change"] == {
        "paragraphs": 1,
        "share": pytest.approx(1 / 9, abs=1e-4),
        "numbers": True,
        "major": True,
        "only_minor_commits": False,
    }
    assert "major: 1 paragraph, 11% of the words; numbers changed" in run()


def test_the_difference_shows_the_paragraphs_that_changed_and_no_others(site):
    write(site, "en/faq/tickets.md", "A ticket costs 14 euro.\n\nChildren are free.")
    shown = run("--diff", "faq/tickets")

    assert "- A ticket costs 12 euro.\n+ A ticket costs 14 euro." in shown
    assert "Children" not in shown


def test_the_difference_shows_the_old_and_the_new_value_of_a_variable(site):
    variables = site / "content/variables.yml"
    variables.write_text("ticket: {amount: 12, currency: EUR}\n", encoding="utf-8")
    write(site, "en/faq/tickets.md", "A ticket costs {{ ticket }}.\n\nChildren are free.")
    commit(site, "The price is a variable")
    run("--current", "faq/tickets")
    commit(site, "Translated")
    variables.write_text("ticket: {amount: 14, currency: EUR}\n", encoding="utf-8")
    commit(site, "Dearer tickets")

    assert listed(site)["faq/tickets"]["state"] == "behind"
    assert "- A ticket costs €12.\n+ A ticket costs €14." in run("--diff", "faq/tickets")


def test_the_difference_shows_the_old_and_the_new_text_of_a_snippet(site):
    snippet = site / "content/snippets/children.en.md"
    snippet.parent.mkdir()
    snippet.write_text("Children up to 6 are free.\n", encoding="utf-8")
    write(site, "en/faq/tickets.md", "A ticket costs 12 euro.\n\n/// snippet | children\n///\n")
    commit(site, "A snippet")
    run("--current", "faq/tickets")
    commit(site, "Translated")
    snippet.write_text("Children up to 8 are free.\n", encoding="utf-8")

    assert "- Children up to 6 are free.\n+ Children up to 8 are free." in run("--diff", "faq/tickets")


def test_the_translated_text_is_found_under_the_former_name_of_its_file(site):
    git(site, "mv", "content/en/faq/tickets.md", "content/en/faq/prices.md")
    git(site, "mv", "content/it/faq/tickets.md", "content/it/faq/prices.md")
    commit(site, "Another name")
    write(site, "en/faq/prices.md", "A ticket costs 14 euro.\n\nChildren are free.")
    commit(site, "Dearer tickets")

    assert listed(site)["faq/prices"]["change"]["paragraphs"] == 1


def test_a_version_that_is_not_in_the_history_is_reported_as_such(site):
    write(site, "it/faq/tickets.md", "Un biglietto.", source_version='"0123456789abcdef"')

    assert "the translated version is not in the Git history" in run()
    assert listed(site)["faq/tickets"]["change"] is None


def test_marking_a_page_as_current_changes_nothing_else_in_its_file(site):
    write(site, "en/faq/tickets.md", "A ticket costs 12 euros.\n\nChildren are free.")
    file = site / "content/it/faq/tickets.md"
    before = file.read_text(encoding="utf-8")
    old = listed(site)["faq/tickets"]
    run("--current", "faq/tickets")

    assert listed(site)["faq/tickets"]["state"] == "current"
    assert file.read_text(encoding="utf-8") == before.replace(f'"{old["source_version"]}"', old["version"])


def test_commits_marked_as_minor_need_no_new_translation(site):
    write(site, "en/faq/tickets.md", "A ticket costs 12 euros.\n\nChildren are free.")
    commit(site, "Plural\n\nTranslation-Impact: minor")
    assert listed(site)["faq/tickets"]["change"]["only_minor_commits"]

    run("--current", "--minor")
    assert listed(site)["faq/tickets"]["state"] == "current"


def test_a_change_that_is_not_committed_yet_is_not_minor(site):
    write(site, "en/faq/tickets.md", "A ticket costs 14 euro.\n\nChildren are free.")
    assert not listed(site)["faq/tickets"]["change"]["only_minor_commits"]

    run("--current", "--minor")
    assert listed(site)["faq/tickets"]["state"] == "behind"


def test_one_commit_that_is_not_minor_keeps_the_translation_behind(site):
    write(site, "en/faq/tickets.md", "A ticket costs 14 euro.\n\nChildren are free.")
    commit(site, "Dearer")
    write(site, "en/faq/tickets.md", "A ticket costs 14 euros.\n\nChildren are free.")
    commit(site, "Plural\n\nTranslation-Impact: minor")

    run("--current", "--minor")
    assert listed(site)["faq/tickets"]["state"] == "behind"


def test_an_unknown_page_and_an_unknown_language_are_refused_with_the_nearest(site):
    assert "'faq/tikets' is not a page; did you mean 'faq/tickets'?" in run("--diff", "faq/tikets", expect=1)
    assert "Languages: it." in run("--language", "fr", expect=1)


def test_pages_without_a_word_on_what_to_do_with_them_are_refused(site):
    assert "Add --diff or --current" in run("faq/tickets", expect=2)
    assert "Name at least one page" in run("--current", expect=2)


def test_a_translation_begins_as_a_draft_of_its_source(site):
    write(
        site,
        "en/faq/parking.md",
        "Park in the [yard](tickets.md).\n\n![Map](../../media/map.png)",
        asks="[where to park]",
        owner="front-desk",
        reviewed="2026-11-01",
        redirect_from="[faq/car]",
    )
    run("faq/parking", "--language", "it", command="translate")
    text = (site / "content/it/faq/parking.md").read_text(encoding="utf-8")

    assert "Park in the [yard](tickets.md)." in text
    assert "owner: front-desk" in text
    assert "draft: true" in text
    for left_out in ("asks", "reviewed", "redirect_from"):
        assert left_out not in text
    row = listed(site)["faq/parking"]
    assert (row["state"], row["source_version"]) == ("draft", row["version"])


def test_a_translation_is_a_draft_even_if_its_source_says_that_it_is_not_one(site):
    write(site, "en/faq/parking.md", "Park in the yard.", draft="false")
    run("faq/parking", "--language", "it", command="translate")
    assert "draft: true" in (site / "content/it/faq/parking.md").read_text(encoding="utf-8")
    assert listed(site)["faq/parking"]["state"] == "draft"


def test_a_page_that_was_never_translated_cannot_be_marked_as_current(site):
    write(site, "en/faq/parking.md", "Park in the yard.")
    assert run("--current", "faq/parking", "--language", "it") == (
        "faq/parking (it): nothing to mark, because its state is “missing”.\n"
    )


def test_a_page_that_is_not_utf_8_does_not_stop_work_on_the_others(site):
    (site / "content/en/faq/latin.md").write_bytes(b"---\ntitle: Caf\xe9\nkind: faq\n---\n\nx\n")
    assert listed(site)["faq/tickets"]["state"] == "current"


def test_a_page_that_is_not_utf_8_stops_renaming_with_its_place(site):
    (site / "content/en/faq/latin.md").write_bytes(b"---\ntitle: Caf\xe9\nkind: faq\n---\n\nx\n")
    done = CliRunner().invoke(cli, ["rename", "faq/tickets", "faq/prices"])
    assert isinstance(done.exception, FindingsError)
    assert "en/faq/latin.md:2:" in str(done.exception)
    assert (site / "content/en/faq/tickets.md").exists()


def test_a_draft_is_not_published_and_readers_see_that_the_page_is_missing(site):
    (site / "content/media").mkdir()
    write(site, "en/faq/parking.md", "Park in the yard.")
    run("faq/parking", "--language", "it", command="translate")
    run("--no-strict", command="build")

    assert "Park in the yard." not in (site / "site/it/faq/parking/index.html").read_text(encoding="utf-8")
    assert "/it/faq/parking/" not in (site / "site/sitemap.xml").read_text(encoding="utf-8")
    manifest = json.loads((site / "site/helpcentre/manifest.json").read_text(encoding="utf-8"))
    assert [one["language"] for one in manifest["articles"] if one["id"] == "faq/parking"] == ["en"]


def test_a_preview_publishes_drafts(site):
    config = site / "mkdocs.yml"
    config.write_text(
        MKDOCS.replace("- helpcentre/articles", "- helpcentre/articles: {drafts: true}"), encoding="utf-8"
    )
    write(site, "en/faq/parking.md", "Park in the yard.")
    run("faq/parking", "--language", "it", command="translate")
    run("--no-strict", command="build")

    assert "Park in the yard." in (site / "site/it/faq/parking/index.html").read_text(encoding="utf-8")


def test_a_translation_that_exists_is_not_written_over(site):
    before = (site / "content/it/faq/tickets.md").read_bytes()

    assert "already exists" in run("faq/tickets", "--language", "it", command="translate", expect=1)
    assert (site / "content/it/faq/tickets.md").read_bytes() == before


def test_translating_an_unknown_page_or_into_an_unknown_language_is_refused(site):
    assert "did you mean 'faq/tickets'?" in run("faq/tikets", "--language", "it", command="translate", expect=1)
    assert "Languages: it." in run("faq/tickets", "--language", "et", command="translate", expect=1)
