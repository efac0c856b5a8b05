"""``ctl note``: on which call, and when it is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.ctl import CtlExit, CtlReply
from ctiapp.services.journal import NOTE
from ctiapp.services.notes import MAX_NOTE
from tests.control.office import Office
from tests.model.said import inbound, mine
from tests.services.fakes import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TALK = (inbound("ANSWERED"), mine("ANSWER"))
OVER = (inbound("BYE"), mine("ANSWER"))


@pytest.fixture
async def office(time_flies: None) -> AsyncIterator[Office]:
    """Signed in, nobody calls."""
    made = Office()
    await made.sign_in()
    yield made
    await made.verbs.close()
    await made.end()


def code(reply: CtlReply) -> str | None:
    """Why it was refused."""
    return None if reply.error is None else reply.error.code


def notes(office: Office) -> dict[object, object]:
    """What the journal has, by call."""
    return {entry.call_id: entry.data["text"] for entry in office.kept.of(NOTE)}


async def test_on_the_only_call(office: Office) -> None:
    """It is on the disk when the answer comes, and in ``ctl calls``."""
    office.says(*TALK, call_id="1.1")
    reply = await office.ctl("note", "wants the invoice")
    assert (reply.exit, notes(office)) == (CtlExit.CONFIRMED, {"1.1": "wants the invoice"})
    calls = await office.ctl("calls")
    assert isinstance(calls.data, list)
    assert calls.data[0]["note"] == "wants the invoice"
    await settle()


async def test_on_the_call_that_is_just_over(office: Office) -> None:
    """A living one comes before it."""
    office.says(*TALK, call_id="1.1")
    office.says(*OVER, call_id="1.1")
    assert (await office.ctl("note", "sent it")).exit is CtlExit.CONFIRMED
    office.says(inbound("ANSWERED", "5550100", "x"), mine("ANSWER", "x"), call_id="2.1")
    assert (await office.ctl("note", "another")).exit is CtlExit.CONFIRMED
    assert notes(office) == {"1.1": "sent it", "2.1": "another"}
    assert (await office.ctl("note", "changed", "1.1")).exit is CtlExit.CONFIRMED
    assert notes(office)["1.1"] == "changed"


async def test_an_empty_one_takes_it_away(office: Office) -> None:
    """Gone from the disk and from the card when the answer comes; a second time is no error."""
    office.says(*TALK, call_id="1.1")
    await office.ctl("note", "wants the invoice")
    reply = await office.ctl("note", "")
    assert (reply.exit, notes(office)) == (CtlExit.CONFIRMED, {})
    calls = await office.ctl("calls")
    assert isinstance(calls.data, list)
    assert calls.data[0]["note"] is None
    assert (await office.ctl("note", "", "1.1")).exit is CtlExit.CONFIRMED
    await settle()


async def test_which_of_several_must_be_said(office: Office) -> None:
    """Nothing is guessed; and there must be one."""
    nobody = await office.ctl("note", "x")
    assert (nobody.exit, code(nobody)) == (CtlExit.FAILED, "note.no-call")
    office.says(*TALK, call_id="1.1")
    office.says(inbound("ALERT", "5550100", "x"), mine("RING", "x"), call_id="2.1")
    assert code(await office.ctl("note", "x")) == "call.several"
    assert code(await office.ctl("note", "x", "9.9")) == "call.gone"
    assert notes(office) == {}


async def test_what_is_too_long_or_cannot_be_kept_is_refused(office: Office) -> None:
    """One line says why; a note is never kept in part."""
    office.says(*TALK, call_id="1.1")
    assert code(await office.ctl("note", "x" * (MAX_NOTE + 1))) == "note.too-long"
    office.kept.refuses = True
    assert (await office.ctl("note", "x")).exit is CtlExit.FAILED
    office.kept.refuses = False
    assert notes(office) == {}
