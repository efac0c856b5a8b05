"""Short ways to write down what a PBX says of calls, in the words of the P-Series handbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ctiapp.model.call import Call, CallReport, Leg, LegKind, LegReport, LegState, Moment
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ME = Number("2000")
CALL = CallId("1650012665.266")

# The PBX's word -> the leg's state, and whether its side calls.
STATUSES: dict[str, tuple[LegState, bool | None]] = {
    "ALERT": (LegState.INITIATED, True),
    "RING": (LegState.ALERTING, False),
    "EARLYMEDIA": (LegState.ALERTING, False),
    "ANSWERED": (LegState.CONNECTED, True),
    "ANSWER": (LegState.CONNECTED, False),
    "HOLD": (LegState.HELD, None),
    "BYE": (LegState.CLEARED, None),
}


def moment(mono_s: float = 0.0) -> Moment:
    """The instant so many seconds after the start."""
    return Moment(mono_s, START + timedelta(seconds=mono_s))


def _leg(
    kind: LegKind,
    number: str,
    status: str,
    channel: str,
    *,
    via: str | None = None,
    to: str | None = None,
    trunk: str | None = None,
) -> LegReport:
    state, calling = STATUSES[status]
    return LegReport(
        LegId(channel),
        kind,
        Number.of(number),
        state,
        calling,
        called=None if to is None else Number(to),
        trunk=trunk,
        via=None if via is None else Number(via),
    )


def ext(
    number: str, status: str, channel: str | None = None, *, via: str | None = None
) -> LegReport:
    """A member that is an extension."""
    return _leg(LegKind.EXTENSION, number, status, channel or f"PJSIP/{number}-1", via=via)


def mine(status: str, channel: str = "a", *, via: str | None = None) -> LegReport:
    """One's own member: extension 2000."""
    return ext("2000", status, f"PJSIP/2000-{channel}", via=via)


def inbound(
    status: str,
    number: str = "5503301",
    channel: str = "in",
    *,
    to: str | None = "2000",
    via: str | None = None,
) -> LegReport:
    """A member that calls from outside."""
    return _leg(
        LegKind.INBOUND, number, status, f"PJSIP/{channel}", via=via, to=to, trunk="peer-to-41"
    )


def outbound(status: str, number: str = "5503301", channel: str = "out") -> LegReport:
    """A member outside who is called."""
    return _leg(LegKind.OUTBOUND, number, status, f"PJSIP/{channel}", trunk="peer-to-41")


def report(*legs: LegReport, call_id: str = CALL) -> CallReport:
    """A whole call."""
    return CallReport(CallId(call_id), legs)


def call(*legs: LegReport, dialled: str | None = None) -> Call:
    """The call that these members make for extension 2000."""
    return Call(
        CALL,
        ME,
        tuple(Leg(leg, moment()) for leg in legs),
        moment(),
        1,
        dialled=None if dialled is None else Number(dialled),
    )


def unsaid(leg: LegReport) -> LegReport:
    """The same member where the PBX does not tell which side calls."""
    return replace(leg, calling=None)
