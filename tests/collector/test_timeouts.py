"""The server that the slow-client defence extends is one that it was tested with."""

import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from helpcentre.collector.server.timeouts import TimeoutProtocol

ROOT = Path(__file__).parents[2]


def uvicorn_requirement():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return next(one for line in project["dependencies"] if (one := Requirement(line)).name == "uvicorn")


def test_uvicorn_is_bounded_to_the_minor_version_these_tests_run_with():
    installed = Version(version("uvicorn"))
    specifier = uvicorn_requirement().specifier
    assert installed in specifier
    assert Version(f"{installed.major}.{installed.minor}.999") in specifier
    assert Version(f"{installed.major}.{installed.minor + 1}") not in specifier
    assert Version(f"{installed.major}.{installed.minor - 1}.999") not in specifier


def test_the_protocol_has_the_parts_that_are_extended():
    for name in (
        "connection_made", "connection_lost", "data_received", "on_message_begin", "on_headers_complete",
        "on_message_complete", "on_response_complete", "send_400_response", "_start_asgi_task", "resume_writing",
        "shutdown",
    ):  # fmt: skip
        assert name in vars(TimeoutProtocol), name
        assert callable(getattr(HttpToolsProtocol, name)), name


def test_a_request_in_progress_has_the_parts_that_are_read():
    source = Path(RequestResponseCycle.__init__.__code__.co_filename).read_text(encoding="utf-8")
    for name in ("response_complete", "disconnected", "more_body", "message_event", "keep_alive"):
        assert f"self.{name}" in source, name
