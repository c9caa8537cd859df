"""`init`, `new`, `check`: what a writer does first."""

import json
import logging
import re
import subprocess

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli, main

FAQ = "---\ntitle: Kus mu {} on?\nkind: faq\n---\n"


def git(site, *arguments):
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", site, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def helpcentre(tmp_path, monkeypatch):
    """Return a function that runs the command line in a temporary folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    def run(*arguments, expect=0):
        done = CliRunner().invoke(cli, [str(part) for part in arguments])
        raised = done.exception
        output = done.output + (str(raised) if raised and not isinstance(raised, SystemExit) else "")
        assert (done.exit_code != 0) == bool(expect), output
        return output

    return run


@pytest.fixture
def site(helpcentre, tmp_path):
    """A new site in two languages."""
    helpcentre("init", ".", "--name", "Abi", "--language", "et", "--language", "en")
    return tmp_path


def test_a_new_site_builds_and_has_no_errors(helpcentre, site):
    assert helpcentre("check") == "No problems found.\n"
    helpcentre("build")

    assert (site / "site/en/faq/how-to-reach-us/index.html").is_file()
    assert "feedback/v1/form" in (site / "site/faq/how-to-reach-us/index.html").read_text(encoding="utf-8")


def test_a_build_leaves_the_generators_messages_set_as_they_were(helpcentre, site):
    logger = logging.getLogger("mkdocs")
    before = logger.level, logger.handlers[:]
    helpcentre("build")
    assert (logger.level, logger.handlers) == before

    (site / "content/en/faq/how-to-reach-us.md").write_text("# No title\n", encoding="utf-8")
    helpcentre("build", expect=1)
    assert (logger.level, logger.handlers) == before


def test_init_never_overwrites_a_file(helpcentre, site):
    assert "already exists; nothing was written" in helpcentre("init", ".", expect=1)


@pytest.mark.parametrize("kind", ["faq", "troubleshooting", "guide", "policy", "notice"])
def test_a_new_article_of_each_kind_passes_the_build_as_it_is(helpcentre, site, kind):
    helpcentre("new", kind, "Kus mu pakk on?", "--language", "et")

    helpcentre("build")


def test_variables_and_snippets_are_text_on_the_pages_and_are_not_published(helpcentre, site):
    content = site / "content"
    (content / "variables.yml").write_text('fee: {amount: 4.5, currency: EUR}\nname: "A & *B*"\n', encoding="utf-8")
    (content / "snippets").mkdir()
    (content / "snippets/fee.et.md").write_text(
        "Each costs {{ fee }}.\n\n[Write](../et/contact.md).\n", encoding="utf-8"
    )
    page = '---\ntitle: "What is {{ name }}?"\nkind: faq\nasks: ["about {{ name }}"]\n---\n\nIt is {{ name }}.\n\n'
    (content / "et/faq/fee.md").write_text(f"{page}/// snippet | fee\n///\n", encoding="utf-8")

    assert "fee.md" not in helpcentre("check")
    helpcentre("build")
    html = (site / "site/faq/fee/index.html").read_text(encoding="utf-8")
    [article] = [
        one
        for one in json.loads((site / "site/helpcentre/manifest.json").read_text(encoding="utf-8"))["articles"]
        if one["id"] == "faq/fee"
    ]
    assert article["title"] == "What is A & *B*?"
    assert "<h1>What is A &amp; *B*?</h1>" in re.sub(r"<h1[^>]*>\s*(.*?)\s*</h1>", r"<h1>\1</h1>", html)
    assert "<p>It is A &amp; *B*.</p>" in html.replace("&#38;", "&amp;").replace("&#42;", "*")
    assert "<p>Each costs 4,50\N{NO-BREAK SPACE}€.</p>" in html
    assert '<a href="../../contact/">Write</a>' in html
    published = [path.relative_to(site / "site").as_posix() for path in (site / "site").rglob("*")]
    assert not [path for path in published if "snippet" in path or "variables" in path]


def test_a_translation_knows_the_version_it_was_made_from(helpcentre, site):
    helpcentre("new", "faq", "Kus mu pakk on?", "--slug", "where")
    helpcentre("new", "faq", "Where is my parcel?", "--slug", "where", "--language", "en")

    assert "source_version: " in (site / "content/en/faq/where.md").read_text(encoding="utf-8")
    assert "source_version" not in (site / "content/et/faq/where.md").read_text(encoding="utf-8")


def test_a_slug_close_to_that_of_an_untranslated_page_gets_the_command_that_translates_it(helpcentre, site):
    helpcentre("new", "faq", "Kus mu pakk on?", "--slug", "where-is-my-parcel")

    output = helpcentre("new", "faq", "Where is it?", "--slug", "where-is-my-parcels", "--language", "en")
    assert output.splitlines()[-1].endswith("run: helpcentre translate faq/where-is-my-parcel --language en")
    assert "translate" not in helpcentre("new", "faq", "Sizes?", "--slug", "sizes", "--language", "en")
    assert "translate" not in helpcentre("new", "faq", "Where?", "--slug", "where-is-my-parcel", "--language", "en")
    assert "translate" not in helpcentre("new", "faq", "Kus?", "--slug", "where-is-my-parcelz")


def test_a_new_article_never_overwrites_another(helpcentre, site):
    helpcentre("new", "faq", "Sama?", "--slug", "same")

    assert "already exists" in helpcentre("new", "faq", "Sama?", "--slug", "same", expect=1)


def test_a_language_the_site_lacks_is_refused_with_those_it_has(helpcentre, site):
    assert "the site has no 'fi'" in helpcentre("new", "faq", "Missä?", "--language", "fi", expect=1)


def test_check_reports_everything_at_once_and_exits_with_1(helpcentre, site):
    (site / "content/et/faq/a.md").write_text("---\ntitle: A?\nkind: fqa\n---\n[x](nowhere.md)\n", encoding="utf-8")
    (site / "content/et/faq/b.md").write_text("---\ntitle: B?\nkind: faq\n---\n[x](nowhere.md)\n", encoding="utf-8")
    (site / "content/support.yml").write_text("version: 1\nschedules: {a: {weekly: {mun: []}}}\n", encoding="utf-8")

    output = helpcentre("check", expect=1)

    assert "content/et/faq/a.md:3:7: kind: write one of" in output
    assert "content/et/faq/b.md:5:5: the link 'nowhere.md' leads nowhere" in output
    assert "content/support.yml:2:" in output


def test_check_can_be_narrowed_to_a_file(helpcentre, site):
    for name in "ab":
        text = f"---\ntitle: {name}?\nkind: faq\n---\n[x](nowhere.md)\n"
        (site / f"content/et/faq/{name}.md").write_text(text, encoding="utf-8")

    output = helpcentre("check", "content/et/faq/a.md", expect=1)

    assert "faq/a.md" in output
    assert "faq/b.md" not in output


def test_check_of_a_file_reports_what_it_breaks_elsewhere(helpcentre, site):
    (site / "content/et/faq/a.md").write_text(FAQ.format("a") + "## Uus pealkiri\n\nVastus.\n", encoding="utf-8")
    (site / "content/et/faq/b.md").write_text(FAQ.format("b") + "[Vaata siia](a.md#vana-pealkiri)\n", encoding="utf-8")
    (site / "content/et/faq/c.md").write_text(FAQ.format("c") + "[Vaata siia](nowhere.md)\n", encoding="utf-8")

    output = helpcentre("check", "content/et/faq/a.md", expect=1)

    assert "faq/b.md:5:18: the link 'a.md#vana-pealkiri' leads to a heading that et/faq/a.md does not have" in output
    assert "faq/c.md" not in output


def test_check_of_the_files_that_a_revision_does_not_have_or_has_otherwise(helpcentre, site):
    git(site, "init", "--quiet")
    (site / "content/et/faq/a.md").write_text(FAQ.format("a") + "[Vaata siia](nowhere.md)\n", encoding="utf-8")
    (site / "content/et/faq/gone.md").write_text(FAQ.format("pakk") + "Vastus.\n", encoding="utf-8")
    (site / "content/et/faq/b.md").write_text(FAQ.format("b") + "[Vaata siia](gone.md)\n", encoding="utf-8")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "One")

    assert "No problems found." in helpcentre("check", "--changed", "HEAD")

    (site / "content/et/faq/gone.md").unlink()
    (site / "content/et/faq/new.md").write_text(FAQ.format("kiri") + "[Vaata siia](nobody.md)\n", encoding="utf-8")
    output = helpcentre("check", "--changed", "HEAD", expect=1)
    assert "faq/b.md:5:14: the link 'gone.md' leads nowhere" in output
    assert "faq/new.md:5:14: the link 'nobody.md' leads nowhere" in output
    assert "faq/a.md" not in output
    assert "'-x' is not a revision" in helpcentre("check", "--changed", "-x", expect=1)


def test_check_of_a_file_says_that_it_does_not_search_for_asks_unless_nothing_has_changed(helpcentre, site):
    helpcentre("check")
    page = site / "content/et/faq/how-to-reach-us.md"
    assert "asks were not searched" not in helpcentre("check", page)

    page.write_text(page.read_text(encoding="utf-8") + "\nVeel üks lause.\n", encoding="utf-8")

    assert "asks were not searched" in helpcentre("check", page)
    assert "asks were not searched" not in helpcentre("check", "content/et")


def test_check_prints_json_and_github_annotations(helpcentre, site):
    (site / "content/et/faq/a.md").write_text("---\ntitle: A?\nkind: fqa\n---\n", encoding="utf-8")

    [found] = [item for item in json.loads(helpcentre("check", "--json", expect=1)) if item["severity"] == "error"]
    assert (found["path"], found["line"], found["column"]) == ("content/et/faq/a.md", 3, 7)
    assert "::error file=content/et/faq/a.md,line=3,col=7" in helpcentre("check", "--format", "github", expect=1)


def test_a_missing_mkdocs_file_is_one_plain_message(helpcentre):
    assert "mkdocs.yml: file not found" in helpcentre("check", expect=1)


def test_an_error_is_shown_without_a_traceback(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["helpcentre", "check"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("mkdocs.yml: file not found")


def test_check_searches_for_every_ask_and_names_the_articles_above_its_own(helpcentre, site):
    for name in "abcd":
        text = f'---\ntitle: "{name}?"\nkind: faq\nasks: ["raha tagasi kiiresti"]\n---\n\nTekst {name}.\n'
        (site / f"content/et/faq/{name}.md").write_text(text, encoding="utf-8")

    output = helpcentre("check", expect=1)

    assert (
        "content/et/faq/d.md:4: asks: in a search for 'raha tagasi kiiresti', this article is result number 4, after"
        in output
    )


def test_a_renamed_article_builds_and_its_old_address_redirects(helpcentre, site):
    helpcentre("rename", "faq/how-to-reach-us", "faq/where-is-it")

    helpcentre("check")
    helpcentre("build")
    assert "faq/where-is-it/" in (site / "site/en/faq/how-to-reach-us/index.html").read_text(encoding="utf-8")
    assert "feedback/v1/form" in (site / "site/faq/where-is-it/index.html").read_text(encoding="utf-8")


def test_imported_articles_build_without_changes(helpcentre, site):
    export = (
        '{"articles": [{"id": 7, "title": "Kas tasuta?", "locale": "et", "body": "<p>Jah, alates 50 eurost.</p>"}]}'
    )
    (site / "articles.json").write_text(export, encoding="utf-8")
    output = helpcentre("import", "articles.json")

    assert "One article written" in output
    helpcentre("build")
    assert "this file already exists; nothing was written" in helpcentre("import", "articles.json", expect=1)


def test_check_reports_a_file_that_is_not_utf_8_together_with_all_other_errors(helpcentre, site):
    (site / "content/et/faq/latin.md").write_bytes(
        "---\ntitle: Öö?\nkind: faq\n---\ncaf".encode() + b"\xe9 [x](no.md)\n"
    )
    (site / "content/et/faq/b.md").write_text("---\ntitle: B?\nkind: faq\n---\n[x](no.md)\n", encoding="utf-8")

    output = helpcentre("check", expect=1)

    assert "content/et/faq/latin.md:5:4: the byte 0xE9 cannot be read as UTF-8; save the file as UTF-8" in output
    assert "content/et/faq/latin.md:5:10: the link 'no.md'" in output
    assert "content/et/faq/b.md:5:5: the link 'no.md'" in output


def test_check_reports_captions_and_a_support_file_that_are_not_utf_8(helpcentre, site):
    (site / "content/media").mkdir(exist_ok=True)
    (site / "content/media/a.et.vtt").write_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xe9\n")
    (site / "content/support.yml").write_bytes(b"version: 1 # \xe9\n")

    output = helpcentre("check", expect=1)

    assert "content/media/a.et.vtt:4:1: the byte 0xE9" in output
    assert output.count("content/support.yml:1:14: the byte 0xE9") == output.count("support.yml") == 1


def test_an_error_in_the_support_file_is_reported_once_however_many_blocks_use_it(helpcentre, site):
    body = "---\ntitle: B\n---\n\n/// hours\n///\n\n/// channels\n///\n"
    for name in "bc":
        (site / f"content/et/{name}.md").write_text(body, encoding="utf-8")
    support = "version: 1\nnix: 1\nschedules: {a: {weekly: {mun: []}}}\ntopics: {orders: {label: {et: Tellimus}}}\n"
    (site / "content/support.yml").write_text(support, encoding="utf-8")
    text = "---\ntitle: A?\nkind: faq\ntopics: [ordres]\n---\n\nA.\n"
    (site / "content/et/faq/a.md").write_text(text, encoding="utf-8")

    found = json.loads(helpcentre("check", "--json", expect=1))

    assert [item["line"] for item in found if item["path"] == "content/support.yml" and "nix" in item["message"]] == [2]
    assert not any(item["rule"] == "blocks" or str(site) in item["message"] for item in found)
    assert not any("\n" in item["message"] for item in found)
    assert any("'ordres' is not a topic in support.yml; did you mean 'orders'?" in item["message"] for item in found)


def test_check_and_the_build_report_the_same_errors(helpcentre, site):
    body = "![i](no.png) <img src='no.png' alt=''> [a](/faq/no/) [b](how-to-reach-us.md#no)\n"
    (site / "content/et/faq/a.md").write_text(f"---\ntitle: A?\nkind: fqa\n---\n\n{body}", encoding="utf-8")
    (site / "content/et/faq/latin.md").write_bytes(b"caf\xe9")
    (site / "content/support.yml").write_text("version: 1\nnix: 1\n", encoding="utf-8")

    checked = [item for item in json.loads(helpcentre("check", "--json", expect=1)) if item["severity"] == "error"]
    built = helpcentre("build", expect=1)

    assert len(checked) >= 7
    for item in checked:
        assert f"{item['path']}:{item['line']}:{item['column']}: {item['message']}" in built


def test_synonyms_that_cannot_be_read_are_reported_under_the_path_a_writer_types(helpcentre, site):
    for text in (b"et: nix\n", b"et: [[a, \xe9]]\n"):
        (site / "content/synonyms.yml").write_bytes(text)

        assert "content/synonyms.yml:1:" in (output := helpcentre("check", expect=1))
        assert "content/content" not in output
