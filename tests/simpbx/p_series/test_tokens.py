"""The life of tokens."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.p_series.errors import ApiError
from ctiapp.simpbx.p_series.tokens import TokenBook, TokenPair

HERE = "127.0.0.1"


@pytest.fixture
def book() -> TokenBook:
    return TokenBook(seed=1)


def log_in(book: TokenBook, now_s: float = 0.0) -> TokenPair:
    return book.log_in(book.client_id, book.client_secret, HERE, now_s)


def code(error: pytest.ExceptionInfo[ApiError]) -> int:
    return error.value.code


def test_an_access_token_lives_half_an_hour(book: TokenBook) -> None:
    pair = log_in(book)
    book.check(pair.access, 1799.9)
    with pytest.raises(ApiError) as error:
        book.check(pair.access, 1800.0)
    assert code(error) == 10004
    with pytest.raises(ApiError) as error:
        book.check(None, 0.0)
    assert code(error) == 10005


def test_a_refresh_kills_the_old_pair_and_keeps_the_session(book: TokenBook) -> None:
    old = log_in(book)
    new = book.refresh(old.refresh, 1000.0)
    book.check(new.access, 2799.0)
    assert book.session_until_s(old.session) == 2800.0
    with pytest.raises(ApiError):
        book.check(old.access, 1000.0)
    with pytest.raises(ApiError) as error:
        book.refresh(old.refresh, 1000.0)
    assert code(error) == 10004
    assert book.live(1000.0) == 1


def test_a_refresh_token_lives_a_day_longer_than_its_access_token(book: TokenBook) -> None:
    book.refresh(log_in(book).refresh, 86_399.0)
    with pytest.raises(ApiError):
        book.refresh(log_in(book).refresh, 86_400.0)


def test_the_ninth_live_token_is_refused(book: TokenBook) -> None:
    first = log_in(book)
    for _ in range(7):
        log_in(book)
    with pytest.raises(ApiError) as error:
        log_in(book)
    assert code(error) == 60002
    book.refresh(first.refresh, 10.0)
    assert book.live(10.0) == 8
    log_in(book, 1800.0)


def test_five_failures_in_a_row_block_the_address(book: TokenBook) -> None:
    def fail(times: int) -> None:
        for _ in range(times):
            with pytest.raises(ApiError) as error:
                book.log_in(book.client_id, "wrong", HERE, 0.0)
            assert error.value.answer() == {
                "errcode": -1,
                "errmsg": "FAILURE",
                "invalid_param_list": [{"field": "username or password", "value": "error"}],
            }

    fail(4)
    log_in(book)
    fail(4)
    assert not book.blocked(HERE)
    fail(1)
    assert book.blocked(HERE)
    assert not book.blocked("10.0.0.1")
    book.unblock()
    assert not book.blocked(HERE)


def test_a_revoked_token_ends_its_session(book: TokenBook) -> None:
    pair = log_in(book)
    book.revoke(pair.access)
    assert book.session_until_s(pair.session) == float("-inf")
    assert book.live(0.0) == 0
