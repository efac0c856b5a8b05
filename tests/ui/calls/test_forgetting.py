"""Whether a number is forgotten is asked, and done once it was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from ctiapp.model.number import Number
from ctiapp.services.privacy import Traces
from ctiapp.ui.calls.forgetting import Forgetting, forget_question
from ctiapp.ui.kit import Banner
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import FakePrivacy, until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ctiapp.model.notice import Notice

pytestmark = pytest.mark.usefixtures("scheme")

NUMBER = Number("5503302")


class Stage:
    """The question on the screen, and what was said and done."""

    def __init__(self, qtbot: QtBot) -> None:
        self.told: list[Notice] = []
        self.back: list[bool] = []
        self.privacy = FakePrivacy()
        self.tasks = Tasks(self.told.append)
        self.banner = Banner()
        qtbot.addWidget(self.banner)
        self.forgetting = Forgetting(
            self.banner,
            cast("Any", self.privacy),
            self.tasks,
            self.told.append,
            lambda: self.back.append(True),
        )

    async def ask(self) -> None:
        self.forgetting.ask(NUMBER)
        await until(lambda: not self.tasks.running)

    @property
    def said(self) -> list[str]:
        return [notice.key for notice in self.told]


async def test_agreed_to_it_is_forgotten(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    await stage.ask()
    assert "Calls: 3, notes: 1" in stage.banner.message
    assert stage.banner.isVisible()
    await until(lambda: QApplication.focusWidget() is stage.banner.close_button)
    stage.banner.acted.emit()
    await until(lambda: not stage.tasks.running)
    assert stage.privacy.forgotten == [NUMBER]
    assert (stage.said, stage.back) == (["privacy.forgotten"], [True])
    assert not stage.banner.isVisible()
    stage.banner.acted.emit()
    assert not stage.tasks.running


async def test_left_it_is_kept(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    assert not stage.forgetting.leave()
    await stage.ask()
    assert stage.forgetting.leave()
    await stage.ask()
    stage.banner.closed.emit()
    assert not stage.forgetting.leave()
    assert (stage.privacy.forgotten, stage.back) == ([], [True, True])


async def test_of_whom_nothing_is_kept_nothing_is_asked(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    stage.privacy.held = Traces(0, 0)
    await stage.ask()
    assert stage.said == ["privacy.nothing"]
    assert not stage.banner.isVisible()


def test_a_hotel_is_told_of_the_stays_as_well() -> None:
    """An office never hears of them."""
    assert "stays" not in forget_question("105", Traces(1, 2, 3))
    assert "choices: 3, stays: 4." in forget_question("105", Traces(1, 2, 3, 4))
