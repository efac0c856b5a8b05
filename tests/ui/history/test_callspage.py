"""The page of past calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.history.callspage import CallsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_an_empty_list_says_what_will_stand_there(qtbot: QtBot) -> None:
    page = CallsPage()
    qtbot.addWidget(page)
    page.show()
    assert "the newest first" in page.empty.text()
    assert page.empty.isVisible()
