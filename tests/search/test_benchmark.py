"""The benchmark itself: what it counts, how it judges, what it writes."""

import gzip
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from benchmarks.search import corpus, debian, report, targets
from benchmarks.search.__main__ import command
from benchmarks.search.measure import percentile
from benchmarks.search.run import Part, rank, spread
from benchmarks.search.server import Line, host

FIGURES = {
    "ranks": [1, 0, 2, 6],
    "types": ["typo", "typo", "question", "question"],
    "queries": ["uno", "due tre quattro cinque"],
    "found": {"uno": ["a"], "due tre quattro cinque": []},
    "top": ["it/a", ""],
    "before": 5_000,
    "early": [],
    "first": [30_000, 50_000],
    "whole": [30_000, 50_000],
    "requests": [10, 12],
    "slow": 1.2,
    "typed": [],
    "ms": [1.0, 2.0, 3.0, 4.0],
    "ms_first": [9.0, 9.0, 9.0, 9.0],
    "heap": 2.0,
    "build": {"seconds": 2.0, "again": 0.5},
    "quality": {"all": {"success@1": 0.25, "success@5": 0.5, "mrr": 0.4167}},
}
HEAD = report.Head(["scripts/bench search"], "2026-01-02", "2 cores", {"it": (1000, "abc")}, 4, 60.0)


def part(engine="helpcentre", articles=1000, **figures):
    return Part(engine, engine, "it", articles, FIGURES | figures)


def row(parts, name, more=()):
    return next(each for each in targets.rows(parts, more) if each.name.startswith(name))


def test_text_is_counted_gzipped_and_packed_files_as_they_are(tmp_path):
    (tmp_path / "a.js").write_text("let a;\n" * 500, encoding="utf-8")
    (tmp_path / "a.bin").write_bytes(b"x" * 700)
    with host(tmp_path) as served:
        for name in ("a.js", "a.bin", "gone.bin"):
            request = urllib.request.Request(served.url + name, headers={"Accept-Encoding": "gzip"})
            try:
                with urllib.request.urlopen(request) as answer:
                    body = answer.read()
            except urllib.error.HTTPError as error:
                assert error.code == 404
                continue
            assert len(body) == served.sent[-1].size
    sizes = {each.path: each.size for each in served.sent}
    assert sizes["/a.bin"] == 700
    assert sizes["/a.js"] == len(gzip.compress(b"let a;\n" * 500, 9, mtime=0))
    assert sizes["/gone.bin"] == 0


def test_a_slow_line_takes_its_latency_and_its_rate(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"x" * 10_000)
    with host(tmp_path, Line(latency=0.1, rate=50_000)) as served:
        began = time.monotonic()
        urllib.request.urlopen(f"{served.url}a.bin").read()
        assert 0.3 <= time.monotonic() - began < 10


def test_no_file_outside_the_folder_is_served(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.bin").write_bytes(b"x")
    with host(tmp_path / "site") as served, pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{served.url}../secret.bin")


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (1, 100), (0, 1)])
def test_a_percentile_is_a_measured_value(share, expected):
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_the_rank_is_that_of_the_first_accepted_article():
    query = ("it", "typo", "…", {"b", "c"})
    assert rank(query, ["a", "c", "b"]) == 2
    assert rank(query, ["a"]) == 0


def test_cold_queries_are_taken_from_the_whole_set():
    assert spread(list("abcdefgh"), 4) == ["a", "c", "e", "g"]
    assert spread(["a"], 4) == ["a"]


def test_quality_is_counted_over_all_queries_of_a_type():
    whole = targets.pooled([part()], "helpcentre")
    assert (whole["success@1"], whole["success@5"]) == (0.25, 0.5)
    assert whole["mrr"] == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)
    assert targets.pooled([part()], "helpcentre", "typo")["success@5"] == 0.5
    assert targets.pooled([part()], "helpcentre", "accent") is None


def test_a_missed_target_says_so_and_a_met_one_too():
    assert row([part()], "success@5").met is False
    assert row([part(ranks=[1, 1, 1, 1])], "success@5").met is True
    assert row([part()], "kB from touch to results, it").met is True
    assert row([part(whole=[30_000, 61_000])], "kB from touch to results, it").met is False
    assert row([part(early=["/helpcentre/search/it/head.bin"])], "index, worker, stemmer").met is False
    assert row([part(heap=4.1)], "memory").met is False


def test_a_target_that_was_not_measured_does_not_pass():
    found = targets.rows([part()], [])
    assert {each.name for each in found if each.met is None} >= {
        "the same on sets that are not here",
        "success@5, accent",
        "kB from touch to results, et, 1,000 articles, median",
        "bytes grow slower than articles",
    }
    assert {each.met for each in targets.rows([part("pagefind")], [])} == {None}


def test_bytes_that_grow_as_fast_as_the_articles_miss_the_target():
    slower = part(articles=2800, whole=[60_000, 60_000])
    assert row([part()], "bytes grow slower", [slower]).met is True
    faster = part(articles=2800, whole=[112_000, 112_000])
    assert row([part()], "bytes grow slower", [faster]).met is False
    assert row([part()], "kB from touch to results, 2,800", [faster]).met is False


def test_the_best_of_the_others_counts_what_its_page_loads_before_the_touch():
    heavy = part("heavy", before=300_000, whole=[0, 0])
    lean = part("lean", before=1_000, whole=[200_000, 200_000])
    assert row([part(), heavy, lean], "kB from touch to results, it").others == "201.0 lean"


def test_another_first_result_on_the_page_itself_is_reported():
    assert "another first result" not in report.text(HEAD, [part()], [])
    assert "the page itself shows another first result for ['uno']" in report.text(HEAD, [part(top=["it/b", ""])], [])


def test_the_tables_are_written_between_the_marks_and_nothing_else_changes(tmp_path):
    page = tmp_path / "search.md"
    page.write_text(f"Before.\n{report.BEGIN}\nyesterday\n{report.END}\nAfter.\n", encoding="utf-8")
    for _ in range(2):
        report.write(page, HEAD, [part()], [])
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"Before.\n{report.BEGIN}\n")
    assert text.endswith(f"{report.END}\nAfter.\n")
    assert "yesterday" not in text
    assert text.count("Measured on 2026-01-02 by") == 1
    assert "| success@5 | ≥ 0.93 | 0.500 (n 4) | FAIL |" in text


def test_the_command_of_a_run_names_no_path_of_the_machine():
    given = ["--corpus", "/here/corpus", "--more", "2800", "--json=/here/x.json", "--queries", "q.tsv", "--write"]
    assert command(given) == "scripts/bench search --corpus DIR --more 2800 --queries TSV --write"


def test_parts_measured_one_by_one_are_read_as_one_run(tmp_path):
    report.keep(tmp_path / "it.json", HEAD, [part()], [])
    other = report.Head(["scripts/bench search --language et"], "2026-01-03", "2 cores", {"et": (900, "def")}, 3, 30.0)
    report.keep(tmp_path / "et.json", other, [part("pagefind")], [part(articles=2800)])
    head, parts, more = report.read([tmp_path / "it.json", tmp_path / "et.json"])
    assert (head.day, head.queries, head.seconds) == ("2026-01-03", 7, 90.0)
    assert head.commands == ["scripts/bench search", "scripts/bench search --language et"]
    assert [each.engine for each in parts] == ["helpcentre", "pagefind"]
    assert more == [part(articles=2800)]


def test_engines_measured_one_by_one_share_their_queries_and_are_listed_by_language(tmp_path):
    corpus = {"it": (1000, "abc"), "et": (900, "def")}
    for engine in ("helpcentre", "pagefind"):
        head = report.Head([f"--engine {engine}"], "2026-01-02", "2 cores", corpus, 5, 60.0)
        report.keep(tmp_path / engine, head, [replace(part(engine), language=each) for each in corpus], [])
    head, parts, _ = report.read([tmp_path / "helpcentre", tmp_path / "pagefind"])
    assert (head.queries, head.seconds) == (5, 120.0)
    assert [(each.language, each.engine) for each in parts] == [
        ("it", "helpcentre"),
        ("it", "pagefind"),
        ("et", "helpcentre"),
        ("et", "pagefind"),
    ]


def test_a_page_without_marks_is_refused(tmp_path):
    page = tmp_path / "search.md"
    page.write_text("Nothing.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="there is no <!-- measured: begin -->"):
        report.write(page, HEAD, [part()], [])


def test_more_articles_are_read_as_readers_see_them():
    page = debian.HelpPage()
    page.feed(
        '<title>Stampare</title><div>menu</div><div id="DisplayArea"><meta itemprop="keywords" content="stampa">'
        '<h1>Stampare</h1><p>Scegli <span class="MAC"><b>Preferenze</b></span><span>Opzioni</span>.</p>'
        '<h2>Bianco e nero</h2><p>Vai.</p><div id="DEBUG">Help content debug info</div>'
    )
    assert page.title == "Stampare"
    assert page.keywords == ["stampa"]
    assert [(heading, text.strip()) for heading, text in page.sections] == [
        ("", "Scegli Opzioni."),
        ("Bianco e nero", "Vai."),
    ]


def test_articles_have_a_fingerprint_that_their_text_changes():
    one = corpus.document({"id": "a", "title": "A", "body": "x"}, "it")
    other = corpus.document({"id": "a", "title": "A", "body": "y"}, "it")
    assert corpus.mark([one]) != corpus.mark([other])
