"""The help of every command: short, complete, in one style, and quick to appear."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from helpcentre import __version__
from helpcentre.cli import cli


def commands(group, prefix=()):
    for name, command in group.commands.items():
        path = (*prefix, name)
        if isinstance(command, click.Group):
            yield from commands(command, path)
        else:
            yield path, command


COMMANDS = list(commands(cli))
names = pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])


@names
def test_the_help_of_a_command_is_shown(path, command):
    result = CliRunner().invoke(cli, [*path, "--help"])

    assert result.exit_code == 0
    assert " ".join(path) in result.output


@names
def test_the_help_of_a_command_is_one_sentence_that_begins_with_a_verb(path, command):
    text = " ".join(command.help.split())

    assert text[0].isupper()
    assert text.endswith(".")
    assert text.split()[0] not in {"The", "A", "What", "How"}


@names
def test_the_help_of_an_option_is_one_sentence(path, command):
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help[0].isupper() or parameter.help.startswith("sqlite"), parameter.name
            assert parameter.help.endswith("."), parameter.name


@names
def test_options_are_spelt_in_lower_case_with_hyphens(path, command):
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert option == option.lower()
                assert "_" not in option


def test_short_help_and_version_are_there():
    assert CliRunner().invoke(cli, ["-h"]).exit_code == 0
    assert CliRunner().invoke(cli, ["--version"]).output == f"helpcentre, version {__version__}\n"


def test_the_help_loads_none_of_the_slow_modules():
    code = (
        "import sys; from helpcentre.cli import main; sys.argv[1:] = ['--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow = {'mkdocs', 'material', 'markdown', 'babel', 'holidays', 'pydantic', 'starlette', 'phonenumbers'}\n"
        "sys.exit(' '.join(sorted(slow & sys.modules.keys())) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_an_error_is_one_line_without_a_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from helpcentre.cli import main; main()", "hours"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "content/support.yml: file not found. Create it, or give its path.\n"


def test_a_command_that_needs_a_package_left_out_of_servers_names_it(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Help\n", encoding="utf-8")
    code = "import sys; sys.modules['mkdocs'] = None; from helpcentre.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check"], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert done.returncode == 1
    assert done.stderr == "This command needs the package mkdocs, which is not installed: pip install mkdocs\n"
