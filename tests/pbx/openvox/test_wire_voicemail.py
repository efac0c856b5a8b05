"""What an OpenVox UC is asked about a mailbox, and what it answers, in both of its forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx import xmltext
from ctiapp.pbx.openvox import wire_voicemail

EAST = timezone(timedelta(hours=8))
ME = Number("305")
JSON = b"""{"status":"Success","voicemails":[{"extid":"305","voicemail":[{"voicemailfile":
"msg0000.wav","messagefrom":"555010","voicemaildate":"2024-01-03 18:30:00",
"voicemaillength":"42"}]}]}"""
MEMBERS = b"""<voicemailfile>msg0000.wav</voicemailfile><messagefrom>555010</messagefrom>
<voicemaildate>2024-01-03 18:30:00</voicemaildate><voicemaillength>42</voicemaillength>"""
XML = (
    b'<xml><status>Success</status><voicemails><item id="0"><extid>305</extid><voicemail>'
    b'<item id="0">' + MEMBERS + b"</item></voicemail></item></voicemails></xml>"
)
XML_OF_ONE = (
    b"<xml><status>Success</status><voicemails><extid>305</extid><voicemail>"
    + MEMBERS
    + b"</voicemail></voicemails></xml>"
)


@pytest.mark.parametrize("body", [JSON, XML, XML_OF_ONE])
def test_messages_are_read_and_whether_they_are_new_is_not_known(body: bytes) -> None:
    answer = xmltext.read(body)
    assert isinstance(answer, dict)
    assert wire_voicemail.messages(answer, ME, EAST, pytest.fail) == (
        Voicemail(
            "msg0000.wav",
            RecordParty(Number("555010")),
            datetime(2024, 1, 3, 10, 30, tzinfo=UTC),
            42,
            new=None,
        ),
    )


@pytest.mark.parametrize(
    "body",
    [b'{"status":"Success"}', b"<xml><status>Success</status><voicemails></voicemails></xml>"],
)
def test_of_none_there_is_no_list(body: bytes) -> None:
    answer = xmltext.read(body)
    assert isinstance(answer, dict)
    assert wire_voicemail.messages(answer, ME, EAST, pytest.fail) == ()


def test_one_s_own_alone_are_asked_for() -> None:
    request = wire_voicemail.messages_of(ME)
    assert (request.endpoint, request.body) == ("voicemail/query", {"extid": "305"})
    for number in ("all", "", "305,306"):
        with pytest.raises(ValueError, match="name each"):
            wire_voicemail.messages_of(Number(number))
    with pytest.raises(WireError):
        wire_voicemail.messages({"voicemails": 1}, ME, EAST, pytest.fail)
