"""How a K2 is logged in to, and how its token lives on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import WireError
from ctiapp.pbx.k2.speech import LIFE, K2Speech, Told
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from ctiapp.pbx.interface import TokenPair

AT = datetime(2030, 1, 1, tzinfo=UTC)
TOLD = Told("192.0.2.7", 8260, "192.0.2.7:8260/abc")
WHERE = {"version": "2.0.0", "port": "8260", "url": "192.0.2.7:8260/abc", "urltag": "1"}


def pair(speech: K2Speech, **members: object) -> TokenPair:
    return speech.pair({"status": "Success", "token": "t1", **members}, AT)


def test_the_password_goes_as_md5_and_is_in_no_repr() -> None:
    request = K2Speech().log_in("ctiapp", "password")
    assert request.endpoint == "login"
    assert request.body == {
        "username": "ctiapp",
        "password": "5f4dcc3b5aa765d61d8327deb882cf99",
        "version": "2.0.0",
    }
    assert "5f4dcc" not in repr(request)


def test_a_log_in_tells_where_events_go() -> None:
    speech = K2Speech()
    speech.told = TOLD
    body = speech.log_in("ctiapp", "x").body or {}
    assert {key: body[key] for key in WHERE} == WHERE


def test_without_a_refresh_token_a_heartbeat_says_all_of_it_again() -> None:
    speech = K2Speech()
    speech.told = TOLD
    first = pair(speech, transport="http")
    assert (first.refresh, first.access_ends_at, speech.transport) == ("", AT + LIFE, "HTTP")
    request = speech.refresh(first)
    assert request is not None
    assert request == Request(
        "POST", "heartbeat", {"token": "t1"}, {"ipaddr": "192.0.2.7", **WHERE}
    )
    later = AT + timedelta(minutes=20)
    again = speech.renewed({"status": "Success"}, first, later)
    assert (again.access, again.access_ends_at) == ("t1", later + LIFE)


def test_a_heartbeat_names_our_address_without_a_place_for_events_too() -> None:
    speech = K2Speech()
    speech.ip = "192.0.2.7"
    assert speech.heartbeat().body == {"ipaddr": "192.0.2.7", "version": "2.0.0"}


def test_with_a_refresh_token_that_renews() -> None:
    speech = K2Speech()
    first = pair(speech, refreshtoken="r1")
    request = speech.refresh(first)
    assert request is not None
    assert (request.endpoint, request.body) == ("token/refresh", {"refreshtoken": "r1"})
    after = speech.renewed({"token": "t2", "refreshtoken": "r2"}, first, AT)
    assert (after.access, after.refresh) == ("t2", "r2")


def test_a_log_in_without_a_token_is_none() -> None:
    with pytest.raises(WireError):
        K2Speech().pair({"status": "Success"}, AT)


def test_where_a_request_goes() -> None:
    speech = K2Speech()
    request = Request("POST", "call/dial", {"a": 1})
    assert speech.path(request) == "/api/v2.0.0/call/dial"
    assert speech.params(request, "t1") == {"a": 1, "token": "t1"}
    assert speech.params(request, None) == {"a": 1}
    end = speech.revoke(pair(speech))
    assert end is not None
    assert end.endpoint == "logout"
    assert speech.read(b'{"status":"Success"}') == {"status": "Success"}
    assert speech.checked({"status": "Success"})
    assert speech.name == "k2"
