"""`scripts/mutate`: which slips it makes in a source, and how it judges a sample."""

import random
import runpy
import subprocess
import sys
import textwrap

import pytest
from scipy import stats
from scripts.mutation import coverage_map, javascript, mutants, run, warm
from scripts.mutation.coverage_map import CoverageMap
from scripts.mutation.equivalents import Equivalents
from scripts.mutation.mutants import Mutant
from scripts.mutation.shares import Share, overall

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


def test_a_mutant_knows_the_first_line_of_its_statement_and_that_of_its_function_for_a_default():
    source = "@once\ndef f(a=True):\n    def g(b=2):\n        return (1 +\n                3)\n    return g\n"
    found = {(mutant.change, mutant.statement) for mutant in mutants.mutants_of("file.py", source)}

    assert found == {
        ("True becomes False", 1), ("2 becomes 3", 3), ("+ becomes -", 4), ("1 becomes 2", 4), ("3 becomes 4", 4),
        ("return 1 + 3 returns None", 4), ("return g returns None", 6),
    }  # fmt: skip


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


def test_a_run_of_a_test_file_says_whether_it_passed_and_which_statements_it_ran(project):
    called = run.run_file("tests/test_calls.py")

    assert called.passed
    assert called.statements == {("plugins/little/limits.py", 1), ("plugins/little/limits.py", 2)}
    assert run.run_file("tests/test_other.py").statements == frozenset()
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


TRACED = """
def walk(numbers):
    for n in numbers:
        if n == 1:
            yield "one"
        elif n == 2:
            with open("/dev/null"):
                yield "two"
        else:
            try:
                yield 1 / n
            except ZeroDivisionError:
                pass
            finally:
                n = 4
"""


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        ([], {2, 3}),
        ([1], {2, 3, 4, 5}),
        ([2], {2, 3, 4, 6, 7, 8}),
        ([3], {2, 3, 4, 6, 10, 11, 15}),
        ([0], {2, 3, 4, 6, 10, 11, 13, 15}),
    ],
)
def test_every_statement_of_a_function_notes_that_it_ran(project, numbers, lines):
    path = project / "plugins/little/walk.py"
    path.write_text(TRACED)
    (project / "tests/test_walk.py").write_text(
        f"from little.walk import walk\n\ndef test_it():\n    assert list(walk({numbers})) != 5\n"
    )

    assert run.run_file("tests/test_walk.py").statements == {("plugins/little/walk.py", line) for line in lines}


# --- the map of tests


MAPPED = """
import functools
import pytest
from little.limits import is_low

is_low(0)  # while the file is imported

@pytest.fixture(scope="module")
def low():
    from little.later import compute
    return compute()

def test_first(low): assert low
def test_second(low): assert low
def test_neither(): pass
"""
LATER = "import functools\n\n@functools.cache\ndef compute():\n    return 1\n"


def test_the_statements_of_a_fixture_or_a_cached_function_count_for_every_test_that_uses_it(project):
    (project / "plugins/little/later.py").write_text(LATER)
    (project / "tests/test_mapped.py").write_text(MAPPED)
    found = coverage_map.map_tests(["tests/test_mapped.py"])

    assert found.failing == ()
    assert found.imported == {("plugins/little/limits.py", 1), ("plugins/little/limits.py", 2)}
    assert found.tests == {
        ("plugins/little/later.py", line): ["tests/test_mapped.py::test_first", "tests/test_mapped.py::test_second"]
        for line in (3, 5)
    }
    assert len(found.seconds) == 3


def test_a_test_that_fails_without_a_mutant_is_named(project):
    assert coverage_map.map_tests(["tests/test_wrong.py"]).failing == ("tests/test_wrong.py::test_it",)


def test_tests_that_cannot_be_collected_are_failing(project):
    (project / "tests/test_broken.py").write_text("import nothing_of_this_name\n")

    assert coverage_map.map_tests(["tests/test_broken.py"]).failing == ("tests/test_broken.py",)


# --- mutants in forks of a process that has the tests collected


def try_warm(tests, made):
    found = coverage_map.map_tests(tests)
    tasks = [warm.plan_task(one, found, lambda name: False) for one in made]
    codes = dict(warm.try_tasks(tests, tasks, 2, float("inf")))
    return {made[number].change: code for number, code in codes.items()}


def test_a_fork_judges_a_mutant_as_a_process_that_imports_it_does(project):
    path = "plugins/little/limits.py"
    made = [one for one in mutants.mutants_of(path, (project / path).read_text()) if one.line == 2]
    for tests in (["tests/test_calls.py"], ["tests/test_calls.py", "tests/test_edge.py"]):
        slow = {one.change: warm.SURVIVED if run.survives(one, tests, 1) else warm.KILLED for one in made}

        assert try_warm(tests, made) == slow
        assert warm.KILLED in slow.values()


def test_a_fork_without_a_change_and_one_with_a_changed_default_are_not_tried(project):
    path = project / "plugins/little/limits.py"
    path.write_text("def is_low(n, limit=3):\n    return n < limit\n")
    [default] = [one for one in mutants.mutants_of("plugins/little/limits.py", path.read_text()) if one.line == 1]
    nothing = Mutant("plugins/little/limits.py", 2, 0, 0, "", "nothing", 2)

    assert try_warm(["tests/test_calls.py"], [default, nothing]) == {
        "3 becomes 4": warm.UNCHANGED,
        "nothing": warm.UNCHANGED,
    }


def test_methods_closures_and_wrapped_functions_change_too(project):
    (project / "plugins/little/kinds.py").write_text(
        "import functools\n\n\nclass A:\n    @property\n    def size(self):\n        return 1\n\n"
        "    @functools.cached_property\n    def width(self):\n        return 2\n\n\n"
        "@functools.lru_cache\ndef cached():\n    return 3\n\n\n"
        "def outer(n):\n    def inner():\n        return n + 4\n    return inner\n"
    )
    (project / "tests/test_kinds.py").write_text(
        "from little.kinds import A, cached, outer\n\ndef test_it():\n"
        "    assert (A().size, A().width, cached(), outer(1)()) == (1, 2, 3, 5)\n"
    )
    path = "plugins/little/kinds.py"
    made = [one for one in mutants.mutants_of(path, (project / path).read_text()) if "becomes" in one.change]

    assert try_warm(["tests/test_kinds.py"], made) == dict.fromkeys((one.change for one in made), warm.KILLED)
    assert len(made) == 5


def test_a_test_folder_of_one_mutant_is_not_that_of_another(project):
    (project / "tests/test_folder.py").write_text(
        "from little.limits import is_low\n\ndef test_it(tmp_path):\n"
        "    assert list(tmp_path.iterdir()) == []\n    (tmp_path / 'a').write_text('x')\n    assert is_low(1)\n"
    )
    path = "plugins/little/limits.py"
    [mutant] = [one for one in mutants.mutants_of(path, (project / path).read_text()) if one.change == "< becomes <="]
    found = coverage_map.map_tests(["tests/test_folder.py"])
    task = warm.plan_task(mutant, found, lambda name: True)

    assert sorted(warm.try_tasks(["tests/test_folder.py"], [task] * 3, 2, float("inf"))) == [
        (number, warm.SURVIVED) for number in range(3)
    ]


def test_a_fork_that_never_ends_is_stopped_and_counts_as_killed(project, monkeypatch):
    monkeypatch.setattr(warm, "LEAST_SECONDS", 1)
    path = project / "plugins/little/limits.py"
    path.write_text("def is_low(n):\n    while n > 5:\n        n -= 1\n    return n < 3\n")
    (project / "tests/test_calls.py").write_text(
        "from little.limits import is_low\n\ndef test_it():\n    assert not is_low(7)\n"
    )
    found = mutants.mutants_of("plugins/little/limits.py", path.read_text())
    endless = [one for one in found if one.change == "n -= 1 is left out"]

    assert try_warm(["tests/test_calls.py"], endless) == {"n -= 1 is left out": warm.KILLED}


def test_near_thorough_and_quick_tests_come_first_and_the_slowest_are_left_out(monkeypatch):
    monkeypatch.setattr(warm, "MOST_SECONDS", 12)
    seconds = {"a.py::slow": 6, "a.py::quick": 1, "b.py::slow": 8, "b.py::quick": 2, "b.py::thorough": 3}
    tests = {("x.py", 1): list(seconds), ("x.py", 2): ["b.py::thorough"], ("y.py", 2): ["b.py::quick"]}
    mutant = Mutant("x.py", 1, 0, 1, "", "x", 1)
    task = warm.plan_task(mutant, CoverageMap(seconds=seconds, tests=tests), lambda name: name == "a.py")

    assert task.tests == ("a.py::quick", "a.py::slow", "b.py::thorough", "b.py::quick")


# --- shares


def test_the_interval_of_a_share_is_wilsons_and_narrower_if_most_mutants_were_tried():
    theirs = stats.binomtest(79, 86).proportion_ci(0.95, method="wilson")
    low, high = Share("x", 10**9, 86, 79).interval

    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=1e-6)
    assert low < Share("x", 100, 86, 79).interval[0] < Share("x", 86, 86, 79).interval[0] == 79 / 86


def test_the_share_of_all_is_weighted_by_the_sizes_of_the_packages():
    mean, low, high = overall([Share("a", 3000, 100, 90), Share("b", 1000, 100, 70)])

    assert mean == pytest.approx(0.75 * 0.9 + 0.25 * 0.7)
    assert mean - low == pytest.approx(high - mean)
    assert 0.04 < mean - low < 0.06
    assert overall([Share("a", 100, 100, 90), Share("b", 100, 100, 70)]) == pytest.approx((0.8, 0.8, 0.8))


def test_a_sample_of_each_package_has_the_same_number_of_each():
    found = MUTATE["find_mutants"](MUTATE["sources"](["plugins/helpcentre/contract", "plugins/helpcentre/errors.py"]))
    drawn = MUTATE["group_by_package"](MUTATE["sample"](found, 40, 5, 1))

    assert {name: len(those) for name, those in drawn.items()} == {"contract": 5, "errors.py": 5}
    assert MUTATE["sample"](found, None, None, 1) == found
    assert len(MUTATE["sample"](found, 3, None, 1)) == 3


# --- the sample that every run of the tests draws


QUICK = ("collector/intake", "contract", "language", "markdown_blocks", "marked_yaml", "support")
"""Packages whose tests are traced within half a minute; `--full` tries every mutant of all packages."""


def test_a_sample_of_the_mutants_of_one_package_is_noticed_by_its_tests():
    """The package and the mutants are drawn each time; the seed is printed, so that they can be tried again."""
    seed = random.SystemRandom().randrange(10**6)
    package = random.Random(seed).choice(QUICK)
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
