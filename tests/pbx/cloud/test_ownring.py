"""How a Cloud PBX rings one's own phone for a moment; what all dialects do: `tests/contract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.call import LegState
from ctiapp.model.errors import EventsBlocked, TokenExpired, WireError
from ctiapp.model.ids import CallId
from ctiapp.pbx.cloud.ownring import OwnRing
from ctiapp.pbx.cloud.wire_calls import Line
from ctiapp.pbx.eventtest import Named, OwnPhone
from ctiapp.pbx.hearing import Hearing
from tests.pbx.cloud.desk import COLLEAGUE, ME

if TYPE_CHECKING:
    from tests.pbx.cloud.desk import Desk

RING = '{"action": "RING", "callid": "1.1", "call": [{"ext": {"extid": "2000"}}], "sn": "%s"}'
LINE = '{"action": "ExtensionStatus", "extension": "2000", "status": "Ringing", "sn": "%s"}'


class Lines:
    """One's own line, and the calls that are known."""

    def __init__(self) -> None:
        self.line = Line(None)
        self.calls: tuple[object, ...] = ()

    async def own_line(self) -> Line:
        return self.line

    def own(self) -> tuple[object, ...]:
        return self.calls


def made() -> tuple[OwnRing, Lines, Hearing]:
    lines, hearing = Lines(), Hearing(lambda: 0.0)
    hearing.expect("its-own")
    unused = cast("Any", None)
    return OwnRing(ME, unused, cast("Any", lines), cast("Any", lines), hearing), lines, hearing


def test_a_report_is_read_without_being_believed() -> None:
    ring, _, _ = made()
    assert ring.named(RING % "its-own") == Named(CallId("1.1"), frozenset((ME,)), rings=True)
    assert ring.named(LINE % "its-own") == Named(None, frozenset((ME,)))
    # Which number is this PBX's may not be agreed on yet; the moment and the path are a test's.
    assert ring.named(RING % "another") == Named(CallId("1.1"), frozenset((ME,)), rings=True)
    with pytest.raises(WireError):
        ring.named("{")


async def test_whom_one_s_own_line_names_is_another_s_call() -> None:
    ring, lines, _ = made()
    assert await ring.phone(None) == OwnPhone(in_use=False)
    lines.line = Line(LegState.ALERTING, (ME,))
    assert await ring.phone(None) == OwnPhone(in_use=True, rings=True)
    lines.line = Line(LegState.CONNECTED)
    assert await ring.phone(None) == OwnPhone(in_use=True)
    lines.line = Line(LegState.ALERTING, (COLLEAGUE,))
    assert (await ring.phone(None)).others
    lines.line = Line(LegState.ALERTING)
    lines.calls = (object(),)
    assert (await ring.phone(None)).others


async def test_the_ring_is_to_one_s_own_number_inside(desk: Desk) -> None:
    async with desk.linked() as (client, _):
        await client.try_events()
    (asked,) = (
        each for each in desk.pbx.face.requests if each["endpoint"] == "extension/dial_extension"
    )
    assert asked["body"] == {"caller": "2000", "callee": "2000", "autoanswer": "no"}
    assert desk.asked("extension/hangup") == 1


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
    assert hearing.hears


async def test_who_is_not_signed_in_tries_nothing(desk: Desk) -> None:
    with pytest.raises(TokenExpired):
        await desk.client().try_events()
