"""The ways out of the house that a new room may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from ctiapp.model.hotel import OutsideRoute
from ctiapp.ui.hotel.newroomroutes import RoutesField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_is_said_of_them_is_what_is_known(qtbot: QtBot, english: None) -> None:
    field = RoutesField()
    qtbot.addWidget(field)

    def hint() -> str:
        return field.findChildren(QLabel)[1].text()

    field.show_routes(None, ())
    assert hint() == "Being read from the PBX…"
    field.show_routes((OutsideRoute("1", "City"), OutsideRoute("2", "World")), ("2",))
    assert hint() == "None chosen: it can call inside the house only."
    assert field.chosen == ("2",)
    field.show_routes((), ())
    assert hint() == "The PBX tells of no way out: it can call inside the house only."
    field.show_elsewhere()
    assert hint() == "What it may call outside is set at the PBX, not here."
    assert field.chosen == ()
