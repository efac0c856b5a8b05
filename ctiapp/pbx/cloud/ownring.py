"""How a Cloud PBX rings one's own phone for a moment; see `ctiapp.pbx.eventtest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegState
from ctiapp.pbx.cloud import wire, wire_calls
from ctiapp.pbx.eventtest import Named, OwnPhone, named_by_event, named_by_told

if TYPE_CHECKING:
    from ctiapp.model.errors import EventsBlocked
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.cloud.calling import Calling
    from ctiapp.pbx.hearing import Hearing
    from ctiapp.pbx.rebuilding import Rebuilder
    from ctiapp.pbx.receiver import Receiver


class OwnRing:
    """Rings it, and hangs it up.

    Args:
        me: one's own extension.
        asker: gives the commands.
        calling: looks at one's own line.
        calls: knows one's calls; the ring is not among them.
        hearing: is told what came of it.
    """

    tells_apart = True  # one's own line names who else is in a call with it

    def __init__(
        self, me: Number, asker: Asker, calling: Calling, calls: Rebuilder, hearing: Hearing
    ) -> None:
        self._me = me
        self._asker = asker
        self._calling = calling
        self._calls = calls
        self._hearing = hearing

    def named(self, body: str) -> Named:
        """Read of what a report tells; see `Ringer.named`."""
        report = wire.opened(body)  # its serial number may not be agreed on yet
        told = wire.told_of(report, lambda _: None)
        if told is not None:
            return named_by_told(told)
        return named_by_event(wire.event_of(report, lambda _: None))

    async def phone(self, ring: CallId | None) -> OwnPhone:
        """Look what one's own line does: the PBX names nobody but oneself in the test's call."""
        del ring
        line = await self._calling.own_line()
        others = bool(line.outsiders) or any(each != self._me for each in line.insiders)
        return OwnPhone(
            in_use=line.state is not None,
            rings=line.state is LegState.ALERTING,
            others=others or bool(self._calls.own()),
        )

    async def ring(self) -> CallId | None:
        """Dial one's own number."""
        request = wire_calls.dial(self._me, self._me, inside=True, auto_answer=False)
        answer = await self._asker.command(request, repeatable=False)
        return wire_calls.command_answer(answer).call_id

    async def hang_up(self, ring: CallId | None) -> None:
        """Hang up the call of one's own extension, which is that one."""
        del ring
        request = wire_calls.on_extension("hangup", self._me.text)
        await self._asker.command(request, repeatable=False)

    def reached(self) -> None:
        """A report of the ring came."""
        self._hearing.came()

    def missed(self, receiver: Receiver) -> EventsBlocked:
        """None came."""
        return self._hearing.block(receiver, "one's own phone rang, and no report came")
