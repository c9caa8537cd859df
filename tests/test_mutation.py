"""`scripts/mutate`: which slips it makes in a source, and how it judges a sample."""

import random
import runpy
import subprocess
import sys
import textwrap

import pytest
from scripts.mutation import javascript, mutants, run
from scripts.mutation.equivalents import Equivalents

MUTATE = runpy.run_path("scripts/mutate", run_name="mutate")
ROOT = MUTATE["ROOT"]


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


def test_a_mutant_knows_the_first_line_of_its_function_as_python_counts_it():
    source = "@once\n@twice\ndef f(a):\n    def g():\n        return 1\n    return g\n"
    found = {(mutant.line, mutant.function) for mutant in mutants.mutants_of("file.py", source)}

    assert found == {(5, 4), (6, 1)}


def test_that_the_parts_of_a_zip_are_equally_long_is_an_assertion_and_stays():
    assert body("zip(a, b, strict=True)") == {"None"}
    assert "zip(a[(1 + 1):], b, strict=True)" in body("zip(a[1:], b, strict=True)")


# --- equivalent mutants


def test_every_mutant_on_the_list_of_equivalent_ones_is_made_and_has_a_reason():
    entries = MUTATE["EQUIVALENT"].entries
    made = set()
    for path in {one.path for one in entries}:
        source = (ROOT / path).read_text(encoding="utf-8")
        lines = source.splitlines()
        finder = javascript if path.endswith(".js") else mutants
        made |= {(path, lines[one.line - 1].strip(), one.change) for one in finder.mutants_of(path, source)}

    assert [one for one in entries if (one.path, one.line, one.change) not in made] == []
    assert all(one.reason for one in entries)


def test_a_listed_mutant_is_found_wherever_its_line_has_moved_to(tmp_path):
    (tmp_path / "list.yml").write_text("- {path: a.py, line: return a < b, change: < becomes <=, reason: of it}\n")
    (tmp_path / "a.py").write_text("\n\ndef f(a, b):\n    return a < b\n")
    listed = Equivalents(tmp_path / "list.yml", tmp_path)
    found = list(mutants.mutants_of("a.py", (tmp_path / "a.py").read_text()))

    assert [str(mutant) for mutant in found if listed.matches(mutant)] == ["a.py:4: < becomes <="]
    assert len(found) > 1


# --- tests in processes of their own


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A package of one function with two test files, one of which never calls it."""
    files = {
        "plugins/little/__init__.py": "",
        "plugins/little/limits.py": "def is_low(n):\n    return n < 3\n\n\ndef unused(n):\n    return n\n",
        "tests/test_calls.py": "from little.limits import is_low\n\ndef test_it():\n    assert is_low(1)\n",
        "tests/test_edge.py": "from little.limits import is_low\n\ndef test_it():\n    assert not is_low(3)\n",
        "tests/test_other.py": "def test_it():\n    pass\n",
        "tests/test_wrong.py": "def test_it():\n    assert False\n",
        "pytest.ini": "[pytest]\npythonpath = plugins\nmarkers =\n    browser\n    full\n    world\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "SOURCES", tmp_path / "plugins")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_run_of_a_test_file_says_whether_it_passed_and_which_functions_it_called(project):
    called = run.run_file("tests/test_calls.py")

    assert called.passed
    assert called.functions == {("plugins/little/limits.py", 1)}
    assert run.run_file("tests/test_other.py").functions == frozenset()
    assert not run.run_file("tests/test_wrong.py").passed


def test_a_mutant_survives_the_tests_that_do_not_notice_it(project):
    path = "plugins/little/limits.py"
    [mutant] = [one for one in mutants.mutants_of(path, (project / path).read_text()) if one.change == "< becomes <="]

    assert run.survives(mutant, ["tests/test_calls.py"], 1)
    assert not run.survives(mutant, ["tests/test_calls.py", "tests/test_edge.py"], 1)
    assert run.survives(mutant, [], 1)


def test_a_mutant_that_never_ends_is_noticed_by_the_processor_time_it_takes(project, monkeypatch):
    path = project / "plugins/little/limits.py"
    path.write_text("def is_low(n):\n    while n > 5:\n        n -= 1\n    return n < 3\n")
    (project / "tests/test_calls.py").write_text(
        "from little.limits import is_low\n\ndef test_it():\n    assert not is_low(7)\n"
    )
    monkeypatch.setattr(run, "LEAST_SECONDS", 1)
    found = mutants.mutants_of("plugins/little/limits.py", path.read_text())
    [endless] = [one for one in found if one.change == "n -= 1 is left out"]

    assert not run.survives(endless, ["tests/test_calls.py"], 0)


# --- the sample that every run of the tests draws


def test_a_sample_of_the_mutants_of_one_package_is_noticed_by_its_tests():
    """The package and the mutants are drawn each time; the seed is printed, so that they can be tried again."""
    seed = random.SystemRandom().randrange(10**6)
    package = random.Random(seed).choice(MUTATE["PURE"])
    options = [f"plugins/helpcentre/{package}", f"--seed={seed}", "--count=6", "--seconds=25"]
    sys.stdout.write(f"scripts/mutate {' '.join(options)}\n")
    done = subprocess.run(
        [sys.executable, "scripts/mutate", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, f"scripts/mutate {' '.join(options[:-1])}\n{done.stdout}{done.stderr}"
    assert done.stdout.startswith(f"6 mutants, seed {seed}\n")


def test_no_mutant_is_begun_once_the_time_is_up():
    options = ["plugins/helpcentre/errors.py", "--count=2", "--seconds=0"]
    done = subprocess.run(
        [sys.executable, "scripts/mutate", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed" not in done.stdout
