"""The support file and its lock file: missing, damaged, or one older than the other."""

import pytest

from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.support.holiday_lock import make_lock, write_lock
from helpcentre.support.load import load_support, parse_support

from .test_error_messages import HEAD, LOCK_OF_ESTONIA, OPEN

USES_ESTONIA = HEAD + OPEN + "holidays:\n  ee: {from: {country: EE%s}}\n"


def test_a_lock_made_from_another_source_is_older_than_the_model(findings):
    found = findings(USES_ESTONIA % ", categories: [public, half_day]", LOCK_OF_ESTONIA)
    assert len(found) == 1
    assert "content/support.yml:6:14: holidays.lock.yml is older than this file" in found[0]
    assert "run: helpcentre holidays --update" in found[0]


def test_a_lock_without_the_set_is_older_than_the_model(findings):
    assert "it does not hold the set 'ee'" in findings(USES_ESTONIA % "", "version: 1\nlibrary: x\nsets: {}\n")[0]


def test_a_lock_of_fewer_years_than_the_model_asks_for_is_older(findings):
    text = HEAD + OPEN + "holidays:\n  ee: {from: {country: EE}%s}\n"
    [found] = findings(text % ", years: 4", LOCK_OF_ESTONIA)
    assert found == (
        "content/support.yml:6:36: holidays.lock.yml is older than this file: 'ee' is locked with "
        "years: 1 (2026), not years: 4; run: helpcentre holidays --update"
    )
    assert findings(text % ", years: 1", LOCK_OF_ESTONIA) == []
    assert findings(text % "", LOCK_OF_ESTONIA) == []  # nobody asked for a number


def test_days_added_and_dropped_need_no_new_lock(findings):
    text = (
        HEAD
        + OPEN
        + "holidays:\n  ee: {from: {country: EE}, years: 1, add: [{date: 2026-12-07}], drop: [2026-12-25]}\n"
    )
    assert findings(text, LOCK_OF_ESTONIA) == []


@pytest.mark.parametrize(
    ("lock", "place"),
    [
        (LOCK_OF_ESTONIA.replace("2026-12-25", "2026-12-35"), "4:"),
        ("version: 1\nsets: {ee: [\n", "2:12"),
        ("- a\n", "1:1"),
    ],
)
def test_a_lock_broken_by_hand_is_reported_at_its_own_place_with_the_remedy(lock, place, findings):
    found = findings(USES_ESTONIA % "", lock)
    assert any(finding.startswith(f"content/holidays.lock.yml:{place}") for finding in found), found
    assert any("restore its last good version, or delete it and run: helpcentre holidays" in line for line in found)


def test_the_last_year_that_can_be_frozen_gives_a_lock_that_can_be_read():
    text = USES_ESTONIA % ""
    sets = parse_support(text, "support.yml").file.holidays
    lock = write_lock(make_lock(sets, {}, first_year=2900), "holidays")
    assert parse_support(text, "support.yml", lock).lock["ee"].years == (2900, 2901, 2902)


def test_a_folder_is_reported_as_a_folder(tmp_path):
    with pytest.raises(
        HelpCentreError, match=r"content is a folder. Give the file in it, for example content/support\.yml"
    ):
        load_support(tmp_path, name="content")


@pytest.mark.parametrize("below", ["missing.yml", "file/support.yml"])
def test_a_file_that_is_not_there_is_reported_as_missing(below, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HelpCentreError, match=r"support\.yml: file not found. Create it, or give its path."):
        load_support(tmp_path / below, name="support.yml")


def test_a_file_and_a_lock_that_are_not_utf_8_are_both_reported_at_the_byte(tmp_path):
    (tmp_path / "support.yml").write_bytes(b"version: 1\n# caf\xe9\n")
    with pytest.raises(
        FindingsError, match=r"^s\.yml:2:6: the byte 0xE9 cannot be read as UTF-8; save the file as UTF-8"
    ):
        load_support(tmp_path / "support.yml", name="s.yml")
    (tmp_path / "support.yml").write_text("version: 2\n" + OPEN, encoding="utf-8")
    (tmp_path / "holidays.lock.yml").write_bytes("# très bien\n# caf\xe9\n".encode("latin-1"))
    with pytest.raises(FindingsError) as caught:
        load_support(tmp_path / "support.yml", name="content/support.yml")
    found = [str(finding) for finding in caught.value.findings]
    assert any(line.startswith("content/holidays.lock.yml:1:5: the byte 0xE8") for line in found), found
    assert any("delete it and run: helpcentre holidays --update" in line for line in found)
    assert any("version: write 1" in line for line in found)
