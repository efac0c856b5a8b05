"""Log-ins by MD5: lives, locks, refreshes."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.md5tokens import LOCK_S, TOKEN_LIFE_S, Md5Tokens, digest_of
from ctiapp.simpbx.pushparams import RefusedError

HERE, THERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def tokens() -> Md5Tokens:
    return Md5Tokens(seed=1)


def log_in(tokens: Md5Tokens, now_s: float = 0.0, address: str = HERE) -> str:
    return tokens.log_in(tokens.user, tokens.digest, address, now_s).token


def refusal(tokens: Md5Tokens, password: str, now_s: float, address: str = HERE) -> str:
    with pytest.raises(RefusedError) as caught:
        tokens.log_in(tokens.user, digest_of(password), address, now_s)
    return caught.value.code


def checked(tokens: Md5Tokens, token: str | None, now_s: float) -> str:
    try:
        tokens.check(token, now_s)
    except RefusedError as error:
        return error.code
    return ""


def test_the_digest_is_lower_case_hexadecimal() -> None:
    assert digest_of("123456") == "e10adc3949ba59abbe56e057f20f883e"


def test_credentials_follow_the_seed() -> None:
    first, same, other = (Md5Tokens(seed=seed) for seed in (1, 1, 2))
    assert (first.user, first.password) == (same.user, same.password)
    assert first.password != other.password


def test_a_token_dies_of_age(tokens: Md5Tokens) -> None:
    token = log_in(tokens)
    assert checked(tokens, token, TOKEN_LIFE_S - 1) == ""
    assert checked(tokens, token, TOKEN_LIFE_S) == "20006"
    assert checked(tokens, "f" * 32, 0.0) == "20004"
    assert checked(tokens, None, 0.0) == "20005"
    assert checked(tokens, "", 0.0) == "20005"


def test_where_silence_kills_each_request_keeps_it_alive() -> None:
    tokens = Md5Tokens(seed=1, silence=True)
    token = log_in(tokens)
    for now_s in (1000.0, 2000.0, 3000.0):
        assert checked(tokens, token, now_s) == ""
    assert checked(tokens, token, 3000.0 + TOKEN_LIFE_S) == "20006"


def test_a_refresh_replaces_both_tokens_and_needs_living_ones(tokens: Md5Tokens) -> None:
    old = tokens.log_in(tokens.user, tokens.digest, HERE, 0.0)
    token, refresh = old.token, old.refresh
    new = tokens.refresh(refresh, 1000.0)
    assert checked(tokens, token, 1000.0) == "20004"
    assert checked(tokens, new.token, 2500.0) == ""
    for stale, now_s, code in ((refresh, 1000.0, "20004"), (new.refresh, 3000.0, "20006")):
        with pytest.raises(RefusedError, match=code):
            tokens.refresh(stale, now_s)


def test_five_wrong_passwords_lock_an_address_for_ten_minutes(tokens: Md5Tokens) -> None:
    for _ in range(4):
        assert refusal(tokens, "wrong", 0.0) == "20003"
    log_in(tokens)
    for _ in range(5):
        assert refusal(tokens, "wrong", 0.0) == "20003"
    assert refusal(tokens, tokens.password, 1.0) == "20002"
    log_in(tokens, 1.0, THERE)
    log_in(tokens, LOCK_S)


def test_a_lock_can_be_lifted(tokens: Md5Tokens) -> None:
    for _ in range(5):
        refusal(tokens, "wrong", 0.0)
    tokens.unblock()
    log_in(tokens)


def test_sessions_end(tokens: Md5Tokens) -> None:
    tokens.revoke(tokens.check(log_in(tokens), 0.0))
    assert tokens.live(0.0) == []
    token = log_in(tokens)
    tokens.expire(5.0)
    assert checked(tokens, token, 5.0) == "20006"


def test_the_dead_are_not_remembered_for_ever(tokens: Md5Tokens) -> None:
    for number in range(1100):
        log_in(tokens, number * TOKEN_LIFE_S * 2)
    assert len(tokens.sessions) <= 1002
