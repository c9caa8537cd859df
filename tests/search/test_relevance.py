import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import article, index_of

from helpcentre.search.query_words import QueryWord, Variant
from helpcentre.search.relevance import DOUBT, Hit, damped_idf, is_doubtful, rank
from helpcentre.search.tokens import fingerprint

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


def refund():
    """Return the number of the article about refunds, which the known words match."""
    [best, *_] = rank(INDEX, [word("rimborso", "rimbors")], 0)
    return best.number


def assert_least_strength(words, least):
    """Assert that an answer of the article about refunds is doubtful below this strength, and not above it."""
    unknown_words = sum(not each.variants for each in words)
    total = sum(each.idf for each in words) + unknown_words * damped_idf(INDEX, 0)
    assert is_doubtful(INDEX, words, Hit(refund(), least * total * 0.99, False))
    assert not is_doubtful(INDEX, words, Hit(refund(), least * total * 1.01, False))


@pytest.mark.parametrize(
    ("unknown_words", "known_words", "least"), [(4, 1, 0.85), (2, 1, 0.6), (3, 2, 0.6), (1, 1, 0.3), (1, 2, 0.3)]
)
def test_the_less_of_a_query_an_article_meets_the_better_the_rest_must_fit(unknown_words, known_words, least):
    assert_least_strength([*unknown(unknown_words), *known(known_words)], least)


def test_a_word_that_only_may_mean_what_the_article_has_counts_by_half():
    [meant, other] = known(2)
    meant.rescued = True
    assert_least_strength([meant, other], 0.15)
    other.rescued = True
    assert_least_strength([meant, other], 0.3)


def test_a_single_misspelt_word_needs_less_than_the_same_share_of_a_longer_query():
    one, two = known(1), known(2)
    for each in (*one, *two):
        each.rescued, each.variants[0].weight = True, 0.4
    assert_least_strength(one, 0.6)
    assert_least_strength(two, 0.85)


def test_words_that_another_article_has_are_not_met():
    others = [word("ordine", "ordin"), word("banca", "banc")]
    rank(INDEX, others, 0)
    assert_least_strength([*known(1), *others, *unknown(1)], 0.85)


def test_if_every_word_is_known_only_a_very_bad_fit_is_doubtful():
    others = [word("ordine", "ordin"), word("banca", "banc")]
    rank(INDEX, others, 0)
    assert_least_strength([*known(1), *others], 0.15)


def test_three_words_as_they_are_written_are_not_a_chance_match():
    assert not is_doubtful(INDEX, [*unknown(20), *known(3)], Hit(refund(), 0.000001, False))
    assert is_doubtful(INDEX, [*unknown(20), *known(2)], Hit(refund(), 0.000001, False))


def test_misspelt_words_do_not_make_an_answer_certain():
    words = known(3)
    words[0].rescued = True
    assert is_doubtful(INDEX, [*unknown(20), *words], Hit(refund(), 0.000001, False))


def test_no_word_is_unknown_at_the_border_of_two_words_of_a_script_without_spaces():
    pairs = [QueryWord("么退"), *known(1), QueryWord("货了")]
    assert_doubt_is_that_of(pairs, known(1))
    assert not is_doubtful(INDEX, pairs, Hit(refund(), 0.2 * pairs[1].idf, False))
    assert is_doubtful(INDEX, [*pairs, *unknown(1, "拖拉")], Hit(refund(), 0.2 * pairs[1].idf, False))


def assert_doubt_is_that_of(words, others):
    for strength in (0.1, 0.14, 0.16, 0.5):
        best = Hit(refund(), strength * others[0].idf, False)
        assert is_doubtful(INDEX, words, best) == is_doubtful(INDEX, others, best)


def test_an_ask_word_for_word_is_beyond_doubt():
    assert not is_doubtful(INDEX, [*unknown(3), *known(1)], hit(0.000001, exact=True))


def test_unknown_numbers_raise_no_doubt():
    assert_doubt_is_that_of([*unknown(3, "a12"), *known(1)], known(1))


def test_a_query_in_a_sister_language_raises_no_doubt():
    assert not is_doubtful(INDEX, [*unknown(3), QueryWord("x", [Variant(("+refund",), 0.6)])], hit(0.000001))


def test_doubt_grows_with_the_share_of_unknown_words():
    assert sorted(DOUBT, reverse=True) == list(DOUBT)
    assert 0 < DOUBT[-1][0] < 0.1


def test_an_article_that_meets_every_word_is_never_doubtful():
    assert not is_doubtful(INDEX, known(1), Hit(refund(), 0.000001, False))
    assert not is_doubtful(INDEX, known(2), Hit(refund(), 0.000001, False))


@given(st.lists(st.sampled_from(["rimbors", "pacc", "cart", "banc", "ordin", "zzz"]), max_size=5))
def test_scores_are_positive_rounded_and_in_order(keys):
    hits = rank(INDEX, [word(key, key) for key in keys], 0)
    assert all(each.score > 0 and round(each.score, 6) == each.score for each in hits)
    assert [each.score for each in hits] == sorted((each.score for each in hits), reverse=True)


def test_a_whole_title_beats_half_a_title():
    index = index_of([article("a", "Reso pacco ordine conto"), article("b", "Reso")])
    hits = rank(index, [word("reso", "res")], 0)
    assert [hit.number for hit in hits] == [1, 0]


@pytest.mark.parametrize("keys", [("pacc", "res"), ("res", "pacc")])
def test_an_ask_stays_equal_to_the_query_if_another_variant_is_also_in_it(keys):
    index = index_of([article("a", "Altro", asks=["reso pacco"]), article("b", "Reso pacco")])
    words = [QueryWord("pacco", [Variant((key,), 1.0, True) for key in keys]), word("reso", "res")]
    [best, other] = rank(index, words, fingerprint(["reso", "pacco"]))
    assert (best.number, best.exact, other.exact) == (0, True, False)
