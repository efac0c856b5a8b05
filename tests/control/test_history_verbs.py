"""``ctl history``: what the list shows, in the machine form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.control.history_verbs import LATEST, past_call_picture
from ctiapp.model.call import Direction
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.number import Number
from tests.model.said import inbound, mine
from tests.services.fakes import Clock, settle

if TYPE_CHECKING:
    from tests.control.office import Office


async def call(office: Office, call_id: str, number: str = "5503301") -> None:
    """Somebody calls, and gives up after nine seconds."""
    office.says(inbound("ALERT", number), mine("RING"), call_id=call_id)
    await Clock.pass_s(9)
    office.says(inbound("BYE", number), mine("RING"), call_id=call_id)
    await settle()
    await office.history.settled()


async def test_the_newest_calls(office: Office) -> None:
    began = office.clock().at
    await call(office, "1.1")
    await call(office, "1.2", "5503302")

    reply = await office.ctl("history")

    assert reply.exit == 0
    assert isinstance(reply.data, dict)
    new, old = reply.data["calls"]
    assert (new["number"], new["call_id"]) == ("5503302", "1.2")
    key = old.pop("key")
    assert isinstance(key, str)
    assert key != new["key"]
    assert old == {
        "at": began.isoformat(timespec="milliseconds"),
        "number": "5503301",
        "name": None,
        "direction": "inbound",
        "incoming": True,
        "fate": "missed",
        "taken_by": None,
        "talk_s": 0,
        "ring_s": 9,
        "queue": None,
        "did": None,
        "recording": None,
        "note": None,
        "parts": 1,
        "call_id": "1.1",
    }


def test_who_took_it_has_the_name_of_today() -> None:
    """What the PBX wrote down, where nobody is known to have the number."""
    past = PastCall(
        key="7",
        at=datetime(2030, 1, 2, tzinfo=UTC),
        number=Number("5503301"),
        name="",
        direction=Direction.INBOUND,
        incoming=True,
        fate=Fate.ANSWERED_ELSEWHERE,
        taken_by=Number("2003"),
        taken_name="Terry",
    )

    assert past_call_picture(past, None, "Terrell Smith")["taken_by"] == {
        "number": "2003",
        "name": "Terrell Smith",
    }
    assert past_call_picture(past, None, None)["taken_by"] == {"number": "2003", "name": "Terry"}


def test_nobody_takes_the_call_that_they_made() -> None:
    past = PastCall(
        key="7",
        at=datetime(2030, 1, 2, tzinfo=UTC),
        number=Number("2001"),
        name="Leo",
        direction=Direction.INTERNAL,
        incoming=False,
        fate=Fate.ANSWERED,
        taken_by=Number("2000"),
        taken_name="Kristin",
    )

    assert past_call_picture(past, None, "Kristin Hale")["taken_by"] is None


async def test_those_with_a_text_in_them(office: Office) -> None:
    await call(office, "1.1")
    await call(office, "1.2", "5503302")

    reply = await office.ctl("history", "3302")

    assert isinstance(reply.data, dict)
    assert [each["number"] for each in reply.data["calls"]] == ["5503302"]


async def test_no_more_than_so_many(office: Office) -> None:
    for number in range(LATEST + 1):
        await call(office, f"9.{number}")

    reply = await office.ctl("history")

    assert isinstance(reply.data, dict)
    assert len(reply.data["calls"]) == LATEST


async def test_signed_out_there_is_none(office: Office) -> None:
    await office.session.sign_out()

    reply = await office.ctl("history")

    assert reply.error is not None
    assert reply.error.text == "<link.not_up>"
