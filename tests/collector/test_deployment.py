"""The files in docs/deploy are valid to the programs that read them."""

import json
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from tests.collector.test_prometheus import busy_text

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


def known_metrics():
    """The names that the collector writes, with the parts of histograms."""
    return {re.match(r"\w+", line)[0] for line in busy_text().splitlines() if not line.startswith("#")}


def used_metrics(text):
    return set(re.findall(r"\b(?:helpcentre|process)_[a-z_]+", text))


@needs("promtool")
def test_prometheus_accepts_the_alert_rules_and_they_fire_when_they_should():
    done = subprocess.run(["promtool", "test", "rules", DEPLOY / "alerts.test.yml"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_has_a_test_a_first_step_in_the_docs_and_uses_metrics_that_exist():
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    tests = (DEPLOY / "alerts.test.yml").read_text(encoding="utf-8")
    docs = (DEPLOY.parent / "operate.md").read_text(encoding="utf-8")
    for rule in rules:
        assert f"alertname: {rule['alert']}\n" in tests, rule["alert"]
        assert f"`{rule['alert']}`" in docs, rule["alert"]
        assert used_metrics(rule["expr"]) <= known_metrics(), rule["alert"]


def test_the_dashboard_uses_metrics_that_exist_and_no_panel_covers_another():
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    taken = set()
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            assert used_metrics(target["expr"]) <= known_metrics(), panel["title"]
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells


def test_every_metric_is_documented():
    docs = (DEPLOY.parent / "operate.md").read_text(encoding="utf-8")
    for line in busy_text().splitlines():
        if line.startswith("# TYPE "):
            assert f"`{line.split()[2]}`" in docs, line


def read_compose():
    return yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


def test_the_container_of_the_collector_is_confined_and_trusts_only_the_network_of_the_proxy():
    compose = read_compose()
    collector = compose["services"]["collector"]
    assert collector["read_only"] is True
    assert collector["cap_drop"] == ["ALL"]
    trusted = collector["command"][collector["command"].index("--behind-proxy") + 1]
    assert trusted == compose["networks"]["front"]["ipam"]["config"][0]["subnet"]
    assert "ports" not in collector


def test_the_image_runs_as_an_ordinary_user_and_copies_nothing_that_dockerignore_holds_back():
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    let_through = {
        line[1:] for line in (DEPLOY.parents[1] / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }  # fmt: skip
    sources = {
        name
        for line in re.findall(r"^COPY (?!--from)(.*)$", dockerfile, re.MULTILINE)
        for name in line.split()[:-1]
    }  # fmt: skip
    assert sources == let_through
    assert re.search(r"^USER (?!0\b|root)", dockerfile, re.MULTILINE)
    assert "--require-hashes" in dockerfile
