"""One's own queues on the settings page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctiapp.services.connection import ConnectionStatus
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.settings.ownqueues import OwnQueuesController
from ctiapp.ui.settings.view import SettingsPage
from tests.ui.fakes import PBX, World, online

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


class Part:
    """The part on its page."""

    def __init__(self, qtbot: QtBot) -> None:
        self.world = World()
        self.page = SettingsPage(Keymap().rows(), "1", Path("data"))
        self.controller = OwnQueuesController(self.page, self.world.services)
        self.fields = self.controller.fields
        unsubscribe = self.world.preferences.subscribe(self.controller.show_settings)
        qtbot.addWidget(self.page, before_close_func=lambda _: unsubscribe())


def test_it_is_there_where_the_pbx_does_not_say_it(qtbot: QtBot) -> None:
    """A P-Series does."""
    part = Part(qtbot)
    for status, shown in (
        (ConnectionStatus(), False),
        (online(), False),
        (online(pbx=replace(PBX, kind="k2")), True),
    ):
        part.world.session.status = status
        part.controller.show_status()
        assert part.controller.section.isHidden() is not shown


def test_what_is_typed_is_kept_or_said_to_be_wrong(qtbot: QtBot) -> None:
    """At its own line."""
    part = Part(qtbot)
    line, wrong = part.fields.lines["my_queues"], part.fields.wrong["my_queues"]
    line.setText(" 6401, 6402 ")
    line.editingFinished.emit()
    assert part.world.preferences.settings.my_queues == "6401, 6402"
    assert wrong.isHidden()
    line.setText("Sales")
    line.editingFinished.emit()
    assert part.world.preferences.settings.my_queues == "6401, 6402"
    assert not wrong.isHidden()
    line.setText("6401, 6402")
    line.editingFinished.emit()
    assert wrong.isHidden()


def test_what_is_set_stands_there(qtbot: QtBot) -> None:
    """Also where it was set elsewhere."""
    part = Part(qtbot)
    part.world.preferences.change(lambda settings: replace(settings, managed_queues="6405"))
    assert part.fields.lines["managed_queues"].text() == "6405"
