"""What a K2 is asked about a mailbox, and what it answers, by the table of the fact sheet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ctiapp.model.errors import NotSupported, WireError
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx.k2 import wire_voicemail
from tests.pbx.k2.frames import answer

EAST = timezone(timedelta(hours=8))
ME = Number("305")
OLD = Voicemail(
    "msg0000.wav",
    RecordParty(Number("306"), "Ada"),
    datetime(2024, 1, 2, 1, 15, tzinfo=UTC),
    42,
    new=False,
)


def test_messages_are_read_newest_first() -> None:
    new, old = wire_voicemail.messages(answer("voicemail-query"), ME, EAST, pytest.fail)
    assert old == OLD
    assert new == Voicemail(
        "msg0000.wav",
        RecordParty(Number("0301234567")),
        datetime(2024, 1, 3, 10, 30, tzinfo=UTC),
        7,
        new=True,
    )


def test_of_none_the_status_alone_comes() -> None:
    assert wire_voicemail.messages({"status": "Success"}, ME, EAST, pytest.fail) == ()
    with pytest.raises(WireError):
        wire_voicemail.messages({"voicemails": 1}, ME, EAST, pytest.fail)


def test_one_message_of_one_s_own_is_named() -> None:
    query = wire_voicemail.messages_of(ME)
    assert (query.endpoint, query.body) == ("voicemail/query", {"number": "305"})
    named = {"number": "305", "voicemailfile": "msg0000.wav", "voicemailstatus": "read"}
    deletion, leave = wire_voicemail.deletion(ME, OLD), wire_voicemail.leave(ME, OLD)
    assert (deletion.endpoint, deletion.body) == ("voicemail/delete", named)
    assert (leave.endpoint, leave.body) == ("voicemail/get_random", named)
    download = wire_voicemail.download({"random": 7}, leave)
    assert download.path == "/api/v2.0.0/voicemail/download"
    assert download.params == {**named, "random": "7"}
    with pytest.raises(WireError):
        wire_voicemail.download({"status": "Success"}, leave)


def test_neither_several_files_nor_everybody_is_ever_named() -> None:
    """This PBX takes lists of both, and ``all``."""
    for file in ("all", "msg0000.wav,msg0001.wav", ""):
        message = Voicemail(file, OLD.caller, OLD.at, 42, new=False)
        with pytest.raises(NotSupported):
            wire_voicemail.deletion(ME, message)
    for number in ("all", "305,306", ""):
        with pytest.raises(ValueError, match="name each"):
            wire_voicemail.deletion(Number(number), OLD)
