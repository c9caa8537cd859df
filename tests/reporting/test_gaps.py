import pytest
from tests.reporting.reports import TODAY, article, at, rows, time_of

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.frontmatter_edit import with_item
from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.reporting.gaps import find_gaps
from helpcentre.reporting.query_clustering import cluster_questions
from helpcentre.reporting.question_concepts import nearly_same, question_stems
from helpcentre.reporting.records import Query
from helpcentre.reporting.text.gaps import gaps_csv, gaps_text


def asked(text, number, language="en", **more):
    known = {"results": 0, "clicked": "", "corrected": None, "previous": None, "missing": False, "repeat": False}
    return Query(b"q%d" % number, text, language, at=at(number), **{**known, **more})


def gaps_of(*queries, articles=(), **more):
    return find_gaps(rows(articles=tuple(articles), queries=tuple(queries)), **more)


def test_endings_order_and_typos_are_one_gap():
    words = ("student discount", "discounts for students", "student discoun", "Student  Discount")
    (gap,) = gaps_of(*(asked(text, number) for number, text in enumerate(words)))
    assert gap.query == "student discount"
    assert gap.wordings[0] == ("student discount", 2)
    assert gap.readers == 4


def test_estonian_and_indonesian_endings_are_one_gap():
    assert len(gaps_of(asked("pakiautomaat", 1, "et"), asked("pakiautomaadi", 2, "et"))) == 1
    assert len(gaps_of(asked("membayar cicilan", 1, "id"), asked("bayar cicilan", 2, "id"))) == 1


def test_the_same_words_in_two_languages_are_two_gaps():
    assert {gap.language for gap in gaps_of(asked("qris", 1, "id"), asked("qris", 2, "en"))} == {"en", "id"}


def test_other_questions_stay_apart():
    assert len(gaps_of(asked("gift wrapping", 1), asked("student discount", 2))) == 2


def test_the_word_no_article_has_makes_long_and_short_questions_one_gap():
    paying = [article(f"faq/{number}", title="Bayar pakai kartu", language="id") for number in range(4)]
    asking = [asked("bayar pakai qris", 1, "id"), asked("qris", 2, "id"), asked("bayar pakai qris", 3, "id")]
    assert len(gaps_of(*asking, articles=paying)) == 1
    assert len(gaps_of(*asking)) == 1


def test_a_word_every_article_has_joins_no_questions():
    paying = [article(f"faq/{number}", title="Bayar pakai kartu", language="id") for number in range(4)]
    apart = [asked("bayar pakai qris", 1, "id"), asked("bayar pakai gopay", 2, "id")]
    assert len(gaps_of(*apart, articles=paying)) == 2


def test_one_reader_asking_again_counts_once():
    (gap,) = gaps_of(asked("qris", 1), asked("qris", 2, repeat=True))
    assert gap.readers == 1


def test_one_reader_trying_other_words_for_the_same_thing_counts_once():
    (gap,) = gaps_of(asked("gift wrap", 2), asked("gift wrapping", 1, previous=b"q2"))
    assert (gap.readers, gap.reworded) == (1, 1)


def test_a_search_with_results_that_somebody_followed_is_not_a_gap():
    assert gaps_of(asked("parcel", 1, results=4, clicked="faq/parcel")) == ()


def test_a_search_whose_results_nobody_followed_is_a_gap_once_reworded():
    first, second = (
        asked("money back", 2, results=5),
        asked("refund", 1, results=3, clicked="faq/refund", previous=b"q2"),
    )
    (gap,) = gaps_of(first, second)
    assert (gap.query, gap.reworded, gap.likely) == ("money back", 1, "faq/refund")


def test_a_gap_names_the_article_whose_title_has_its_words():
    known = [
        article("faq/gift-cards", title="How do gift cards work?"),
        article("faq/returns", title="Return a parcel"),
    ]
    assert gaps_of(asked("gift card balance", 1), articles=known)[0].likely == "faq/gift-cards"
    assert gaps_of(asked("student discount", 1), articles=known)[0].likely is None


def test_a_word_that_is_only_in_a_heading_makes_no_likely_article():
    known = [article("policies/privacy", title="Privacy", headings=(("shop", "What the shop keeps"),))]
    assert gaps_of(asked("collect in the shop", 1), articles=known)[0].likely is None


def test_gaps_are_numbered_by_readers_and_small_ones_can_be_left_out():
    found = gaps_of(asked("a question", 1), asked("qris", 2), asked("qris", 3), least=2)
    assert [(gap.number, gap.query) for gap in found] == [(1, "qris")]


def test_comments_of_readers_on_the_wrong_page_join_the_gaps():
    from helpcentre.reporting.records import CommentRecord

    said = CommentRecord("c", "v", "pay", "en", "a" * 16, "gift wrapping", time_of(2), 0, "wrong_page", None, "counted")
    (gap,) = find_gaps(rows(comments=(said,), queries=(asked("gift wrap", 1),)))
    assert gap.readers == 2


def test_stems_one_letter_apart_are_near_and_short_words_must_be_equal():
    assert nearly_same("discount", "discout")
    assert nearly_same("parcel", "pacrel")
    assert not nearly_same("card", "cart")
    assert (
        len(cluster_questions([question_stems("gift vouchers", "en"), question_stems("gift vuchers", "en")], {})) == 1
    )


def test_half_of_what_two_questions_weigh_is_enough_to_be_one_gap():
    one, other, third = frozenset({"card"}), frozenset({"card", "declin"}), frozenset({"card", "lost", "abroad"})
    assert cluster_questions([one, other, third], {"card": 0.39}) == [[one], [other], [third]]
    assert cluster_questions([one, other], {"card": 0.39, "declin": 0.39}) == [[one, other]]
    assert cluster_questions([one, third], {"lost": 0.5, "abroad": 0.5}) == [[one, third]]
    assert cluster_questions([one, other], {"card": 0.3, "declin": 0.1 + 0.2}) == [[one, other]]
    assert cluster_questions([frozenset(), one], {}) == [[frozenset()], [one]]


def test_a_query_that_looks_like_a_formula_is_only_text_in_csv():
    assert '"\'=1+1"' in gaps_csv(gaps_of(asked("=1+1", 1)))


def test_the_text_says_how_many_asked_and_for_how_long():
    said = gaps_text(gaps_of(asked("qris", 9), asked("qris", 1)), TODAY, strings("en"))
    assert "“qris” (en)" in said
    assert "2 readers · for 10 days" in said


def accept(source, query, path):
    return with_item(source, "asks", query, path)


HEAD = "---\ntitle: Pay\nkind: faq\n{}owner: team\n---\n\nBody: asks nothing. --- end\n"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "asks:\n",
        "asks: # none yet\n",
        "asks: ~\n",
        "asks: null # none\n",
        "asks: []\n",
        "asks: [ ] # none\n",
        'asks: ["card fails", # the usual\n  other # and this\n]\n',
        "asks: [card fails, other,]\n",
        "# in their words\nasks:\n    - card fails # here too\n\n    - other\n\n# end\n",
        'asks: ["card fails", other]\n',
        'asks: ["card fails",\n  "other"]\n',
        "asks:\n  - card fails\n  - other # the usual\n",
        "asks:\n- card fails\n- 'other: one'\n",
    ],
)
def test_accepting_adds_one_line_to_asks_whatever_its_style(before):
    source = HEAD.format(before)
    old = split_front_matter(source, "x.md").document.value
    changed = accept(source, 'paga "così": è #1', "x.md")
    new = split_front_matter(changed, "x.md").document.value
    assert new["asks"] == [*(old.get("asks") or []), 'paga "così": è #1']
    assert {**new, "asks": None} == {**old, "asks": None}
    assert changed.split("---\n", 2)[2] == source.split("---\n", 2)[2]


@pytest.mark.parametrize(
    "front", ["asks: [a] # why\n", "# their words\nasks:\n  - a   # why\n  - b\n# end\n", "asks: # none\n"]
)
def test_accepting_keeps_every_line_and_comment_that_was_there(front):
    source = HEAD.format(f"topics:   [ orders ]  # odd blanks\n{front}")
    changed = accept(source, "qris", "x.md")
    kept = [line for line in changed.splitlines() if "qris" not in line]
    assert [line for line in source.splitlines() if line in kept] == kept
    for comment in ("# why", "# their words", "# end", "# none", "# odd blanks"):
        assert changed.count(comment) == source.count(comment)


def test_one_word_in_place_of_a_list_is_refused_and_not_overwritten():
    with pytest.raises(HelpCentreError, match=r"x\.md: asks is not a list; write it as asks: \[\"card fails\"\]"):
        accept(HEAD.format("asks: card fails\n"), "qris", "x.md")


def test_accepting_twice_changes_nothing_more():
    once = accept(HEAD.format(""), "qris", "x.md")
    assert accept(once, "QRIS", "x.md") == once


def test_a_file_without_front_matter_is_refused_with_what_to_write():
    with pytest.raises(HelpCentreError, match=r"x\.md: there is no front matter"):
        accept("# Title\n", "qris", "x.md")


def test_broken_front_matter_is_reported_with_its_line():
    with pytest.raises(FindingsError, match=r"x\.md:"):
        accept("---\ntitle: [\n---\n", "qris", "x.md")


def test_the_likely_article_is_that_of_the_commonest_wording():
    known = [article("faq/gift-cards", title="How do gift cards work?")]
    rare = asked("gift card balance qwert zuiop yxcvb mnbvc", 4)
    [gap] = gaps_of(*(asked("gift card balance", number) for number in range(3)), rare, articles=known)

    assert [n for _, n in gap.wordings] == [3, 1]
    assert gap.likely == "faq/gift-cards"
