"""The front desk works as long as somebody is signed in, at one PBX at a time."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.observers import Observers
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.hotel.desk import Shift
from tests.services.fakes import settle

if TYPE_CHECKING:
    from collections.abc import Callable

ORDER = ("time", "alarms", "plans", "wakes", "rooms", "sheets")
"""What stands on what, the lowest first."""


class Part:
    """Writes down what it is told to do."""

    broken = False

    def __init__(self, name: str, done: list[str], gate: asyncio.Event) -> None:
        self._name, self._done, self._gate = name, done, gate

    def start(self) -> None:
        self._done.append(f"+{self._name}")

    async def stop(self) -> None:
        await self._gate.wait()
        self._done.append(f"-{self._name}")

    close = stop

    def look_now(self) -> None:
        self._done.append(f"?{self._name}")

    look_again = woke = look_now

    async def look_back(self) -> None:
        self._done.append("back")
        if self.broken:
            raise StorageError("broken")


class House:
    """A session, and the desk."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.status = ConnectionStatus(Connection.SIGNED_OUT)
        self.observers: Observers[ConnectionStatus] = Observers()
        self.owner: str | None = None
        self.shift = Shift(cast("Any", self), cast("Any", SimpleNamespace(owner=self.whose)))
        names = (*ORDER, "checkouts", "groups")
        parts = {name: Part(name, self.done, self.gate) for name in names}
        self.desk = cast("Any", SimpleNamespace(**parts))

    def whose(self) -> str | None:
        return self.owner

    def subscribe(self, listener: Callable[[ConnectionStatus], None]) -> Callable[[], None]:
        return self.observers.subscribe(listener)

    def told(self, state: Connection, owner: str | None) -> None:
        self.owner = owner
        self.status = ConnectionStatus(state)
        self.observers.tell(self.status)

    def taken(self) -> list[str]:
        done, self.done[:] = list(self.done), []
        return done


@pytest.fixture
async def house() -> House:
    made = House()
    made.shift.serve(made.desk)
    return made


BEGUN = [*(f"+{name}" for name in ORDER), "back"]
ENDED = ["-checkouts", "-groups", *(f"-{name}" for name in reversed(ORDER))]


async def test_it_begins_and_ends_in_order_with_the_session(house: House) -> None:
    house.told(Connection.CONNECTING, None)
    await settle()
    assert house.taken() == []
    house.told(Connection.ONLINE, "A")
    await settle()
    assert house.taken() == BEGUN
    house.told(Connection.SIGNED_OUT, None)
    await settle()
    assert house.taken() == ENDED


async def test_a_gap_ends_nothing_and_has_all_looked_at_again(house: House) -> None:
    house.told(Connection.ONLINE, "A")
    await settle()
    house.taken()
    house.told(Connection.RECONNECTING, "A")
    await settle()
    assert house.taken() == []
    house.told(Connection.ONLINE, "A")
    await settle()
    assert house.taken() == [f"?{name}" for name in ORDER]


async def test_whoever_is_let_in_no_more_is_still_at_work(house: House) -> None:
    """Until they sign out: those who are to be woken there have to be woken."""
    house.told(Connection.ONLINE, "A")
    await settle()
    house.taken()
    house.told(Connection.REFUSED, "A")
    await settle()
    assert house.taken() == []
    assert house.shift.at_work
    house.told(Connection.SIGNED_OUT, None)
    await settle()
    assert not house.shift.at_work


async def test_whoever_comes_as_the_last_one_goes_is_not_lost(house: House) -> None:
    house.told(Connection.ONLINE, "A")
    await settle()
    house.taken()
    house.told(Connection.SIGNED_OUT, None)
    ending = next(task for task in asyncio.all_tasks() if task.get_name() == "shift")
    ending.remove_done_callback(house.shift._on_changed)
    ending.add_done_callback(lambda _: house.told(Connection.ONLINE, "A"))
    ending.add_done_callback(house.shift._on_changed)
    await settle()
    assert house.taken() == ENDED + BEGUN


async def test_another_pbx_is_begun_at_once_the_first_is_ended(house: House) -> None:
    house.told(Connection.ONLINE, "A")
    await settle()
    house.taken()
    house.gate.clear()
    house.told(Connection.ONLINE, "B")
    await settle()
    assert house.taken() == []
    house.gate.set()
    await settle()
    assert house.taken() == ENDED + BEGUN


async def test_closed_it_ends_and_follows_nobody(house: House) -> None:
    house.told(Connection.ONLINE, "A")
    await settle()
    house.taken()
    await house.shift.close()
    assert house.taken() == ENDED
    house.told(Connection.ONLINE, "B")
    await settle()
    assert house.taken() == []


@pytest.mark.expected_log(r"check-outs of before could not be read: broken")
async def test_a_file_that_cannot_be_read_costs_no_work(house: House) -> None:
    house.desk.checkouts.broken = True
    house.told(Connection.ONLINE, "A")
    await settle()
    assert house.taken() == BEGUN
