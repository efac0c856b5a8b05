"""Log-in, heartbeat, JSON and XML of an OpenVox UC."""

from __future__ import annotations

import contextlib
import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.errors import WireError
from ctiapp.pbx.openvox.speech import LIFE, Speech, Told
from ctiapp.pbx.request import Request
from tests.pbx.openvox.frames import ANSWERS

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def speech() -> Speech:
    speech = Speech()
    speech.told = Told("10.9.8.7", 8260, "10.9.8.7:8260/pbx")
    return speech


def test_a_log_in_sends_a_digest_and_says_where_events_go(speech: Speech) -> None:
    request = speech.log_in("ctiapp", "secret")
    assert request.endpoint == "login"
    assert request.body == {
        "username": "ctiapp",
        "password": hashlib.md5(b"secret", usedforsecurity=False).hexdigest(),
        "version": "0.0.1",
        "port": "8260",
        "url": "10.9.8.7:8260/pbx",
        "urltag": "1",
    }
    assert "secret" not in repr(request)
    assert speech.params(request, None) == {"type": "json"}
    assert speech.path(request) == "/api/v0.0.1/login"


def test_the_token_lives_on_by_a_heartbeat(speech: Speech) -> None:
    pair = speech.pair(ANSWERS[0], NOW)
    assert pair.access == "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    assert pair.refresh_ends_at == NOW + LIFE
    beat = speech.refresh(pair)
    assert speech.params(beat, None) == {"type": "json", "token": pair.access}
    assert beat.body is not None
    assert beat.body["ipaddr"] == "10.9.8.7"
    later = speech.renewed({"status": "Success"}, pair, NOW + timedelta(minutes=10))
    assert later.access == pair.access
    assert later.access_ends_at > pair.access_ends_at
    assert speech.revoke(pair) is None
    with pytest.raises(WireError):
        speech.pair({"status": "Success"}, NOW)


def test_a_pbx_that_answers_in_xml_is_asked_in_xml(speech: Speech) -> None:
    request = Request("POST", "inbound/query", body={"inboundid": "7&8"})
    assert speech.written(request) == {"inboundid": "7&8"}
    assert speech.read(b'{"status":"Success"}') == {"status": "Success"}
    assert speech.params(request, "t") == {"type": "json", "token": "t"}
    assert speech.read(b"<xml><status>Success</status></xml>") == {"status": "Success"}
    assert speech.params(request, "t") == {"type": "xml", "token": "t"}
    written = speech.written(request)
    assert isinstance(written, bytes)
    assert written.endswith(b"<xml><inboundid>7&amp;8</inboundid></xml>")
    assert speech.written(Request("POST", "x")) is None


def test_a_pbx_that_is_to_be_asked_in_xml_is_so_from_the_log_in_on() -> None:
    speech = Speech("xml")
    request = speech.log_in("api", "secret")
    assert speech.params(request, None) == {"type": "xml"}
    written = speech.written(request)
    assert isinstance(written, bytes)
    assert b"<username>api</username>" in written


def test_a_request_may_name_a_form_of_its_own(speech: Speech) -> None:
    request = Request("POST", "inbound/query", {"type": "xml"}, {"inboundid": "7"})
    assert speech.params(request, "t") == {"type": "xml", "token": "t"}
    written = speech.written(request)
    assert isinstance(written, bytes)
    assert written.endswith(b"<xml><inboundid>7</inboundid></xml>")
    speech = Speech("xml")
    plain = Request("POST", "inbound/query", {"type": "json"}, {"inboundid": "7"})
    assert speech.params(plain, None) == {"type": "json"}
    assert speech.written(plain) == {"inboundid": "7"}


@pytest.mark.parametrize("page", [b"<html><body>404 Not Found</body></html>", b"<xml/>", b"<xml>"])
def test_a_page_that_is_no_answer_changes_nothing(speech: Speech, page: bytes) -> None:
    with contextlib.suppress(WireError):
        speech.read(page)
    assert speech.style == "json"


def test_a_pbx_that_answers_in_json_again_is_asked_so_again(speech: Speech) -> None:
    speech.read(b"<xml><status>Success</status></xml>")
    speech.read(b'{"status":"Failed","errno":"10002"}')
    assert speech.style == "json"
