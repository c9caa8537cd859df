"""From a failed search to a promise that CI holds the search to."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.items import Item
from helpcentre.collector.store.opening import open_store

WORDS = "kiire kohaletoimetamine laupäeval"
ARTICLE = "content/et/faq/how-to-reach-us.md"


@pytest.fixture
def helpcentre(tmp_path, monkeypatch):
    """A new Estonian site whose readers searched without success; a function that runs the command line in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    def run(*arguments, code=0):
        done = CliRunner().invoke(cli, [str(part) for part in arguments])
        assert done.exit_code == code, done.output + repr(done.exception)
        return done.output or str(done.exception)

    run("init", ".", "--name", "Abi", "--language", "et")
    at = int(datetime.now(UTC).timestamp() * 1000) - 3_600_000
    with open_store("sqlite:///data/feedback.db") as store:
        for number in range(4):
            identity = (7 + number).to_bytes(16, "big")
            store.write([Item(identity, "search", "et", at, at, text=WORDS, results=0)])
    return run


def test_an_accepted_query_finds_its_article_and_check_fails_once_it_no_longer_does(helpcentre, tmp_path):
    assert f"“{WORDS}” (et)" in helpcentre("gaps")
    helpcentre("gaps", "--accept", "1", "--article", "faq/how-to-reach-us")
    lines = (tmp_path / ARTICLE).read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, 1) if WORDS in text]
    helpcentre("check")
    for rival in "abc":
        text = f'---\ntitle: "{WORDS} {rival}?"\nkind: faq\nasks: ["{WORDS}"]\n---\n\n{WORDS}\n'
        (tmp_path / f"content/et/faq/{rival}.md").write_text(text, encoding="utf-8")
    assert f"{ARTICLE}:{line}: asks: in a search for '{WORDS}', this article is result number 4" in helpcentre(
        "check", code=1
    )


def test_the_preview_of_an_ask_says_what_else_changes_and_writes_nothing(helpcentre, tmp_path):
    source = (tmp_path / ARTICLE).read_bytes()
    chosen = ("gaps", "--accept", "1", "--article", "faq/how-to-reach-us", "--preview")
    assert f"“{WORDS}” as an ask of faq/how-to-reach-us (et): result 2 now, result 1 then." in helpcentre(*chosen)
    found = json.loads(helpcentre(*chosen, "--json"))
    assert (found["rank_before"], found["rank_after"], found["searches"]) == (2, 1, 1)
    (change,) = found["changed"]
    assert change == {"query": WORDS, "before": "contact", "after": "faq/how-to-reach-us", "effect": "other"}
    assert (tmp_path / ARTICLE).read_bytes() == source
    assert json.loads(helpcentre("gaps", "--json"))["gaps"][0]["state"] == "new"


def test_a_preview_needs_an_article_of_the_site(helpcentre):
    assert "--preview needs --accept and --article" in helpcentre("gaps", "--preview", code=2)
    unknown = helpcentre("gaps", "--accept", "1", "--article", "faq/how-to-reach", "--preview", code=1)
    assert "there is no article 'faq/how-to-reach' in et; did you mean 'faq/how-to-reach-us'" in unknown


def test_a_file_with_windows_line_ends_keeps_them(helpcentre, tmp_path):
    path = tmp_path / ARTICLE
    source = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(source)
    helpcentre("gaps", "--accept", "1", "--article", "faq/how-to-reach-us")
    changed = path.read_bytes()
    assert changed.count(b"\r\n") == changed.count(b"\n") == source.count(b"\n")
    assert WORDS.encode() in changed


def test_the_gaps_can_be_read_in_another_language(helpcentre):
    assert "4 lugejat" in helpcentre("gaps", "--ui", "et")
    assert "--ui: 'xx' is not available. Choose from en, et, id, it." in helpcentre("gaps", "--ui", "xx", code=2)


def test_a_gap_is_planned_dismissed_with_a_reason_and_new_again(helpcentre):
    assert f"“{WORDS}” (et): planned\n" in helpcentre("gaps", "--set", "1", "planned")
    assert "Planned · " in helpcentre("gaps")
    assert "needs a reason" in helpcentre("gaps", "--set", "1", "dismissed", code=2)
    assert "dismissed (no car)" in helpcentre("gaps", "--set", "1", "dismissed", "--reason", "no car")
    assert json.loads(helpcentre("gaps", "--json"))["gaps"][0]["state"] == "dismissed"
    helpcentre("gaps", "--set", "1", "new")
    assert json.loads(helpcentre("gaps", "--json"))["gaps"][0]["state"] == "new"


def test_an_accepted_gap_is_answered_by_its_article(helpcentre):
    helpcentre("gaps", "--accept", "1", "--article", "faq/how-to-reach-us")
    (gap,) = json.loads(helpcentre("gaps", "--json"))["gaps"]
    assert (gap["state"], gap["answer"], gap["readers_since"]) == ("answered", "faq/how-to-reach-us", 0)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--set", "2", "planned"), 1, "There is no gap 2: the list has 1 to 1."),
        (("--set", "1", "gone"), 2, "--set 1 gone: write the number of a gap and one of new, planned"),
        (("--set", "one", "planned"), 2, "--set one planned: write the number"),
        (("--set", "1", "answered", "--article", "faq/none"), 1, "There is no article faq/none in et."),
        (("--set", "1", "planned", "--accept", "1", "--article", "x"), 2, "--set and --accept exclude each other"),
    ],
)
def test_a_decision_that_cannot_be_made_says_why(helpcentre, arguments, code, message):
    assert message in helpcentre("gaps", *arguments, code=code)
    assert json.loads(helpcentre("gaps", "--json"))["gaps"][0]["state"] == "new"
