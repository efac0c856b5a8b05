"""How a Cloud PBX is spoken to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp import log
from ctiapp.model.errors import AddressBlocked, CredentialsRejected, TokenExpired, WireError
from ctiapp.pbx.cloud.speech import Speech
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.request import Request

AT = datetime(2026, 1, 1, tzinfo=UTC)
PAIR = TokenPair("a", "b", AT, AT)


def test_a_log_in_tells_where_reports_go_and_never_the_password_itself() -> None:
    speech = Speech()
    speech.reports_to, speech.port = "110.22.2.3:8260/report", 8260
    request = speech.log_in("api", "hunter2")

    assert request.body == {
        "username": "api",
        "password": "2ab96390c7dbe3439de74d0c9b0b1767",
        "port": "8260",
        "version": "1.0.2",
        "url": "110.22.2.3:8260/report",
        "urltag": "1",
    }
    assert "2ab96390c7dbe3439de74d0c9b0b1767" not in log.without_secrets(str(request.body))


def test_the_token_goes_in_the_query_but_for_what_gets_one() -> None:
    speech = Speech()
    refresh = speech.refresh(PAIR)

    assert speech.path(Request("POST", "extension/query")) == "/api/v1.1.0/extension/query"
    assert speech.params(Request("POST", "logout"), "t") == {"token": "t"}
    assert speech.params(refresh, None) == {}
    assert refresh.body == {"refreshtoken": "b"}
    assert speech.revoke(PAIR).endpoint == "logout"


def test_a_pair_lives_half_an_hour() -> None:
    speech = Speech()
    answer = {"status": "Success", "token": "c", "refreshtoken": "d"}
    pair = speech.pair(answer, AT)

    assert pair == TokenPair("c", "d", AT + timedelta(minutes=30), AT + timedelta(minutes=30))
    assert speech.renewed(answer, PAIR, AT) == pair
    with pytest.raises(WireError):
        speech.pair({"token": "c"}, AT)


def test_what_the_pbx_says_no_to() -> None:
    speech = Speech()
    for code, kind in ((20003, CredentialsRejected), (20002, AddressBlocked)):
        with pytest.raises(kind):
            speech.checked({"status": "Failed", "errno": str(code)}, log_in=True)
    with pytest.raises(TokenExpired):
        speech.checked({"status": "Failed", "errno": 20006})


def test_an_answer_is_json_or_nearly() -> None:
    assert Speech().read(b'{"status": "Success",}') == {"status": "Success"}
    with pytest.raises(WireError):
        Speech().read(b"<html>")
