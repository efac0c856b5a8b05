"""Calls taken up as a recording has them: exactly those, and the story goes on from there."""

from __future__ import annotations

from dataclasses import replace

from ctiapp.model import events
from ctiapp.model.call import Phase
from ctiapp.model.commands import PhoneRingId
from ctiapp.model.ids import CallId
from tests.model.said import CALL, ME, ext, inbound, mine, moment
from tests.state.desk import Told, talk

SECOND = "2.1"


def consulted() -> Told:
    """5503301 is held, and 2001 is asked; both in one store."""
    told = Told()
    talk(told)
    told.said(inbound("ANSWERED"), mine("HOLD"))
    told.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)
    assert told.call(SECOND).consult_of == CALL
    return told


def test_the_story_goes_on_where_the_recording_begins() -> None:
    """Held, consulted, as old as they were; and the same frames lead to the same end."""
    first, second = consulted(), Told()
    second.said(inbound("ALERT"), mine("RING"), call_id="9.9")
    second.now_s = 5000.0
    second.take(events.CallsRecalled(first.store.calls, moment(first.now_s)), 0.0)
    assert second.phases == {CALL: Phase.HELD, SECOND: Phase.TALKING}
    assert second.call(SECOND).consult_of == CALL
    assert second.call().consulting == SECOND
    held = first.call().since
    assert held is not None
    assert second.call().since == moment(5000.0 - (first.now_s - held.mono_s))
    for told in (first, second):
        told.said(mine("BYE"), ext("2001", "ANSWER"), call_id=SECOND)
        assert told.living == {CALL}
        assert told.call().consulting is None
        told.said(inbound("ALERT", channel="in-3"), mine("RING", "c"), call_id="3.1")
    assert second.call("3.1").sequence > second.call().sequence
    assert second.store.told_by_event(CallId(CALL))


def test_a_phone_that_could_be_commanded_still_can() -> None:
    """The ring of one's phone belongs to its call; a leg that ended stays so."""
    told, ring = Told(), PhoneRingId(ME, "32787", "192.0.2.7:5060")
    told.said(inbound("ALERT"), mine("RING"))
    ringing = replace(told.call(), phone_ring=ring)
    told.recorded()
    again = Told()
    again.take(events.CallsRecalled((ringing,), moment(told.now_s)))
    assert again.call().phone_ring == ring
    again.take(events.CallsRecalled(told.store.calls, moment(told.now_s)))
    again.said(inbound("ALERT"), mine("RING"))  # late
    assert again.living == set()
    again.take(events.CallsRecalled((), moment(told.now_s)))
    assert again.phases == {}
