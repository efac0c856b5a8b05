"""People at their phones, and one at the application: each does something at random."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.model.commands import Verb
from ctiapp.model.errors import CtiError
from ctiapp.model.number import Number
from ctiapp.services.commander import Outcome
from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.facts import LegState
from ctiapp.state.selectors import actions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from ctiapp.model.call import Call as ShownCall
    from ctiapp.services.calls import Calls
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg
    from ctiapp.state.store import Store

ME = "2000"
COLLEAGUES = ("2001", "2002", "2003")
CALLED = (ME, ME, ME, ME, "6300", "6400", "6200", "2001")
DIALLED = (*COLLEAGUES, "5503309", "6400", "6200", "6300", "6500", "6001", "2999", "90999")
OFTEN_MINE = 0.8
"""How often what people do concerns the extension that is watched."""


class People:
    """Everybody at a phone, and the callers outside.

    Args:
        exchange: where they are.
        rng: chooses who does what.
    """

    def __init__(self, exchange: Exchange, rng: Random) -> None:
        self.exchange = exchange
        self._rng = rng
        trunks = list(exchange.directory.trunks.values())
        self._trunk = trunks[0]
        self._acts: tuple[tuple[int, str, Callable[[], object]], ...] = (
            (10, "a call comes in", self._call_in),
            (3, "a colleague dials", self._colleague_dials),
            (4, "2000 dials", self._dial),
            (14, "somebody picks up", self._pick_up),
            (6, "somebody hangs up", self._hang_up),
            (3, "hold is pressed", self._hold),
            (3, "hold is pressed again", self._unhold),
            (2, "a blind transfer", self._blind),
            (3, "a consultation begins", self._consult),
            (4, "a consultation goes on", self._operate),
            (2, "somebody parks", self._park),
            (2, "somebody fetches", self._fetch),
            (2, "somebody is invited", self._invite),
        )
        self._weights = [weight for weight, _, _ in self._acts]

    def act(self) -> str:
        """Do one thing; what it was, in a few words. What cannot be done is tried and left."""
        words = ""
        for _ in range(4):
            _, words, act = self._rng.choices(self._acts, self._weights)[0]
            try:
                return f"{words}: {act()}"
            except ExchangeError as error:
                words = f"{words}: {error}"
        return words

    # -- whom it befalls -------------------------------------------------------------------------

    def _legs(self) -> list[Leg]:
        legs = list(self.exchange.legs.values())
        if self._rng.random() < OFTEN_MINE:
            calls = {leg.call.id for leg in self.exchange.legs_of(ME)}
            legs = [leg for leg in legs if leg.call.id in calls] or legs
        return legs

    def _leg(self, fits: Callable[[Leg], bool]) -> Leg:
        legs = [leg for leg in self._legs() if fits(leg)]
        if not legs:
            message = "nobody"
            raise ExchangeError(message)
        return self._rng.choice(legs)

    # -- what they do ----------------------------------------------------------------------------

    def _call_in(self) -> str:
        number = f"55033{self._rng.randint(10, 99)}"
        to = self._rng.choice(CALLED)
        return self.exchange.router.inbound(number, to, trunk=self._trunk).id + f" to {to}"

    def _colleague_dials(self) -> str:
        who = self._rng.choice(COLLEAGUES)
        return self.exchange.router.dial(who, self._rng.choice((ME, ME, ME, "6400"))).id

    def _dial(self) -> str:
        device = self._rng.randrange(len(self.exchange.directory.extensions[ME].devices))
        return self.exchange.router.dial(ME, self._rng.choice(DIALLED), device=device).id

    def _pick_up(self) -> str:
        leg = self._leg(lambda leg: leg.ringing)
        self.exchange.pick_up(leg)
        return leg.channel

    def _hang_up(self) -> str:
        leg = self._leg(lambda leg: leg.alive)
        self.exchange.hang_up(leg)
        return leg.channel

    def _hold(self) -> str:
        leg = self._leg(lambda leg: leg.talking)
        self.exchange.hold(leg)
        return leg.channel

    def _unhold(self) -> str:
        leg = self._leg(lambda leg: leg.talking)
        self.exchange.unhold(leg)
        return leg.channel

    def _blind(self) -> str:
        leg, to = self._leg(_has_a_host), self._rng.choice((ME, *DIALLED))
        self.exchange.transfers.blind(leg, to, by_phone=self._rng.random() < 0.5)
        return f"{leg.channel} to {to}"

    def _consult(self) -> str:
        leg, to = self._leg(_is_extension), self._rng.choice((ME, *DIALLED))
        return f"{leg.channel} {to} {self.exchange.consults.begin(leg, to).id}"

    def _operate(self) -> str:
        pairs = list(self.exchange.consults.pairs)
        if not pairs:
            message = "nobody"
            raise ExchangeError(message)
        channel = self._rng.choice(pairs)
        operation = self._rng.choice(("abort", "complete", "threeway", "swap"))
        self.exchange.consults.operate(self.exchange.leg(channel), operation)
        return f"{channel} {operation}"

    def _park(self) -> str:
        leg = self._leg(lambda leg: leg.state is LegState.UP and _has_a_host(leg))
        slot = self.exchange.parking.park(leg, by_phone=self._rng.random() < 0.5).slot
        return f"{leg.channel} in {slot}"

    def _fetch(self) -> str:
        taken = list(self.exchange.parking.slots)
        slot = self._rng.choice(taken or ["6001"])
        return f"{slot} by {self.exchange.router.dial(self._rng.choice((ME, '2001')), slot).id}"

    def _invite(self) -> str:
        leg, who = self._leg(_is_extension), self._rng.choice(("2004", "5503309"))
        self.exchange.conferences.invite(leg, who)
        return f"{leg.channel} invites {who}"


def _is_extension(leg: Leg) -> bool:
    return leg.talking and leg.extension is not None


def _has_a_host(leg: Leg) -> bool:
    """Whether an extension talks with this one: nobody outside can move or park anybody."""
    partner = leg.partner()
    return leg.talking and partner is not None and partner.extension is not None


class Operator:
    """Who sits at the application, and presses what it offers.

    Attributes:
        parked: the calls that were parked from here and confirmed, with their slots.
        faults: what a verb did that it never may.
    """

    def __init__(self, store: Store, calls: Calls, rng: Random) -> None:
        self._store = store
        self._calls = calls
        self._rng = rng
        self._tasks: set[asyncio.Task[None]] = set()
        self.parked: dict[str, str] = {}
        self.faults: list[str] = []

    def act(self) -> str:
        """Press one key; what it was, in a few words."""
        offers = [
            (call, verb)
            for call in self._store.calls
            for verb in actions(call)
            if verb is not Verb.SAFE_TRANSFER
        ]
        if not offers or self._rng.random() < 0.1:
            number = self._rng.choice(DIALLED)
            self._do(Verb.DIAL, None, lambda: self._calls.dial(Number(number)))
            return f"the application dials {number}"
        call, verb = self._rng.choice(offers)
        self._do(verb, call, self._doing(call, verb))
        return f"the application: {verb.value} {call.call_id}"

    def _doing(self, call: ShownCall, verb: Verb) -> Callable[[], Awaitable[Outcome]]:
        calls, call_id = self._calls, call.call_id
        number = Number(self._rng.choice(DIALLED))
        with_number = {Verb.TRANSFER: calls.transfer, Verb.CONSULT: calls.consult,
                       Verb.ADD: calls.add}  # fmt: skip
        if verb in with_number:
            return lambda: with_number[verb](call_id, number)
        if verb is Verb.RETRIEVE:
            return lambda: calls.retrieve(call.slot or "")
        alone = {
            Verb.HANG_UP: calls.hang_up, Verb.REJECT: calls.reject, Verb.HOLD: calls.hold,
            Verb.RESUME: calls.resume, Verb.ANSWER: calls.answer, Verb.MUTE: calls.mute,
            Verb.UNMUTE: calls.unmute, Verb.RECORD: calls.record,
            Verb.PAUSE_RECORDING: calls.pause_recording,
            Verb.RESUME_RECORDING: calls.resume_recording, Verb.COMPLETE: calls.complete,
            Verb.ABORT: calls.abort, Verb.SWAP: calls.swap, Verb.CONFERENCE: calls.conference,
            Verb.TAKE_BACK: calls.take_back, Verb.ACCEPT_INBOUND: calls.accept_inbound,
            Verb.REFUSE_INBOUND: calls.refuse_inbound, Verb.PARK: calls.park,
        }  # fmt: skip
        return lambda: alone[verb](call_id)

    def _do(
        self, verb: Verb, call: ShownCall | None, doing: Callable[[], Awaitable[Outcome]]
    ) -> None:
        task = asyncio.create_task(self._try(verb, call, doing), name=verb.value)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _try(
        self, verb: Verb, call: ShownCall | None, doing: Callable[[], Awaitable[Outcome]]
    ) -> None:
        try:
            outcome = await doing()
        except CtiError:
            return  # refused, and the call says so
        except Exception as error:  # noqa: BLE001 - told at the end of the step, with the rest
            self.faults.append(f"{verb.value}: {type(error).__name__}: {error}")
            return
        shown = None if call is None else self._store.call(call.call_id)
        parked = verb is Verb.PARK and outcome is Outcome.CONFIRMED
        if parked and shown is not None and shown.slot is not None:
            self.parked[str(shown.call_id)] = shown.slot

    async def rest(self) -> None:
        """Wait until every verb has come to its end."""
        while self._tasks:
            await asyncio.wait(self._tasks)
