"""How an OpenVox UC rings one's own phone for a moment; see `ctiapp.pbx.eventtest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegState
from ctiapp.pbx.eventtest import Named, OwnPhone, named_by_event, named_by_told
from ctiapp.pbx.openvox import wire, wire_calls

if TYPE_CHECKING:
    from ctiapp.model.errors import EventsBlocked
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.hearing import Hearing
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.calling import Calls
    from ctiapp.pbx.receiver import Receiver


class OwnRing:
    """Rings it, and hangs it up.

    Args:
        me: one's own extension.
        asker: gives the commands.
        calls: looks at one's own line, and knows one's calls; the ring is not among them.
        hearing: is told what came of it.
    """

    tells_apart = False  # calls inside are in no list, and the answer to a dial names none

    def __init__(self, me: Number, asker: Asker, calls: Calls, hearing: Hearing) -> None:
        self._me = me
        self._asker = asker
        self._calls = calls
        self._hearing = hearing

    def named(self, body: str) -> Named | None:
        """Read of what an event tells; see `Ringer.named`."""
        event = wire.opened(body)
        if not self._calls.is_genuine(event.sn):
            return None
        told = wire.told_of(event, lambda _: None)
        return named_by_event(wire.event_of(event)) if told is None else named_by_told(told)

    async def phone(self, ring: CallId | None) -> OwnPhone:
        """Look what one's own line does, and whether any call that is known is one's own."""
        del ring
        state, others = await self._calls.own_phone()
        return OwnPhone(
            in_use=others or state is not None, rings=state is LegState.ALERTING, others=others
        )

    async def ring(self) -> CallId | None:
        """Dial one's own number; the answer names no call (section 3)."""
        request = wire_calls.dial_inside(self._me, self._me, auto_answer=False)
        await self._asker.command(request, repeatable=False)
        return None

    async def hang_up(self, ring: CallId | None) -> None:
        """Hang up the call of one's own extension, which is that one."""
        del ring
        request = wire_calls.on_extension("hangup", self._me.text)
        await self._asker.command(request, repeatable=False)

    def reached(self) -> None:
        """An event of the ring came."""
        self._hearing.came()

    def missed(self, receiver: Receiver) -> EventsBlocked:
        """None came."""
        return self._hearing.block(receiver, "one's own phone rang, and no event came")
