"""The follow-up list in the window: calling back, putting away, putting off, taking back."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.followups.controller import PAGE
from ctiapp.ui.followups.personmenu import Do
from ctiapp.ui.mainwindow import Place
from tests.ui.fakes import online, staged, until
from tests.ui.followups.samples import ANNA, JOSEPH, busy, miss, row

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ctiapp.ui.followups.controller import FollowUpsController
    from tests.ui.fakes import World

pytestmark = pytest.mark.usefixtures("english")


class Stage:
    """The window at that page."""

    def __init__(self, shell: object, world: World) -> None:
        self.shell: object = shell
        self.world = world
        self.history = shell.rooms.history  # type: ignore[attr-defined]
        place = self.history.place
        place.show_page(PAGE)
        self.place = place
        self.controller: FollowUpsController = next(
            page for page in self.history.pages if type(page).__name__ == "FollowUpsController"
        )
        self.page = self.controller.page
        self.called: list[Number] = []
        self.controller.called.connect(self.called.append)

    @property
    def notices(self) -> list[str]:
        """What the window tells, by its keys."""
        return [notice.key for notice, _ in self.shell.window.notices]  # type: ignore[attr-defined]

    @property
    def said(self) -> list[tuple[str, ...]]:
        """What the service was told."""
        return self.world.followups.said

    def choose(self, at: int) -> None:
        """Put the keyboard on that line."""
        self.page.list.setFocus()
        self.page.list.setCurrentIndex(self.page.list.people.index(at))

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the keyboard is."""
        within = QApplication.focusWidget()
        assert within is not None
        QTest.keyClick(within, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)


@asynccontextmanager
async def opened(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as (shell, world):
        world.followups.show(*busy())
        shell.show_place(Place.HISTORY)
        yield Stage(shell, world)


async def test_the_badge_is_there_before_the_place_was_opened(tmp_path: Path) -> None:
    """Right after a restart: at the rail, and on the page's word once it is there."""
    async with staged(tmp_path) as (shell, world):
        world.followups.show(*busy())
        assert shell.window.nav(Place.HISTORY).badge == 5
        shell.show_place(Place.HISTORY)
        tab = shell.rooms.history.place.tabs[PAGE]
        assert text.bare(tab.shown) == "To call back (5)"
        world.followups.show(*busy()[2:])
        assert shell.window.nav(Place.HISTORY).badge == 3
        assert text.bare(tab.shown) == "To call back (3)"
        world.followups.show()
        assert shell.window.nav(Place.HISTORY).badge == 0


async def test_whoever_comes_to_the_page_begins_with_the_last_try(tmp_path: Path) -> None:
    """The buttons are live at once; what was chosen stays when one comes again."""
    async with opened(tmp_path) as stage:
        assert stage.page.list.currentIndex().row() == 0
        assert stage.page.buttons[Do.CALL].isEnabled()
        stage.choose(2)
        stage.place.show_page("calls")
        stage.place.show_page(PAGE)
        assert stage.page.list.currentIndex().row() == 2


async def test_enter_calls_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as stage:
        stage.choose(0)
        stage.press(Qt.Key.Key_Return)
        assert stage.called == [Number(JOSEPH)]
        assert not stage.said, "being called is not being reached"


async def test_who_withholds_the_number_cannot_be_called_and_it_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as stage:
        stage.choose(1)
        stage.press(Qt.Key.Key_Return)
        assert not stage.called
        said = stage.shell.window.toast.text()  # type: ignore[attr-defined]
        assert said == "This caller gave no number that can be called back."


async def test_done_with_a_reason(tmp_path: Path) -> None:
    """D, a reason, Enter; then the next one stands under the keyboard, which is in the list."""
    async with opened(tmp_path) as stage:
        people = [each.person for each in busy()]
        stage.choose(0)
        stage.press(Qt.Key.Key_D)
        assert stage.page.reason.field.hasFocus()
        QTest.keyClicks(stage.page.reason.field, "sent the offer")
        stage.press(Qt.Key.Key_Return)
        await until(lambda: bool(stage.said))
        assert stage.said == [("done", people[0], "sent the offer")]
        await until(lambda: len(stage.page.list.people.rows) == 5)
        assert stage.page.list.hasFocus()
        current = stage.page.list.current
        assert current is not None
        assert current.person == people[1]
        assert stage.page.undo_button.isVisible()


async def test_esc_leaves_them_on_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as stage:
        stage.choose(0)
        stage.press(Qt.Key.Key_D)
        stage.press(Qt.Key.Key_Escape)
        assert not stage.page.reason.isVisible()
        assert stage.page.list.hasFocus()
        assert not stage.said
        assert not stage.controller.escape()


async def test_later_by_two_keys(tmp_path: Path) -> None:
    """S opens the ways, the first one chosen; Enter takes it, the keyboard is in the list again."""
    async with opened(tmp_path) as stage:
        stage.choose(2)
        stage.press(Qt.Key.Key_S)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        await until(lambda: bool(stage.said))
        assert stage.said == [("snooze", ANNA, "hour", "")]
        await until(lambda: stage.page.list.people.rows[-1].person == ANNA)
        current = stage.page.list.current
        assert current is not None
        assert current.person == busy()[3].person, "the next one"


async def test_taking_back(tmp_path: Path) -> None:
    """By key or by the button, which is there only while there is something to take back."""
    async with opened(tmp_path) as stage:
        stage.choose(0)
        stage.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert not stage.said
        stage.press(Qt.Key.Key_D)
        stage.press(Qt.Key.Key_Return)
        await until(lambda: len(stage.page.list.people.rows) == 5)
        stage.page.undo_button.click()
        await until(lambda: len(stage.page.list.people.rows) == 6)
        assert stage.page.undo_button.isHidden()
        assert [said[0] for said in stage.said] == ["done", "undo"]


async def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as stage:
        stage.world.followups.error = StorageError("full")
        stage.choose(0)
        stage.press(Qt.Key.Key_D)
        stage.press(Qt.Key.Key_Return)
        await until(lambda: bool(stage.notices))
        assert stage.notices == ["error.storage"]
        assert len(stage.page.list.people.rows) == 6


async def test_a_menu_offers_all_of_it(tmp_path: Path) -> None:
    """Who is unknown can be written down; who is put off can be woken."""
    async with opened(tmp_path) as stage:
        known, unknown, asleep = busy()[2], busy()[3], busy()[5]
        assert stage.controller.offered(known) == (Do.DONE, Do.LATER, Do.COPY)
        assert Do.ADD in stage.controller.offered(unknown)
        assert Do.WAKE in stage.controller.offered(asleep)
        assert stage.controller.offered(busy()[1]) == (Do.DONE, Do.LATER)
        stage.history.adding.disconnect()
        added: list[tuple[Number, str]] = []
        stage.controller.adding.connect(lambda number, name: added.append((number, name)))
        stage.controller.do(unknown, Do.ADD)
        assert added == [(Number("+4989123456"), "MEIER GMBH")]
        stage.controller.do(known, Do.COPY)
        assert QGuiApplication.clipboard().text() == ANNA
        stage.controller.do(asleep, Do.WAKE)
        await until(lambda: bool(stage.said))
        assert stage.said == [("wake", asleep.person)]


@pytest.mark.parametrize("dials", [True, False])
async def test_a_menu_calls_where_the_pbx_can(tmp_path: Path, dials: bool) -> None:
    lacking = set() if dials else {Capability.DIAL}
    async with opened(tmp_path) as stage:
        stage.world.session.status = online(capabilities=EVERY_CAPABILITY - lacking)
        stage.page.list.menu_wanted.emit(busy()[2], stage.page.mapToGlobal(QPoint()))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert ("Return" in menu.actions()[0].text()) is dials
        menu.close()


async def test_whoever_looks_wants_to_know_who_was_called_back(tmp_path: Path) -> None:
    """Each time the page comes into sight, and not from elsewhere."""
    async with opened(tmp_path) as stage:
        looks = stage.world.followups.looks
        assert looks > 0
        stage.place.show_page("calls")
        assert stage.world.followups.looks == looks
        stage.place.show_page(PAGE)
        assert stage.world.followups.looks == looks + 1


async def test_a_list_that_may_be_old_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as stage:
        assert stage.page.banner.isHidden()
        stage.world.followups.trouble = Notice.of("error.storage")
        stage.world.followups.show(row(miss(1)))
        assert stage.page.banner.isVisible()
        assert "may be old" in stage.page.banner.message
        stage.world.followups.trouble = None
        stage.world.followups.show(row(miss(1)))
        assert stage.page.banner.isHidden()


async def test_it_says_how_far_the_pbx_was_read(tmp_path: Path) -> None:
    """In whatever state the reading is."""
    async with opened(tmp_path) as stage:
        history = stage.world.history
        history.synced_at = stage.world.clock().at
        history.change()
        assert "read" in stage.page.state_text
        history.busy = True
        history.change()
        assert text.bare(stage.page.state_text) == "Reading the PBX's list of calls…"
        history.notice = Notice.of("error.link")
        history.change()
        assert text.bare(stage.page.state_text) == "The connection to the PBX failed."


async def test_names_come_when_they_are_known(tmp_path: Path) -> None:
    async with opened(tmp_path) as stage:
        stage.world.followups.show(row(miss(1, "2099")))
        assert stage.page.list.people.data(stage.page.list.people.index(0)) == "2099"
        stage.world.directory.put(("Zoe Ash", "2099"))
        stage.controller.show()
        assert stage.page.list.people.data(stage.page.list.people.index(0)) == "Zoe Ash"
