"""What a PBX is to a hotel's front desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.pbx.interface_hotel import HotelPbx
from tests.pbx.small_server import account
from tests.services.fakes import FakePbx
from tests.services.hotel.house import House


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


@pytest.mark.parametrize(("most", "key"), [(0, "wakeup.rings_once"), (2, "hotel.snoozes")])
def test_an_alarm_that_cannot_ring_so_often_is_refused(most: int, key: str) -> None:
    pbx = House(["101"])
    pbx.most_snoozes = most
    alarm = Alarm("", time(6), snoozes=most)
    assert pbx.allowed(alarm) is alarm
    with pytest.raises(UsageError) as refused:
        pbx.allowed(replace(alarm, snoozes=most + 1))
    assert refused.value.key == key
    assert refused.value.params == {"least": 0, "most": most}
