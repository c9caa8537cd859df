"""The evaluation of judged queries from a corpus to its figures, through both engines."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "scripts" / "search_tools" / "evaluate.py"
ARTICLES = {
    "it": [
        ("faq/reso", "Come faccio un reso?", ["restituire un vestito"], "Rimanda il pacco entro trenta giorni."),
        ("faq/rimborso", "Quando arriva il rimborso?", [], "Il rimborso parte dopo il reso."),
        ("faq/vuoto", "Vuoto", [], ""),
    ],
    "sw": [("faq/moja", "Kurudisha bidhaa", [], "Tuma bidhaa ndani ya siku thelathini.")],
}
QUERIES = (
    "# language\ttype\tquery\tids\n"
    "it\tquestion\tcome posso restituire i vestiti\tfaq/reso\n"
    "it\ttypo\trimborzo\tfaq/rimborso,faq/reso\n"
    "it\tsyn\tzzyzx\tfaq/reso\n"
    "sw\tprefix\tkurudis\tfaq/moja\n"
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for language, articles in ARTICLES.items():
        with gzip.open(folder / f"some.{language}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for name, title, keywords, text in articles:
                sections = [{"h": "", "text": text}]
                record = {"id": name, "title": title, "keywords": keywords, "sections": sections, "body": text}
                lines.write(json.dumps(record) + "\n")
    (folder / "judged.tsv").write_text(QUERIES, encoding="utf-8")
    return folder


def evaluate(*arguments):
    return subprocess.run([sys.executable, TOOL, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_a_corpus_is_built_and_both_engines_give_the_same_figures(corpus, tmp_path):
    done = evaluate(tmp_path, corpus / "judged.tsv", "--corpus", corpus, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["all"] == {"n": 4, "success@1": 0.75, "success@5": 0.75, "mrr": 0.75}
    assert found["language"]["sw"]["success@1"] == 1
    assert found["type"]["syn"] == {"n": 1, "success@1": 0, "success@5": 0, "mrr": 0}
    assert not list(tmp_path.glob("*.html"))
    python = evaluate(tmp_path, corpus / "judged.tsv", "--engine", "python", "--json")
    assert json.loads(python.stdout) == found


def test_a_line_of_another_shape_is_reported_with_its_number(corpus, tmp_path):
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text(QUERIES + "it\tonly three\tcolumns\n", encoding="utf-8")
    done = evaluate(tmp_path, wrong, "--corpus", corpus)
    assert done.returncode == 1
    assert "wrong.tsv:6: 3 columns; write language, type, query and ids with tabs between" in done.stderr


def test_a_folder_without_articles_is_reported(tmp_path):
    (tmp_path / "judged.tsv").write_text(QUERIES, encoding="utf-8")
    done = evaluate(tmp_path / "site", tmp_path / "judged.tsv", "--corpus", tmp_path)
    assert done.returncode == 1
    assert "there is no *.LANG.jsonl.gz in it" in done.stderr
