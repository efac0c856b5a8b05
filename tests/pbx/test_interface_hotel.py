"""What a PBX is to a hotel's front desk."""

from __future__ import annotations

import pytest

from ctiapp.pbx.interface_hotel import HotelPbx
from tests.pbx.small_server import account
from tests.services.fakes import FakePbx


def test_a_pbx_does_nothing_for_a_hotel_unless_it_says_so() -> None:
    assert FakePbx(account("https://pbx")).hotel is None


def test_a_dialect_that_leaves_something_out_cannot_be_made() -> None:
    names = sorted(HotelPbx.__abstractmethods__)
    whole = {name: getattr(HotelPbx, name) for name in names}
    for missing in names:
        rest = {name: each for name, each in whole.items() if name != missing}
        part = type("Part", (HotelPbx,), {name: lambda _: None for name in rest})
        with pytest.raises(TypeError, match=missing):
            part()
