import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import FindingsError
from helpcentre.marked_yaml.loading import MOST_NESTED, MOST_REPEATED, load


def findings(text, **options):
    with pytest.raises(FindingsError) as caught:
        load(text, "x.yml", **options)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10:00", "10:00"),
        ("no", "no"),
        ("off", "off"),
        ("yes", "yes"),
        ("True", "True"),
        ("2026-13-40", "2026-13-40"),
        ("00100", "00100"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("+5", "+5"),
        ("'7'", "7"),
        ('"true"', "true"),
        ("''", ""),
        ("<<", "<<"),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("999999999999999999", 999999999999999999),
        ("1000000000000000000", "1000000000000000000"),
        ("1.50", 1.5),
        ("-0.25", -0.25),
        ("~", None),
        ("null", None),
        ("Null", "Null"),
        ("", None),
        ("!!str 5", "5"),
        ("! 5", "5"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("|\n  5\n", "5\n"),
    ],
)
def test_only_null_booleans_and_decimal_numbers_are_not_text(text, value):
    found = load(f"key: {text}", "x.yml").value["key"]

    assert found == value
    assert type(found) is type(value)


def test_a_number_too_long_to_be_one_stays_text():
    assert load(f"key: {'9' * 19}", "x.yml").value == {"key": "9" * 19}
    assert load(f"key: -{'9' * 5000}", "x.yml").value == {"key": f"-{'9' * 5000}"}


def test_keys_are_always_text():
    assert load("2026: a\ntrue: b\nnull: c\n~: d\n", "x.yml").value == {"2026": "a", "true": "b", "null": "c", "~": "d"}


def test_an_empty_text_has_no_value_and_begins_at_its_first_line():
    document = load("# nothing\n", "x.yml", first_line=7)

    assert document.value is None
    assert document.place(("any",)) == (7, 1)


def test_every_value_and_every_key_knows_its_line_and_column():
    document = load("a: 1\nb:\n  - x\n  - {c: é, d: [2]}\n", "x.yml", first_line=3)

    assert document.value == {"a": 1, "b": ["x", {"c": "é", "d": [2]}]}
    assert document.place(("a",)) == (3, 4)
    assert document.place(("a",), of_key=True) == (3, 1)
    assert document.place(("b",)) == (5, 3)
    assert document.place(("b", 0)) == (5, 5)
    assert document.place(("b", 1)) == (6, 5)
    assert document.place(("b", 1, "c")) == (6, 9)
    assert document.place(("b", 1, "d"), of_key=True) == (6, 12)
    assert document.place(("b", 1, "d", 0)) == (6, 16)


def test_the_place_of_an_unknown_key_is_that_of_the_nearest_known_one():
    document = load("a:\n  b: 1\n", "x.yml")

    assert document.place(("a", "b", "c", 0)) == (2, 6)
    assert document.place(("z",)) == (1, 1)


def test_columns_count_characters_not_bytes():
    assert load("k: [àé, x]", "x.yml").place(("k", 1)) == (1, 9)


def test_a_key_defined_twice_is_refused_with_the_line_of_the_first():
    assert findings("title: a\nother: b\ntitle: c\n") == [
        "x.yml:3:1: 'title' is defined twice (first on line 1); keep one"
    ]


def test_a_key_defined_twice_keeps_its_first_value_if_validation_reports_it():
    document = load("a: 1\na: {b: [2]}\nc: 3\n", "x.yml", keep_twice=True)

    assert document.value == {"a": 1, "c": 3}
    assert [str(finding) for finding in document.twice] == [
        "x.yml:2:1: 'a' is defined twice (first on line 1); keep one"
    ]
    assert ("a", "b") not in document.values


def test_the_same_key_in_two_mappings_is_not_defined_twice():
    assert load("a: {b: 1}\nc: {b: 2}\n", "x.yml").value == {"a": {"b": 1}, "c": {"b": 2}}


def test_keys_inside_an_ignored_value_are_not_reported_again():
    assert len(findings("a: 1\na: {b: 1, b: 2, c: {b: 3}}\n")) == 1


def test_an_alias_repeats_a_value_and_points_at_the_place_it_was_written():
    document = load("a: &x {b: [1, 2]}\nc: *x\nd: [&y text, *y]\n", "x.yml")

    assert document.value == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": ["text", "text"]}
    assert document.value["a"] is not document.value["c"]
    assert document.place(("c", "b", 1)) == (1, 15)


def test_an_alias_may_repeat_a_value_that_has_an_alias_inside():
    assert load("a: &x [1]\nb: &y [*x, *x]\nc: *y\n", "x.yml").value["c"] == [[1], [1]]


def test_the_later_of_two_anchors_with_one_name_counts():
    assert load("[&x 1, *x, &x 2, *x]", "x.yml").value == [1, 1, 2, 2]


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "&x {a: {b: *x}}\n", "a: &x\n  b: &y [*y]\n"])
def test_an_alias_inside_the_value_it_repeats_is_an_error_and_no_traceback(text):
    [message] = findings(text)

    assert "is inside the value it repeats; write the value out" in message


def test_an_alias_without_an_anchor_is_an_error_that_names_the_likely_cause():
    assert findings("a: *x\n") == ["x.yml:1:4: nothing is anchored as &x; put text that begins with * in quotes"]


def test_aliases_that_multiply_are_refused_before_they_fill_the_memory():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    began = time.process_time()

    [message] = findings("\n".join(lines))

    assert f"aliases repeat more than {MOST_REPEATED} values; write the values out" in message
    assert time.process_time() - began < 2


def test_aliases_may_repeat_up_to_the_limit():
    items = ", ".join(["1"] * (MOST_REPEATED // 2 - 2))
    assert len(load(f"a: &x [{items}]\nb: *x\nc: *x\n", "x.yml").value["c"]) == MOST_REPEATED // 2 - 2
    assert "aliases repeat" in findings(f"a: &x [{items}, 1]\nb: *x\nc: *x\n")[0]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_is_bounded(opening):
    assert f"nested more than {MOST_NESTED} levels deep" in findings(opening * (MOST_NESTED + 1) + "x")[0]
    assert f"nested more than {MOST_NESTED} levels deep" in findings(opening * 50_000)[0]


def test_nesting_up_to_the_bound_is_read():
    value = load("[" * MOST_NESTED + "]" * MOST_NESTED, "x.yml").value

    depth = 0
    while value:
        depth, [value] = depth + 1, value
    assert depth == MOST_NESTED - 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: !!python/object:os.system x\n", "1:4: the tag !!python/object:os.system is not supported; remove it"),
        ("a: !!timestamp 2026-01-01\n", "1:4: the tag !!timestamp is not supported; remove it"),
        ("a: !ENV [HOME]\n", "1:4: the tag !ENV is not supported; remove it"),
        ("a: !!set {b}\n", "1:4: the tag !!set is not supported; remove it"),
        ("? [a, b]\n: c\n", "1:3: a list or mapping cannot be a key; write the key as text"),
        ("{{a: 1}: b}\n", "1:2: a list or mapping cannot be a key; write the key as text"),
        ("a: 1\n---\nb: 2\n", "2:1: a second document begins here; remove the line with ---"),
    ],
)
def test_yaml_features_that_our_files_never_need_are_refused_at_their_place(text, message):
    assert findings(text) == [f"x.yml:{message}"]


def test_a_later_first_line_moves_every_place():
    assert findings("a: [", first_line=9)[0].startswith("x.yml:9:4:")
    assert findings("a: 1\na: 2\n", first_line=9)[0].startswith("x.yml:10:1:")


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x85"), max_size=12)  # PyYAML itself loses U+0085
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_plain_values_written_by_any_yaml_library_are_read_back(value):
    assert load(yaml.safe_dump(value, allow_unicode=True), "x.yml").value == value


ODD = st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,?\n \t0.~é\x00\x85\u2028\ufeff\ud800\\<="), max_size=60) | st.text(
    max_size=60
)


@given(ODD)
def test_any_text_is_read_or_refused_at_a_place_inside_it(text):
    try:
        document = load(text, "x.yml", keep_twice=True)
    except FindingsError as error:
        assert error.findings
        found = error.findings
    else:
        found = document.twice
    for finding in found:
        assert 1 <= finding.line <= len(text.splitlines()) + 1
        assert finding.column >= 1
        assert finding.message
