import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import SHOP, article, ids_of, index_of

from helpcentre.search.clitics import CLITICS, strip_clitics

ASSETS = Path(__file__).parents[2] / "theme" / "assets" / "helpcentre"
CASES = [
    ("italian", "rimborsatemi", ["rimborsate"]),
    ("italian", "inviatemelo", ["inviate"]),
    ("italian", "spedirmelo", ["spedir", "spedire"]),
    ("italian", "datecelo", ["date"]),
    ("italian", "reso", []),
    ("italian", "mi", []),
    ("indonesian", "bukunyalah", ["buku"]),
    ("indonesian", "uangku", ["uang"]),
    ("indonesian", "paket", []),
    ("indonesian", "buku", []),
    ("estonian", "arvetki", ["arvet"]),
    ("estonian", "rahagi", ["raha"]),
    ("estonian", "paki", []),
    ("finnish", "pakettikin", ["paketti"]),
    ("finnish", "onko", []),
    ("english", "returning", []),
    ("", "rimborsatemi", []),
]


@pytest.mark.parametrize(("stemmer", "word", "bare"), CASES)
def test_particles_after_a_word_are_removed(stemmer, word, bare):
    assert strip_clitics(word, stemmer) == bare


def test_the_browser_removes_the_same():
    script = (
        f'import {{ stripClitics }} from "{ASSETS.as_uri()}/search-clitics.js";'
        f"console.log(JSON.stringify({json.dumps(CASES)}.map(([stemmer, word]) => stripClitics(word, stemmer))));"
    )
    done = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [bare for _, _, bare in CASES]


def test_every_stemmer_with_particles_is_one_of_ours():
    assert set(CLITICS) == {"estonian", "finnish", "indonesian", "italian"}


def test_a_word_with_a_particle_finds_what_the_word_finds():
    assert ids_of(index_of(), "rimandatelo indietro")[:1] == ids_of(index_of(), "rimandare indietro")[:1]
    documents = [article("bill", "Arve", "Sinu arve.", language="et"), article("x", "Muu", "Tekst.", language="et")]
    assert ids_of(index_of(documents, "et"), "arvetki") == ["bill"]


def test_a_word_that_is_known_as_it_is_keeps_its_ending():
    documents = [*SHOP, article("faq/cose", "Prodotti vari"), article("faq/prodot", "Prodot e altro")]
    assert "faq/prodot" not in ids_of(index_of(documents), "prodotti ")


@given(st.text(alphabet="abcehiklmnoprstuvy", max_size=14), st.sampled_from(sorted(CLITICS)))
def test_the_rest_of_a_word_is_its_beginning_and_has_three_letters(word, stemmer):
    found = strip_clitics(word, stemmer)
    assert len(found) <= 2
    if found:
        assert word.startswith(found[0])
        assert 3 <= len(found[0]) < len(word)
    if len(found) == 2:
        assert found[1] == found[0] + "e"


@pytest.mark.parametrize(
    ("word", "bare"), [("daimi", ["dai"]), ("dami", []), ("bukunya", ["buku"]), ("abunya", ["abu"])]
)
def test_three_letters_are_left_at_least(word, bare):
    assert strip_clitics(word, "indonesian" if word.endswith("nya") else "italian") == bare
