"""The CI files of a new site: valid YAML, valid shell, and commands and options that exist."""

import json
import re
import shlex
import subprocess

import click
import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.ci_files import CI_FILES, ci_files
from helpcentre.commands.editor_files import editor_files
from helpcentre.commands.schema import MODELS, build_schema

every_ci = pytest.mark.parametrize("name", CI_FILES)


def workflow(name):
    return yaml.load(ci_files(name)[CI_FILES[name]], yaml.BaseLoader)


def scripts(name):
    """Return the shell scripts of a CI file, one per step or job."""
    value = workflow(name)
    if name == "gitlab":
        jobs = [job for job in value.values() if isinstance(job, dict) and "script" in job]
        return ["\n".join(job["script"]) for job in jobs]
    return [step["run"] for job in value["jobs"].values() for step in job["steps"] if "run" in step]


def calls(name):
    """Return the calls of helpcentre in a CI file, as lists of words."""
    text = "\n".join(scripts(name))
    found = re.findall(r"\bhelpcentre ([a-z][^|>;&}\n]*)", text)
    return [shlex.split(call.replace("$", "")) for call in found]


@every_ci
def test_a_new_site_has_the_file_of_its_ci_and_what_it_installs(tmp_path, name):
    done = CliRunner().invoke(cli, ["init", str(tmp_path / "site"), "--ci", name], catch_exceptions=False)

    assert (tmp_path / "site" / CI_FILES[name]).read_text(encoding="utf-8") == ci_files(name)[CI_FILES[name]]
    assert re.fullmatch(r"helpcentre~=[0-9.]+\n", (tmp_path / "site/requirements.txt").read_text(encoding="utf-8"))
    assert CI_FILES[name] in done.output


def test_a_new_site_without_a_ci_has_no_such_files(tmp_path):
    CliRunner().invoke(cli, ["init", str(tmp_path / "site")], catch_exceptions=False)

    assert not [path for path in (*CI_FILES.values(), "requirements.txt") if (tmp_path / "site" / path).exists()]


@every_ci
def test_each_command_and_option_exists(name):
    found = calls(name)

    assert {call[0] for call in found} == {"check", "build", "report"}
    for command, *words in found:
        options = {
            option for one in cli.commands[command].params for option in one.opts if isinstance(one, click.Option)
        }
        assert {word for word in words if word.startswith("--")} <= options, words
    formats = next(one for one in cli.commands["check"].params if one.name == "output").type.choices
    assert {call[2] for call in found if call[:2] == ["check", "--format"]} <= set(formats)


@every_ci
def test_each_script_is_valid_shell(name):
    assert scripts(name)
    for script in scripts(name):
        shell = "bash" if name == "gitlab" else "sh"
        done = subprocess.run([shell, "-n"], input=script, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


@every_ci
def test_it_checks_builds_with_the_cache_keeps_a_preview_and_shows_the_evidence(name):
    text = ci_files(name)[CI_FILES[name]]
    steps = "\n".join(scripts(name))

    assert (
        steps.index("helpcentre check") < steps.index("helpcentre build") < steps.index("helpcentre report --changed")
    )
    assert ".cache/helpcentre" in text
    assert "upload-artifact" in text or "expose_as: preview" in text
    assert "schedule" in text
    assert re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"", text)


@every_ci
def test_each_environment_variable_is_one_that_is_read(name):
    named = set(re.findall(r"HELPCENTRE_[A-Z_]+", ci_files(name)[CI_FILES[name]]))

    assert named == {"HELPCENTRE_SITE_URL", "HELPCENTRE_COLLECTOR_URL", "HELPCENTRE_DATABASE"}


def test_the_settings_of_the_editor_name_schemas_that_are_written():
    files = editor_files()
    settings = json.loads(files[".vscode/settings.json"])

    for path, file in settings["yaml.schemas"].items():
        name = file.removeprefix("content/").removesuffix(".yml")
        schema = json.loads(files[path.removeprefix("./")])
        jsonschema_rs.meta.validate(schema)
        assert schema == build_schema(MODELS[name])
    assert json.loads(files[".vscode/extensions.json"]) == {"recommendations": ["redhat.vscode-yaml"]}
