import gzip
import json
import subprocess

import pytest

from helpcentre.search.analyser import STEMMERS
from helpcentre.site.options import SearchOptions
from helpcentre.site.search_scripts import PAGE_SCRIPTS, is_bundled, page_script, worker_script
from helpcentre.theme_dir import theme_dir

HARNESS = """
import { readFileSync } from "node:fs";
import vm from "node:vm";
const said = [];
const scope = { postMessage: (reply) => said.push(reply), URL, setTimeout, clearTimeout, AbortController, TextDecoder };
scope.self = scope;
vm.createContext(scope);
vm.runInContext(readFileSync(0, "utf8"), scope);
console.log(JSON.stringify({ hears: typeof scope.onmessage }));
"""


def run_in_node(script, text):
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", ["it", "en", "zh", "sw", "de"])
def test_a_worker_is_a_classic_script_that_listens_once_it_is_loaded(language):
    assert run_in_node(HARNESS, worker_script(language, SearchOptions())) == {"hears": "function"}


def test_a_worker_has_the_stemmer_of_its_language_or_the_one_a_site_chooses():
    assert "ItalianStemmer" in worker_script("it", SearchOptions())
    assert "GermanStemmer" in worker_script("it", SearchOptions(stemmers={"it": "german"}))
    for script in (worker_script("sw", SearchOptions()), worker_script("it", SearchOptions(stemmers={"it": "none"}))):
        assert 'startWorker("",null)' in script
        assert "BaseStemmer" not in script


def test_every_stemmer_makes_a_script():
    for language in STEMMERS:
        assert 'startWorker("' in worker_script(language, SearchOptions())


def test_the_licence_of_the_stemmers_is_named_in_the_script():
    assert "BSD-3-Clause" in worker_script("it", SearchOptions())


def test_the_page_script_has_the_field_and_not_the_search_itself():
    script = page_script(PAGE_SCRIPTS[1])
    assert "class SearchField" in script
    assert "class SearchField" not in page_script(PAGE_SCRIPTS[0])
    assert "class PackedIndex" not in script
    assert "import {" not in script


def test_the_script_that_every_page_loads_is_small():
    assert len(gzip.compress(page_script(PAGE_SCRIPTS[0]).encode(), 9)) < 1_500


def test_a_module_in_a_script_is_not_published_separately():
    published = {
        path.relative_to(theme_dir()).as_posix()
        for path in (theme_dir() / "assets/helpcentre").rglob("*.js")
        if not is_bundled(path.relative_to(theme_dir()).as_posix())
    }
    assert set(PAGE_SCRIPTS) <= published
    assert not [path for path in published - set(PAGE_SCRIPTS) if "search-" in path or "snowball" in path]
    assert "assets/helpcentre/hours.js" in published
    assert not is_bundled("assets/helpcentre/vendor/snowball/NOTICE")
