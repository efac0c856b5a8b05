"""Greetings and privacy on the settings page, over the services."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.number import Number
from ctiapp.services.privacy import Traces
from ctiapp.ui import text
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.settings.personal import PersonalController
from ctiapp.ui.settings.view import SettingsPage
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import World, until

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice

pytestmark = pytest.mark.usefixtures("scheme")


class Desk:
    """The page, and what was said."""

    def __init__(self, qtbot) -> None:
        self.world = World()
        self.told: list[Notice] = []
        self.page = SettingsPage(Keymap().rows(), "1", Path("data"))
        self.tasks = Tasks(self.told.append)
        self.controller = PersonalController(
            self.page, self.world.services, self.tasks, self.told.append
        )
        unsubscribe = self.world.preferences.subscribe(self.controller.show_settings)
        qtbot.addWidget(self.page, before_close_func=lambda _: unsubscribe())

    async def settled(self) -> None:
        """Nothing runs any more."""
        await until(lambda: self.tasks.running == 0)


@pytest.fixture
async def desk(qtbot) -> Desk:
    """Nothing is set."""
    return Desk(qtbot)


async def test_a_greeting_is_kept_and_what_is_wrong_is_said(desk: Desk) -> None:
    """It is in the list at once."""
    greetings = desk.controller.greetings
    greetings.saved.emit("+49 89 1234-0", "Acme Dental", None)
    assert dict(desk.world.preferences.settings.greetings) == {"+498912340": "Acme Dental"}
    assert list(greetings.changes) == ["+498912340"]

    greetings.saved.emit("abc", "x", None)
    assert not greetings.wrong.isHidden()
    greetings.removed.emit("+498912340")
    assert dict(desk.world.preferences.settings.greetings) == {}


async def test_the_sentence_before_a_recording_is_kept_and_taken_away(desk: Desk) -> None:
    """It is saved at once."""
    desk.controller.consent.kept.emit("May I record this?")
    assert desk.world.keeper.saved[-1].consent_text == "May I record this?"
    assert desk.controller.consent.box.text() == "May I record this?"
    desk.controller.consent.kept.emit("")
    assert desk.world.keeper.saved[-1].consent_text == ""


async def test_how_long_things_are_kept(desk: Desk) -> None:
    """It holds, and is saved, at once."""
    for kind in ("calls", "notes", "deeds", "contacts"):
        desk.controller.privacy.kept.emit(kind, 30)
    settings = desk.world.keeper.saved[-1]
    days = (settings.keep_calls_days, settings.keep_notes_days, settings.keep_deeds_days)
    assert (*days, settings.keep_contacts_days) == (30, 30, 30, 30)


async def test_a_number_is_forgotten_once_that_is_agreed_to(desk: Desk) -> None:
    """How much there is is said before."""
    privacy = desk.controller.privacy
    privacy.looked.emit("550-3301")
    await desk.settled()
    assert not privacy.question.isHidden()
    assert desk.controller.leave()
    privacy.agreed.emit()
    await desk.settled()
    assert desk.world.privacy.forgotten == []

    privacy.looked.emit("550-3301")
    await desk.settled()
    privacy.agreed.emit()
    await desk.settled()
    assert desk.world.privacy.forgotten == [Number("5503301")]
    assert [notice.key for notice in desk.told] == ["privacy.forgotten"]


async def test_nothing_to_forget_is_said(desk: Desk) -> None:
    """And what is no number."""
    desk.world.privacy.held = Traces()
    privacy = desk.controller.privacy
    privacy.looked.emit("5503301")
    await desk.settled()
    assert text.bare(privacy.wrong.text()) == "Nothing is kept about 5503301."
    privacy.looked.emit("abc")
    assert "Nothing is kept" not in privacy.wrong.text()
    assert not privacy.wrong.isHidden()


async def test_ones_own_data_is_written(desk: Desk, tmp_path: Path) -> None:
    """Where it is then is said; what went wrong too, beside the button."""
    desk.controller.export(tmp_path / "a.zip")
    assert not desk.controller.privacy.export_button.isEnabled()
    await desk.settled()
    assert desk.world.privacy.exported == [tmp_path / "a.zip"]
    assert desk.controller.privacy.export_button.isEnabled()
    assert [notice.key for notice in desk.told] == ["privacy.exported"]

    desk.world.privacy.error = StorageError("full", key="privacy.not_exported")
    desk.controller.export(tmp_path / "a.zip")
    await desk.settled()
    assert desk.controller.privacy.wrong.text().startswith("Your data could not be written.")
    assert desk.controller.privacy.export_button.isEnabled()


async def test_writing_is_stopped(desk: Desk, tmp_path: Path) -> None:
    """Nothing is said: the user knows."""
    desk.controller.export(tmp_path / "a.zip")
    await asyncio.sleep(0)  # it has begun
    desk.controller.privacy.stop.emit()
    await desk.settled()
    assert (desk.world.privacy.exported, desk.told) == ([], [])
    assert desk.controller.privacy.export_button.isEnabled()
