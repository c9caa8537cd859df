import pytest

from helpcentre.errors import FindingsError
from helpcentre.search.shapes import Shape
from helpcentre.search.synonyms import SiteWords, read_synonyms

PATH = "content/synonyms.yml"


def complaint(text, articles=None):
    with pytest.raises(FindingsError) as error:
        read_synonyms(text, PATH, ("en", "it"), articles)
    return str(error.value).splitlines()


def test_groups_are_read_per_language():
    words = read_synonyms("it:\n  - [buono regalo, gift card]\n", PATH, ("it",))
    assert words == SiteWords(groups={"it": (("buono regalo", "gift card"),)})


def test_an_empty_file_has_no_words():
    assert read_synonyms("# later\n", PATH, ("it",)) == SiteWords()


def test_brands_and_shapes_are_read_next_to_the_languages():
    text = (
        "it:\n  - [reso, rientro]\nbrands:\n  payment: [Satispay, My Wallet]\n"
        "shapes:\n  - shape: BL-######\n    article: faq/order\n"
    )
    words = read_synonyms(text, PATH, ("it",), {"faq/order"})
    assert words.groups == {"it": (("reso", "rientro"),)}
    assert words.brands == {"payment": ("Satispay", "My Wallet")}
    assert words.shapes == (Shape("BL-######", "faq/order"),)


def test_errors_of_brands_and_shapes_are_reported_at_their_places():
    text = (
        "brands:\n  payments: [Visa]\n  bank: ['!']\n"
        "shapes:\n  - shape: BL-\n    article: faq/order\n  - shape: '##'\n    article: faq/ordr\n"
    )
    assert complaint(text, {"faq/order"}) == [
        f"{PATH}:2:3: 'payments' is not a kind of brand; did you mean 'payment'? Use bank, carrier, payment",
        f"{PATH}:3:10: '!' has no word in it. Write a name",
        f"{PATH}:5:12: 'BL-' has no digits in it. Write # for each digit, for example BL-######",
        f"{PATH}:8:14: 'faq/ordr' is not the id of an article; did you mean 'faq/order'?",
    ]


def test_a_shape_may_lead_to_any_article_if_the_articles_are_not_given():
    assert read_synonyms("shapes:\n  - {shape: '#', article: x}\n", PATH, ()).shapes == (Shape("#", "x"),)
    assert read_synonyms("shapes:\n  - {shape: 'A*', article: x}\n", PATH, ()).shapes == (Shape("A*", "x"),)


@pytest.mark.parametrize(
    "text",
    [
        "shapes: BL",
        "shapes:\n  - shape: BL-#\n",
        "shapes:\n  - {shape: '#', article: a, more: 1}\n",
        "brands: [visa]",
        "brands:\n  payment: visa\n",
        "it: word",
        "it:\n  - word\n",
        "it:\n  - [1, 2]\n",
    ],
)
def test_a_value_of_another_form_is_refused_at_its_place(text):
    assert all(line.startswith(f"{PATH}:") for line in complaint(text))


def test_a_misspelt_key_is_not_taken_for_a_language():
    assert "did you mean 'shapes'" in complaint("shape:\n  - [a, b]\n")[0]


def test_every_error_of_the_groups_is_reported_at_its_place():
    text = "it:\n  - [reso]\n  - [pacco, '!!']\n  - [uno due tre quattro cinque, pacco]\nitt:\n  - [a, b]\n"
    assert complaint(text) == [
        f"{PATH}:2:5: a group needs at least two words or phrases. Add another one",
        f"{PATH}:3:13: '!!' has no word in it. Write a word or remove it",
        f"{PATH}:4:6: 'uno due tre quattro cinque' has 5 words. Write at most 4",
        f"{PATH}:4:34: 'pacco' is already in group 2. Keep it in one group",
        f"{PATH}:5:1: 'itt' is not a language of this site; did you mean 'it'?",
    ]


@pytest.mark.parametrize("phrase", ["ギフトカード", "质量有问题了怎么办", "บัตรของขวัญ", "uno due tre quattro"])
def test_a_phrase_without_spaces_is_one_word_however_long_it_is(phrase):
    text = f"it:\n  - [reso, {phrase}]\n"
    assert read_synonyms(text, PATH, ("it",)).groups == {"it": (("reso", phrase),)}


def test_a_list_where_a_language_belongs_is_refused():
    assert "content/synonyms.yml:1:1" in complaint("- [a, b]\n")[0]
