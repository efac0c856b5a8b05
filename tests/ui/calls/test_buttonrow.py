"""The buttons of a card fit, whatever its width and whatever the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.ui.calls.card import CardView
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.keymap import Keymap
from tests.ui.fakes import card

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "clock")

EVERYTHING = (
    Verb.HOLD,
    Verb.UNMUTE,
    Verb.TRANSFER,
    Verb.CONSULT,
    Verb.PARK,
    Verb.ADD,
    Verb.PAUSE_RECORDING,
    Verb.HANG_UP,
)
RECORDED = card("1.1", muted=True, recording=Recording.ON, actions=EVERYTHING)


def shown(qtbot: QtBot, width: int) -> CardView:
    """A selected card with all there is, in that width."""
    view = CardView(Keymap().first)
    qtbot.addWidget(view)
    view.show_face(faces((RECORDED,), RECORDED.call_id)[0], None)
    view.resize(width, view.heightForWidth(width))
    view.show()
    return view


def tops(view: CardView) -> list[int]:
    return [view.buttons[verb].y() for verb in EVERYTHING]


@pytest.mark.parametrize("width", [1200, 760, 520, 400])
def test_nothing_is_cut_and_nothing_covers_another(qtbot: QtBot, width: int) -> None:
    view = shown(qtbot, width)

    boxes = [view.buttons[verb].geometry() for verb in EVERYTHING]
    row = view.buttons[Verb.HOLD].parentWidget()
    assert row is not None
    assert all(row.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])
    assert all(
        view.buttons[verb].width() >= view.buttons[verb].sizeHint().width() for verb in EVERYTHING
    )


def test_a_usual_card_has_one_row_and_a_narrow_one_two(qtbot: QtBot) -> None:
    assert len(set(tops(shown(qtbot, 760)))) == 1
    assert len(set(tops(shown(qtbot, 520)))) == 2


@pytest.mark.usefixtures("chinese")
def test_chinese_fits_in_one_row(qtbot: QtBot) -> None:
    assert len(set(tops(shown(qtbot, 760)))) == 1


def test_what_shows_an_icon_keeps_its_name_and_tells_it(qtbot: QtBot) -> None:
    add = shown(qtbot, 760).buttons[Verb.ADD]

    assert add.accessibleName() == "Add, Shift+F5"
    assert "Add" in add.toolTip()
    assert shown(qtbot, 1200).buttons[Verb.ADD].toolTip() == ""


def test_the_tab_key_follows_the_eye(qtbot: QtBot) -> None:
    view = shown(qtbot, 1200)
    view.buttons[Verb.HOLD].setFocus()
    seen = []
    for _ in EVERYTHING:
        focused = view.focusWidget()
        seen.append(next(v for v in EVERYTHING if view.buttons[v] is focused))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

    assert tuple(seen) == EVERYTHING


def test_a_card_that_is_used_again_has_its_buttons_in_order(qtbot: QtBot) -> None:
    view = shown(qtbot, 1200)
    held = card("1.1", Phase.HELD)
    view.show_face(faces((held,), held.call_id)[0], None)

    left = [view.buttons[verb].x() for verb in held.actions]
    assert left == sorted(left)
