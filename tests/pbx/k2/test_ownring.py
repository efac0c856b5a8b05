"""How a K2 rings one's own phone for a moment; what all dialects do: `tests/contract`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.errors import EventsBlocked, NoSuchTarget, TokenExpired, WireError
from ctiapp.model.ids import CallId, LegId
from ctiapp.pbx.eventtest import Named, OwnPhone
from ctiapp.pbx.interface import Snapshot
from ctiapp.pbx.k2.hearing import Hearing
from ctiapp.pbx.k2.ownring import OwnRing
from tests.pbx.k2.desk import COLLEAGUE, ME

if TYPE_CHECKING:
    from ctiapp.model.number import Number
    from tests.pbx.k2.desk import Desk

RING, CALL = CallId("1.1"), CallId("2.2")
EVENT = (
    '{"event":"CallStatus","callid":"1.1","members":[{"ext":{"number":"2000",'
    '"channelid":"PJSIP/2000-1","memberstatus":"RING"}}],"sn":"%s"}'
)


def call(call_id: CallId, *legs: tuple[Number, LegState]) -> CallReport:
    made = (
        LegReport(LegId(f"PJSIP/{number.text}"), LegKind.EXTENSION, number, state, None)
        for number, state in legs
    )
    return CallReport(call_id, tuple(made))


class Line:
    """One's own calls."""

    def __init__(self) -> None:
        self.calls: tuple[CallReport, ...] = ()
        self.hearing = Hearing(lambda: 0.0)
        self.hearing.expect("its-own")

    async def own_calls(self) -> Snapshot:
        return Snapshot(self.calls)

    async def claim(self) -> None:
        """Nothing is posted elsewhere."""

    def ring(self) -> OwnRing:
        return OwnRing(
            ME,
            cast("Any", None),
            self.own_calls,
            self.hearing,
            claim=self.claim,
            blocked=lambda words: EventsBlocked(words, address="192.168.5.20", port=8260),
        )


def test_an_event_is_read_without_being_believed() -> None:
    line = Line()
    ring = line.ring()
    assert ring.named(EVENT % "its-own") == Named(RING, frozenset((ME,)), rings=True)
    # Which number is this PBX's may not be known yet; the moment and the path are a test's.
    assert ring.named(EVENT % "another") == Named(RING, frozenset((ME,)), rings=True)
    with pytest.raises(WireError):
        ring.named("{")
    assert not line.hearing.hears


async def test_the_ring_is_told_from_other_calls_by_its_id_or_by_who_is_in_it() -> None:
    line = Line()
    ring = line.ring()
    rings, talks = LegState.ALERTING, LegState.CONNECTED
    assert await ring.phone(None) == OwnPhone(in_use=False, rings=True)
    assert not (await ring.phone(RING)).in_use
    line.calls = (call(RING, (ME, rings)),)
    assert await ring.phone(RING) == await ring.phone(None) == OwnPhone(in_use=True, rings=True)
    line.calls = (call(RING, (ME, talks), (ME, LegState.CLEARED)),)
    assert await ring.phone(RING) == OwnPhone(in_use=True)
    line.calls = (call(CALL, (ME, rings), (COLLEAGUE, LegState.INITIATED)),)
    assert (await ring.phone(None)).others
    assert not (await ring.phone(RING)).in_use  # that call is none of its business
    with pytest.raises(NoSuchTarget):
        await ring.hang_up(RING)


async def test_events_are_claimed_and_one_s_own_number_dialled(desk: Desk) -> None:
    client = await desk.signed_in()
    async with client.stream():
        await client.try_events()
    asked = [str(each["endpoint"]) for each in desk.pbx.face.requests]
    assert asked.index("heartbeat") < asked.index("call/dial") < asked.index("call/hangup")
    (dial,) = desk.asked("call/dial")
    assert dial["body"] == {"caller": "2000", "callee": "2000", "dialpermission": "2000"}


async def test_a_way_that_was_tried_is_closed_without_a_trial() -> None:
    line = Line()
    ring = line.ring()
    line.hearing.is_open()
    told: list[str] = []
    receiver = SimpleNamespace(miss=lambda: told.append("nothing comes"))
    error = ring.missed(cast("Any", receiver))
    assert told == ["nothing comes"]
    assert error.params == {"address": "192.168.5.20", "port": 8260}
    assert line.hearing.blocked
    assert not line.hearing.is_worth_a_trial()
    ring.reached()
    assert not line.hearing.blocked


async def test_who_is_not_signed_in_tries_nothing(desk: Desk) -> None:
    with pytest.raises(TokenExpired):
        await desk.client().try_events()
