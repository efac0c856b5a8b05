"""What a front desk finds out and keeps in mind for a PBX that does not tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from ctiapp.model.errors import CommandError, LinkLost, OutcomeUnknown
from ctiapp.model.hotel import Alarm, Station, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx import frontdesk
from ctiapp.pbx.frontdesk import GuestNames, created_alarm, with_its_prompt

SEVEN = Alarm("", time(7), frozenset({0}))
ROOM = Station(ExtensionId("305"), Number("305"))


class Room:
    """Its wake-up calls; what is set is there from then on."""

    def __init__(self, *there: Alarm, sets: tuple[Alarm, ...] = ()) -> None:
        self.alarms = there
        self._sets = sets
        self.lost = False

    async def there(self) -> tuple[Alarm, ...]:
        if self.lost:
            raise LinkLost("gone")
        return self.alarms

    async def create(self) -> None:
        self.alarms += self._sets


async def test_the_id_is_the_one_that_was_not_there_before() -> None:
    set_now = replace(SEVEN, alarm_id="2")
    room = Room(
        replace(SEVEN, alarm_id="1"), sets=(set_now, replace(set_now, alarm_id="3", at=time(8)))
    )
    assert await created_alarm(SEVEN, room.create, room.there) == "2"


@pytest.mark.parametrize(
    "sets",
    [
        (),
        (replace(SEVEN, alarm_id="2", at=time(8)),),
        (replace(SEVEN, alarm_id="2", days=frozenset()),),
        (replace(SEVEN, alarm_id="2"), replace(SEVEN, alarm_id="3")),
    ],
)
async def test_an_id_that_is_not_found_or_found_twice_is_no_success(
    sets: tuple[Alarm, ...],
) -> None:
    room = Room(sets=sets)
    with pytest.raises(OutcomeUnknown, match="found twice"):
        await created_alarm(SEVEN, room.create, room.there)


async def test_only_what_fails_after_it_was_set_leaves_open_whether_it_is() -> None:
    room = Room()

    async def refused() -> None:
        raise CommandError("no")

    async def set_and_lost() -> None:
        room.lost = True

    with pytest.raises(CommandError, match="no"):
        await created_alarm(SEVEN, refused, room.there)
    with pytest.raises(OutcomeUnknown, match="its id was not told"):
        await created_alarm(SEVEN, set_and_lost, room.there)
    with pytest.raises(LinkLost):
        await created_alarm(SEVEN, room.create, room.there)


@pytest.mark.parametrize(
    ("prompt", "code", "sent"),
    [
        ("bell", "10023", ["bell", ""]),
        ("", "10023", [""]),
        ("bell", "10020", ["bell"]),
    ],
)
async def test_a_prompt_that_the_pbx_has_not_costs_no_wake_up_call(
    prompt: str, code: str, sent: list[str]
) -> None:
    """Nothing else that is refused is sent again."""
    told: list[str] = []

    async def send(one: Alarm) -> None:
        told.append(one.prompt)
        if len(told) == 1:
            raise CommandError("no", code=code)

    try:
        await with_its_prompt(replace(SEVEN, prompt=prompt), send, "10023")
    except CommandError as err:
        assert (err.code, len(sent)) == (code, 1)  # noqa: PT017 - or it was taken
    assert told == sent


def test_a_name_made_of_two_is_read_as_those_two() -> None:
    names = GuestNames()
    names.keep(ROOM, StationChange(first_name="Ada", last_name="Example"))
    told = replace(ROOM, first_name="Ada Example")
    both = replace(ROOM, first_name="Ada", last_name="Example")
    assert names.parted(told) == both
    assert names.parted(replace(told, first_name="Leo")).first_name == "Leo"
    assert names.parted(replace(told, ext_id=ExtensionId("306"))).last_name == ""
    names.keep(both, StationChange(first_name="Ann"))
    assert names.parted(replace(ROOM, first_name="Ann Example")).last_name == "Example"
    assert names.parted(told) == told


def test_no_more_names_are_kept_than_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontdesk, "MAX_NAMES", 1)
    names = GuestNames()
    other = replace(ROOM, ext_id=ExtensionId("306"))
    for room in (ROOM, other):
        names.keep(room, StationChange(first_name="Ada", last_name="Example"))
    assert names.parted(replace(ROOM, first_name="Ada Example")).last_name == "Example"
    assert names.parted(replace(other, first_name="Ada Example")).last_name == ""
    names.keep(ROOM, StationChange(first_name="Leo", last_name="Other"))
    assert names.parted(replace(ROOM, first_name="Leo Other")).last_name == "Other"
