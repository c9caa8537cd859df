"""`scripts/mutate`: which slips it makes in a source, and how it judges a sample."""

import runpy
import textwrap

import pytest
from scripts.mutation import javascript, mutants

MUTATE = runpy.run_path("scripts/mutate", run_name="mutate")


def mutated(source, finder=mutants):
    source = textwrap.dedent(source)
    return {mutant.apply(source) for mutant in finder.mutants_of("file.py", source)}


def body(source):
    """Return the mutants of one returned expression, without the rest of the function."""
    found = mutated(f"def f():\n    return {source}\n")
    return {text.removeprefix("def f():\n    return ").strip() for text in found}


@pytest.mark.parametrize(
    ("source", "slip"),
    [
        ("a < b", "a <= b"),
        ("a >= b", "a > b"),
        ("a == b", "a != b"),
        ("a in b", "a not in b"),
        ("a is not b", "a is b"),
        ("a + b", "a - b"),
        ("a // b", "a * b"),
        ("a and b", "a or b"),
        ("not a", "(a)"),
        ("-a", "(a)"),
        ("max(a, b)", "min(a, b)"),
        ("any(a)", "all(a)"),
        ("7", "(7 + 1)"),
        ("True", "False"),
        ("a if b else c", "a if (not (b)) else c"),
        ("[a for a in b if c]", "[a for a in b if True]"),
        ("a", "None"),
    ],
)
def test_each_kind_of_slip_is_made(source, slip):
    assert slip in body(source)


def test_a_chain_of_comparisons_is_changed_one_boundary_at_a_time():
    assert {"a <= b < c", "a < b <= c"} <= body("a < b < c")


def test_a_character_of_several_bytes_does_not_shift_the_place():
    assert 'x["é"] <= 1' in body('x["é"] < 1')


def test_a_call_for_its_effect_and_an_update_are_left_out():
    found = mutated("def f(a):\n    a.append(1)\n    a += b\n")

    assert "def f(a):\n    None\n    a += b\n" in found
    assert "def f(a):\n    a.append(1)\n    pass\n" in found


def test_words_for_people_declarations_and_docstrings_stay_as_they_are():
    found = mutated('''
        LIMIT = 3

        class A:
            size: int = 4

            def f(self):
                """Return 5."""
                raise ValueError(f"more than {6 + 7}")
        ''')

    assert found == set()


def test_every_mutant_compiles():
    source = (MUTATE["ROOT"] / "plugins/helpcentre/support/calendar.py").read_text(encoding="utf-8")

    for mutant in mutants.mutants_of("calendar.py", source):
        compile(mutant.apply(source), "calendar.py", "exec")


@pytest.mark.parametrize(
    ("source", "slip"),
    [
        ("return a === b;", "return a !== b;"),
        ("return a <= b;", "return a < b;"),
        ("return a && b;", "return a || b;"),
        ("return a + 2;", "return a + (2 + 1);"),
        ("return Math.max(a, b);", "return Math.min(a, b);"),
    ],
)
def test_each_kind_of_slip_is_made_in_javascript(source, slip):
    assert slip in mutated(source, javascript)


def test_strings_templates_comments_and_patterns_of_javascript_stay_as_they_are():
    source = 'const a = "1 < 2" + `3 + 4`; // 5 && 6\nconst b = x.replace(/7 + 8/, "");\n'

    assert mutated(source, javascript) == {source.replace('" + `', '" - `')}


def test_a_whole_run_needs_the_share_exactly():
    assert MUTATE["could_be"](90, 100, 0.9, whole=True)
    assert not MUTATE["could_be"](89, 100, 0.9, whole=True)


def test_a_sample_fails_only_beyond_chance():
    assert MUTATE["could_be"](34, 40, 0.9, whole=False)
    assert MUTATE["could_be"](28, 40, 0.9, whole=False)
    assert not MUTATE["could_be"](27, 40, 0.9, whole=False)


def test_every_pure_package_is_mutated_and_has_its_own_tests():
    contract = MUTATE["sources"]([])

    for name in ("articles", "contract", "language", "reporting", "search", "support"):
        files = [path for path in contract if f"/{name}/" in path]
        assert files, name
        assert all(MUTATE["tests_of"](path) for path in files), name
