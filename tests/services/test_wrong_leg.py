"""Every verb on its leg at the simulated PBX, and on the wrong one: the same check, which fails.

``test_call_legs.py`` says which leg goes into each command. Here the PBX says what comes of it:
with one's own leg and the other's exchanged, somebody else is muted, parked or cut off, or nothing
is done at all. Each row's check holds for the right leg and fails for the wrong one, so that none
of them can pass by looking past whom the verb was about.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ctiapp.model.commands import Verb
from ctiapp.model.errors import CtiError
from ctiapp.model.number import Number
from ctiapp.simpbx import media
from ctiapp.simpbx.facts import LegState
from tests.services.calling import started
from tests.services.wired import BOB, MY, Floor

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from ctiapp.model.ids import CallId
    from ctiapp.services.calls import Calls, Outcome
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg

OUTSIDE = "0891234567"

MADE_OF_OTHERS = {"safe-transfer"}
"""Verbs that are several of these, one after the other."""


class Stage(NamedTuple):
    """Who is there when the verb is asked for."""

    floor: Floor
    call_id: CallId
    caller: Leg
    own: Leg

    @property
    def exchange(self) -> Exchange:
        """The PBX."""
        return self.floor.exchange


# --- before --------------------------------------------------------------------------------------


async def talking(floor: Floor) -> Stage:
    """Somebody outside is talked to."""
    return Stage(floor, *floor.talk())


async def held(floor: Floor) -> Stage:
    """They wait."""
    stage = await talking(floor)
    floor.exchange.hold(stage.own)
    return stage


async def muted(floor: Floor) -> Stage:
    """One is not heard."""
    stage = await talking(floor)
    media.mute(stage.own, muted=True)
    return stage


async def recorded(floor: Floor) -> Stage:
    """One is recorded."""
    stage = await talking(floor)
    media.start_recording(floor.exchange, stage.own)
    return stage


async def paused(floor: Floor) -> Stage:
    """The recording waits."""
    stage = await recorded(floor)
    media.pause_recording(stage.own)
    return stage


async def ringing(floor: Floor) -> Stage:
    """Several phones ring for somebody outside; one's own is the first."""
    call_id, caller = floor.rings_in("6300")
    return Stage(floor, call_id, caller, floor.leg(MY))


async def ringing_by_csta(floor: Floor) -> Stage:
    """The same where the phones can be commanded."""
    for extension in (MY, BOB):
        floor.exchange.directory.extensions[extension].csta = True
    return await ringing(floor)


async def internal(floor: Floor) -> Stage:
    """A colleague is talked to, whose phone could consult as well as one's own."""
    call = floor.exchange.router.dial("2003", MY)
    floor.exchange.pick_up(floor.leg(MY))
    return Stage(floor, call.id, floor.leg("2003"), floor.leg(MY))  # type: ignore[arg-type]


async def three(floor: Floor) -> Stage:
    """Three talk."""
    stage = await talking(floor)
    floor.exchange.conferences.invite(stage.own, BOB)
    floor.exchange.pick_up(floor.leg(BOB))
    return stage


async def parked(floor: Floor) -> Stage:
    """They wait in a slot."""
    stage = await talking(floor)
    floor.exchange.parking.park(stage.caller, "6001")
    await floor.wait(2.0)
    return stage


async def transferred(floor: Floor) -> Stage:
    """They were passed on to a colleague, who has not answered."""
    stage = await talking(floor)
    await floor.calls.transfer(stage.call_id, Number(BOB))
    return stage


async def consulting(floor: Floor) -> Stage:
    """They wait while a colleague is talked to."""
    stage = await talking(floor)
    await floor.calls.consult(stage.call_id, Number(BOB))
    floor.exchange.pick_up(floor.leg(BOB))
    return stage


async def offered(floor: Floor) -> Stage:
    """Two wait to be let in; the second of them stands where one's own leg would."""
    floor.exchange.directory.trunks["City-SIP"].inbound_control = True
    call_id, caller = floor.rings_in()
    _, other = floor.rings_in("2005")
    return Stage(floor, call_id, caller, other)


async def nobody(floor: Floor) -> Stage:
    """No call that matters: a colleague's, so that there is something to name."""
    call_id, caller = floor.rings_in("2005")
    return Stage(floor, call_id, caller, floor.leg("2005"))


# --- afterwards ----------------------------------------------------------------------------------


def hears(one: Leg, *others: Leg) -> bool:
    """Whether they are in one conversation, they alone."""
    return one.alive and set(map(id, one.company())) == set(map(id, others))


def joined(stage: Stage) -> bool:
    """The caller talks with the colleague, and one is out of it."""
    return not stage.own.alive and hears(stage.caller, stage.floor.leg(BOB))


def returned(stage: Stage) -> bool:
    """The caller is talked with again, and the colleague is not there."""
    alone = not stage.exchange.legs_of(BOB)
    return alone and stage.own.state is LegState.UP and hears(stage.caller, stage.own)


def swapped(stage: Stage) -> bool:
    """It is the caller who is talked with now, and the colleague waits."""
    spoken = stage.exchange.leg(stage.own.channel)
    pair = stage.exchange.consults.of(stage.own)
    return pair is not None and spoken is pair.first and pair.second.state is LegState.HELD


def waits(stage: Stage) -> bool:
    """The caller stands in the slot, and one is out of it."""
    entry = stage.exchange.parking.slots.get("6007")
    return entry is not None and entry.leg is stage.caller and not stage.own.alive


def calls_outside(stage: Stage) -> bool:
    """The number rings for the one who invited."""
    outside = [leg for leg in stage.own.call.trunk_legs() if leg is not stage.caller]
    return [leg.party.known_as for leg in outside] == [OUTSIDE]


def alone_left(stage: Stage) -> bool:
    """One is gone; the caller and the colleague are as they were."""
    gone = not stage.own.alive and not stage.floor.rung(MY)
    return gone and stage.caller.alive and bool(stage.exchange.legs_of(BOB))


class Row(NamedTuple):
    """One verb.

    Attributes:
        verb: which one.
        before: what goes on.
        do: how it is asked for.
        meant: whether what was meant has come about at the PBX.
    """

    verb: Verb
    before: Callable[[Floor], Coroutine[None, None, Stage]]
    do: Callable[[Calls, CallId], Coroutine[None, None, Outcome]]
    meant: Callable[[Stage], bool]


ROWS = [
    # in a call
    Row(
        Verb.HOLD,
        talking,
        lambda calls, it: calls.hold(it),
        lambda s: (s.own.state, s.caller.state) == (LegState.HELD, LegState.UP),
    ),
    Row(
        Verb.RESUME,
        held,
        lambda calls, it: calls.resume(it),
        lambda s: (s.own.state, s.caller.state) == (LegState.UP, LegState.UP),
    ),
    Row(
        Verb.MUTE,
        talking,
        lambda calls, it: calls.mute(it),
        lambda s: (s.own.muted, s.caller.muted) == (True, False),
    ),
    Row(Verb.UNMUTE, muted, lambda calls, it: calls.unmute(it), lambda s: not s.own.muted),
    Row(
        Verb.RECORD,
        talking,
        lambda calls, it: calls.record(it),
        lambda s: (s.own.recording, s.caller.recording) == ("on", "off"),
    ),
    Row(
        Verb.PAUSE_RECORDING,
        recorded,
        lambda calls, it: calls.pause_recording(it),
        lambda s: s.own.recording == "paused",
    ),
    Row(
        Verb.RESUME_RECORDING,
        paused,
        lambda calls, it: calls.resume_recording(it),
        lambda s: s.own.recording == "on",
    ),
    Row(Verb.HANG_UP, three, lambda calls, it: calls.hang_up(it), alone_left),
    Row(Verb.ADD, talking, lambda calls, it: calls.add(it, Number(OUTSIDE)), calls_outside),
    # what rings
    Row(
        Verb.ANSWER,
        ringing_by_csta,
        lambda calls, it: calls.answer(it),
        lambda s: hears(s.caller, s.own),
    ),
    Row(Verb.REJECT, ringing_by_csta, lambda calls, it: calls.reject(it), alone_left),
    Row(Verb.REJECT, ringing, lambda calls, it: calls.reject(it), alone_left),
    # what is not let in yet
    Row(
        Verb.ACCEPT_INBOUND,
        offered,
        lambda calls, it: calls.accept_inbound(it),
        lambda s: s.floor.rung(MY) and not s.floor.rung("2005"),
    ),
    Row(
        Verb.REFUSE_INBOUND,
        offered,
        lambda calls, it: calls.refuse_inbound(it),
        lambda s: (s.caller.alive, s.own.alive) == (False, True),
    ),
    # who calls
    Row(
        Verb.DIAL,
        nobody,
        lambda calls, _: calls.dial(Number("2003")),
        lambda s: s.floor.rung(MY) and not s.floor.rung(BOB),
    ),
    Row(
        Verb.RETRIEVE,
        parked,
        lambda calls, _: calls.retrieve("6001"),
        lambda s: s.floor.rung(MY) and not s.floor.rung(BOB),
    ),
    # moving the other one on
    Row(
        Verb.PARK,
        talking,
        lambda calls, it: calls.park(it, "6007"),
        waits,
    ),
    Row(
        Verb.TRANSFER,
        talking,
        lambda calls, it: calls.transfer(it, Number(BOB)),
        lambda s: s.caller.alive and not s.own.alive and s.floor.rung(BOB),
    ),
    Row(
        Verb.TAKE_BACK,
        transferred,
        lambda calls, it: calls.take_back(it),
        lambda s: s.caller.alive and s.floor.rung(MY) and not s.floor.rung(BOB),
    ),
    # consulting
    Row(
        Verb.CONSULT,
        internal,
        lambda calls, it: calls.consult(it, Number(BOB)),
        lambda s: s.own.state is LegState.HELD and s.caller.state is LegState.UP,
    ),
    Row(Verb.COMPLETE, consulting, lambda calls, it: calls.complete(it), joined),
    Row(Verb.ABORT, consulting, lambda calls, it: calls.abort(it), returned),
    Row(Verb.SWAP, consulting, lambda calls, it: calls.swap(it), swapped),
    Row(
        Verb.CONFERENCE,
        consulting,
        lambda calls, it: calls.conference(it),
        lambda s: hears(s.caller, s.own, s.floor.leg(BOB)),
    ),
    # Esc while the transferred one is still on the way
    Row(
        Verb.ABORT,
        transferred,
        lambda calls, it: calls.abort(it),
        lambda s: s.caller.alive and s.floor.rung(MY) and not s.floor.rung(BOB),
    ),
]


async def done(row: Row, *, crossed: bool) -> Stage:
    """Ask for the verb and let it come to its end, whatever that is; what there is then."""
    floor = Floor()
    stage = await row.before(floor)
    floor.wire.executed.clear()
    floor.wire.crossed = crossed
    asked = await started(row.do(floor.calls, stage.call_id))
    await floor.wait(3.0)
    # A wrong leg is mostly refused, or never confirmed: what the PBX has is looked at, not that.
    with contextlib.suppress(CtiError):
        await asked
    assert len(floor.wire.executed) == 1
    assert floor.left_out == []
    return stage


@pytest.mark.parametrize(
    "row", [pytest.param(r, id=f"{r.verb.value}-{r.before.__name__}") for r in ROWS]
)
async def test_the_right_leg_does_it_and_the_wrong_one_does_not(row: Row) -> None:
    """The check holds at the PBX with the leg that the service chose, and fails with the other."""
    assert row.meant(await done(row, crossed=False))
    assert not row.meant(await done(row, crossed=True))


@pytest.mark.parametrize(
    "row", [pytest.param(r, id=f"{r.verb.value}-{r.before.__name__}") for r in ROWS]
)
async def test_it_is_not_so_before(row: Row) -> None:
    """What is meant has not come about yet: the check sees what the verb does."""
    assert not row.meant(await row.before(Floor()))


def test_every_verb_has_its_row() -> None:
    """A new verb says here on whose leg it acts."""
    assert {row.verb.value for row in ROWS} == {verb.value for verb in Verb} - MADE_OF_OTHERS
