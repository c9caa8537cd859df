import pytest

from helpcentre.errors import FindingsError
from helpcentre.search.synonyms import read_synonyms

PATH = "content/synonyms.yml"


def complaint(text):
    with pytest.raises(FindingsError) as error:
        read_synonyms(text, PATH, ("en", "it"))
    return str(error.value).splitlines()


def test_groups_are_read_per_language():
    groups = read_synonyms("it:\n  - [buono regalo, gift card]\n", PATH, ("it",))
    assert groups == {"it": (("buono regalo", "gift card"),)}


def test_an_empty_file_is_no_group():
    assert read_synonyms("# later\n", PATH, ("it",)) == {}


def test_every_mistake_is_told_at_its_place_at_once():
    text = "it:\n  - [reso]\n  - [pacco, '!!']\n  - [uno due tre quattro cinque, pacco]\nitt:\n  - [a, b]\n"
    assert complaint(text) == [
        f"{PATH}:2:5: a group needs at least two words or phrases. Add another one",
        f"{PATH}:3:13: '!!' has no word in it. Write a word or remove it",
        f"{PATH}:4:6: 'uno due tre quattro cinque' has 5 words. Write at most 4",
        f"{PATH}:4:34: 'pacco' is already in group 2. Keep it in one group",
        f"{PATH}:5:1: 'itt' is not a language of this site; did you mean 'it'?",
    ]


def test_a_list_where_a_language_belongs_is_refused():
    assert "content/synonyms.yml:1:1" in complaint("- [a, b]\n")[0]
