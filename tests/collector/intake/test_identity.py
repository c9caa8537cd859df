"""Readers are distinguished by keyed hashes, and nothing links two days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.ballot import make_ballot
from helpcentre.collector.intake.identity import identify
from helpcentre.contract.decoding import read_event
from tests.collector.world import SALT, V2, comment, contact, rating, reader, search, vote

ADDRESS = "198.51.100.1"


def ballot(event, who=1, salt=SALT):
    return make_ballot(reader(who, salt), read_event(event))


def hashes(who):
    return {who.key, who.address, who.network, who.provider}


def test_a_reader_is_address_browser_and_language():
    one = identify(SALT, ADDRESS, "ua", "it")
    assert identify(SALT, ADDRESS, "ua", "it") == one
    others = [("198.51.100.2", "ua", "it"), (ADDRESS, "ub", "it"), (ADDRESS, "ua", "et"), ("nonsense", "ua", "it")]
    assert all(identify(SALT, *other).key != one.key for other in others)


def test_browsers_of_one_household_share_its_address_and_households_of_one_network_the_network():
    one, browser = identify(SALT, "2001:db8::1", "ua", "it"), identify(SALT, "2001:db8::2", "other", "et")
    assert (one.address, one.network) == (browser.address, browser.network)
    neighbour = identify(SALT, "2001:db8:0:1::1", "ua", "it")
    assert one.address != neighbour.address
    assert one.network == neighbour.network
    other = identify(SALT, "2001:db8:1::1", "ua", "it")
    assert one.network != other.network
    assert one.provider == other.provider != identify(SALT, "2001:db9::1", "ua", "it").provider


def test_hashes_of_two_days_have_nothing_in_common():
    one, other = identify(SALT, ADDRESS, "ua", "it"), identify(SALT[::-1], ADDRESS, "ua", "it")
    assert hashes(one).isdisjoint(hashes(other))
    assert ballot(vote()) != ballot(vote(), salt=SALT[::-1])


def test_no_hash_contains_the_address():
    who = identify(SALT, ADDRESS, "ua", "it")
    for value in hashes(who):
        assert len(value) == 16
        assert bytes([198, 51, 100]) not in value


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_user_agent_and_language_cannot_be_shifted_into_each_other(agent, language, other_agent, other_language):
    same = identify(SALT, ADDRESS, agent, language).key == identify(SALT, ADDRESS, other_agent, other_language).key
    assert same == ((agent, language) == (other_agent, other_language))


@given(st.integers(0, 8), st.text(min_size=8, max_size=8))
def test_no_cut_between_user_agent_and_language_gives_the_same_reader_as_another(cut, text):
    keys = {identify(SALT, ADDRESS, text[:at], text[at:]).key for at in range(9)}
    assert len(keys) == 9
    assert identify(SALT, ADDRESS, text[:cut], text[cut:]).key in keys


def test_two_answers_of_one_reader_to_one_question_share_a_ballot():
    assert ballot(vote(1)) == ballot(vote(0, reason="unclear")) is not None
    assert ballot(vote(), who=2) != ballot(vote())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (vote(), vote(article="shipping-cost")),
        (vote(), vote(language="et")),
        (vote(), vote(version=V2)),
        (contact("email"), contact("whatsapp")),
        (contact("email"), contact("email", article="shipping-cost")),
        (search("reso"), search("rimborso")),
        (search("reso"), search("reso", language="et")),
        (rating("csat", 3), rating("nps", 3)),
        (rating("csat", 3), rating("csat", 3, language="et")),
    ],
    ids=lambda event: event["kind"],
)
def test_two_questions_have_two_ballots(one, other):
    assert ballot(one) != ballot(other)


def test_searches_for_the_same_words_are_one_question_whatever_their_case():
    assert ballot(search("Reso Gratis")) == ballot(search("reso gratis", results=5))
    assert ballot(search("STRASSE")) == ballot(search("straße"))


def test_two_scores_on_one_scale_are_one_question():
    assert ballot(rating("nps", 3)) == ballot(rating("nps", 9))


def test_comments_and_views_have_no_ballot():
    view = {"kind": "view", "id": vote()["id"], "article": "shipping-cost", "language": "it"}
    assert (ballot(comment(vote())), ballot(view)) == (None, None)


def test_the_words_of_a_search_cannot_imitate_another_question():
    assert ballot(search("x\0y")) != ballot(search("x")) != ballot(search("\0x"))
