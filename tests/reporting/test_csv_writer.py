"""CSV whose fields no spreadsheet runs."""

import pytest

from helpcentre.reporting.text.csv_writer import BOM, neutralise, to_csv


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_every_sign_that_begins_a_formula_gets_an_apostrophe_even_after_blanks(sign):
    assert neutralise(f"{sign}1") == f"'{sign}1"
    assert neutralise(f"  {sign}1") == f"'  {sign}1"
    assert neutralise(f"a{sign}1") == f"a{sign}1"


@pytest.mark.parametrize(("value", "field"), [(None, ""), (0, "0"), (-3, "-3"), (0.5, "0.5"), (False, "False")])
def test_a_field_without_text_is_never_changed(value, field):
    assert neutralise(value) == field


def test_csv_has_a_byte_order_mark_quotes_every_field_and_ends_lines_as_the_standard_says():
    assert to_csv(("a", "b"), [{"b": 'say "x"', "a": 1, "c": "not asked for"}, {"a": "é"}]) == (
        BOM + '"a","b"\r\n"1","say ""x"""\r\n"é",""\r\n'
    )
