"""Isso, a comment server for static sites, from PyPI in a separate environment: it is measured, never shipped."""

import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("isso==0.14.0", "gunicorn==23.0.0", "setuptools<81")
_CONFIGURATION = """[general]
dbpath = {folder}/f.db
host = https://help.example.com
[guard]
enabled = false
[moderation]
enabled = false
"""


def install(work: Path) -> Path | None:
    """Return the environment's Python, made at the first run; None if the packages cannot be installed."""
    python = work / "isso" / "bin" / "python"
    if not (work / "isso" / "done").exists():
        shutil.rmtree(work / "isso", ignore_errors=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", work / "isso"], check=True, capture_output=True)
            install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
            subprocess.run(install, check=True, capture_output=True, timeout=240)
        except (OSError, subprocess.SubprocessError):
            return None
        (work / "isso" / "done").touch()
    return python


def command(python: Path, folder: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """Return the command and its variables: one process, eight threads, as its documentation shows for small sites."""
    (folder / "isso.cfg").write_text(_CONFIGURATION.format(folder=folder))
    arguments = [
        "-m",
        "gunicorn",
        "--threads",
        "8",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "critical",
        "isso.run",
    ]
    return [str(python), *arguments], {"ISSO_SETTINGS": str(folder / "isso.cfg")}
