"""Who waits in a slot: what the list says of them, and picking them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import CallEnd, EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.services.identify import Identity
from ctiapp.ui.calls.slots import Waiting, held, waiting
from tests.ui.fakes import ME, Clock, FakeDirectory, card, idle, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "clock")


def parked(
    slot: str,
    party: str,
    parker: str = "2003",
    ago_s: float | None = 4,
    stays_s: float | None = None,
) -> ParkedCall:
    since = None if ago_s is None else Clock().ago(ago_s)
    leg = LegId("PJSIP/2008-00000001")
    return ParkedCall(slot, Number(party), Number(parker), leg, since, stays_s)


def test_who_waits_and_who_parked_them() -> None:
    known = FakeDirectory(("Anna Simmons", "2008"), ("Dave Harris", "2003"))
    calls = (parked("6010", "13900000002", "2044", None), parked("6002", "2008", "2000"))

    assert waiting(calls, known.identify, ME.number) == (
        Waiting("6002", "Anna Simmons", "2008", "", 996.0),
        Waiting("6010", "13900000002", "", "2044", None),
    )


def test_a_number_is_written_as_everywhere() -> None:
    known = FakeDirectory(("Joseph Goffin", "+493090182014"))
    calls = (parked("6001", "+493090182014"), parked("6002", "+442071234567"))

    assert [(one.name, one.number) for one in waiting(calls, known.identify, None)] == [
        ("Joseph Goffin", "+49 30 90182014"),
        ("+44 20 7123 4567", ""),
    ]


def test_a_company_without_a_name_is_not_withheld() -> None:
    def identify(number: Number | None) -> Identity | None:
        return None if number is None else Identity("", "Taxi" if number.text == "4711" else "")

    (one,) = waiting((parked("6001", "4711"),), identify, ME.number)

    assert (one.name, one.number, one.by) == ("Taxi", "4711", "2003")


async def test_the_list_shows_them_and_picks_them_up(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        listed = shell.rooms.place.parked
        assert listed.isHidden()
        world.parking.put(parked("6001", "2008"), parked("6002", "13900000002", "2000"))
        await until(lambda: len(listed.rows) == 2)

        assert listed.isVisible()
        assert listed.rows[0].accessibleName() == "Slot 6001: Anna Simmons, by Dave Harris"
        assert listed.rows[1].accessibleName() == "Slot 6002: 13900000002, by you"
        assert listed.rows[0].age.text() == "0:04"
        qtbot.mouseClick(listed.rows[1].button, Qt.MouseButton.LeftButton)
        await idle(shell)
        assert world.calls.orders == [("retrieve", "6002")]

        world.parking.put()
        await until(listed.isHidden)


async def test_a_slot_keeps_the_keyboard_while_others_go(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        listed = shell.rooms.place.parked
        world.parking.put(parked("6001", "2008"), parked("6002", "2003"))
        await until(lambda: len(listed.rows) == 2)
        listed.rows[1].button.setFocus()
        world.parking.put(parked("6002", "2003"))
        await until(lambda: len(listed.rows) == 1)

        assert shell.window.focusWidget() is listed.rows[0].button


def test_when_one_comes_back_is_known_where_both_are() -> None:
    nobody = FakeDirectory()
    calls = (
        parked("6001", "1", stays_s=60),
        parked("6002", "2", ago_s=None, stays_s=60),
        parked("6003", "3"),
    )

    assert [one.due_s for one in waiting(calls, nobody.identify, None)] == [1056.0, None, None]


def test_ones_own_held_calls_the_longest_first() -> None:
    cards = (
        card("1", Phase.HELD, since=Clock().ago(5), name="Anna"),
        card("2", Phase.TALKING),
        card("3", Phase.HELD, since=None),
        card("4", Phase.HELD, since=Clock().ago(50), unclear=frozenset({Verb.RESUME})),
        card("5", Phase.HELD, end=CallEnd(EndReason.HUNG_UP, Clock().ago(0))),
    )

    assert [one.call_id for one in held(cards)] == ["4", "1", "3"]
    assert held(cards)[1].name == "Anna"
    assert [one.unclear for one in held(cards)] == [True, False, False]


async def test_a_held_call_is_resumed_from_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        listed = shell.rooms.place.parked
        world.desk.put(card("7", Phase.HELD, actions=(Verb.RESUME, Verb.HANG_UP)))
        await until(lambda: len(listed.rows) == 1)

        qtbot.mouseClick(listed.rows[0].button, Qt.MouseButton.LeftButton)
        await idle(shell)
        assert world.calls.orders == [("resume", "7")]
        world.desk.put()
        await until(listed.isHidden)
