"""How a call's phase looks: each one by a word and a shape of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.ui.phaselook import PHASE_LOOK, show_phase
from ctiapp.ui.shapes import Pill, Shape

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_every_phase_has_a_word_and_a_shape(qtbot: QtBot) -> None:
    pill = Pill()
    qtbot.addWidget(pill)
    words = set()
    for phase in Phase:
        show_phase(pill, phase)
        words.add(pill.text())
        assert PHASE_LOOK[phase][1] is not Shape.NONE
        assert pill.accessibleName() == pill.text()

    assert len(words) == len(Phase)
    assert len({look[1] for look in PHASE_LOOK.values()}) == len(Phase) - 1
