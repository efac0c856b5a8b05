"""Calls as plain values and back: what a recording begins with, so that it plays alike.

Times are written as ages, in seconds before the moment of writing: whoever plays a recording has
other clocks. What is pending and what was last said of a call is not written: no frame brings it
about either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import (
    Call,
    CallEnd,
    EndReason,
    FailReason,
    Leg,
    LegKind,
    LegReport,
    LegState,
    Moment,
    Recording,
)
from ctiapp.model.commands import PhoneRingId
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LEGS = 600
"""So many of a call are read back at most."""


def to_plain(call: Call, now: Moment) -> dict[str, object]:
    """A call as JSON can have it."""
    ring, end = call.phone_ring, call.end
    return {
        "call_id": call.call_id,
        "legs": [_plain_leg(leg, now) for leg in call.legs],
        "age_s": _age(call.first_seen, now),
        "sequence": call.sequence,
        "ring": call.ring,
        "dialled": _text(call.dialled),
        "end": None
        if end is None
        else {
            "reason": end.reason.value,
            "age_s": _age(end.at, now),
            "failed": None if end.failed is None else end.failed.value,
            "by": _text(end.by),
        },
        "from_snapshot": call.from_snapshot,
        "muted": call.muted,
        "recording": None if call.recording is None else call.recording.value,
        "phone_ring": None if ring is None else [ring.extension.text, ring.ring_id, ring.address],
        "slot": call.slot,
        "consult_of": call.consult_of,
        "consulting": call.consulting,
        "offered_s": _age(call.offered, now),
        "digits": call.digits,
        "unread": call.unread,
    }


def from_plain(value: Mapping[str, object], me: Number, now: Moment) -> Call:
    """A call as `to_plain` wrote it, with its ages counted back from ``now``.

    Raises:
        ValueError: it is none.
    """
    try:
        return _call(value, me, now)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"no call: {type(error).__name__}") from error


def moved(call: Call, before: Moment, now: Moment) -> Call:
    """The same call with all its times moved, as though ``before`` had been ``now``."""

    def move(at: Moment | None) -> Moment | None:
        if at is None:
            return None
        return Moment(now.mono_s + at.mono_s - before.mono_s, now.at + (at.at - before.at))

    end = call.end
    return replace(
        call,
        legs=tuple(replace(leg, since=move(leg.since)) for leg in call.legs),
        first_seen=move(call.first_seen) or now,
        end=None if end is None else replace(end, at=move(end.at) or now),
        offered=move(call.offered),
    )


def _plain_leg(leg: Leg, now: Moment) -> dict[str, object]:
    said = leg.report
    return {
        "leg_id": said.leg_id,
        "kind": said.kind.value,
        "number": said.number.text,
        "state": said.state.value,
        "calling": said.calling,
        "called": _text(said.called),
        "trunk": said.trunk,
        "via": _text(said.via),
        "served": said.served,
        "age_s": _age(leg.since, now),
    }


def _call(value: Mapping[str, object], me: Number, now: Moment) -> Call:
    legs, ring, end = _list(value["legs"]), value["phone_ring"], value["end"]
    recording = value["recording"]
    return Call(
        CallId(_str(value["call_id"])),
        me,
        tuple(_leg(_dict(one), now) for one in legs[:MAX_LEGS]),
        _ago(value["age_s"], now) or now,
        _int(value["sequence"]),
        ring=_int(value["ring"]),
        dialled=_number(value["dialled"]),
        end=None if end is None else _end(_dict(end), now),
        from_snapshot=_bool(value["from_snapshot"]) is True,
        muted=_bool(value["muted"]),
        recording=None if recording is None else Recording(recording),
        phone_ring=None if ring is None else _ring(*_list(ring)),
        slot=_optional(value["slot"]),
        consult_of=_call_id(value["consult_of"]),
        consulting=_call_id(value["consulting"]),
        offered=_ago(value["offered_s"], now),
        digits=_str(value["digits"]),
        unread=_bool(value["unread"]) is True,
    )


def _leg(value: Mapping[str, object], now: Moment) -> Leg:
    return Leg(
        LegReport(
            LegId(_str(value["leg_id"])),
            LegKind(value["kind"]),
            Number(_str(value["number"])),
            LegState(value["state"]),
            calling=_bool(value["calling"]),
            called=_number(value["called"]),
            trunk=_optional(value["trunk"]),
            via=_number(value["via"]),
            served=_bool(value.get("served")) is True,
        ),
        _ago(value["age_s"], now),
    )


def _end(value: Mapping[str, object], now: Moment) -> CallEnd:
    failed = value["failed"]
    return CallEnd(
        EndReason(value["reason"]),
        _ago(value["age_s"], now) or now,
        None if failed is None else FailReason(failed),
        _number(value["by"]),
    )


def _ring(extension: object, ring_id: object, address: object) -> PhoneRingId:
    return PhoneRingId(Number(_str(extension)), _str(ring_id), _str(address))


# --- values --------------------------------------------------------------------------------------


def _age(at: Moment | None, now: Moment) -> float | None:
    return None if at is None else round(now.mono_s - at.mono_s, 4)


def _ago(age_s: object, now: Moment) -> Moment | None:
    if age_s is None:
        return None
    if isinstance(age_s, bool) or not isinstance(age_s, int | float):
        raise TypeError("no seconds")
    return Moment(now.mono_s - age_s, now.at - timedelta(seconds=age_s))


def _text(number: Number | None) -> str | None:
    return None if number is None else number.text


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else _str(value)


def _number(value: object) -> Number | None:
    return None if value is None else Number(_str(value))


def _call_id(value: object) -> CallId | None:
    return None if value is None else CallId(_str(value))


def _int(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no count")
    return value


def _bool(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError("neither yes nor no")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _dict(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value
