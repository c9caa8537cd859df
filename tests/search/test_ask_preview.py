"""The effect of a new ask: on itself, on past searches whose readers ended somewhere, and on all others."""

from shop import SHOP, article

from helpcentre.search.ask_preview import ChangedSearch, PastSearch, preview_ask
from helpcentre.search.settings import SearchSettings

RETURN, REFUND, GIFT = "faq/how-to-return", "faq/when-refund", "faq/gift-cards"


def preview(ask, name, *past, documents=SHOP):
    return preview_ask(documents, "it", SearchSettings(), (), name, ask, past)


def test_an_ask_finds_its_article_first_that_was_not_found_before():
    found = preview("quietanza", REFUND)
    assert (found.rank_before, found.rank_after) == (0, 1)


def test_an_ask_of_an_article_that_is_found_already_may_lift_it():
    found = preview("rimborso del reso", RETURN)
    assert (found.rank_before, found.rank_after) == (2, 1)


def test_a_past_search_whose_readers_ended_at_the_article_gets_better():
    found = preview("dammi la quietanza", REFUND, PastSearch("quietanza", REFUND))
    assert found.changed == [ChangedSearch("quietanza", "", REFUND, "better")]


def test_a_past_search_whose_readers_ended_elsewhere_gets_worse_if_that_article_falls():
    found = preview("codice del buono", RETURN, PastSearch("codice", GIFT))
    assert found.changed == [ChangedSearch("codice", GIFT, RETURN, "worse")]


def test_of_a_change_that_nobody_has_judged_the_preview_says_only_that():
    found = preview("codice del buono", RETURN, PastSearch("codice"))
    assert found.changed == [ChangedSearch("codice", GIFT, RETURN, "other")]


def test_a_search_that_finds_the_same_is_not_a_change_and_is_counted():
    found = preview("roba sbagliata", RETURN, PastSearch("spedizione", "faq/shipping-cost"), PastSearch("zzyzx"))
    assert (found.searches, found.changed) == (2, [])


def test_a_search_that_many_readers_typed_is_listed_once():
    past = [PastSearch("quietanza", REFUND)] * 3
    found = preview("dammi la quietanza", REFUND, *past)
    assert (found.searches, len(found.changed)) == (1, 1)


def test_an_article_that_rises_behind_the_first_result_is_a_change_too():
    documents = [article("a", "Borsa rossa", "borsa"), article("b", "Zaino", "x"), article("c", "Borsa", "borsa")]
    found = preview("borsa di tela", "b", PastSearch("borsa", "b"), documents=documents)
    assert [(one.before == one.after, one.effect) for one in found.changed] in ([(True, "better")], [(False, "better")])


def test_the_documents_are_left_as_they_were():
    preview("roba", RETURN)
    assert SHOP[0].asks == ("restituire un vestito", "come faccio a rendere un articolo")
