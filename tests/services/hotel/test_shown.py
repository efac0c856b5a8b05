"""What was shown before a check-out holds for a while, and for those guests alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.hotel import Alarm, Station
from ctiapp.model.number import Number
from ctiapp.model.stays import CheckOutPreview, Standing, Stay
from ctiapp.model.wakes import Plan, PlanState
from ctiapp.services.hotel.readback import standing
from ctiapp.services.hotel.shown import GOOD_FOR, Shown, open_plans, plan_times, planned_for
from tests.services.fakes import START
from tests.services.hotel.house import ext

ROOM = Number("105")
THERE = Station(ext("105"), ROOM, "Nordlys", email="a@example.com", mobile="+49 1")
STAY = Stay(3, ROOM, ("Nordlys",), "Nordlys", at=START)


def shown_of(station: Station, stay: Stay | None = STAY) -> Shown:
    """That, shown at the beginning."""
    items = tuple(Standing(what, stands) for what, stands in standing(station, (), {}))
    return Shown(CheckOutPreview(ROOM, START, station.first_name, items=items), stay)


def refused(shown: Shown, station: Station, stay: Stay | None = STAY, s: float = 60) -> str:
    """Why nobody is wiped so many seconds later; empty: somebody may be."""
    try:
        shown.check(station, stay, START + timedelta(seconds=s))
    except UsageError as error:
        return error.key
    return ""


def test_who_is_there_still_may_be_wiped() -> None:
    """So may what is left of them, and a room whose stay is over already."""
    shown = shown_of(THERE)
    assert refused(shown, THERE) == ""
    assert refused(shown, replace(THERE, first_name="", mobile="")) == ""
    assert refused(shown, replace(THERE, first_name=""), None) == ""


@pytest.mark.parametrize(
    "other",
    [
        {"first_name": "Ortega"},
        {"email": "b@example.com"},
        {"mobile": "+49 2"},
        {"first_name": "", "email": "b@example.com"},
    ],
)
def test_whoever_has_another_name_or_address_is_somebody_else(other: dict[str, str]) -> None:
    assert refused(shown_of(THERE), replace(THERE, **other)) == "checkout.changed"  # type: ignore[arg-type]


def test_another_stay_is_somebody_else() -> None:
    """Whatever they are called; where nobody was written down before, as well."""
    later = replace(STAY, stay_id=4)
    assert refused(shown_of(THERE), THERE, later) == "checkout.changed"
    assert refused(shown_of(THERE, None), THERE, later) == "checkout.changed"
    assert refused(shown_of(THERE), replace(THERE, first_name=""), later) == "checkout.changed"


def test_it_is_said_who_is_there() -> None:
    """The name the PBX has; else what tells that it is somebody else."""
    with pytest.raises(UsageError) as caught:
        shown_of(THERE).check(replace(THERE, first_name="Ortega"), STAY, START)
    assert caught.value.params == {"room": "105", "guest": "Ortega"}


def test_it_holds_for_a_while() -> None:
    shown = shown_of(THERE)
    good_s = GOOD_FOR.total_seconds()
    assert shown.fresh(START + GOOD_FOR)
    assert refused(shown, THERE, s=good_s) == ""
    assert not shown.fresh(START + GOOD_FOR + timedelta(seconds=1))
    assert refused(shown, THERE, s=good_s + 1) == "checkout.no_preview"


def test_whose_the_planned_wake_up_calls_are() -> None:
    """Those of the morning they leave are theirs still; those after it are the next guest's."""
    leaves = replace(STAY, departure=date(2026, 3, 3))
    last = Plan(1, ROOM, date(2026, 3, 3), Alarm("", time(6)))
    first, after = replace(last, plan_id=2, on=date(2026, 3, 2)), replace(last, on=date(2026, 3, 4))
    plans = [
        after,
        last,
        first,
        replace(first, room=Number("106")),
        replace(first, state=PlanState.MISSED),
    ]
    assert open_plans(plans, ROOM) == (first, last, after)
    assert planned_for(plans, ROOM, leaves) == (first, last)
    assert planned_for(plans, ROOM, STAY) == planned_for(plans, ROOM, None) == (first, last, after)
    assert plan_times((first, last)) == "2026-03-02 06:00, 2026-03-03 06:00"
