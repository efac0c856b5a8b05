"""The machine form of what is known: the members of the contract, and the words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.control.picture import (
    at_text,
    call_picture,
    code_of,
    match_picture,
    parked_picture,
    status_picture,
)
from ctiapp.model.call import EndReason
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.directory import Origin, person_key
from ctiapp.model.events import CommandAccepted, CommandSent
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.services.lookup import Match
from tests.control.office import FIRST, SECOND, Office, describe
from tests.model.said import ME, ext, inbound, mine, moment

if TYPE_CHECKING:
    from typing import Any

MEMBERS = {
    *("id", "state", "direction", "remote", "parties", "via", "did", "trunk", "since", "muted"),
    *("recording", "consult_of", "slot", "pending", "reason", "actions", "safe_transfer"),
    *("greet", "note", "caller", "digits"),
}


def shown(office: Office, call_id: str = FIRST) -> dict[str, Any]:
    """A call's picture."""
    card = office.desk.card(CallId(call_id))
    assert card is not None
    return call_picture(card)


def command(office: Office, verb: Verb, *, slot: str | None = None, done: bool = True) -> None:
    """A verb is sent, and taken."""
    office.store.apply(CommandSent(99, verb, CallId(FIRST)), office.clock())
    if done:
        office.store.apply(CommandAccepted(99, None, slot), office.clock())


async def test_a_call_has_all_members(office: Office) -> None:
    """Null where a thing is not there; the actions are words of ctl."""
    office.says(inbound("ALERT", via="6402"), mine("RING", via="6402"))
    call = shown(office)
    assert set(call) == MEMBERS
    assert (call["id"], call["state"], call["direction"]) == (FIRST, "ringing", "inbound")
    assert call["remote"] == {"number": "5503301", "name": None}
    assert call["via"] == {"number": "6402", "name": None}
    assert (call["reason"], call["slot"], call["pending"], call["did"]) == (None,) * 4
    assert (call["muted"], call["recording"], call["actions"]) == (False, "off", ["reject"])


async def test_verbs_that_ctl_has_under_another_word(office: Office) -> None:
    """A recording is paused by ``record``, a transferred one taken back by ``abort``."""
    office.talk()
    command(office, Verb.RECORD)
    assert shown(office)["recording"] == "on"
    assert shown(office)["actions"].count("record") == 1
    assert not {"pause-recording", "resume-recording"} & set(shown(office)["actions"])
    command(office, Verb.TRANSFER, done=False)
    assert shown(office)["pending"] == "transfer"
    office.says(inbound("ALERT", channel="in-a"), mine("BYE"), ext("2001", "RING"))
    assert (shown(office)["actions"], shown(office)["state"]) == (["abort"], "ended")
    assert shown(office)["reason"] == EndReason.TRANSFERRED.value


async def test_parked_and_consulted(office: Office) -> None:
    """The slot; and the call that waits."""
    office.consult()
    assert (shown(office, SECOND)["consult_of"], shown(office)["consult_of"]) == (FIRST, None)
    office.says(mine("BYE"), ext("2001", "ANSWER"), call_id=SECOND)
    command(office, Verb.PARK, slot="6001")
    office.says(inbound("HOLD", channel="in-a"), mine("BYE"))
    call = shown(office)
    assert (call["state"], call["slot"], call["actions"]) == ("parked", "6001", ["retrieve"])


async def test_the_whole_picture(office: Office) -> None:
    """Signed in with a call, and signed out."""
    office.talk()
    status = status_picture(office.services, describe)
    assert (status["connection"], status["detail"], status["code"]) == ("online", None, None)
    assert status["extension"] == {"number": "2000", "name": "Leo Ball"}
    assert status["capabilities"] == sorted(each.value for each in Capability)
    assert [call["id"] for call in status["calls"]] == [FIRST]  # type: ignore[attr-defined]
    assert (status["queues"], status["agent"], status["presence"]) == ([], None, "available")
    assert status["popup"] == {"visible": False, "call": None, "latency_ms": None}
    await office.session.sign_out()
    status = status_picture(office.services, describe)
    assert (status["connection"], status["pbx"], status["extension"]) == ("signed-out", None, None)
    assert status["calls"] == []


def test_single_things() -> None:
    """Times with their zone; stable words; slots; hits."""
    assert at_text(moment()) == "2026-03-02T09:30:00.000+00:00"
    assert at_text(None) is None
    assert code_of(Notice("error.link_lost")) == "link-lost"
    assert code_of(None) is None
    parked = ParkedCall("6001", Number("5503301"), ME, LegId("x"), moment())
    assert parked_picture(parked, "Anya") == {
        "slot": "6001",
        "party": {"number": "5503301", "name": "Anya"},
        "parker": "2000",
        "since": "2026-03-02T09:30:00.000+00:00",
    }
    hit = Match("Leo Ball", "", Number("2001"), "extension", None, None)
    assert match_picture(hit)["number"] == "2001"
    joe = Match(
        *("Joe Goffin", "Acme", Number("+12354978652"), "+1 235-497-8652", "contact"),
        key=person_key(Origin.COMPANY, "17"),
        origin=Origin.COMPANY,
        department="Sales",
    )
    told = match_picture(joe)
    assert (told["kind"], told["key"], told["origin"]) == ("contact", "company:17", "company")
    assert (told["company"], told["department"]) == ("Acme", "Sales")
