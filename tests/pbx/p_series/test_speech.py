"""How a P-Series PBX is spoken to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.errors import CredentialsRejected, TokenExpired, WireError
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.p_series.speech import Speech
from ctiapp.pbx.request import Request

AT = datetime(2026, 1, 1, tzinfo=UTC)
PAIR = TokenPair("a", "b", AT, AT)
SPEECH = Speech()


def test_the_token_goes_in_the_query_beside_what_is_asked() -> None:
    request = Request("GET", "extension/list", {"page": 2})

    assert SPEECH.path(request) == "/openapi/v1.0/extension/list"
    assert SPEECH.params(request, "t") == {"page": 2, "access_token": "t"}
    assert SPEECH.params(request, None) == {"page": 2}


def test_a_pair_is_got_renewed_and_ended() -> None:
    assert SPEECH.log_in("client", "secret").body == {"username": "client", "password": "secret"}
    assert SPEECH.refresh(PAIR).body == {"refresh_token": "b"}
    assert SPEECH.revoke(PAIR).endpoint == "del_token"
    answer = {"access_token": "c", "refresh_token": "d"}
    assert SPEECH.pair(answer, AT).access_ends_at == AT + timedelta(minutes=30)
    assert SPEECH.renewed(answer, PAIR, AT).refresh == "d"


def test_what_is_refused_at_a_log_in_means_something_else_there() -> None:
    with pytest.raises(CredentialsRejected):
        SPEECH.checked({"errcode": -1}, log_in=True)
    with pytest.raises(TokenExpired):
        SPEECH.checked({"errcode": 10004})


def test_an_answer_is_json() -> None:
    assert SPEECH.read(b'{"errcode": 0}') == {"errcode": 0}
    with pytest.raises(WireError):
        SPEECH.read(b"<html>")
