"""The made ids of legs, written and read back."""

from __future__ import annotations

import pytest

from ctiapp.model.call import LegKind
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from ctiapp.pbx.told import ext_leg, outer_leg, party_of


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
