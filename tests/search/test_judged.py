"""The judged queries: half of them are locked, and all of them name articles that exist."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings

JUDGED = Path(__file__).parent / "judged"
CONTENT = Path(__file__).parents[2] / "content"
DEMO = ("en", "it", "id", "et")
LOCKED = {
    "locked": "4b87ff43f9fc1d174006536daaeea3deb7144b91dfd66dc974def1bda24d7b8d",
    "other-trades-locked": "906359a674f5f1c2682ace3a3b88dad2cbcb4375ed5267fe98a4a16f99d36fcd",
    "nonsense-locked": "9b2e4bd716852687b5f7564f9d43c640e33d5e6ce6d8950b3f64a3900b215e54",
    "spaceless-locked": "2eb5f6cb8a721512991f1f5109b3ffe0081e6fd0d66972408e38c91168455fe6",
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


@pytest.mark.parametrize("name", ["development", "locked", "spaceless-development", "spaceless-locked"])
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


def shop_index(language):
    """The index of a small shop in a language; its articles are those of `scripts/search_eval --corpus`."""
    lines = (JUDGED / f"shop.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    documents = []
    for article in map(json.loads, lines):
        sections = tuple(Section("", each["h"], each["text"]) for each in article["sections"])
        documents.append(SearchDocument(article["id"], language, article["id"], article["title"], sections=sections))
    return PackedIndex(language, build_index(documents, language, SearchSettings()).__getitem__)


@pytest.mark.parametrize(("language", "least"), [("zh", 6), ("ja", 7), ("th", 7)])
def test_in_scripts_without_spaces_the_article_is_first_for_new_questions(language, least):
    index = shop_index(language)
    asked = [(query, ids) for code, _, query, ids in rows("spaceless-locked") if code == language and ids != "-"]
    found = [search(index, query).hits for query, _ in asked]
    first = [index.article(hits[0].number)["id"] if hits else "" for hits in found]
    assert len(asked) == 7
    assert sum(one in ids.split(",") for one, (_, ids) in zip(first, asked, strict=True)) >= least
