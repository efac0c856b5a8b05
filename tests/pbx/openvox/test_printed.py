"""What the fact sheet and the page of ``extension/add`` print: requests, and answers in both forms.

The page has typographic quotes, which are not JSON: they are read as what is meant.
"""

from __future__ import annotations

import json

import pytest

from ctiapp.pbx import xmltext
from ctiapp.pbx.openvox import wire_rest
from ctiapp.pbx.openvox.newext import (
    CallLimit,
    Destination,
    Forward,
    MonitorMode,
    NewExtension,
    add,
)
from ctiapp.pbx.openvox.speech import Speech, Told
from tests.pbx.printed import printed

REQUESTS = {one.name: one for one in printed("openvox", "requests")}
ANSWERS = {one.name: one for one in printed("openvox", "answers")}


def meant(text: str) -> str:
    for quote in "“”″":
        text = text.replace(quote, '"')
    return text


def test_one_logs_in_as_printed() -> None:
    example = REQUESTS["login l. 48-49"]
    speech = Speech()
    speech.told = Told("10.9.8.7", 8260, "10.9.8.7:8260/pbx")
    request = speech.log_in("ctiapp", "secret")

    assert request.endpoint == example.endpoint
    assert {**(request.body or {}), "password": "<md5 hex>"} == example.values
    assert speech.params(request, None) == example.query


def test_an_extension_is_made_as_printed() -> None:
    example = REQUESTS["extension/add l. 58-90"]
    printed_one = json.loads(meant(example.body))
    request = add(
        NewExtension(
            "2002",
            name="xiaoshao_api2",
            caller_id="",
            register_password="12345133333323123qW@",
            registrations=3,
            login_password="12345678qW@",
            email=str(printed_one["email"]),  # the page's own is hidden there
            mobile="18088861612",
            voicemail=True,
            voicemail_pin="888888",
            voicemail_by_mail=True,
            no_answer=Forward(Destination.EXTENSION, on=False, extension="6000", prefix=""),
            busy=Forward(Destination.EXTENSION, on=False, extension="110", prefix="", number=""),
            mobility=False,
            rings_mobile_too=False,
            mobile_prefix="",
            may_be_monitored=False,
            monitor_mode=MonitorMode.DISABLE,
            ring_timeout_s=15,
            longest_call_s=CallLimit.SYSTEM,
            do_not_disturb=False,
        )
    )

    assert request.endpoint == example.endpoint
    assert request.body == printed_one


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_read_in_either_form(name: str) -> None:
    text = meant(ANSWERS[name].text)
    body = text[text.index("<?xml" if "<?xml" in text else "{") :]
    found = xmltext.read(body.encode())

    assert found == {"status": "Success"}
    assert isinstance(found, dict)
    assert wire_rest.checked(found) == found


def test_there_is_one_in_each_form() -> None:
    assert ["<?xml" in one.text for one in ANSWERS.values()] == [False, True]
    assert len(REQUESTS) == 2
