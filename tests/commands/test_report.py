"""`helpcentre report`, `gaps` and `triage` over a real SQLite database, filled through the collector's store."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.items import Item
from helpcentre.collector.store.issues import Draft
from helpcentre.collector.store.opening import open_store
from helpcentre.contract.manifest import Manifest, ManifestArticle, ManifestSite

VERSION = "a" * 16
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ENGLISH = "---\ntitle: Pay by card\nkind: faq\n---\n\nText of the page.\n"
ITALIAN = "---\ntitle: Pagare con la carta\nkind: faq\n---\n\nTesto della pagina.\n"


def item(number, kind="vote", days=2, **more):
    at = int((NOW - timedelta(days=days)).timestamp() * 1000)
    known = {"article": "faq/pay", "version": VERSION, "value": 0} if kind == "vote" else {}
    return Item(number.to_bytes(16, "big"), kind, more.pop("language", "it"), at, at, **{**known, **more})


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return a folder with a little site and a database with 20 Italian answers, a comment and two searches."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    for language, text in (("en", ENGLISH), ("it", ITALIAN)):
        path = tmp_path / "content" / language / "faq" / "pay.md"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Shop\ndocs_dir: content\ntheme: {name: material}\nplugins:\n"
        "  - helpcentre/languages: {languages: [en, it]}\n  - helpcentre/articles\n",
        encoding="utf-8",
    )
    articles = tuple(
        ManifestArticle(id="faq/pay", language=language, version=VERSION, url=f"{language}/", title=title, kind="faq")
        for language, title in (("en", "Pay by card"), ("it", "Pagare con la carta"))
    )
    manifest = Manifest(site=ManifestSite(name="Shop", languages=("en", "it")), articles=articles)
    items = [item(number, reason="unclear") for number in range(1, 15)]
    items += [item(number, value=1) for number in range(15, 21)]
    items += [item(30, "comment", article="faq/pay", version=VERSION, text="=1+1", parent=(1).to_bytes(16, "big"))]
    items += [item(40, "search", text="pagare a rate", results=0), item(41, "search", text="rate", results=0)]
    with open_store("sqlite:///feedback.db") as store:
        store.learn(manifest, int((NOW - timedelta(days=90)).timestamp() * 1000))
        store.write(items)
        store.open_issue(Draft("Say which cards", "content", 2, article="faq/pay"), [items[-3].id], 0)
    return tmp_path


def run(*arguments, code=0, dated=True):
    more = ["--until", "2026-11-22"] if dated else []
    done = CliRunner().invoke(cli, [*arguments, "--database", "sqlite:///feedback.db", *more])
    assert done.exit_code == code, done.output + repr(done.exception)
    return done.stdout


def test_the_report_lists_every_article_with_an_answer_as_json(site):
    (row,) = json.loads(run("report", "--language", "it", "--json"))["rows"]
    assert (row["article"], row["language"], row["band"], row["yes"], row["no"]) == ("faq/pay", "it", "act", 6, 14)
    assert row["low"] < 0.3 < row["high"]
    assert row["unhelped"] > 3


def test_a_language_nobody_answered_in_has_no_rows(site):
    assert json.loads(run("report", "--language", "en", "--json"))["rows"] == []


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "html"])
def test_every_form_names_the_worst_article(site, form):
    assert "Pagare con la carta" in run("report", "--format", form)


def test_the_words_are_of_one_language_and_the_articles_of_another(site):
    said = run("report", "--ui", "et", "--language", "it")
    assert said.startswith("Mida järgmisena parandada · Shop")
    assert "Pagare con la carta (faq/pay, it)" in said
    assert "OTSITI ASJATA\n  “pagare a rate” (it): 2 lugejat" in said
    assert "#### Pagare con la carta \\(it\\)" in run("report", "--ui", "et", "--format", "markdown")
    assert run("report", "--digest", "--ui", "id").startswith("# Pusat bantuan: sepekan dalam angka")


def test_the_html_report_is_one_file_and_runs_nothing(site):
    page = run("report", "--format", "html")
    assert "<script" not in page
    assert "http-equiv" not in page
    assert 'href="/reports' not in page
    assert "font: 1rem/1.5 -apple-system" in page
    assert '"Segoe UI"' in page


def test_the_digest_is_markdown_or_html(site):
    assert run("report", "--digest", "--days", "30").startswith("# Help centre: the week in figures")
    assert "<table>" in run("report", "--digest", "--days", "30", "--format", "html")


def test_the_digest_of_a_week_shows_how_old_a_gap_is_and_leaves_out_what_nobody_asked_this_week(site):
    with open_store("sqlite:///feedback.db") as store:
        store.write([item(50 + days, "search", days=days, text="pagare a rate", results=0) for days in (30, 60)])
        store.write([item(60 + days, "search", days=days, text="buono regalo", results=0) for days in (30, 31)])
    said = run("report", "--digest")
    assert "**pagare a rate** \\(it\\): 4 readers · for 61 days" in said
    assert "buono regalo" not in said


def test_the_digest_of_a_week_names_what_the_report_of_thirty_days_does_first(site):
    with open_store("sqlite:///feedback.db") as store:
        store.write([item(900 + who, days=20 + who % 5, value=0) for who in range(20)])
    assert "Pagare con la carta" in run("report", "--digest").partition("## Fix next")[2].partition("##")[0]
    assert "24 October 2026 – 22 November 2026" in run("report", "--digest").replace("\\", "")


def test_a_gap_is_as_old_as_its_words_are_and_not_as_the_window(site):
    with open_store("sqlite:///feedback.db") as store:
        store.write([item(300, "search", days=200, text="Pagare  a rate", results=0)])
    (gap,) = [one for one in json.loads(run("gaps", "--json"))["gaps"] if one["query"] == "pagare a rate"]
    assert (gap["first"], gap["readers"]) == ("2026-05-06", 2)


def test_the_gate_exits_1_when_an_article_is_clearly_below(site):
    run("report", "--fail-under", "60", code=1)
    run("report", "--fail-under", "20", code=0)


def refused(*arguments):
    done = CliRunner().invoke(cli, [*arguments, "--database", "sqlite:///feedback.db"])
    assert done.exit_code == 2, done.output
    return done.stderr


@pytest.mark.parametrize("share", ["0.5", "nan", "inf", "-inf", "-1", "101"])
def test_a_limit_that_is_not_a_percentage_is_refused(site, share):
    message = refused("report", "--fail-under", share)
    assert ("Use 50 for 50%." if share == "0.5" else "Use a number from 1 to 100, for example 50.") in message


@pytest.mark.parametrize("command", [["report"], ["gaps"], ["gaps", "--accept", "1", "--article", "faq/pay"]])
def test_a_language_the_site_never_had_is_refused_with_those_it_has(site, command):
    assert "--language xx: the site has no such language, only en, it" in refused(*command, "--language", "xx")


@pytest.mark.parametrize("command", ["report", "gaps"])
def test_a_database_that_knows_no_site_refuses_no_language(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///feedback.db"):
        pass
    assert run(command, "--language", "xx")


@pytest.mark.parametrize("form", [["--json"], *(["--format", form] for form in ("json", "csv", "text"))])
def test_a_digest_in_a_form_it_is_not_written_in_is_refused(site, form):
    assert f"--digest is available as markdown or html, not as {form[-1].lstrip('-')}." in refused(
        "report", "--digest", *form
    )


def test_the_evidence_for_a_branch_cannot_be_a_page_or_a_digest(site):
    assert "--changed is available as text, json or markdown, not as html." in refused(
        "report", "--changed", "main", "--format", "html"
    )
    assert "cannot be combined" in refused("report", "--changed", "main", "--digest")


def test_a_database_that_is_not_there_is_said_and_not_made(site):
    done = subprocess.run(
        [Path(sys.executable).with_name("helpcentre"), "report", "--database", "sqlite:///nowhere.db"],
        capture_output=True, text=True, check=False, cwd=site,
    )  # fmt: skip
    assert done.returncode == 1
    assert "There is no database at" in done.stderr
    assert not (site / "nowhere.db").exists()


def test_gaps_are_listed_and_accepted_into_the_front_matter_of_their_language(site):
    (gap,) = json.loads(run("gaps", "--json"))["gaps"]
    assert (gap["readers"], gap["language"]) == (2, "it")
    assert "added “" in run("gaps", "--accept", "1", "--article", "faq/pay")
    text = (site / "content/it/faq/pay.md").read_text(encoding="utf-8")
    assert text == ITALIAN.replace("kind: faq\n", f'kind: faq\nasks: ["{gap["query"]}"]\n')
    assert (site / "content/en/faq/pay.md").read_text(encoding="utf-8") == ENGLISH
    assert "is already in asks" in run("gaps", "--accept", "1", "--article", "faq/pay")


def test_a_gap_or_article_that_does_not_exist_is_refused_with_those_that_do(site):
    done = CliRunner().invoke(
        cli, ["gaps", "--database", "sqlite:///feedback.db", "--until", "2026-11-22", "--accept", "9", "--article", "x"]
    )
    assert str(done.exception) == "There is no gap 9: the list has 1 to 1. Show it with helpcentre gaps."
    done = CliRunner().invoke(
        cli,
        [
            "gaps",
            "--database",
            "sqlite:///feedback.db",
            "--until",
            "2026-11-22",
            "--accept",
            "1",
            "--article",
            "faq/pya",
        ],
    )
    assert "did you mean 'faq/pay'?" in str(done.exception)


def git(site, *arguments):
    subprocess.run(
        ["git", "-C", str(site), "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def test_report_changed_prints_the_evidence_for_the_articles_a_branch_touches(site):
    git(site, "init", "-b", "main")
    git(site, "add", "content", "mkdocs.yml")
    git(site, "commit", "-m", "start")
    git(site, "checkout", "-b", "work")
    (site / "content/it/faq/pay.md").write_text(ITALIAN.replace("Testo", "Nuovo testo"), encoding="utf-8")
    said = run("report", "--changed", "main")
    assert "Pagare con la carta (faq/pay, it)" in said
    assert "Helpful: 30%" in said
    assert "Pay by card" not in said
    git(site, "commit", "-am", "say more\n\nFeedback: F-1")
    assert "### Pagare con la carta" in run("report", "--changed", "main", "--format", "markdown")
    assert "F-1: fixed by" in run("triage", "--close-from-log", "main..HEAD", dated=False)
    assert json.loads(run("triage", "--json", dated=False))["issues"][0]["status"] == "fixed"


def test_an_unknown_issue_in_a_commit_is_a_finding_and_closes_nothing(site):
    git(site, "init", "-b", "main")
    git(site, "add", "content")
    git(site, "commit", "-m", "start\n\nFeedback: F-1, F-7")
    done = CliRunner().invoke(cli, ["triage", "--database", "sqlite:///feedback.db", "--close-from-log", "HEAD"])
    assert "there is no issue F-7" in str(done.exception)
    assert json.loads(run("triage", "--json", dated=False))["issues"][0]["status"] == "open"
