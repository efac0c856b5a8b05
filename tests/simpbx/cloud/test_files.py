"""Voicemail, recordings and past calls: asked for, permitted, fetched once."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House

DAY = {"starttime": "2023-11-14 00:00:00", "endtime": "2023-11-14 23:59:59"}


def leave_message(house: House, caller: str = "5503301") -> None:
    house.exchange.directory.extensions["2003"].voicemail = True
    house.exchange.set_presence("2003", "do_not_disturb")
    outer = house.ring_in("2003", caller).legs[0]
    house.wait(house.exchange.rules.greeting_s + 4)
    house.exchange.hang_up(outer)


def not_fetched(house: House, endpoint: str, **query: str) -> str:
    with pytest.raises(RefusedError) as caught:
        house.fetch(endpoint, **query)
    return caught.value.code


def messages(house: House) -> list[dict[str, str]]:
    (row,) = house.ask("voicemail/query", extid="2003")["voicemails"]
    found: list[dict[str, str]] = row["voicemail"]
    return found


def test_messages_are_told_and_read_once_fetched(house: House) -> None:
    assert house.ask("voicemail/query") == {}
    leave_message(house)
    leave_message(house, "")
    first, second = messages(house)
    assert first == {
        "voicemailfile": "msg0000.wav",
        "messagefrom": "5503301",
        "voicemailstatus": "unread",
        "voicemaildate": "2023-11-14 22:13:26",
        "voicemalllength": "6",
    }
    assert second["messagefrom"] == "Unknown"
    asked = {"extid": "2003", "voicemailfile": "msg0000.wav", "voicemailstatus": "unread"}
    answer = house.ask("voicemail/get_random", **asked)
    assert {name: answer[name] for name in asked} == asked
    assert house.fetch("voicemail/download", **answer)[:4] == b"RIFF"
    assert [each["voicemailstatus"] for each in messages(house)] == ["read", "unread"]
    assert not_fetched(house, "voicemail/download", **answer) == "20018"


def test_a_message_is_fetched_without_its_random_where_one_was_asked_for(house: House) -> None:
    leave_message(house)
    asked = {"extid": "2003", "voicemailfile": "msg0000.wav", "voicemailstatus": "unread"}
    assert not_fetched(house, "voicemail/download", **asked) == "20017"
    house.ask("voicemail/get_random", **asked)
    assert house.fetch("voicemail/download", **asked)[:4] == b"RIFF"


def test_messages_are_deleted_by_file_and_status(house: House) -> None:
    for _ in range(3):
        leave_message(house)
    asked: dict[str, Any] = {"extid": "2003", "voicemailstatus": "unread"}
    house.ask("voicemail/delete", **asked, voicemailfile="msg0001.wav")
    assert [each["voicemailfile"] for each in messages(house)] == ["msg0000.wav", "msg0002.wav"]
    assert house.refused("voicemail/delete", **asked, voicemailfile="msg0001.wav") == "20018"
    asked["voicemailstatus"] = "read"
    assert house.refused("voicemail/delete", **asked, voicemailfile="msg0000.wav") == "20018"
    assert house.ask("voicemail/delete", **asked, voicemailfile="all") == {}
    asked["voicemailstatus"] = "new"
    assert house.refused("voicemail/delete", **asked, voicemailfile="all") == "20016"
    asked["voicemailstatus"] = "all"
    house.ask("voicemail/delete", **asked, voicemailfile="all")
    assert house.ask("voicemail/query", extid="2003") == {}
    assert house.exchange.directory.extensions["2003"].messages == 0


def test_a_recording_is_fetched_once_within_its_time(house: House) -> None:
    house.exchange.directory.extensions["2000"].recorded = True
    outer, _ = house.talk("2000")
    house.wait(5)
    house.exchange.hang_up(outer)
    file = house.reports[-1]["recording"]
    answer = house.ask("recording/get_random", recording=file)
    assert answer["recording"] == file
    assert house.fetch("recording/download", **answer)[:4] == b"RIFF"
    assert not_fetched(house, "recording/download", **answer) == "20012"
    late = house.ask("recording/get_random", recording=file)
    house.wait(31)
    assert not_fetched(house, "recording/download", **late) == "20012"
    elsewhere = house.ask("recording/get_random", recording=file, allowedip="192.0.2.1")
    assert not_fetched(house, "recording/download", **elsewhere) == "20012"
    assert house.refused("recording/get_random", recording="none.wav") == "20014"


def test_past_calls_come_as_csv(house: House) -> None:
    for caller in ("5503301", "5503302"):
        outer, _ = house.talk("2000", caller)
        house.wait(3)
        house.exchange.hang_up(outer)
    house.exchange.hang_up(house.ring_in("2004", "5503303").legs[0])
    answer = house.ask("cdr/get_random", extid="all", **DAY)
    rows = list(csv.DictReader(io.StringIO(house.fetch("cdr/download", **answer).decode())))
    assert [row["callfrom"] for row in rows] == ["5503301", "5503302", "5503303"]
    assert rows[0]["timestart"] == "2023-11-14 22:13:20"
    assert rows[0]["status"] == "ANSWERED"
    assert rows[2]["status"] == "NO ANSWER"
    assert not_fetched(house, "cdr/download", **answer) == "20020"
    answer = house.ask("cdr/get_random", extid="2004,2005", **DAY)
    rows = list(csv.DictReader(io.StringIO(house.fetch("cdr/download", **answer).decode())))
    assert [row["callto"] for row in rows] == ["2004"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"extid": "all", "starttime": "2023-11-14", "endtime": DAY["endtime"]}, "20019"),
        ({"extid": "all", **DAY}, "20021"),
        ({"extid": "all", "starttime": "0001-01-01 00:00:00", "endtime": "x"}, "20019"),
        ({**DAY}, "10004"),
        ({"extid": "9", **DAY}, "10006"),
    ],
)
def test_what_cannot_be_asked_of_the_past(
    house: House, asked: dict[str, object], code: str
) -> None:
    assert house.refused("cdr/get_random", **asked) == code
