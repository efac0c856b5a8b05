"""The demo's desk phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import Phase
from ctiapp.ui.phone import PhoneBar
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import FakePhone, card, until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


async def test_each_button_moves_the_handset(qtbot: QtBot) -> None:
    phone, tasks = FakePhone(), Tasks(lambda _: None)
    bar = PhoneBar(phone, tasks)
    qtbot.addWidget(bar)
    bar.show_cards((card("1", Phase.RINGING), card("2", Phase.TALKING)), online=True)
    for button in (bar.lift, bar.put_down, bar.ring_me):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: not tasks.running)

    assert phone.done == ["lift", "put_down", "ring_me"]


def test_the_handset_is_lifted_only_while_the_phone_rings(qtbot: QtBot) -> None:
    bar = PhoneBar(FakePhone(), Tasks(lambda _: None))
    qtbot.addWidget(bar)

    def enabled(*phases: Phase, own: bool = False, online: bool = True) -> tuple[bool, bool, bool]:
        cards = [card(str(i), p, own_phone_rings=own) for i, p in enumerate(phases)]
        bar.show_cards(cards, online=online)
        return bar.lift.isEnabled(), bar.put_down.isEnabled(), bar.ring_me.isEnabled()

    assert enabled() == (False, False, True)
    assert enabled(Phase.RINGING) == (True, False, True)
    assert enabled(Phase.DIALING, own=True) == (True, True, True)
    assert enabled(Phase.OFFERED) == (False, False, True)
    assert enabled(Phase.TALKING) == (False, True, True)
    assert enabled(Phase.RINGING, online=False) == (False, False, False)
    assert bar.accessibleName() == "Simulated desk phone 2000"
