from dataclasses import replace

from shop import SHOP, article, index_of

from helpcentre.search.ask_contract import LAST_RANK, find_broken_asks
from helpcentre.search.query import search


def broken_asks(documents):
    index = index_of(documents)
    return find_broken_asks(lambda ask: [hit.number for hit in search(index, ask).hits], documents)


def test_the_shop_keeps_its_promises():
    assert broken_asks(SHOP) == []


def test_an_ask_that_others_answer_better_is_reported_with_its_rank_and_the_articles_above():
    rivals = [
        article(f"faq/rival-{n}", f"Lampada da tavolo {n}", "lampada da tavolo", ["la lampada"]) for n in range(4)
    ]
    broken = article("faq/z", "Altro", "Altro testo.", ["la lampada"], path="it/faq/z.md", ask_lines=(7,))
    documents = [*SHOP, *rivals, broken]
    finding = next(each for each in broken_asks(documents) if each.path == "it/faq/z.md")
    assert finding.line == 7
    assert finding.rule == "search-contract"
    assert "'la lampada', this article is result number 5, after 'Lampada da tavolo 0' (faq/rival-0)" in finding.message


def test_an_ask_that_finds_nothing_is_reported():
    documents = [replace(SHOP[0], asks=("?!",)), *SHOP[1:]]
    assert ["this article is not found" in each.message for each in broken_asks(documents)] == [True]


def test_a_rank_beyond_the_last_one_counts_as_not_found():
    document = replace(SHOP[0], asks=("lampada",))
    others = list(range(1, LAST_RANK + 1))

    [late] = find_broken_asks(lambda _: [*others, 0], [document, *(replace(document, asks=()) for _ in others)])
    [last] = find_broken_asks(lambda _: [*others[1:], 0], [document, *(replace(document, asks=()) for _ in others)])

    assert "is not found" in late.message
    assert f"is result number {LAST_RANK}" in last.message


def test_a_broken_ask_is_reported_after_one_that_is_kept():
    document = replace(SHOP[0], asks=("kept", "broken", "kept", "lost"), ask_lines=(3, 4, 5))
    found = find_broken_asks(lambda ask: [0] if ask == "kept" else [], [document])

    assert [(each.line, each.message.split("'")[1]) for each in found] == [(4, "broken"), (0, "lost")]
