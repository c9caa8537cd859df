"""Attacks through paths, exports, copies and command lines."""

import csv
import io
import os
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from click.testing import CliRunner
from starlette.datastructures import Headers

from helpcentre.cli import cli
from helpcentre.collector.server.built_site import BuiltSite
from helpcentre.collector.store.exports import EXPORTED, MOVED_ONLY
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from helpcentre.commands.copy import copy
from helpcentre.contract.limits import day_of
from helpcentre.reporting.gaps import find_gaps
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.gaps import gaps_csv
from tests.collector.world import NOON, item, manifest

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\uff1d1", '=HYPERLINK("http://x","y")')


@pytest.mark.parametrize("path", ["/" + "a" * 300, "/" + "ä" * 200 + "/", "/x" * 3000, "/..%2f" * 9, "/\\evil/../it"])
def test_a_strange_path_is_not_found_and_leads_nowhere_else(tmp_path, path):
    (tmp_path / "site" / "it").mkdir(parents=True)
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    answer = BuiltSite(tmp_path / "site").respond("GET", path, Headers())
    assert answer.status_code in (301, 404)
    place = answer.headers.get("location", "/")
    assert place.startswith("/")
    assert not place.startswith(("//", "/\\"))


def test_a_link_out_of_the_site_is_not_followed_and_one_within_is(tmp_path):
    site, outside = tmp_path / "site", tmp_path / "outside"
    (site / "it").mkdir(parents=True)
    outside.mkdir()
    (outside / "index.html").write_text("secret", encoding="utf-8")
    (site / "it" / "index.html").write_text("page", encoding="utf-8")
    (site / "out").symlink_to(outside)
    (site / "file.html").symlink_to(outside / "index.html")
    (site / "404.html").symlink_to(outside / "index.html")
    (site / "again").symlink_to(site / "it")
    (site / "leak").mkdir()
    (site / "leak" / "index.html").symlink_to(outside / "index.html")
    (site / "round").symlink_to(site / "round")
    os.mkfifo(site / "pipe")

    def status(path):
        return BuiltSite(site).respond("GET", path, Headers()).status_code

    paths = ("/out/", "/out", "/out/index.html", "/file.html", "/leak/", "/round", "/pipe", "/nothing")
    assert {path: status(path) for path in paths} == dict.fromkeys(paths, 404)
    assert (status("/it/"), status("/again/")) == (200, 200)
    assert b"secret" not in BuiltSite(site).respond("GET", "/nothing", Headers()).body


@pytest.mark.parametrize("words", FORMULAS)
def test_no_csv_has_a_field_a_spreadsheet_would_run(store, words):
    said = item(0)
    store.write([said, item(None, kind="comment", text=words, parent=said.id)])
    store.write([item(None, who=n, kind="search", results=0, text=words) for n in (1, 2, 3)])
    until = datetime.fromtimestamp(NOON / 1000, UTC).date()
    records = store.report_rows(until, until)
    for text in (as_csv(make_report(records, until, 1)), gaps_csv(find_gaps(records))):
        fields = [field for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for field in row]
        assert not [field for field in fields if field.lstrip(" ").startswith(("=", "+", "@", "\t", "\r", "\uff1d"))]
        assert not [field for field in fields if field.lstrip().startswith("-") and not _is_number(field)]


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


# Moving and passwords


def test_a_copy_into_another_database_loses_nothing_and_goes_on_counting(address, tmp_path, capsys):
    source = f"sqlite:///{tmp_path}/source.db"
    first = item(0, reason="unclear")
    with open_store(source) as old:
        old.learn(manifest(), NOON)
        salt = old.salt(day_of(NOON))
        old.add_token(new_secret()[1], Token("marta", "read", NOON, None, None))
        old.write([first, item(None, kind="comment", text="ä õ ü 😀", parent=first.id), item(1, who=2)])
        old.erase(uuid4().bytes, NOON)
        before = {table: list(old.read_table(table, whole=True)) for table in (*EXPORTED, *MOVED_ONLY)}
    copy(source, address)
    assert "item: 3" in capsys.readouterr().out
    with open_store(address) as new:
        for table, rows in before.items():
            moved = [tuple(_plain(value) for value in row.values()) for row in new.read_table(table, whole=True)]
            assert sorted(map(repr, moved)) == sorted(repr(tuple(map(_plain, row.values()))) for row in rows), table
        assert new.salt(day_of(NOON)) == salt
        assert new.write([item(0, identity=first.id)]) == ["duplicate"]
        assert new.write([item(1, who=1, at=NOON + 1)]) == ["stored"]
        assert new.wrong_sums(date(2000, 1, 1)) == {}


def _plain(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else value


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "--database", "postgresql://shop:hunter2@127.0.0.1/x"],
        ["serve", "--database", "postgresql://shop:hunter2@127.0.0.1/x"],
        ["collect", "--database", "postgresql://127.0.0.1/x?user=shop&password=hunter2"],
        ["copy", "--from", "sqlite:///a.db", "--to", "postgresql://shop:hunter2@127.0.0.1/x"],
    ],
)
def test_a_password_among_the_arguments_is_refused_and_not_repeated(arguments):
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "HELPCENTRE_DATABASE" in result.output
    assert "hunter2" not in result.output


def test_a_password_in_the_variable_is_taken_and_never_shown():
    given = {"HELPCENTRE_DATABASE": "postgresql://shop:hunter2@127.0.0.1:1/x"}
    result = CliRunner().invoke(cli, ["export"], env=given)
    assert "holds a password" not in result.output + str(result.exception)
    assert "hunter2" not in result.output + str(result.exception)
