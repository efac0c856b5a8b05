"""The call verbs over a simulated PBX without sockets: real requests, real answers, real events.

What the service asks becomes the dialect's request, the simulated exchange does it, and what it
tells comes back through the dialect's parser: nothing in between is a stand-in but the sockets.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.commands import AnswerRing, Dial, RefuseRing
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.pbx.p_series import wire, wire_calls, wire_rest
from ctiapp.services.calls import Calls
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CstaCall
from ctiapp.simpbx.p_series.facade import ApiRequest, PSeries
from ctiapp.simpbx.world import build
from ctiapp.state.store import Store
from tests.model.said import ME
from tests.services.fakes import Clock, FakePbx, Keeper, settle

if TYPE_CHECKING:
    from ctiapp.model.commands import Answer, Command
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.legs import Call, Leg

MY = ME.text
BOB = "2001"
"""The colleague who is consulted, or who sits beside one and whose phone rings as well."""
CALLER = "5503301"
START_S = 1_700_000_000.0


class Wire(FakePbx):
    """Carries commands to the exchange; a crossed one takes the other party's leg for one's own."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(Account("p-series", "pbx", "client", ME))
        self._floor = floor
        self.crossed = False
        book = floor.api.tokens
        pair = book.log_in(book.client_id, book.client_secret, "192.0.2.1", START_S)
        self._token = pair.access

    async def execute(self, command: Command) -> Answer:
        self.executed.append(command)
        sent = self._floor.crossed(command) if self.crossed else command
        request = wire_calls.command_request(sent)
        asked = ApiRequest(
            request.method,
            request.endpoint,
            {"access_token": self._token},
            json.dumps(request.body).encode(),
            "192.0.2.1",
        )
        return wire_calls.command_answer(wire_rest.checked(self._floor.api.answer(asked)))


class Floor:
    """An exchange with everybody's phones, and extension 2000's services before it."""

    def __init__(self) -> None:
        self.exchange = Exchange(build(24, seed=1), now_s=START_S, seed=1)
        self.api = PSeries(self.exchange, seed=1)
        self.clock = Clock()
        self.store = Store()
        self.store.reset(ME, self.clock())
        self.store.apply(events.LinkChanged(LinkState.UP), self.clock())
        self.calls = Calls(self.store, self.clock, Preferences(Settings(), Keeper(), Notices()))
        self.wire = Wire(self)
        self.calls.attach(self.wire, lambda: None)
        self.phones: list[CstaCall] = []
        self.left_out: list[str] = []
        self.exchange.listen(self._tell)

    def _tell(self, fact: Fact) -> None:
        if isinstance(fact, CstaCall):
            self.phones.append(fact)
        for _, frame in self.api.frames(fact):
            for event in wire.parse(frame, self.left_out.append):
                self.store.apply(event, self.clock())

    # -- the wrong leg ---------------------------------------------------------------------------

    def crossed(self, command: Command) -> Command:
        """The same command with one's own leg and the other's exchanged.

        Where it names a phone's ring, or who calls, it is another phone's ring, another caller.
        """
        if isinstance(command, AnswerRing | RefuseRing):
            ring = next(one for one in self.phones if one.extension != MY)
            number = Number(ring.extension)
            wrong = replace(
                command.ring, extension=number, ring_id=ring.csta_id, address=ring.address
            )
            return replace(command, ring=wrong)
        if isinstance(command, Dial):
            return replace(command, caller=Number(BOB))
        leg_id = command.leg_id  # type: ignore[union-attr]
        leg = self.exchange.leg(str(leg_id))
        beside = [one for one in leg.call.legs if one.alive and one.channel != leg.channel]
        # A caller who waits to be let in is alone: taken for another one who waits.
        waiting = [self.exchange.leg(channel) for channel in self.exchange.screening.offered]
        other = next(one for one in (*beside, *waiting) if one is not leg)
        return replace(command, leg_id=LegId(other.channel))  # type: ignore[call-arg]

    # -- what people do --------------------------------------------------------------------------

    def rings_in(self, to: str = MY) -> tuple[CallId, Leg]:
        """Somebody outside calls; the call, and their leg."""
        trunk = self.exchange.directory.trunks["City-SIP"]
        call = self.exchange.router.inbound(CALLER, to, trunk=trunk)
        return CallId(call.id), call.legs[0]

    def talk(self) -> tuple[CallId, Leg, Leg]:
        """They are talked to; the call, their leg and one's own."""
        call_id, caller = self.rings_in()
        self.exchange.pick_up(self.leg(MY))
        return call_id, caller, self.leg(MY)

    def leg(self, extension: str) -> Leg:
        """An extension's oldest living leg."""
        return self.exchange.legs_of(extension)[0]

    def rung(self, extension: str) -> bool:
        """Whether a phone rings."""
        return any(leg.ringing for leg in self.exchange.legs_of(extension))

    def call(self, call_id: CallId) -> Call:
        """A call as the exchange has it."""
        return self.exchange.calls[call_id]

    async def wait(self, seconds: float) -> None:
        """Let time pass at the exchange, and what it tells arrive."""
        self.exchange.advance(self.exchange.now_s + seconds)
        await settle()
