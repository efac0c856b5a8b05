"""The chip of the header says how the night goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.hotel.chip import WakeChip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_it_counts_and_says_what_was_missed(qtbot: QtBot) -> None:
    chip = WakeChip()
    qtbot.addWidget(chip)
    chip.show_counts(14, 0)
    quiet = chip.sizeHint().width()
    assert chip.shown == "Wake-ups today 14"
    assert chip.accessibleName() == "Wake-ups today 14"
    chip.show_counts(14, 1)
    assert chip.shown == "Wake-ups today 14 · 1 not answered"
    assert chip.accessibleName() == "Wake-ups today 14, 1 not answered"
    assert chip.sizeHint().width() > quiet
    assert not chip.grab().isNull()


def test_where_there_is_no_room_what_was_missed_stays(qtbot: QtBot) -> None:
    chip = WakeChip()
    qtbot.addWidget(chip)
    chip.show_counts(14, 0)
    assert chip.minimumSizeHint() == chip.sizeHint(), "a number alone says nothing"
    chip.show_counts(14, 1)
    least = chip.minimumSizeHint()
    assert least.width() < chip.sizeHint().width() - 80
    middle = chip.sizeHint().width() - 30
    cut_lead = [said for said, _, _ in chip._fitting(middle)]
    assert cut_lead[0].endswith("…")
    assert cut_lead[1:] == ["14", "·", "1 not answered"]
    assert [said for said, _, _ in chip._fitting(least.width())] == ["1 not answered"]
    chip.resize(chip.sizeHint())
    whole = chip.grab().toImage()
    chip.resize(least)
    cut = chip.grab().toImage()
    assert cut.width() < whole.width()
    assert chip.shown == "Wake-ups today 14 · 1 not answered", "the ear hears all of it"
