"""Access tokens: 256 random bits of which only the hash is kept, compared in constant time."""

import hashlib

import pytest

from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import Access, find_token, hash_secret, new_secret
from tests.collector.world import NOON


def test_a_secret_is_256_random_bits_with_a_prefix_that_scanners_know():
    secret, hashed = new_secret()
    assert secret.startswith("hc_")
    assert len(secret) == 3 + 43
    assert hashed == hashlib.sha256(secret.encode()).digest()
    assert new_secret()[0] != secret


@pytest.mark.parametrize("secret", ["", "ä", "\ud800", "x" * 10_000])
def test_anything_can_be_hashed(secret):
    assert len(hash_secret(secret)) == 32


def test_the_token_of_a_secret_is_found_among_others():
    made = [new_secret() for _ in range(3)]
    tokens = [(hashed, Token(str(number), "read", 0, None, None)) for number, (_, hashed) in enumerate(made)]
    assert [find_token(secret, tokens, NOON).name for secret, _ in made] == ["0", "1", "2"]
    assert find_token("hc_wrong", tokens, NOON) is None
    assert find_token(made[0][0], [], NOON) is None


def test_a_token_ends_when_it_expires():
    secret, hashed = new_secret()
    tokens = [(hashed, Token("ci", "read", 0, NOON, None))]
    assert find_token(secret, tokens, NOON - 1).name == "ci"
    assert find_token(secret, tokens, NOON) is None


def test_every_hash_is_compared_so_that_the_time_reveals_nothing(monkeypatch):
    made, compared = [new_secret() for _ in range(4)], []
    tokens = [(hashed, Token(str(number), "read", 0, None, None)) for number, (_, hashed) in enumerate(made)]
    monkeypatch.setattr(
        "helpcentre.collector.tokens.hmac.compare_digest", lambda one, other: compared.append(one) or one == other
    )
    assert find_token(made[0][0], tokens, NOON).name == "0"
    assert len(compared) == 4


@pytest.mark.parametrize(
    ("scope", "wanted", "allowed"),
    [("read", "read", True), ("read", "moderate", False), ("moderate", "read", True), ("moderate", "moderate", True)],
)
def test_moderate_includes_read(scope, wanted, allowed):
    assert Access("marta", scope).may(wanted) is allowed


def test_a_scope_that_is_unknown_may_only_read():
    assert not Access("marta", "admin").may("moderate")
    assert Access("marta", "admin").may("read")
