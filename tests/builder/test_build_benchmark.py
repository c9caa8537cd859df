"""The build benchmark: a corpus that depends on its seed only, what a build costs, and the verdicts."""

import json
import sys
from pathlib import Path

import pytest

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_library

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from benchmarks.build.corpus import make_up_texts, write_site
from benchmarks.build.measure import Cost, measure
from benchmarks.build.peers import PEERS
from benchmarks.build.scenes import CHANGES, COLD, forget
from benchmarks.build.targets import target_rows


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("benchmark") / "site"
    write_site(folder, make_up_texts(30, 1), 1)
    return folder


def test_the_same_seed_makes_the_same_site_and_another_seed_another(site, tmp_path):
    write_site(tmp_path / "again", make_up_texts(30, 1), 1)
    write_site(tmp_path / "other", make_up_texts(30, 2), 2)

    assert files(tmp_path / "again") == files(site)
    assert files(tmp_path / "other").keys() != files(site).keys()


def test_every_article_of_the_corpus_is_valid_and_has_another_id(site):
    paths = sorted((site / "content").rglob("*.md"))
    sources = [(Source(path.relative_to(site / "content").as_posix(), path.read_text()), None) for path in paths]

    library = read_library(sources, Languages("en", ("en",)))

    assert library.findings == ()
    assert len(library.articles) == 30 + len(["index", "contact", "faq", "troubleshooting", "guides", "policies"])


@pytest.mark.parametrize("scene", [scene for scene in CHANGES if scene != "nothing changed"])
def test_each_scene_changes_one_file(site, tmp_path, scene):
    folder = tmp_path / "site"
    write_site(folder, make_up_texts(30, 1), 1)

    CHANGES[scene](folder)

    before, after = files(site), files(folder)
    assert len([path for path in before if before[path] != after[path]]) == 1


def test_a_build_costs_what_it_wrote_and_nothing_for_what_was_already_there(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old", encoding="utf-8")
    command = [sys.executable, "-c", "open('site/new.html', 'w').write('12345')"]

    cost = measure(command, tmp_path, tmp_path / "site")

    assert (cost.files, cost.written) == (1, 5)
    assert 0 < cost.cpu < 10
    assert cost.mebibytes > 1


def test_a_build_that_fails_is_reported_with_its_last_lines(tmp_path):
    with pytest.raises(RuntimeError, match="no articles"):
        measure([sys.executable, "-c", "raise SystemExit('no articles')"], tmp_path, tmp_path)


def test_a_cold_build_has_neither_a_site_nor_a_cache(tmp_path):
    for name in ("site", ".cache", "content"):
        (tmp_path / name).mkdir()

    forget(PEERS[0], tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_targets_compare_with_hugo_at_the_largest_size_that_was_measured():
    def cost(cpu, wall, files=0):
        return [Cost(cpu, wall, 100, files, 0)]

    runs = {
        (100, "ours", COLD): cost(1, 1),
        (1000, "ours", COLD): cost(9, 6),
        (1000, "hugo", COLD): cost(2, 1),
        (1000, "ours", "nothing changed"): cost(1, 0.7),
        (1000, "ours", "one article edited"): cost(1, 0.5),
    }
    found = {row.name: row.cells()[2:] for row in target_rows(runs)}

    assert found["cold, CPU : Hugo"] == ["4.50", "pass"]
    assert found["cold, wall : Hugo"] == ["6.00", "MISSED"]
    assert found["one article edited, wall : Hugo's whole build"] == ["0.50", "pass"]
    assert found["nothing changed, wall"] == ["0.70 s", "MISSED"]
    assert found["nothing changed, files written"] == ["0.00", "pass"]
    assert found["CPU per article, 1,000 : 100"] == ["0.90", "pass"]
    assert found["cold, CPU : Material with prune"] == ["–", "not measured"]


def test_front_matter_of_the_corpus_is_the_same_for_every_generator(site):
    text = min((site / "content/en/faq").glob("*.md")).read_text(encoding="utf-8")
    front = dict(line.split(": ", 1) for line in text.split("---")[1].strip().splitlines())

    assert [json.loads(front[key]) for key in ("kind", "owner")] == ["faq", "support-team"]
