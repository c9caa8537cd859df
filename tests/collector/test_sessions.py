"""Sessions: a cookie grants what its token grants, as long as both last."""

import pytest

from helpcentre.collector.sessions import SESSION_MS, Sessions
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from tests.collector.world import NOON


def token(name="marta", scope="read", expires=None):
    return new_secret()[1], Token(name, scope, NOON, expires, None)


@pytest.fixture
def sessions():
    return Sessions()


def test_a_session_grants_the_scope_of_its_token_with_a_form_token(sessions):
    mine = token(scope="moderate")
    access = sessions.access(sessions.start(mine[0], NOON), [token("other"), mine], NOON)
    assert (access.name, access.scope) == ("marta", "moderate")
    assert len(access.csrf) >= 32


def test_two_sessions_of_one_token_have_cookies_and_form_tokens_that_differ(sessions):
    mine = token()
    cookies = [sessions.start(mine[0], NOON) for _ in range(2)]
    forms = [sessions.access(cookie, [mine], NOON).csrf for cookie in cookies]
    assert len({*cookies, *forms}) == 4


def test_a_session_ends_after_twelve_hours(sessions):
    mine = token()
    cookie = sessions.start(mine[0], NOON)
    assert sessions.is_open(cookie, NOON + SESSION_MS - 1)
    assert sessions.access(cookie, [mine], NOON + SESSION_MS - 1)
    assert not sessions.is_open(cookie, NOON + SESSION_MS)
    assert sessions.access(cookie, [mine], NOON + SESSION_MS) is None


def test_a_session_ends_with_its_token(sessions):
    mine = token(expires=NOON + 5)
    cookie = sessions.start(mine[0], NOON)
    assert sessions.access(cookie, [mine], NOON + 4)
    assert sessions.access(cookie, [mine], NOON + 5) is None
    assert sessions.is_open(cookie, NOON + 5), "the session does not know its token's end"


def test_a_revoked_token_ends_its_sessions_even_if_its_name_is_given_again(sessions):
    mine, again = token(), token()
    cookie = sessions.start(mine[0], NOON)
    assert sessions.access(cookie, [again], NOON) is None
    assert sessions.access(cookie, [], NOON) is None


@pytest.mark.parametrize("cookie", ["", "nonsense", "\ud800"])
def test_a_strange_cookie_opens_nothing(sessions, cookie):
    sessions.start(token()[0], NOON)
    assert not sessions.is_open(cookie, NOON)
    assert sessions.access(cookie, [token()], NOON) is None


def test_signing_out_ends_one_session_and_is_fine_twice(sessions):
    mine = token()
    here, there = (sessions.start(mine[0], NOON) for _ in range(2))
    sessions.end(here)
    sessions.end(here)
    assert not sessions.is_open(here, NOON)
    assert sessions.is_open(there, NOON)


def test_the_oldest_session_goes_if_there_are_too_many():
    sessions, mine = Sessions(size=2), token()
    cookies = [sessions.start(mine[0], NOON + number) for number in range(3)]
    assert [sessions.is_open(cookie, NOON) for cookie in cookies] == [False, True, True]


def test_the_cookie_itself_is_not_kept(sessions):
    cookie = sessions.start(token()[0], NOON)
    assert cookie not in repr(sessions)
