from dataclasses import replace

from shop import SHOP, article, index_of

from helpcentre.search.ask_contract import find_broken_asks


def test_the_shop_keeps_its_promises():
    assert find_broken_asks(index_of(), SHOP) == []


def test_an_ask_that_others_answer_better_is_told_with_its_rank_and_what_outranks_it():
    rivals = [
        article(f"faq/rival-{n}", f"Lampada da tavolo {n}", "lampada da tavolo", ["la lampada"]) for n in range(4)
    ]
    broken = article("faq/z", "Altro", "Altro testo.", ["la lampada"], path="it/faq/z.md", ask_lines=(7,))
    documents = [*SHOP, *rivals, broken]
    finding = next(each for each in find_broken_asks(index_of(documents), documents) if each.path == "it/faq/z.md")
    assert finding.line == 7
    assert finding.rule == "search-contract"
    assert "'la lampada', this article is result number 5, after 'Lampada da tavolo 0' (faq/rival-0)" in finding.message


def test_an_ask_nobody_can_find_is_told():
    documents = [replace(SHOP[0], asks=("?!",)), *SHOP[1:]]
    assert [
        "this article is not found" in each.message for each in find_broken_asks(index_of(documents), documents)
    ] == [True]
