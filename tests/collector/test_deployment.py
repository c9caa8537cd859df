"""The files in docs/deploy are valid to the programs that read them."""

import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
EXPOSURE_LIMIT = 15  # tenths; systemd calls up to 2.0 "OK"


def read_unit(name):
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / name, encoding="utf-8")
    return unit


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@needs("systemd-analyze")
def test_systemd_accepts_the_units(tmp_path):
    for name in ("helpcentre.socket", "helpcentre.service"):
        text = (DEPLOY / name).read_text(encoding="utf-8").replace("/opt/helpcentre/.venv/bin/helpcentre", "/bin/true")
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", *tmp_path.iterdir()], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if "helpcentre" in line]


@needs("systemd-analyze")
def test_the_service_is_well_confined():
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE_LIMIT}"]
    done = subprocess.run([*command, DEPLOY / "helpcentre.service"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_service_gets_its_port_from_the_socket_and_reports_its_start():
    service = read_unit("helpcentre.service")
    assert service["Unit"]["Requires"] == "helpcentre.socket"
    assert service["Service"]["Type"] == "notify"
    assert "--port" not in service["Service"]["ExecStart"]
    assert read_unit("helpcentre.socket")["Socket"]["ListenStream"] == "127.0.0.1:8001"
