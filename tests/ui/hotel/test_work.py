"""A form is put away only where it shows, and the keyboard goes back into the list."""

from __future__ import annotations

import pytest

from ctiapp.ui.hotel.guestform import GuestForm
from ctiapp.ui.hotel.wakeform import WakeForm
from tests.ui.hotel.house import stage

pytestmark = pytest.mark.usefixtures("scheme")


async def test_forms_come_and_go() -> None:
    async with stage() as shown:
        shown.list_rooms()
        one, other = GuestForm(), WakeForm()
        shown.bench.show(one)
        assert shown.place.form is one
        assert one.guests[0].edit.hasFocus()
        shown.bench.show(other)
        shown.bench.close(one)
        assert shown.place.form is other, "it showed no more"
        shown.bench.close(other)
        assert shown.place.form is None
        assert shown.place.table.hasFocus()
