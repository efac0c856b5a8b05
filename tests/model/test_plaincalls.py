"""Calls as plain values: what is written is read again, and whatever else is refused."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace

import pytest

from ctiapp.model.call import Call, CallEnd, EndReason, FailReason, Recording
from ctiapp.model.commands import PhoneRingId, Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.plaincalls import from_plain, moved, to_plain
from tests.model.said import ME, call, ext, inbound, mine, moment, outbound

FULL = replace(
    call(
        inbound("ANSWERED", via="6402"),
        replace(mine("HOLD"), served=True),
        ext("2001", "BYE"),
        outbound("EARLYMEDIA"),
    ),
    first_seen=moment(12.5),
    sequence=7,
    ring=2,
    dialled=Number("0891234"),
    from_snapshot=True,
    muted=True,
    recording=Recording.PAUSED,
    phone_ring=PhoneRingId(ME, "32787", "192.0.2.7:5060"),
    slot="6001",
    consult_of=CallId("2.1"),
    consulting=CallId("3.1"),
    offered=moment(13.0),
    digits="12#",
    unread=True,
)
OVER = replace(
    call(inbound("BYE"), mine("RING")),
    end=CallEnd(EndReason.FAILED, moment(20), FailReason.BUSY, Number("2001")),
    muted=None,
    recording=None,
)
LOST = {"me", "pending", "notice"}


@pytest.mark.parametrize("before", [FULL, OVER, call(mine("RING"))])
def test_what_is_written_is_read_again(before: Call) -> None:
    """All of it, through JSON, however much later by whatever clocks."""
    before = replace(before, pending={Verb.HOLD: 1}, notice=Notice.of("error.command"))
    plain = json.loads(json.dumps(to_plain(before, moment(30))))
    later = from_plain(plain, ME, moment(1000))
    assert moved(later, moment(1000), moment(30)) == replace(before, pending={}, notice=None)


def test_no_field_is_forgotten() -> None:
    """A call that gets another field needs it here, or in what is lost on purpose."""
    changed = {
        field.name
        for field in dataclasses.fields(Call)
        if getattr(FULL, field.name) != getattr(call(mine("RING")), field.name)
        or getattr(OVER, field.name) != getattr(call(mine("RING")), field.name)
    }
    names = {field.name for field in dataclasses.fields(Call)}
    assert names - changed - LOST == {"call_id"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("call_id", 7),
        ("legs", None),
        ("legs", [None]),
        ("legs", [{"leg_id": "a"}]),
        ("age_s", "1"),
        ("age_s", True),
        ("age_s", 1e300),
        ("age_s", float("nan")),
        ("sequence", 1.5),
        ("muted", "yes"),
        ("recording", "loud"),
        ("end", {"reason": "boredom"}),
        ("phone_ring", ["2000"]),
        ("slot", 6001),
    ],
)
def test_what_is_no_call_is_refused(name: str, value: object) -> None:
    plain = {**to_plain(FULL, moment(30)), name: value}
    with pytest.raises(ValueError):  # noqa: PT011 - it is whatever the values say
        from_plain(plain, ME, moment(30))


def test_a_call_needs_every_field() -> None:
    for name in (plain := to_plain(FULL, moment(30))):
        with pytest.raises(ValueError, match="no call"):
            from_plain({key: one for key, one in plain.items() if key != name}, ME, moment(30))
