"""The memory of earlier builds: right or empty, never wrong."""

import sqlite3
from dataclasses import dataclass, field

import pytest

from helpcentre.builder.build_memory import FORMAT, NAME, hash_parts, open_memory
from helpcentre.site.memory import NoMemory


@dataclass(frozen=True, slots=True)
class Result:
    words: tuple[str, ...] = ()
    numbers: dict[str, int | None] = field(default_factory=dict)


class Counter:
    """Opens the memory of a folder, asks it once, and counts what had to be computed."""

    def __init__(self, folder):
        self.folder, self.computed, self.remarks = folder, 0, []

    def ask(self, *inputs, programs=b"1", kind=Result, name="x", result=None, **given):
        def compute():
            self.computed += 1
            return Result(inputs, {"a": None}) if result is None else result

        with open_memory(self.folder, programs, self.remarks.append) as memory:
            return (memory or NoMemory()).recall(name, inputs, kind, compute, **given)


@pytest.fixture
def asked(tmp_path):
    return Counter(tmp_path / "cache")


def test_a_result_is_computed_once_and_then_remembered_with_its_types(asked):
    first, second = asked.ask("a", "b"), asked.ask("a", "b")

    assert first == second == Result(("a", "b"), {"a": None})
    assert (asked.computed, asked.remarks) == (1, [])


@pytest.mark.parametrize(
    "changed",
    [
        {"inputs": ("a", "c")},
        {"inputs": ("ab",)},
        {"inputs": ("", "ab")},
        {"programs": b"2"},
        {"name": "y"},
    ],
)
def test_other_inputs_programs_or_computations_have_other_results(asked, changed):
    asked.ask("a", "b")

    asked.ask(*changed.pop("inputs", ("a", "b")), **changed)

    assert asked.computed == 2


def test_a_result_that_is_no_longer_valid_is_computed_and_replaced(asked):
    asked.ask("a", result=Result(("old",)))

    assert asked.ask("a", is_valid=lambda found: found.words != ("old",)) == Result(("a",), {"a": None})
    assert asked.ask("a", is_valid=lambda found: found.words != ("old",)) == Result(("a",), {"a": None})
    assert asked.computed == 2


@pytest.mark.parametrize("value", [b"", b"\x00", b"\xff\xff", b"\x93\x01\x02\x03", "text", None, 7])
def test_a_value_that_is_not_the_result_is_computed_again(asked, value):
    asked.ask("a")
    with sqlite3.connect(asked.folder / NAME) as database:
        database.execute("update result set value = ?", (b"" if value is None else value,))
    database.close()

    assert asked.ask("a") == Result(("a",), {"a": None})
    assert asked.computed == 2


@pytest.mark.parametrize("damage", ["half", "other", "empty", "text"])
def test_a_file_that_is_damaged_is_replaced(asked, damage):
    for number in range(200):
        asked.ask(f"{number}" * 50)
    path = asked.folder / NAME
    data = path.read_bytes()
    damaged = {"half": data[: len(data) // 2], "other": data[:100] + b"x" * 9000, "empty": b"", "text": b"?" * 99}
    path.write_bytes(damaged[damage])
    asked.computed = 0

    for _ in range(3):
        assert asked.ask("7" * 50) == Result(("7" * 50,), {"a": None})

    assert asked.computed <= 2


def test_a_file_of_a_later_version_is_replaced(asked):
    asked.ask("a")
    with sqlite3.connect(asked.folder / NAME) as database:
        database.execute(f"pragma user_version = {FORMAT + 1}")
    database.close()

    asked.ask("a")
    asked.ask("a")

    assert (asked.computed, asked.remarks) == (2, [])


def test_a_folder_that_cannot_be_made_is_one_remark_and_everything_is_computed(tmp_path):
    (tmp_path / "cache").write_bytes(b"")
    asked = Counter(tmp_path / "cache")

    assert asked.ask("a") == Result(("a",), {"a": None})
    assert len(asked.remarks) == 1
    assert "nothing is taken over from earlier builds" in asked.remarks[0]


def test_a_build_that_fails_stores_nothing(asked):
    with pytest.raises(RuntimeError), open_memory(asked.folder, b"1", asked.remarks.append) as memory:
        memory.recall("x", ("a",), Result, Result)
        raise RuntimeError

    asked.ask("a")
    assert asked.computed == 1


def test_two_builds_use_one_memory_at_the_same_time(asked):
    with (
        open_memory(asked.folder, b"1", asked.remarks.append) as one,
        open_memory(asked.folder, b"1", asked.remarks.append) as other,
    ):
        one.recall("x", ("a",), Result, lambda: Result(("a",)))
        other.recall("x", ("b",), Result, lambda: Result(("b",)))

    assert asked.ask("a") == Result(("a",))
    assert asked.ask("b") == Result(("b",))
    assert (asked.computed, asked.remarks) == (0, [])


def test_results_that_are_not_used_are_removed_when_there_are_many(asked):
    for number in range(10):
        asked.ask(f"{number}")

    with sqlite3.connect(asked.folder / NAME) as database:
        [count] = database.execute("select count(*) from result").fetchone()
    database.close()
    assert 1 <= count <= 4


def test_the_place_of_each_part_is_part_of_a_hash():
    assert len({hash_parts("a", "bc"), hash_parts("ab", "c"), hash_parts("abc"), hash_parts("abc", "")}) == 4
    assert hash_parts("a\ud800") != hash_parts("a")
    assert hash_parts("é") == hash_parts("é".encode())
