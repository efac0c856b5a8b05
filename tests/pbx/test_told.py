"""The made ids of legs, written and read back."""

from __future__ import annotations

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.events import CallGone, CallReported
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.told import addressed, addressed_event, ext_leg, outer_leg, party_of, where


@pytest.mark.parametrize(
    ("leg_id", "kind", "name"),
    [
        (ext_leg(Number("2000")), LegKind.EXTENSION, "2000"),
        (LegId("ext:2000/2"), LegKind.EXTENSION, "2000"),
        (outer_leg(LegKind.INBOUND, "1550714393.225"), LegKind.INBOUND, "1550714393.225"),
        (outer_leg(LegKind.OUTBOUND, "7.1"), LegKind.OUTBOUND, "7.1"),
        (LegId("outbound:7.1/3"), LegKind.OUTBOUND, "7.1"),
    ],
)
def test_a_made_id_tells_whose_leg_it_is(leg_id: LegId, kind: LegKind, name: str) -> None:
    assert party_of(leg_id) == (kind, name)


@pytest.mark.parametrize("leg_id", ["", "2000", "PJSIP/2000-1", "trunk:1"])
def test_an_id_that_was_not_made_here_is_none(leg_id: str) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        party_of(LegId(leg_id))


def test_a_leg_says_in_which_call_it_is() -> None:
    leg = LegReport(LegId("ext:2000/2"), LegKind.EXTENSION, Number("2000"), LegState.CONNECTED)
    event = CallReported(CallReport(CallId("15.9"), (leg,)))
    told = addressed_event(event)

    assert isinstance(told, CallReported)
    at = where(told.report.legs[0].leg_id)
    assert (at.kind, at.name, at.call_id) == (LegKind.EXTENSION, "2000", "15.9")
    assert not told.report.legs[0].movable
    line = LegReport(LegId("inbound:7"), LegKind.INBOUND, Number("030"), LegState.INITIATED)
    (caller,) = addressed(CallReport(CallId("15.9"), (line,))).legs
    assert caller.movable, "a line is moved whether it rings or not"
    assert addressed_event(CallGone(CallId("1"))) == CallGone(CallId("1"))
