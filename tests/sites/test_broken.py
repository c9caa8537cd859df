"""Every fault of broken/faults.yml, planted alone: found at its place, and gone once the suggestion is followed."""

import os
import re
import shutil

import pytest
import yaml

from helpcentre.errors import HelpCentreError

from .dental_practice import SITE, check, copy_site

FAULTS = yaml.safe_load((SITE / "faults.yml").read_text(encoding="utf-8"))
KNOWN_KEYS = re.compile(r"(known here): .+", re.IGNORECASE)
GOLDEN = SITE / "findings.txt"
"""The output of `helpcentre check` for each fault; write it again with UPDATE_GOLDEN=1, and read the difference."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return copy_site(tmp_path_factory.mktemp("practice"))


@pytest.fixture
def content(site):
    """The content folder, sound again after each test."""
    yield site
    shutil.rmtree(site)
    copy_site(site.parent)


@pytest.fixture(scope="module")
def golden():
    sections = {}
    if GOLDEN.exists() and not os.environ.get("UPDATE_GOLDEN"):
        for section in GOLDEN.read_text(encoding="utf-8").split("\n# ")[1:]:
            name, _, text = section.partition("\n")
            sections[name] = text.rstrip("\n") + "\n"
    written = dict(sections)
    yield written
    if os.environ.get("UPDATE_GOLDEN"):
        names = [fault["fault"] for fault in FAULTS if fault["fault"] in written]
        text = "".join(f"\n# {name}\n{written[name]}" for name in names)
        GOLDEN.write_text(text, encoding="utf-8")


def plant(content, fault):
    """Change one file of the content folder as `fault` says, and return it."""
    path = content / fault.get("in", "en/faq/cancel.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    if "delete" in fault:
        path.unlink()
    elif "bytes" in fault:
        head = b"RIFF\x24\x00\x00\x00WEBPVP8 "
        path.write_bytes((head + bytes(fault["bytes"]))[: fault["bytes"]])
    elif "write" in fault:
        path.write_text(fault["write"], encoding="utf-8")
    elif "append" in fault:
        path.write_text(path.read_text(encoding="utf-8") + fault["append"], encoding="utf-8")
    else:
        replace_text(path, fault["replace"])
    return path


def replace_text(path, changes):
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{path.name} does not contain {old!r}"
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_the_site_without_a_fault_has_no_findings(content):
    assert check(content.parent) == "No problems found.\n"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["fault"])
def test_a_fault_is_found_at_its_place_and_its_remedy_removes_it(fault, content, golden):
    path = plant(content, fault)

    printed = check(content.parent)

    if fault.get("fine"):
        assert printed == "No problems found.\n"
        return
    found = [line for line in printed.splitlines() if line.startswith(f"{fault['at']}:")]
    assert found, printed
    assert ("(warning " in found[0]) is (fault["level"] == "warning"), printed
    if path.name != "support.yml":  # its messages are those of tests/support
        lines = KNOWN_KEYS.sub(r"\1: …", printed)
        assert lines == golden.setdefault(fault["fault"], lines)
    for old, new in fault.get("remedy", {}).items():
        assert new.strip("() \n") in printed, f"the message does not suggest {new!r}: {printed}"
        replace_text(path, {old: new})
    if "repair" in fault:
        replace_text(path, fault["repair"])
    if "remedy" in fault or "repair" in fault:
        assert check(content.parent) == "No problems found.\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("helpcentre/hours", "helpcentre/hour", "helpcentre/hour"),
        ("theme: {name: mkdocs}", "theme: {name: mkdocs", "mkdocs.yml"),
        ("https://help.orlandi.example/", "help.orlandi.example", "site_url"),
    ],
)
def test_a_fault_in_the_configuration_stops_the_check_with_a_message(content, caplog, old, new, message):
    config = content.parent / "mkdocs.yml"
    sound = config.read_text(encoding="utf-8")
    config.write_text(sound.replace(old, new, 1), encoding="utf-8")
    try:
        with pytest.raises(HelpCentreError) as raised:
            check(content.parent)
    finally:
        config.write_text(sound, encoding="utf-8")
    assert message in f"{caplog.text}\n{raised.value}"


def test_the_golden_file_has_no_fault_that_is_no_longer_planted(golden):
    assert set(golden) <= {fault["fault"] for fault in FAULTS}
