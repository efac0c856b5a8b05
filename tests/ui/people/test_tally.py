"""The two groups that change with the lamps: kept up with what changes, and never all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Extension, LineState
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui.people.roster import BUSY, EVERYBODY, REGISTERED
from ctiapp.ui.people.tally import AT_ONCE, Tally
from tests.ui.fakes import FakeLamps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


class CountingLamps(FakeLamps):
    """Writes down after whom was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def lamp(self, number: Number) -> changes.Lamp | None:
        self.asked.add(number.text)
        return super().lamp(number)


def people(count: int) -> tuple[Extension, ...]:
    return tuple(
        Extension(ExtensionId(str(index)), Number(str(20_000 + index)), "Ann", registered=True)
        for index in range(count)
    )


@pytest.fixture
def lamps() -> CountingLamps:
    return CountingLamps()


@pytest.fixture
def tally(lamps: CountingLamps) -> Iterator[Tally]:
    made = Tally(lamps)
    yield made
    made.stop()


def counted(tally: Tally) -> tuple[int | None, int | None]:
    return tally.count(BUSY), tally.count(REGISTERED)


def test_few_are_counted_at_once(lamps: CountingLamps, tally: Tally) -> None:
    lamps.light("20001", changes.Lamp(LineState.BUSY, registered=True))
    lamps.light("20002", changes.Lamp(registered=False))
    tally.set_people(people(5))
    tally.look()
    assert counted(tally) == (1, 4)
    inside = tally.holds(BUSY)
    assert inside is not None
    assert [each.number.text for each in people(5) if inside(each)] == ["20001"]
    assert (tally.holds(EVERYBODY), tally.count(EVERYBODY)) == (None, None)


def test_many_are_counted_in_turns(qtbot: QtBot, lamps: CountingLamps, tally: Tally) -> None:
    """Ten thousand in one turn would hold up the paint."""
    everybody = people(3 * AT_ONCE)
    tally.set_people(everybody)
    with qtbot.waitSignal(tally.moved):
        tally.look()
        assert len(lamps.asked) == AT_ONCE
        assert tally.waiting == 2 * AT_ONCE
    assert counted(tally) == (0, len(everybody))


def test_nobody_is_looked_at_but_those_who_changed(lamps: CountingLamps, tally: Tally) -> None:
    tally.set_people(people(100))
    tally.look()
    lamps.asked.clear()
    lamps.light("20007", changes.Lamp(LineState.RINGING))
    lamps.light("99999", changes.Lamp(LineState.RINGING))
    tally.look()
    assert lamps.asked == {"20007"}
    assert counted(tally) == (1, 100)


def test_it_is_told_when_somebody_came_or_went_and_only_then(
    qtbot: QtBot, lamps: CountingLamps, tally: Tally
) -> None:
    tally.set_people(people(3))
    tally.look()
    lamps.light("20001", changes.Lamp(LineState.BUSY))
    with qtbot.waitSignal(tally.moved):
        tally.look()
    lamps.light("20001", changes.Lamp(LineState.RINGING))
    with qtbot.assertNotEmitted(tally.moved):
        tally.look()


def test_where_anybody_may_have_changed_everybody_is_looked_at(
    lamps: CountingLamps, tally: Tally
) -> None:
    """After a gap the list's word that somebody is registered counts no more."""
    tally.set_people(people(4))
    tally.look()
    lamps.doubtful = True
    for listener in tuple(lamps.listeners):
        listener(None)
    tally.look()
    assert counted(tally) == (0, 0)


def test_whoever_is_there_no_more_is_not_counted(
    qtbot: QtBot, lamps: CountingLamps, tally: Tally
) -> None:
    lamps.light("20002", changes.Lamp(LineState.BUSY))
    tally.set_people(people(3))
    tally.look()
    tally.set_people(people(2))
    with qtbot.waitSignal(tally.moved):
        tally.look()
    assert counted(tally) == (0, 2)


def test_stopped_it_hears_of_no_lamp(lamps: CountingLamps, tally: Tally) -> None:
    assert lamps.listeners
    tally.stop()
    tally.stop()
    assert not lamps.listeners
