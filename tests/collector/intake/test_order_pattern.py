"""The pattern of order numbers is valid and safe, or refused with the reason."""

import time

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.cli import cli
from helpcentre.collector.intake.order_pattern import (
    MOST_WAYS,
    TEXT_LENGTH,
    OrderPatternError,
    compile_order_pattern,
    count_ways,
    parser,
)
from helpcentre.collector.intake.redaction import Redactor

SAFE = [
    r"LB-\d{5}",
    r"\bORD(?:ER)?[-# ]?\d+\b",
    r"[A-Z]{2,3}\d{6,10}",
    r"(?:AB|CD|EF)-\d{4}-\d{4}",
    r"(?<![0-9])(?P<year>20\d\d)/\d{1,6}(?![0-9])",
    r"#\d++",
    r"№\s?\d{3,9}",
    r"(?:-?\d){6,10}",
    r"(A)?(?(1)\d{2}|\d{3})x",
]
EXPLOSIVE = [
    r"(a+)+$",
    r"(a|a)*b",
    r"(a*)*b",
    r"(\d+)+x",
    r"(?:\d+-?)+",
    r"\d+\d+\d+x",
    r".*.*x",
    r"(?:[- ]?\d){4,40}",
    r"(?=(a+)+b)a",
    r"(?:(?:ab|a)(?:c|bc))+x",
    r"(?>(a+)+)b",
    r"(x)?(?(1)(a+)+|b)c",
]
INVALID = [("(", "missing )"), ("[", "unterminated"), ("*", "nothing to repeat"), (r"\q", "bad escape")]


@pytest.mark.parametrize("text", SAFE)
def test_a_safe_pattern_is_compiled_and_ignores_case(text):
    assert compile_order_pattern(text).search("") is None


def test_case_is_ignored():
    assert compile_order_pattern("LB-1").fullmatch("lb-1")


@pytest.mark.parametrize("text", EXPLOSIVE)
def test_a_pattern_with_too_many_ways_to_match_is_refused_with_what_to_write(text):
    with pytest.raises(OrderPatternError, match=r"could take very long .* for example \\d\{1,12\} instead of"):
        compile_order_pattern(text)


@pytest.mark.parametrize(("text", "reason"), [*INVALID, ("a{1,99999999999999}", ""), ("(" * 5000 + ")" * 5000, "")])
def test_a_pattern_that_is_not_a_regular_expression_is_refused_with_the_reason(text, reason):
    with pytest.raises(OrderPatternError) as error:
        compile_order_pattern(text)
    assert f"is not a valid regular expression: {reason}" in str(error.value)


@pytest.mark.parametrize("text", [r"\d*", "", "a?", r"\b", "(?=a)", "x{0}", "a|"])
def test_a_pattern_that_matches_nothing_at_all_would_match_everywhere_and_is_refused(text):
    with pytest.raises(OrderPatternError, match="also matches no characters"):
        compile_order_pattern(text)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("abc", 1),
        (r"\d{4}", 1),
        (r"\d{4,6}", 3),
        (r"\d{4,6}x\d{1,2}", 6),
        ("ab|cd|e", 3),
        ("(ab|cd)(ef|gh)", 4),
        ("(?:ab|cd){2}", 4),
        ("(?:ab|cd){1,3}", 14),
        (r"\d+", TEXT_LENGTH),
        (r"\d*", TEXT_LENGTH + 1),
        (r"\d+?", TEXT_LENGTH),
        (r"\d{4,}", TEXT_LENGTH - 3),
        (r"\d{2000,3000}", 1),
        ("(a)(?(1)bc|cd)", 2),
        (r"(?<!a|b\d)c", 2),
        (r"a+b+", MOST_WAYS + 1),
    ],
)
def test_the_ways_are_counted_from_above(text, ways):
    assert count_ways(parser.parse(text)) == ways


@pytest.mark.parametrize("options", [("(",), ("(a+)+$",), (r"\d*",)])
def test_the_command_refuses_a_pattern_before_it_starts_and_exits_with_2(options):
    done = CliRunner().invoke(cli, ["collect", "--order-pattern", *options])
    assert done.exit_code == 2
    assert f"--order-pattern: '{options[0]}'" in done.output
    assert "Traceback" not in done.output


def test_a_redactor_refuses_a_pattern_at_once_and_not_at_the_first_comment():
    with pytest.raises(OrderPatternError):
        Redactor("(a+)+$")


ATOMS = st.sampled_from(["a", "b", ".", r"\d", "[ab]", "(?:a|ab)", "ab"])
QUANTIFIERS = st.sampled_from(["", "", "?", "*", "+", "{1,3}", "{2,}", "*?"])
PATTERNS = st.recursive(
    st.tuples(ATOMS, QUANTIFIERS).map("".join),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.tuples(inner, QUANTIFIERS).map(lambda pair: f"(?:{pair[0]}){pair[1]}")
        | st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})")
    ),
    max_leaves=6,
)
TEXTS = st.sampled_from(["a" * TEXT_LENGTH, "ab" * 500, "1" * TEXT_LENGTH, "a" * 999 + "c", "abab1" * 200])


@settings(max_examples=150)
@given(PATTERNS, st.sampled_from(["", "c", "$", r"\b!"]), TEXTS)
def test_no_accepted_pattern_takes_long_on_any_text(text, end, searched):
    try:
        pattern = compile_order_pattern(text + end)
    except OrderPatternError:
        return
    begin = time.process_time()
    pattern.sub("", searched)
    assert time.process_time() - begin < 1
