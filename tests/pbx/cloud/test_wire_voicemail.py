"""What a Cloud PBX is asked about a mailbox; ``test_printed.py`` has the handbook's examples."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ctiapp.model.errors import NotSupported, WireError
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx.cloud import wire_voicemail

EAST = timezone(timedelta(hours=8))
ME = Number("1000")
FIRST = Voicemail(
    "msg0000.wav",
    RecordParty(Number("2000")),
    datetime(2018, 5, 4, 10, tzinfo=UTC),
    42,
    new=False,
)


def test_of_none_the_status_alone_comes() -> None:
    assert wire_voicemail.messages({"status": "Success"}, ME, EAST, pytest.fail) == ()
    with pytest.raises(WireError):
        wire_voicemail.messages({"voicemails": 1}, ME, EAST, pytest.fail)


def test_one_message_of_one_s_own_is_named() -> None:
    query = wire_voicemail.messages_of(ME)
    assert (query.endpoint, query.body) == ("voicemail/query", {"extid": "1000"})
    deletion = wire_voicemail.deletion(ME, FIRST)
    assert deletion.endpoint == "voicemail/delete"
    assert deletion.body == {
        "extid": "1000",
        "voicemailfile": "msg0000.wav",
        "voicemailstatus": "read",
    }
    leave = wire_voicemail.leave(ME, FIRST)
    assert (leave.endpoint, leave.body) == ("voicemail/get_random", deletion.body)
    download = wire_voicemail.download({"random": "70f4"}, leave)
    assert download.path == "/api/v1.1.0/voicemail/download"
    assert download.params == {**deletion.body, "random": "70f4"}
    with pytest.raises(WireError):
        wire_voicemail.download({"status": "Success"}, leave)


@pytest.mark.parametrize("number", ["", "all", "1000,1001"])
def test_nobody_else_s_are_asked_for(number: str) -> None:
    for asking in (wire_voicemail.leave, wire_voicemail.deletion):
        with pytest.raises(ValueError, match="name each"):
            asking(Number(number), FIRST)
    with pytest.raises(ValueError, match="name each"):
        wire_voicemail.messages_of(Number(number))


def test_several_files_are_never_named() -> None:
    several = Voicemail("all", FIRST.caller, FIRST.at, 42, new=False)
    for asking in (wire_voicemail.leave, wire_voicemail.deletion):
        with pytest.raises(NotSupported):
            asking(ME, several)
