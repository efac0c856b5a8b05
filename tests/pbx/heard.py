"""A rebuilder of calls, the store that it feeds, and what may be told to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from ctiapp.model.call import (
    CallReport,
    EndReason,
    LegKind,
    LegReport,
    LegState,
    Moment,
    Phase,
)
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.rebuilding import Rebuilder
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg
from ctiapp.state.store import Store

ME = Number("2000")
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def ext(number: str) -> Party:
    return Party(LegKind.EXTENSION, ext_leg(Number(number)), Number(number))


def inbound(caller: str, line: str = "1.1") -> Party:
    leg = outer_leg(LegKind.INBOUND, line)
    return Party(LegKind.INBOUND, leg, Number(caller), Number("5503302"), "trunk")


def outbound(callee: str, line: str = "1.2") -> Party:
    leg = outer_leg(LegKind.OUTBOUND, line)
    return Party(LegKind.OUTBOUND, leg, Number(callee), ME, "trunk")


@dataclass
class Heard:
    """A rebuilder, the store that it feeds, and what was doubted."""

    loose: bool = False

    def __post_init__(self) -> None:
        self.now_s = 100.0
        self.doubts: list[str] = []
        self.rebuilder = Rebuilder(
            ME, on_doubt=self.doubts.append, loose=self.loose, clock=lambda: self.now_s
        )
        self.store = Store()
        self.store.reset(ME, self.moment())
        self.events: list[object] = []

    def moment(self) -> Moment:
        return Moment(self.now_s, START)

    def tell(self, action: Action, *parties: Party, call_id: str = "1.1", **more: object) -> None:
        self.take(Told(action, CallId(call_id), parties, **more))  # type: ignore[arg-type]

    def take(self, told: Told) -> None:
        for event in self.rebuilder.take(told):
            self.events.append(event)
            self.store.apply(event, self.moment())

    def look(self, *reports: CallReport, keep_inside: bool = False, rings: bool = False) -> None:
        asked_s = self.now_s
        self.now_s += 0.01
        found = self.rebuilder.replace(
            reports, asked_s=asked_s, keep_inside=keep_inside, rings=rings
        )
        mine = [each for each in found if any(leg.number == ME for leg in each.legs)]
        self.store.replace(mine, self.moment())

    @property
    def phases(self) -> list[Phase]:
        return [call.phase for call in self.store.calls]

    @property
    def why(self) -> EndReason | None:
        (call,) = self.store.calls
        return None if call.end is None else call.end.reason


def ring_from(heard: Heard, caller: Party, *callees: Party) -> None:
    heard.tell(Action.ALERT, caller)
    for callee in callees:
        heard.tell(Action.RING, callee, caller)


def record(caller: str, callee: str) -> EndedCall:
    return EndedCall(
        call_id=CallId("any"),
        started="",
        caller=RecordParty(Number(caller)),
        callee=RecordParty(Number(callee)),
        direction=None,
        outcome=Outcome.ANSWERED,
        duration_s=9,
        talk_s=4,
        agent_ring_s=0,
        did=None,
        recording="",
    )


def seen(*legs: tuple[Party, LegState], call_id: str = "") -> CallReport:
    return CallReport(
        CallId(call_id),
        tuple(
            LegReport(party.leg_id, party.kind, party.number, state, None, party.other, party.trunk)
            for party, state in legs
        ),
    )


TALK = LegState.CONNECTED
