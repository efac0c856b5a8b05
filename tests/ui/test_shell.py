"""The whole window over fake services, with real keys and clicks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.errors import EventsBlocked, InvalidState, NotPermitted
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.settings import Corner, Language, Settings, Theme
from ctiapp.ui.front import Front
from ctiapp.ui.hotel.newroom import PasswordField
from ctiapp.ui.kit import KeyButton
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.settings.eventtest import reached
from tests.ui.fakes import FakePhone, World, card, ended, idle, online, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")

TALKING = card("1.1", Phase.TALKING)
RINGING = card("1.2", Phase.RINGING, sequence=2)
HELD = card("1.3", Phase.HELD, sequence=3)

Key = Qt.Key
Mod = Qt.KeyboardModifier


def press(
    qtbot: QtBot, shell: object, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None
) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or shell.window  # type: ignore[attr-defined]
    qtbot.keyClick(target, key, modifier or Mod.NoModifier)


async def test_signed_out_shows_the_form_and_no_search(tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, _):
        assert shell.window.pages.currentWidget() is shell.signin_page
        assert shell.window.search.isHidden()
        await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))


async def test_that_the_window_was_seen_before_counts(tmp_path: Path) -> None:
    """The signed-out one stands on the screen before anything else is loaded."""
    front = Front(Settings())
    front.window.show()
    front.window.activateWindow()
    await until(front.window.isActiveWindow)
    async with staged(tmp_path, front=front, signed_in=False) as (_, world):
        assert ("seen", True) in world.agents.orders


async def test_signing_in_leads_to_the_calls_and_out_again(tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        world.session.move(online())
        await until(lambda: shell.window.pages.currentWidget() is shell.rooms.place)
        assert shell.window.live.text() == "Live"
        assert "Leo Ball" in shell.window.windowTitle()

        world.session.move(ConnectionStatus())
        await until(lambda: shell.window.pages.currentWidget() is shell.signin_page)


@pytest.mark.parametrize(
    ("key", "modifier", "order"),
    [
        (Key.Key_F8, Mod.NoModifier, ("hangup", "1.1")),
        (Key.Key_F9, Mod.NoModifier, ("hold", "1.1")),
        (Key.Key_F8, Mod.ShiftModifier, ("reject", "1.2")),
    ],
)
async def test_call_keys_work_from_inside_a_text_field(
    qtbot: QtBot,
    tmp_path: Path,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    order: tuple[str, str],
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, RINGING, selected="1.1")
        press(qtbot, shell, Key.Key_F2)
        assert shell.window.search.hasFocus()
        qtbot.keyClicks(shell.window.search, "ann")

        press(qtbot, shell, key, modifier)
        await idle(shell)
        assert world.calls.orders == [order]
        assert shell.window.search.text() == "ann"


async def test_a_key_without_a_call_says_so_and_does_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        press(qtbot, shell, Key.Key_F8)
        await idle(shell)

        assert world.calls.orders == []
        assert shell.window.toast.isVisible()
        assert shell.window.toast.text() == "There is no call to do that with."


async def test_the_hang_up_key_never_rejects_while_one_talks(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, RINGING, selected="1.2")
        press(qtbot, shell, Key.Key_F8)
        await idle(shell)

        assert world.calls.orders == []
        assert "Reject" in shell.window.toast.text()


async def test_answering_says_lift_the_handset(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, RINGING, selected="1.2")
        press(qtbot, shell, Key.Key_F3)

        assert "lift the handset" in shell.window.toast.text()


async def test_control_and_arrows_move_the_selection(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        press(qtbot, shell, Key.Key_Down, Mod.ControlModifier)
        press(qtbot, shell, Key.Key_Up, Mod.ControlModifier)

        assert world.desk.chosen == ["next", "previous"]


async def test_the_digits_of_the_places_go_as_they_stand(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.window.nav(Place.QUEUES).show()
        shell.window.grab()
        shown = [nav for place in Place if not (nav := shell.window.nav(place)).isHidden()]
        spots = {nav.y(): nav for nav in shown}
        names = [spots[top].accessibleName() for top in sorted(spots)]
        assert names == [
            "Calls, Ctrl+1",
            "People, Ctrl+2",
            "Queues, Ctrl+3",
            "History, Ctrl+4",
            "Settings, Ctrl+5",
        ]


async def test_places_have_keys(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        for key in (Key.Key_5, Key.Key_Comma):
            press(qtbot, shell, key, Mod.ControlModifier)
            assert shell.window.pages.currentWidget() is shell.rooms.settings_page
            press(qtbot, shell, Key.Key_1, Mod.ControlModifier)
            assert shell.window.pages.currentWidget() is shell.rooms.place
        press(qtbot, shell, Key.Key_4, Mod.ControlModifier)
        assert shell.window.pages.currentWidget() is shell.rooms.history.place


async def test_help_has_keys_diagnostics_and_version(qtbot: QtBot, tmp_path: Path) -> None:
    """By F1 and by the button at the side; what is not known yet cannot be chosen."""
    async with staged(tmp_path) as (shell, _):
        press(qtbot, shell, Key.Key_F1)
        (menu,) = shell.window.help.findChildren(QMenu)
        assert [line.text() for line in menu.actions() if not line.isSeparator()] == [
            "All keys",
            "Diagnostics",
            "Save diagnostics…",
            "ctiapp · Version 1.2.3",
        ]
        assert [line.isEnabled() for line in menu.actions()] == [True, False, False, True, False]
        qtbot.keyClick(menu, Key.Key_Return)
        assert shell.window.pages.currentWidget() is shell.rooms.settings_page
        shell.show_place(Place.CALLS)
        qtbot.mouseClick(shell.window.help, Qt.MouseButton.LeftButton)
        menu = shell.window.help.findChildren(QMenu)[-1]
        assert menu.isVisible()
        qtbot.keyClick(menu, Key.Key_Escape)
        assert not menu.isVisible()
        assert shell.window.pages.currentWidget() is shell.rooms.place
        assert not shell.window.help.isChecked()


async def test_a_click_on_the_rail_goes_there(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        qtbot.mouseClick(shell.window.nav(Place.SETTINGS), Qt.MouseButton.LeftButton)

        assert shell.window.pages.currentWidget() is shell.rooms.settings_page
        assert shell.window.nav(Place.SETTINGS).isChecked()


async def test_quitting_is_a_wish(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        wishes: list[bool] = []
        shell.quit_requested.connect(lambda: wishes.append(True))
        press(qtbot, shell, Key.Key_Q, Mod.ControlModifier)

        assert wishes == [True]
        assert shell.window.isVisible()


async def test_closing_without_a_tray_minimises_and_says_why(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        closed: list[bool] = []
        shell.closed.connect(lambda: closed.append(True))
        shell.window.close()

        assert closed == [True]
        assert shell.window.isMinimized()
        assert "main" in world.keeper.saved[-1].geometry
        shell.raise_window()
        assert not shell.window.isMinimized()


async def test_a_name_typed_and_entered_is_called(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        press(qtbot, shell, Key.Key_K, Mod.ControlModifier)
        qtbot.keyClicks(shell.window.search, "anna")
        assert shell.window.results.isVisible()
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == [("dial", "2008")]
        assert shell.window.search.text() == ""
        assert shell.window.results.isHidden()


async def test_a_refused_call_keeps_what_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.calls.error = NotPermitted("no", code="40003")
        press(qtbot, shell, Key.Key_F2)
        qtbot.keyClicks(shell.window.search, "+49 89 12345")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == [("dial", "+498912345")]
        assert shell.window.search.text() == "+49 89 12345"
        assert "not allowed" in shell.window.results.message.text()


async def test_a_call_the_pbx_did_not_show_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.calls.outcome = Outcome.UNCONFIRMED
        press(qtbot, shell, Key.Key_F2)
        qtbot.keyClicks(shell.window.search, "2008")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert "Look at your phone" in shell.window.results.message.text()
        assert shell.window.search.text() == "2008"


async def test_escape_closes_the_search_and_gives_the_keyboard_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, _):
        shell.rooms.place.people.setFocus()
        press(qtbot, shell, Key.Key_F2)
        qtbot.keyClicks(shell.window.search, "ann")
        press(qtbot, shell, Key.Key_Escape)

        assert shell.window.results.isHidden()
        assert QApplication.focusWidget() is shell.rooms.place.people
        assert shell.window.search.text() == "ann"


async def test_a_link_asks_and_only_enter_dials(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.prefill("+49 89 12345")
        await until(shell.window.search.hasFocus)
        await idle(shell)
        assert world.calls.orders == []
        assert "Press Enter to call" in shell.window.results.message.text()

        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("dial", "+498912345")]


async def test_a_link_while_signed_out_waits(tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        shell.prefill("+49 89 12345")
        await idle(shell)

        assert world.calls.orders == []
        assert shell.window.search.text() == "+49 89 12345"


async def test_a_click_on_a_colleague_calls_them_once(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        people = shell.rooms.place.people
        await until(lambda: people.visualRect(people.model().index(0, 0)).height() > 0)
        spot = people.visualRect(people.model().index(0, 0)).center()
        qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        await idle(shell)

        assert world.calls.orders == [("dial", "2008")]


async def test_an_ended_call_can_be_called_back(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, RINGING)
        await put(shell, world, ended(RINGING, EndReason.CALLER_GAVE_UP))
        row = shell.rooms.place.past.rows[0]
        assert row.isVisible()
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.calls.orders == [("dial", "+12354978652")]


async def test_a_refusal_that_the_card_shows_is_not_said_twice(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        notice = Notice.of("error.not_permitted", severity=Severity.WARNING)
        await put(shell, world, replace(TALKING, notice=notice), selected="1.1")
        world.calls.error = NotPermitted("no")
        press(qtbot, shell, Key.Key_F9)
        await idle(shell)
        assert shell.window.toast.isHidden()

        world.calls.error = InvalidState("gone", key="call.gone")
        press(qtbot, shell, Key.Key_F9)
        await idle(shell)
        assert shell.window.toast.text() == "This call is over."


async def test_a_lost_link_shows_its_banner_and_tries_again_on_demand(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        lost = online(state=Connection.RECONNECTING, notice=Notice.of("error.link_lost"))
        world.session.move(lost)
        await until(lambda: shell.window.live.text() == "Reconnecting…")
        banner = next(b for b in shell.window.strips.values() if b.isVisible())
        assert "connection to the PBX is down" in banner.message
        banner.acted.emit()

        assert world.session.retried == 1


async def test_events_are_tested_from_the_banner_that_says_that_none_comes(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.events.offered, world.events.ends = True, [0.24]
        why = EventsBlocked("", address="192.168.5.20", port=8260).notice()
        world.session.move(online(state=Connection.RECONNECTING, notice=why))
        await until(lambda: shell.window.live.text() == "Reconnecting…")
        banner = next(b for b in shell.window.strips.values() if b.isVisible())
        assert banner.findChild(KeyButton).accessibleName() == "Test events"
        banner.acted.emit()
        await idle(shell)

        assert world.events.runs == 1
        assert world.session.retried == 0
        assert shell.window.toast.text() == reached(0.24)


async def test_silent_events_name_the_switches_until_put_away(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.session.move(online(silent=True))
        await until(lambda: any(b.isVisible() for b in shell.window.strips.values()))
        banner = next(b for b in shell.window.strips.values() if b.isVisible())
        assert "Integrations > API" in banner.message

        banner.closed.emit()
        assert not banner.isVisible()


async def test_warnings_stay_until_closed_and_whispers_go(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.notices.post(Notice.of("error.secret_store", severity=Severity.WARNING))
        world.notices.post(Notice.of("key.no_call"))
        await until(lambda: bool(shell.window.notices) and shell.window.toast.isVisible())
        shell.rooms.place.people.setFocus()
        press(qtbot, shell, Key.Key_Escape)

        assert shell.window.notices == []


async def test_the_keys_can_be_changed_from_the_settings(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        shell.show_place(Place.SETTINGS)
        line = next(w for a, w in shell.rooms.settings_page.key_lines.items() if a == "hold")
        qtbot.mouseClick(line.change_button, Qt.MouseButton.LeftButton)
        press(qtbot, shell, Key.Key_F12)
        assert world.keeper.saved[-1].keys == {"hold": "F12"}

        press(qtbot, shell, Key.Key_F9)
        press(qtbot, shell, Key.Key_F12)
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1")]
        button = shell.rooms.place.stack.card("1.1").buttons[Verb.HOLD]
        assert "F12" in button.accessibleName()


async def test_a_key_of_two_actions_does_neither(qtbot: QtBot, tmp_path: Path) -> None:
    world = World(Settings(keys={"hold": "F8"}))
    async with staged(tmp_path, world) as (shell, _):
        await put(shell, world, TALKING, selected="1.1")
        press(qtbot, shell, Key.Key_F8)
        await idle(shell)

        assert world.calls.orders == []
        assert "two things" in shell.window.toast.text()


async def test_theme_and_corner_hold_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.rooms.settings_page.themes.setCurrentIndex(2)
        assert world.preferences.settings.theme is Theme.DARK
        assert shell.theme.tokens.dark
        shell.rooms.settings_page.corners.setCurrentIndex(0)
        assert world.preferences.settings.card_corner is Corner.TOP_LEFT


async def test_another_language_makes_the_window_anew_with_what_was_in_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        before = shell.window
        chinese = shell.rooms.settings_page.languages.findData(Language.CHINESE)
        shell.show_place(Place.SETTINGS)
        shell.rooms.settings_page.languages.setCurrentIndex(chinese)
        await until(lambda: shell.window is not before)
        assert shell.window.isVisible()
        assert shell.window.pages.currentWidget() is shell.rooms.settings_page
        assert [view.face.card.call_id for view in shell.rooms.place.stack.cards] == ["1.1"]
        assert shell.window.nav(Place.CALLS).accessibleName() != "Calls, Ctrl+1"

        english = shell.rooms.settings_page.languages.findData(Language.ENGLISH)
        now = shell.window
        shell.rooms.settings_page.languages.setCurrentIndex(english)
        await until(lambda: shell.window is not now)
        assert shell.window.nav(Place.CALLS).accessibleName() == "Calls, Ctrl+1"


async def test_a_screenshot_holds_every_window_and_no_secret(tmp_path: Path) -> None:
    for left in QApplication.topLevelWidgets():
        left.hide()  # by other tests in this process
    async with staged(tmp_path, signed_in=False) as (shell, world):
        shell.signin_page.secret.set_masked(False)
        saved = shell.screenshot(tmp_path / "shot.png")
        assert saved == [tmp_path / "shot.png"]
        assert shell.signin_page.secret.masked
        other = PasswordField("Password")
        shell.window.add_page(other)
        other.set_masked(False)
        shell.screenshot(tmp_path / "shot.png")
        assert other.masked, "whatever masks a secret is masked, wherever it stands"

        world.session.move(online())
        await put(shell, world, RINGING)
        await until(lambda: bool(shell.pop.visible_cards))
        saved = shell.screenshot(tmp_path / "shot.png")
        assert saved == [tmp_path / "shot.png", tmp_path / "shot-2.png"]
        assert all(path.stat().st_size > 1000 for path in saved)


async def test_the_pops_reject_button_rejects_that_call(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, RINGING, selected="1.1")
        shell.pop.rejected.emit("1.2")
        await idle(shell)

        assert world.calls.orders == [("reject", "1.2")]


async def test_the_demo_has_its_phone(qtbot: QtBot, tmp_path: Path) -> None:
    phone = FakePhone()
    async with staged(tmp_path, demo=phone) as (shell, world):
        assert not shell.phone.lift.isEnabled()
        await put(shell, world, RINGING)
        qtbot.mouseClick(shell.phone.lift, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert phone.done == ["lift"]


async def test_lamps_are_looked_up_when_they_are_painted(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        assert shell.rooms.place.people.people.person(0).number == Number("2008")
        shell.hide()
        await shell.shut_down()
        assert world.lamps.listeners == []
        assert world.desk.listeners == world.session.listeners == []


async def test_a_click_selects_a_card(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, HELD, selected="1.1")
        view = shell.rooms.place.stack.card("1.3")
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))

        assert world.desk.chosen == ["1.3"]
