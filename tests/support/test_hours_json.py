"""The hours as browsers get them: the published script, and the compiled file of the demo."""

import gzip
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from helpcentre.site.published_scripts import without_comments
from helpcentre.support.hours_json import compiled_hours
from helpcentre.support.load import load_support
from helpcentre.theme_dir import theme_dir

ROOT = Path(__file__).parents[2]
HOURS = theme_dir() / "assets" / "helpcentre" / "hours.js"


def gzipped(text):
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_the_published_script_is_at_most_2150_bytes_gzipped():
    assert gzipped(without_comments(HOURS.read_text(encoding="utf-8"))) <= 2150


def test_the_compiled_hours_of_the_demo_are_under_a_kilobyte_at_any_season():
    support = load_support(ROOT / "content" / "support.yml")
    for month in range(1, 13):
        assert gzipped(compiled_hours(support, datetime(2027, month, 15, 12, tzinfo=UTC))) < 1024


def test_the_published_script_answers_every_case_as_its_source_does(tmp_path):
    published = tmp_path / "hours.mjs"
    published.write_text(without_comments(HOURS.read_text(encoding="utf-8")), encoding="utf-8")
    run = subprocess.run(
        ["node", "--test", "--test-reporter=tap", str(ROOT / "tests" / "js" / "hours.test.mjs")],
        env={**os.environ, "HOURS_MODULE": published.as_uri(), "TZ": "America/New_York"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, [line for line in run.stdout.splitlines() if "not ok" in line]
