"""`helpcentre triage` as CI runs it: a collector elsewhere, a key in the environment, trailers in the log."""

import json
import re
import subprocess
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.issues import Draft
from helpcentre.collector.store.opening import open_store
from tests.collector.process import running


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A running collector with four open issues; yields its address, keys by scope, a repository and its database."""
    folder = tmp_path_factory.mktemp("desk")
    database = f"sqlite:///{folder}/feedback.db"
    with open_store(database) as store:
        for title in ("Say which cards", "Name the button", "Say when", "Leave me"):
            store.open_issue(Draft(title, "content", 2, article="faq/pay", owner="payments"), [], 1_790_000_000_000)
    keys = {scope: key(database, scope) for scope in ("read", "moderate")}
    git(folder, "init", "-b", "main")
    for message in ("start", "say it\n\nFeedback: F-1", "name it\n\nReviewed-by: A\nFeedback: F-2, F-3"):
        git(folder, "commit", "--allow-empty", "-m", message)
    with running(folder, database) as collector:
        yield f"http://127.0.0.1:{collector.port}", keys, folder, database


def key(database, scope):
    said = CliRunner().invoke(cli, ["token", "add", scope, "--scope", scope, "--database", database])
    return re.search(r"hc_\S+", said.output)[0]


def git(folder, *arguments):
    command = ["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def triage(desk, monkeypatch):
    address, keys, folder, database = desk
    monkeypatch.chdir(folder)
    with open_store(database) as store:
        for issue in range(1, 5):
            store.change_issue(issue, 1_790_000_000_000, status="open")

    def run(*arguments, scope="moderate", to=address):
        environment = {"HELPCENTRE_TOKEN": keys.get(scope, scope)}
        return CliRunner(env=environment).invoke(cli, ["triage", "--collector", to, *arguments])

    return run


def statuses(triage):
    found = json.loads(triage("--json", scope="read").stdout)["issues"]
    return {one["issue"]: one["status"] for one in found}


def test_a_key_that_may_only_read_sees_the_issues_and_closes_none(triage):
    assert "Say which cards" in triage(scope="read").stdout
    refused = triage("--close-from-log", "main~2..main", scope="read")
    assert refused.exit_code == 1
    assert "the key is read-only. Make one with --scope moderate." in str(refused.exception)
    assert set(statuses(triage).values()) == {"open"}


def test_a_dry_run_says_what_would_be_closed(triage):
    said = triage("--close-from-log", "main~2..main", "--dry-run").stdout
    assert re.fullmatch(r"(F-[123]: would be fixed by [0-9a-f]+\n){3}", said)
    assert set(statuses(triage).values()) == {"open"}


def test_the_commits_of_a_span_close_what_they_name_and_nothing_else(triage):
    assert triage("--close-from-log", "main~1..main").exit_code == 0
    assert statuses(triage) == {"F-1": "open", "F-2": "fixed", "F-3": "fixed", "F-4": "open"}
    assert "F-2: is already closed" in triage("--close-from-log", "main~1..main").stdout


def test_an_issue_is_set_to_another_status(triage):
    assert triage("--set", "F-4", "planned").stdout == "F-4: planned\n"
    assert statuses(triage)["F-4"] == "planned"
    assert "There is no issue F-77" in str(triage("--set", "F-77", "fixed").exception)


def test_a_dry_run_says_what_a_status_would_become_and_leaves_it(triage):
    before = statuses(triage)
    assert triage("--set", "F-1", "declined", "--dry-run").stdout == "F-1: would be declined, is open\n"
    assert "There is no issue F-77" in str(triage("--set", "F-77", "fixed", "--dry-run").exception)
    assert statuses(triage) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "F-1", "fixed", "--close-from-log", "main~1..main"], "cannot be combined"),
        (["--dry-run"], "--dry-run needs --set or --close-from-log."),
    ],
)
def test_options_that_do_not_go_together_change_nothing(triage, options, said):
    before = statuses(triage)
    done = triage(*options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert statuses(triage) == before


@pytest.mark.parametrize(
    ("to", "scope", "said"),
    [
        (None, "", "HELPCENTRE_TOKEN"),
        (None, "hc_wrong", "the key is unknown or has expired"),
        ("http://help.example.com", "moderate", "use an https address"),
        ("ftp://help.example.com", "moderate", "use an https address"),
        ("http://127.0.0.1:1", "moderate", "the connection was refused. Is the collector running?"),
    ],
)
def test_the_obstacle_is_reported_and_the_key_is_not(triage, desk, to, scope, said):
    done = triage(to=to or desk[0], scope=scope)
    assert done.exit_code == 1
    assert said in str(done.exception)
    assert desk[1]["moderate"] not in str(done.exception)


def test_without_git_the_message_says_so(triage, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    done = triage("--close-from-log", "main~1..main")
    assert done.exit_code == 1
    assert str(done.exception) == "Git is not installed, or not on the PATH."


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("--all", "'--all' is not a range of commits. Use one such as v1.2..HEAD."),
        ("nothing..HEAD", "git log --reverse: "),
    ],
)
def test_a_span_that_is_not_a_range_of_commits_is_refused(triage, span, said):
    done = triage(f"--close-from-log={span}")
    assert done.exit_code == 1
    assert str(done.exception).startswith(said)


@pytest.mark.parametrize("issue", ["F-", "F-x", "F-²", "-1", "F-1.5"])
def test_a_value_that_is_not_an_issue_number_is_refused(triage, issue):
    done = triage("--set", issue, "fixed")
    assert str(done.exception) == f"'{issue}' is not an issue number. Use a number such as F-12."


class Replies(BaseHTTPRequestHandler):
    """A server that answers every request in one way, and notes the tokens it was sent."""

    status, body, headers_sent, tokens = 200, b"", {}, []

    def do_GET(self):
        self.tokens.append(self.headers["Authorization"])
        self.send_response(self.status)
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        pass


@contextmanager
def replying(**how):
    kind = type("Kind", (Replies,), {**how, "tokens": []})
    server = HTTPServer(("127.0.0.1", 0), kind)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", kind.tokens
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"issues": 7}', b'{"issues": [{}]}'])
def test_a_response_that_is_not_a_list_of_issues_is_one_plain_message(triage, body):
    with replying(body=body) as (address, _):
        done = triage(to=address)
    assert done.exit_code == 1
    assert str(done.exception) == f"{address}/reports/triage?form=json: the response is not a list of issues."


def test_a_redirect_is_not_followed_so_the_key_reaches_nobody_else(triage):
    with (
        replying(body=b'{"issues": []}') as (other, seen),
        replying(status=302, headers_sent={"Location": f"{other}/"}) as (address, _),
    ):
        done = triage(to=address)
    assert str(done.exception) == f"{address}/reports/triage?form=json: the collector responded with status 302."
    assert seen == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "there are no reports here."),
        (429, "too many wrong keys. Try again in a minute."),
        (500, "the collector responded with status 500."),
    ],
)
def test_every_refusal_of_a_collector_is_explained(triage, status, said):
    with replying(status=status) as (address, _):
        assert said in str(triage(to=f"{address}/").exception)


def test_a_host_that_does_not_exist_is_explained_without_an_error_number(triage):
    said = str(triage(to="https://help.invalid").exception)
    assert said.startswith("https://help.invalid/reports/triage?form=json: ")
    assert "Errno" not in said
