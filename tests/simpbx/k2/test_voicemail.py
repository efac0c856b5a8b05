"""The endpoints ``voicemail/*``."""

from __future__ import annotations

from ctiapp.simpbx.pushparams import Download
from tests.simpbx.k2.house import OK, House, failed

KEY = {"number": "2001", "voicemailfile": "msg0000.wav", "voicemailstatus": "unread"}


def test_messages_are_listed(house: House) -> None:
    assert house.ask("voicemail/query", number="all") == OK
    house.leave_message()
    (row,) = house.ask("voicemail/query", number="2000,2001")["voicemails"]
    (message,) = row["voicemail"]
    assert row["number"] == "2001"
    assert (message["voicemailfile"], message["messagefrom"]) == ("msg0000.wav", "5503301")
    assert message["voicemailstatus"] == "unread"
    assert message["voicemaildate"].startswith("2023-11-14 22:1")
    assert message["voicemaillength"] == "15"


def test_a_message_is_fetched_once_and_read_then(house: House) -> None:
    house.leave_message()
    answer = house.ask("voicemail/get_random", **KEY)
    assert {**KEY, **OK}.items() < answer.items()
    query = {**KEY, "random": answer["random"]}
    file = house.get("voicemail/download", **query)
    assert isinstance(file, Download)
    assert file.body.startswith(b"RIFF")
    assert house.get("voicemail/download", **query) == failed("20017")
    assert house.ask("voicemail/get_random", **KEY) == failed("20018")
    status = house.ask("voicemail/query", number="2001")["voicemails"][0]["voicemail"][0]
    assert status["voicemailstatus"] == "read"


def test_a_message_that_is_gone_is_said(house: House) -> None:
    house.leave_message()
    random = house.ask("voicemail/get_random", **KEY)["random"]
    assert house.ask("voicemail/delete", **{**KEY, "voicemailstatus": "all"}) == OK
    assert house.get("voicemail/download", **KEY, random=random) == failed("20018")


def test_messages_are_deleted_by_status(house: House) -> None:
    house.leave_message()
    house.leave_message()
    every = {"number": "all", "voicemailfile": "all"}
    assert house.ask("voicemail/delete", **every, voicemailstatus="read") == OK
    assert len(house.site.messages.of("2001")) == 2
    assert house.ask("voicemail/delete", **every, voicemailstatus="old") == failed("20016")
    assert house.ask("voicemail/delete", number="2001", voicemailstatus="all") == failed("10004")
    assert house.ask("voicemail/delete", **every, voicemailstatus="all") == OK
    assert house.site.messages.of("2001") == []
