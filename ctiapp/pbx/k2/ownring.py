"""How a K2 rings one's own phone for a moment; see `ctiapp.pbx.eventtest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import Dial, HangUpLeg
from ctiapp.model.errors import NoSuchTarget
from ctiapp.pbx.eventtest import Named, OwnPhone, named_by_event, named_together
from ctiapp.pbx.k2 import wire, wire_calls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.call import CallReport, LegReport
    from ctiapp.model.errors import LinkError
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Snapshot
    from ctiapp.pbx.k2.asking import Asker
    from ctiapp.pbx.k2.hearing import Hearing
    from ctiapp.pbx.receiver import Receiver


class OwnRing:
    """Rings it, and hangs it up.

    Args:
        me: one's own extension.
        asker: gives the commands.
        own_calls: asks which calls one has.
        hearing: is told what came of it.
        claim: has the events posted here, and to no other program with the same account.
        blocked: what to say where nothing is posted.
    """

    tells_apart = True  # its calls have ids, and are ended leg by leg

    def __init__(
        self,
        me: Number,
        asker: Asker,
        own_calls: Callable[[], Awaitable[Snapshot]],
        hearing: Hearing,
        *,
        claim: Callable[[], Awaitable[None]],
        blocked: Callable[[str], LinkError],
    ) -> None:
        self._me = me
        self._asker = asker
        self._own_calls = own_calls
        self._hearing = hearing
        self._claim = claim
        self._blocked = blocked

    def named(self, body: str) -> Named:
        """Read of what an event tells; see `Ringer.named`."""
        read = wire.parse(body, lambda _: None)  # its serial number may not be known yet
        return named_together(named_by_event(event) for event in read)

    async def phone(self, ring: CallId | None) -> OwnPhone:
        """Look what becomes of that ring; where its id is not known, of all calls that one has."""
        calls = (await self._own_calls()).calls
        legs = [leg for call in calls for leg in self._rung(call, ring)]
        rings = all(leg.state is LegState.ALERTING for leg in legs)
        if ring is not None:
            return OwnPhone(in_use=bool(legs), rings=rings)
        others = any(not self._rung(call, None) for call in calls)
        return OwnPhone(in_use=bool(calls), rings=rings, others=others)

    def _rung(self, call: CallReport, ring: CallId | None) -> list[LegReport]:
        """One's own legs in a call that is that ring, or has nobody else in it."""
        mine = [leg for leg in call.legs if self._is_mine(leg)]
        is_ring = len(mine) == len(call.legs) if ring is None else call.call_id == ring
        return [leg for leg in mine if is_ring and leg.state is not LegState.CLEARED]

    def _is_mine(self, leg: LegReport) -> bool:
        return leg.kind is LegKind.EXTENSION and leg.number == self._me

    async def ring(self) -> CallId | None:
        """Have the events posted here, and dial one's own number."""
        await self._claim()
        request = wire_calls.command_request(Dial(self._me, self._me), self._me)
        answer = await self._asker.command(request, repeatable=False)
        return wire_calls.command_answer(answer).call_id

    async def hang_up(self, ring: CallId | None) -> None:
        """Hang up the legs of that call, and of no other."""
        legs = [leg for call in (await self._own_calls()).calls for leg in self._rung(call, ring)]
        if not legs:
            raise NoSuchTarget("the ring is not there")
        for leg in legs:
            request = wire_calls.command_request(HangUpLeg(leg.leg_id), self._me)
            await self._asker.command(request, repeatable=True)

    def reached(self) -> None:
        """An event of the ring came."""
        self._hearing.is_open()

    def missed(self, receiver: Receiver) -> LinkError:
        """None came, though it is here that they are posted: the way deserves no trial."""
        receiver.miss()
        self._hearing.is_closed()
        return self._blocked("one's own phone rang, and no event came")
