import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import article, index_of

from helpcentre.search.query_words import QueryWord, Variant
from helpcentre.search.relevance import DOUBT, Hit, damped_idf, is_doubtful, rank

INDEX = index_of()


def word(text, *keys, weight=1.0, exact=True):
    return QueryWord(text, [Variant((key,), weight, exact) for key in keys])


def test_the_weight_of_a_variant_lowers_the_score():
    [full, *_] = rank(INDEX, [word("rimborso", "rimbors")], 0)
    [half, *_] = rank(INDEX, [word("rimborso", "rimbors", weight=0.5)], 0)
    assert half.number == full.number
    assert 0.2 * full.score < half.score < 0.6 * full.score


def test_of_two_variants_the_better_one_counts_whatever_their_order():
    one = Variant(("rimbors",), 1.0, True)
    other = Variant(("rimbors",), 0.4)
    assert rank(INDEX, [QueryWord("x", [one, other])], 0) == rank(INDEX, [QueryWord("x", [other, one])], 0)


def test_every_key_of_a_variant_must_be_there():
    both = rank(INDEX, [QueryWord("x", [Variant(("cart", "banc"), 1.0)])], 0)
    assert [INDEX.article(hit.number)["id"] for hit in both] == ["troubleshooting/payment-declined"]
    assert rank(INDEX, [QueryWord("x", [Variant(("cart", "zzz"), 1.0)])], 0) == []


def test_the_rarer_word_weighs_more():
    assert damped_idf(INDEX, 1) > damped_idf(INDEX, 3) > damped_idf(INDEX, INDEX.articles) >= 0


def test_the_frequency_of_a_word_is_that_of_the_word_itself_if_any_article_has_it():
    exact, variants = word("a", "rimbors"), word("b", "pacc", exact=False)
    both = QueryWord("c", [*exact.variants, *variants.variants])
    rank(INDEX, [exact, variants, both], 0)
    assert both.idf == exact.idf != variants.idf


def test_a_phrase_counts_as_all_its_words():
    assert Variant(("sold indietr",), 1.0).count_words() == 2
    assert Variant(("a b c", "d"), 1.0).count_words() == 4


def hit(score, exact=False):
    return Hit(0, score, exact)


def unknown(count, text="zzz"):
    return [QueryWord(text) for _ in range(count)]


def known(count):
    words = [word("rimborso", "rimbors") for _ in range(count)]
    rank(INDEX, words, 0)
    return words


@pytest.mark.parametrize(
    ("unknown_words", "known_words", "least"), [(2, 2, 0.45), (1, 1, 0.45), (1, 2, 0.2), (1, 8, 0.12)]
)
def test_the_more_words_are_unknown_the_better_the_rest_must_fit(unknown_words, known_words, least):
    words = [*unknown(unknown_words), *known(known_words)]
    total = sum(each.idf for each in words) + unknown_words * damped_idf(INDEX, 0)
    assert is_doubtful(INDEX, words, hit(least * total * 0.99))
    assert not is_doubtful(INDEX, words, hit(least * total * 1.01))


def test_there_is_no_doubt_without_unknown_words():
    assert not is_doubtful(INDEX, known(2), hit(0.000001))


def test_an_ask_word_for_word_is_beyond_doubt():
    assert not is_doubtful(INDEX, [*unknown(3), *known(1)], hit(0.000001, exact=True))


def test_unknown_numbers_raise_no_doubt():
    assert not is_doubtful(INDEX, [*unknown(3, "a12"), *known(1)], hit(0.000001))


def test_a_query_in_a_sister_language_raises_no_doubt():
    assert not is_doubtful(INDEX, [*unknown(3), QueryWord("x", [Variant(("+refund",), 0.6)])], hit(0.000001))


def test_doubt_grows_with_the_share_of_unknown_words():
    assert sorted(DOUBT, reverse=True) == list(DOUBT)
    assert DOUBT[-1][0] == 0


@given(st.lists(st.sampled_from(["rimbors", "pacc", "cart", "banc", "ordin", "zzz"]), max_size=5))
def test_scores_are_positive_rounded_and_in_order(keys):
    hits = rank(INDEX, [word(key, key) for key in keys], 0)
    assert all(each.score > 0 and round(each.score, 6) == each.score for each in hits)
    assert [each.score for each in hits] == sorted((each.score for each in hits), reverse=True)


def test_a_whole_title_beats_half_a_title():
    index = index_of([article("a", "Reso pacco ordine conto"), article("b", "Reso")])
    hits = rank(index, [word("reso", "res")], 0)
    assert [hit.number for hit in hits] == [1, 0]
