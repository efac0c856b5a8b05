"""Calling somebody: by the one number they have, or by the one that is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ctiapp.model.number import Number
from ctiapp.ui.contacts.calling import Calling
from ctiapp.ui.people.ways import WaysMenu
from tests.ui.contacts.people import COMPANY, Scene, scene

pytestmark = pytest.mark.usefixtures("scheme")
ANNA, BOB, _ = COMPANY


def calling(on: Scene) -> tuple[Calling, list[Number]]:
    made = Calling(on.directory, on.place)
    called: list[Number] = []
    made.called.connect(called.append)
    return made, called


async def test_one_number_is_called_and_none_is_not() -> None:
    async with scene() as on:
        await on.listed(1)
        made, called = calling(on)
        made.call(BOB, on.page.list)
        made.call(replace(BOB, numbers=()), on.page.list)
        assert called == [Number("+49302222")]
        assert QApplication.activePopupWidget() is None


async def test_of_several_one_is_asked_for_at_the_line() -> None:
    """Below the line where it can be seen, else at the pointer."""
    async with scene() as on:
        await on.listed(1)
        await on.choose(0)
        made, called = calling(on)
        made.call(ANNA, on.page.list)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, WaysMenu)
        tile = on.page.list.tile_of(Number("+49301111"))
        assert tile is not None
        assert menu.y() >= tile.bottom()
        QTest.keyClick(menu, Qt.Key.Key_2)
        assert called == [Number("+491701111")]
        await on.quiet()


async def test_of_whom_it_is_not_known_whose_it_is_is_called_all_the_same() -> None:
    async with scene() as on:
        made, called = calling(on)
        made.call_by(None, Number("+49302222"))
        assert called == [Number("+49302222")]
