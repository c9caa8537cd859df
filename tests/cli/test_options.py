"""Options that several commands take: passwords, percentages, languages and combinations that make no sense."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.cli.options import database_option, support_option, ui_option
from helpcentre.cli.reports import percentage, refuse_form


@click.command()
@database_option
@ui_option
def show(database, ui):
    click.echo(f"{database} {ui}")


def run(*arguments, env=None):
    return CliRunner().invoke(show, arguments, env=env)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://user:secret@host/name",
        "postgresql://:secret@host/name",
        "postgresql://host/name?password=secret",
        "postgresql://host/name?sslmode=require&password=secret",
        "postgresql://user:@host/name",
    ],
)
def test_a_password_on_the_command_line_is_refused_and_not_repeated(address):
    result = run("--database", address)

    assert result.exit_code == 2
    assert "--database contains a password, which every user of this machine can see." in result.output
    assert "HELPCENTRE_DATABASE" in result.output
    assert "secret" not in result.output


@pytest.mark.parametrize(
    "address",
    ["sqlite:///data/feedback.db", "postgresql://user@host/name", "postgresql://host:5432/name?sslmode=require", "x"],
)
def test_an_address_without_a_password_is_taken(address):
    assert run("--database", address).output == f"{address} en\n"


def test_a_password_in_the_environment_is_taken():
    address = "postgresql://user:secret@host/name"

    assert run(env={"HELPCENTRE_DATABASE": address}).output == f"{address} en\n"


def test_the_default_is_the_file_in_data():
    assert run(env={"HELPCENTRE_DATABASE": None}).output == "sqlite:///data/feedback.db en\n"


def test_the_languages_of_the_output_are_listed_for_another_one():
    assert run("--ui", "et").output.endswith(" et\n")
    result = run("--ui", "xx")

    assert result.exit_code == 2
    assert "--ui: 'xx' is not available. Choose from en, et, id, it" in result.output.replace("\n", " ")


OPTION = click.Option(["--fail-under"])
CONTEXT = click.Context(show)


@pytest.mark.parametrize("value", [None, 0, 1, 1.5, 50, 99.9, 100])
def test_a_percentage_is_taken_as_it_is(value):
    assert percentage(CONTEXT, OPTION, value) == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0.5, "--fail-under 0.5 is not a percentage. Use 50 for 50%."),
        (0.99, "--fail-under 0.99 is not a percentage. Use 99 for 99%."),
        (0.001, "--fail-under 0.001 is not a percentage. Use 0.1 for 0.1%."),
        (-1, "--fail-under -1 is not a valid percentage. Use a number from 1 to 100, for example 50."),
        (100.1, "--fail-under 100.1 is not a valid percentage. Use a number from 1 to 100, for example 50."),
        (float("nan"), "--fail-under nan is not a valid percentage. Use a number from 1 to 100, for example 50."),
        (float("inf"), "--fail-under inf is not a valid percentage. Use a number from 1 to 100, for example 50."),
    ],
)
def test_anything_else_than_a_percentage_is_refused(value, message):
    with pytest.raises(click.UsageError) as caught:
        percentage(CONTEXT, OPTION, value)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("changed", "form", "digest"),
    [
        (None, None, False),
        (None, "csv", False),
        (None, "html", False),
        (None, None, True),
        (None, "markdown", True),
        (None, "html", True),
        ("main", None, False),
        ("main", "text", False),
        ("main", "json", False),
        ("main", "markdown", False),
    ],
)
def test_a_report_comes_in_the_formats_it_has(changed, form, digest):
    assert refuse_form(changed, form, digest=digest) is None


@pytest.mark.parametrize(
    ("changed", "form", "digest", "message"),
    [
        ("main", None, True, "--digest and --changed cannot be combined."),
        ("", None, True, "--digest and --changed cannot be combined."),
        (None, "text", True, "--digest is available as markdown or html, not as text."),
        (None, "json", True, "--digest is available as markdown or html, not as json."),
        ("main", "csv", False, "--changed is available as text, json or markdown, not as csv."),
        ("main", "html", False, "--changed is available as text, json or markdown, not as html."),
    ],
)
def test_a_report_in_a_format_it_does_not_have_is_refused(changed, form, digest, message):
    with pytest.raises(click.UsageError) as caught:
        refuse_form(changed, form, digest=digest)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["kpi", "--fail"], "--fail needs --tickets FILE."),
        (["gaps", "--accept", "1"], "--accept and --article need each other"),
        (["gaps", "--article", "faq/a"], "--accept and --article need each other"),
        (["triage", "--dry-run"], "--dry-run needs --set or --close-from-log."),
        (["triage", "--set", "F-1", "fixed", "--close-from-log", "a..b"], "cannot be combined"),
        (["triage", "--set", "F-1", "done"], "--set: 'done' is not a status. Use open, planned, fixed or declined."),
        (["token", "add", " "], "The name of the key is blank."),
        (["report", "--days", "0"], "'--days': 0 is not in the range"),
        (["search", "x"], "Missing option '--language'"),
        (["autoreply", "--channel", "mail"], "Missing option '--language'"),
        (["nothing"], "No such command 'nothing'"),
    ],
)
def test_options_that_make_no_sense_are_wrong_usage(arguments, message):
    result = CliRunner().invoke(cli, arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


@click.command()
@support_option
def show_support_file(support_file):
    click.echo(support_file)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ((), "content/support.yml"),
        (("content/support.yml",), "content/support.yml"),
        (("support.yml",), "support.yml"),
        (("support.yml", "content/support.yml"), "content/support.yml"),
    ],
)
def test_the_support_file_is_in_the_content_folder_or_else_next_to_mkdocs_yml(tmp_path, monkeypatch, files, found):
    monkeypatch.chdir(tmp_path)
    for name in files:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()

    assert CliRunner().invoke(show_support_file).stdout == f"{found}\n"
    assert CliRunner().invoke(show_support_file, ["--support", "other.yml"]).stdout == "other.yml\n"
