"""What check-out leaves of the guests goes as well, and nothing is said of what nobody promised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CommandError
from ctiapp.model.number import Number
from ctiapp.model.stays import Item, ItemState
from ctiapp.services.hotel.checkoutjob import RowState
from tests.services.hotel.house import ext

if TYPE_CHECKING:
    from ctiapp.services.hotel.checkoutjob import CheckOutJob
    from tests.services.hotel.house import Hotel

ROOM = Number("105")
LESS = frozenset({Item.NAME, Item.OUTSIDE, Item.WAKE_UPS, Item.VOICEMAIL})
"""What is erased by a check-out that leaves the addresses."""


@pytest.fixture
def left(lived_in: Hotel, monkeypatch: pytest.MonkeyPatch) -> Hotel:
    """A hotel where it is so."""
    monkeypatch.setattr(lived_in.house, "erases", LESS)
    return lived_in


async def check_out(hotel: Hotel) -> CheckOutJob:
    """Look, and do it."""
    await hotel.check_outs.preview(ROOM)
    job = hotel.check_outs.start([ROOM])
    await job.ended()
    return job


async def test_they_are_taken_out(left: Hotel) -> None:
    """And of the password, which stays, nothing is said, neither before nor after."""
    shown = await left.check_outs.preview(ROOM)
    (row,) = (await check_out(left)).rows

    assert row.state is RowState.DONE
    assert row.receipt is not None
    told = {each.what: each.state for each in row.receipt.items}
    assert {what for what, state in told.items() if state is ItemState.DONE} == {
        *(Item.NAME, Item.EMAIL, Item.MOBILE, Item.OUTSIDE, Item.WAKE_UPS, Item.STAY)
    }
    assert {each.what for each in shown.items} == set(told) - {Item.STAY}
    assert Item.PASSWORD not in told
    there = left.house.there[ext("105")]
    assert (there.email, there.mobile, there.has_password) == ("", "", True)
    assert left.house.done == [("check-out", ext("105")), ("change", ext("105"))]


async def test_those_that_stay_are_said_to(left: Hotel) -> None:
    """With what the PBX said; trying again takes them out."""
    left.house.fail["change_station"] = [CommandError("no", code=10017)]
    job = await check_out(left)

    (row,) = job.rows
    assert row.state is RowState.FAILED
    assert row.receipt is not None
    assert {each.what for each in row.receipt.failed} == {Item.EMAIL, Item.MOBILE}
    assert {each.notice.code for each in row.receipt.failed if each.notice} == {"10017"}

    job.retry(ROOM)
    await job.ended()
    assert job.rows[0].state is RowState.DONE


async def test_whoever_came_in_the_same_moment_stays(left: Hotel) -> None:
    """Another system may write the next guest in: those are not taken out."""
    left.house.spoils = lambda station: replace(station, first_name="Ortega")
    (row,) = (await check_out(left)).rows

    assert row.state is RowState.FAILED
    assert left.house.done == [("check-out", ext("105"))]


async def test_where_it_was_refused_nothing_else_is_done(left: Hotel) -> None:
    left.house.fail["check_out"] = [CommandError("no", code=10006)]
    (row,) = (await check_out(left)).rows

    assert row.state is RowState.FAILED
    assert left.house.done == []
