"""Any support.yml is read or refused: never a traceback, always a place in the file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.errors import FindingsError
from helpcentre.support.load import parse_support

DEMO = (Path(__file__).parents[2] / "content/support.yml").read_text(encoding="utf-8")
LINES = DEMO.splitlines(keepends=True)
VALUES = st.one_of(
    st.sampled_from(
        [
            "",
            " ~",
            " x",
            " 7",
            " -1",
            " 1.5",
            " true",
            " []",
            " {}",
            " [a, 1]",
            " {a: b}",
            " [[x]]",
            " {en: {it: x}}",
            " 2026-02-30",
            " 9999-12-31",
            " 10:00",
            " '99:99-00:00'",
            " &a [*a]",
            " *a",
            " |",
            " '",
            " Europe/Nowhere",
            " 9999999999999999999d",
            " javascript:alert(1)",
            " '\\0'",
            " \x00",
            " !!set {a}",
            " <<",
        ]
    ),
    st.text(max_size=12),
)


@st.composite
def changed_files(draw):
    """The demo's support file with a few values replaced, lines removed, repeated or indented."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["value", "remove", "repeat", "indent", "text"]))
        key, colon, _ = lines[place].partition(":")
        if how == "value" and colon:
            lines[place] = f"{key}:{draw(VALUES)}\n"
        elif how == "remove":
            del lines[place]
        elif how == "repeat":
            lines.insert(place, lines[place])
        elif how == "indent":
            lines[place] = f"  {lines[place]}"
        else:
            lines[place] = draw(st.text(max_size=20)) + "\n"
    return "".join(lines)


@settings(max_examples=60)
@given(changed_files())
def test_a_changed_support_file_is_read_or_refused_at_places_in_it(text):
    try:
        parse_support(text, "support.yml", check_lock=False)
    except FindingsError as error:
        assert error.findings
        for finding in error.findings:
            assert finding.path == "support.yml"
            assert 1 <= finding.line <= text.count("\n") + 2
            assert finding.column >= 1


@pytest.mark.parametrize("text", ["\x00", "&a [*a]", "[" * 5000, "- " * 5000, "a: *b", "{a: {b: &x {c: *x}}}"])
def test_yaml_that_breaks_other_readers_is_refused_at_its_place(text):
    with pytest.raises(FindingsError) as caught:
        parse_support(text, "support.yml")
    assert all(finding.path == "support.yml" and finding.line == 1 for finding in caught.value.findings)
