"""How an OpenVox UC rings one's own phone for a moment; what all dialects do: `tests/contract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.call import LegState
from ctiapp.model.errors import EventsBlocked, TokenExpired, WireError
from ctiapp.model.events import CallReported
from ctiapp.model.ids import CallId
from ctiapp.pbx.eventtest import Named, OwnPhone
from ctiapp.pbx.hearing import Hearing
from ctiapp.pbx.openvox.ownring import OwnRing
from tests.pbx.openvox.desk import ME

if TYPE_CHECKING:
    from tests.pbx.openvox.desk import Desk

RING = '{"action":"RING","callid":"1.1","ext":{"extid":"2000"},"sn":"%s"}'
LINE = '{"action":"ExtensionStatus","extension":"2000","status":"Ringing","sn":"%s"}'


class Lines:
    """One's own line, and whether a call is known."""

    state: LegState | None = None
    others = False

    async def own_phone(self) -> tuple[LegState | None, bool]:
        return self.state, self.others

    def is_genuine(self, sn: str) -> bool:
        return sn == "its-own"


def made() -> tuple[OwnRing, Lines, Hearing]:
    lines, hearing = Lines(), Hearing(lambda: 0.0)
    return OwnRing(ME, cast("Any", None), cast("Any", lines), hearing), lines, hearing


def test_an_event_is_read_without_being_believed() -> None:
    ring, _, _ = made()
    assert ring.named(RING % "its-own") == Named(CallId("1.1"), frozenset((ME,)), rings=True)
    assert ring.named(LINE % "its-own") == Named(None, frozenset((ME,)))
    assert ring.named(RING % "another") is None
    with pytest.raises(WireError):
        ring.named("{")


async def test_what_one_s_own_phone_does() -> None:
    ring, lines, _ = made()
    assert await ring.phone(None) == OwnPhone(in_use=False)
    lines.state = LegState.ALERTING
    assert await ring.phone(None) == OwnPhone(in_use=True, rings=True)
    lines.state = LegState.CONNECTED
    assert await ring.phone(None) == OwnPhone(in_use=True)
    lines.state, lines.others = None, True  # a call with somebody outside
    assert await ring.phone(None) == OwnPhone(in_use=True, others=True)


async def test_the_ring_is_to_one_s_own_number_in_the_house(desk: Desk) -> None:
    client = await desk.signed_in()
    async with client.stream():
        await client.try_events()
    (asked,) = desk.asked("extension/dial_extension")
    assert asked["body"] == {"caller": "2000", "callee": "2000", "autoanswer": "no"}
    assert len(desk.asked("extension/hangup")) == 1


async def test_a_way_that_was_tried_is_blocked_until_something_comes(desk: Desk) -> None:
    ring, _, hearing = made()
    client = await desk.signed_in()
    receiver = client._receiver
    assert receiver is not None
    error = ring.missed(receiver)
    assert isinstance(error, EventsBlocked)
    assert error.params == {"address": "127.0.0.1", "port": receiver.port}
    assert hearing.blocked
    ring.reached()
    assert not hearing.blocked


async def test_a_ring_that_was_missed_is_nobody_s_call_when_it_is_posted_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctiapp.pbx.eventtest.LATE_S", 0.3)
    monkeypatch.setattr("ctiapp.pbx.eventtest.AGAIN_S", 0.02)
    client = await desk.signed_in()
    desk.control("cut")
    with pytest.raises(EventsBlocked):
        await client.try_events()
    assert client.parse(RING % "its-own") == ()
    (shown,) = client.parse((RING % "its-own").replace("1.1", "2.2"))  # a call that comes then
    assert isinstance(shown, CallReported)


async def test_who_is_not_signed_in_tries_nothing(desk: Desk) -> None:
    with pytest.raises(TokenExpired):
        await desk.client().try_events()
