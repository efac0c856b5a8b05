"""The requests that the fact sheet prints, and what is sent instead of them."""

from __future__ import annotations

from ctiapp.model.commands import Dial
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import wire_calls
from ctiapp.pbx.k2.eventport import log_in_text
from tests.pbx.printed import printed

ME = Number("305")
REQUESTS = {one.name: one for one in printed("k2", "requests")}


def test_somebody_is_called_as_printed() -> None:
    example = REQUESTS["call/dial l. 122-123"]
    request = wire_calls.command_request(Dial(ME, Number("555010")), ME)

    assert request.endpoint == example.endpoint
    assert {"autoanswer": "no", **(request.body or {})} == example.values  # no is the default


def test_calls_are_asked_for_as_printed() -> None:
    example = REQUESTS["extension/query_call l. 125-126"]
    request = wire_calls.calls_of(ME)

    assert (request.endpoint, request.body) == (example.endpoint, example.values)


def test_the_event_port_is_logged_in_to_as_printed() -> None:
    example = REQUESTS["event-port l. 44-48"].text
    block = log_in_text("ctiapp", "plain password").decode()

    assert block == example.replace("\n", "").replace("<CRLF>", "\r\n")


def test_every_request_is_looked_at() -> None:
    assert len(REQUESTS) == 3
