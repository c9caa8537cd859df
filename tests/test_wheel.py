"""The wheel in another MkDocs site, after nothing but `pip install helpcentre`."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SITE = """site_name: Their docs
site_url: https://docs.example.com/
theme: {name: material, font: false, custom_dir: brand}
plugins:
  - search
  - helpcentre/hours
  - helpcentre/feedback
"""
SUPPORT = """version: 1
default_time_zone: Europe/Tallinn
schedules:
  desk: {weekly: {mon-fri: ["09:00-17:00"]}}
channels:
  email:
    kind: email
    address: help@example.com
    schedule: desk
    languages: [en]
    response: {mode: async, promise: 4h, clock: working}
"""
MAIN = '{% extends "base.html" %}{% block announce %}THEIR BRAND{% endblock %}'


def run(*command, cwd, **environment):
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from an sdist, as it would be uploaded."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture
def foreign(tmp_path):
    """A MkDocs site that knows nothing of us but two plugin names and a support file."""
    for name, text in {
        "mkdocs.yml": SITE,
        "docs/index.md": "# Welcome\n",
        "docs/setup.md": "# Set up\n\nDo this.\n",
        "docs/support.yml": SUPPORT,
        "brand/main.html": MAIN,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def looked_at(folder):
    page = (folder / "site/setup/index.html").read_text(encoding="utf-8")
    assert "THEIR BRAND" in page
    assert 'action="/feedback/v1/form"' in page
    assert "Monday–Friday" in page
    assert "hc-footer-hours" in (folder / "site/404.html").read_text(encoding="utf-8")
    assert not (folder / "site/support.yml").exists()
    assert (folder / "site/helpcentre/manifest.json").is_file()


def test_the_wheel_has_the_theme_the_strings_and_the_data(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    for name in (
        "helpcentre/theme/partials/copyright.html",
        "helpcentre/theme/pages/article.html",
        "helpcentre/theme/assets/helpcentre/feedback.js",
        "helpcentre/language/strings/et.yml",
        "helpcentre/py.typed",
    ):
        assert name in names
    assert not any("__pycache__" in name or name.startswith("content") for name in names)


def test_the_wheel_adds_hours_and_feedback_to_a_foreign_site_with_its_own_main_template(wheel, foreign, tmp_path):
    target = tmp_path / "installed"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, wheel, cwd=tmp_path)
    where = run(
        sys.executable, "-c", "import helpcentre; print(helpcentre.__file__)", cwd=foreign, PYTHONPATH=str(target)
    )
    assert where.startswith(str(target))

    run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", cwd=foreign, PYTHONPATH=str(target))

    looked_at(foreign)


@pytest.mark.full
def test_the_wheel_installs_everything_it_needs_in_an_empty_environment(wheel, foreign, tmp_path, request):
    if not request.config.getoption("--full"):
        pytest.skip("installs everything anew; run with --full")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty/bin/python"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)

    run(python, "-m", "mkdocs", "build", "--strict", "--quiet", cwd=foreign)

    looked_at(foreign)


def read_files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.full
def test_the_servers_lock_builds_the_demo_with_the_same_bytes_and_takes_less_than_100_mb(wheel, tmp_path, request):
    if not request.config.getoption("--full"):
        pytest.skip("installs everything anew; run with --full")
    venv.create(tmp_path / "server", with_pip=True)
    python, lock = tmp_path / "server/bin/python", ROOT / "requirements-server.lock"
    [packages] = (tmp_path / "server/lib").glob("python*/site-packages")
    before = sum(map(len, read_files(packages).values()))
    run(python, "-m", "pip", "install", "--quiet", "--no-compile", "--require-hashes", "-r", lock, cwd=tmp_path)
    run(python, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", wheel, cwd=tmp_path)
    installed = sum(map(len, read_files(packages).values())) - before
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    run_command = "from helpcentre.cli import main; main()"

    for program, site in ((python, "small"), (sys.executable, "whole")):
        shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        command = [program, "-c", run_command, "build", "--site-dir", tmp_path / site]
        run(*command, cwd=tmp_path, SOURCE_DATE_EPOCH="1795305600")

    assert installed < 100e6
    assert not any((packages / name).exists() for name in ("mkdocs", "material"))
    assert read_files(tmp_path / "small") == read_files(tmp_path / "whole")
    help_text = run(python, "-c", run_command, "collect", "--help", cwd=tmp_path)
    assert "--database" in help_text


def test_only_the_place_of_the_package_differs_between_a_wheel_and_a_checkout(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    packaged = {name.removeprefix("helpcentre/theme/") for name in names if name.startswith("helpcentre/theme/")}
    checkout = {path.relative_to(ROOT / "theme").as_posix() for path in (ROOT / "theme").rglob("*") if path.is_file()}

    assert packaged == checkout
