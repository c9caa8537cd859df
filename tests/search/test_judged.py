"""The judged queries: half of them are locked, and all of them name articles that exist."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

JUDGED = Path(__file__).parent / "judged"
CONTENT = Path(__file__).parents[2] / "content"
DEMO = ("en", "it", "id", "et")
LOCKED = {
    "locked": "4b87ff43f9fc1d174006536daaeea3deb7144b91dfd66dc974def1bda24d7b8d",
    "other-trades-locked": "906359a674f5f1c2682ace3a3b88dad2cbcb4375ed5267fe98a4a16f99d36fcd",
}
HALVES = [("development", 0), ("locked", 1), ("other-trades-development", 0), ("other-trades-locked", 1)]


def rows(name):
    lines = (JUDGED / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_half_is_as_it_was_before_anything_was_tuned(name):
    assert hashlib.sha256((JUDGED / f"{name}.tsv").read_bytes()).hexdigest() == LOCKED[name]


@pytest.mark.parametrize(("name", "bit"), HALVES)
def test_a_hash_decided_which_half_a_query_is_in(name, bit):
    for language, _, query, _ in rows(name):
        assert hashlib.sha256(f"{language}\t{query}".encode()).digest()[0] & 1 == bit, query


def test_there_are_enough_of_every_language_and_no_query_twice():
    everything = [*rows("development"), *rows("locked")]
    languages = Counter(language for language, _, _, ids in everything if ids != "-")
    assert sum(languages[language] for language in DEMO) >= 300
    assert sum(number for language, number in languages.items() if language not in DEMO) >= 60
    assert max(Counter((language, query) for language, _, query, _ in everything).values()) == 1


@pytest.mark.parametrize("name", ["development", "locked"])
def test_every_id_is_that_of_an_article(name):
    known = {language: demo_ids(language) for language in DEMO}
    for path in JUDGED.glob("shop.*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        known[path.suffixes[0][1:]] = {json.loads(line)["id"] for line in lines}
    for language, _, query, ids in rows(name):
        assert ids == "-" or set(ids.split(",")) <= known[language], query


def test_words_of_other_trades_have_no_answer_in_any_language():
    rows_of_trades = [*rows("other-trades-development"), *rows("other-trades-locked")]
    assert {ids for _, _, _, ids in rows_of_trades} == {"-"}
    assert min(Counter(language for language, _, _, _ in rows_of_trades).values()) >= 75
    assert {language for language, _, _, _ in rows_of_trades} == set(DEMO)


def demo_ids(language):
    folder = CONTENT / language
    found = set()
    for path in folder.rglob("*.md"):
        given = re.search(r"^id: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        found.add(given[1] if given else path.relative_to(folder).with_suffix("").as_posix())
    return found
