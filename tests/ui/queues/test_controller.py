"""The queues' place in the whole window, with real keys and clicks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.call import Phase
from ctiapp.model.commands import ListenMode
from ctiapp.model.errors import NotPermitted
from ctiapp.model.ids import CallId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture, AgentVerb, Listening, Standing
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.settings import Settings
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.queues.viewmodel import Column
from tests.ui.agent.sheets import CLOCK, LUNCH, agent, day, other, queue, waiting
from tests.ui.fakes import World, card, idle, online, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "clock", "aimed")

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
ANNA, SUPPORT = Number("2008"), QueueId("id-6402")
LISTENING = Listening(ANNA, "Agent 2008", "listen", CallId("9"), LegId("x"), CLOCK.ago(5))


def office(standing: Standing = Standing.BUSY, **facts: Any) -> AgentPicture:
    """Reception, of which one is an agent, and Support, which one manages."""
    front = queue("6400", "Reception", agents=(agent(), other("2009")))
    support = queue(agents=(agent(), other("2008", standing)), managed=True, waiting=waiting(9))
    return AgentPicture(day(**facts), (front, support))


async def draw(shell: Any, world: World, shown: AgentPicture) -> Any:
    """Have the service draw this picture; answers the controller once the window was told."""
    told = asyncio.Event()
    shell.bridge.agents_changed.connect(told.set)
    world.agents.draw(shown)
    await told.wait()
    shell.bridge.agents_changed.disconnect(told.set)
    return shell.rooms.queues


async def arrive(shell: Any, world: World, qtbot: QtBot, shown: AgentPicture | None = None) -> Any:
    """Go to the queues by their key; answers the controller."""
    queues = await draw(shell, world, shown or office())
    qtbot.keyClick(shell.window, Key.Key_3, Mod.ControlModifier)
    await until(queues.place.isVisible)
    return queues


def watches(world: World) -> list[bool]:
    """Whether calls of queues were to be asked for often, each time that changed."""
    return [order[1] for order in world.agents.orders if order[0] == "watch"]


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys, where the focus is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def row_of(queues: Any, number: Number) -> int:
    """The row of an agent."""
    return [row.number for row in queues.place.agents.agents.rows].index(number)


def open_row(queues: Any, qtbot: QtBot, number: Number = ANNA) -> Any:
    """Click on an agent; answers the panel."""
    table = queues.place.agents
    spot = table.visualRect(table.agents.index(row_of(queues, number), 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=spot)
    return queues.panel


def action(panel: Any, what: Any, reason: Any = None) -> QWidget:
    """The row of an action."""
    found = (row for row in panel.rows if (row.do.what, row.do.reason) == (what, reason))
    return next(found)


# --- being there ---------------------------------------------------------------------------------


async def test_the_place_is_there_only_where_there_is_a_queue(tmp_path: Path, qtbot: QtBot) -> None:
    """Nothing is made, and no key leads anywhere, before there is one."""
    async with staged(tmp_path) as (shell, world):
        nav = shell.window.nav(Place.QUEUES)
        assert nav.isHidden()
        qtbot.keyClick(shell.window, Key.Key_3, Mod.ControlModifier)
        qtbot.keyClick(shell.window, Key.Key_F, Mod.ControlModifier | Mod.ShiftModifier)
        assert shell.window.pages.currentWidget() is shell.rooms.place
        assert shell.rooms.queues._place is None

        await draw(shell, world, office())
        assert nav.accessibleName() == "Queues, Ctrl+3"
        qtbot.mouseClick(nav, LEFT)
        assert shell.window.pages.currentWidget() is shell.rooms.queues.place
        assert nav.isChecked()


async def test_without_queues_one_is_led_back_to_the_calls(tmp_path: Path, qtbot: QtBot) -> None:
    """The last queue was taken away, or one signed out."""
    async with staged(tmp_path) as (shell, world):
        await arrive(shell, world, qtbot)
        await draw(shell, world, AgentPicture())
        assert shell.window.nav(Place.QUEUES).isHidden()
        assert shell.window.pages.currentWidget() is shell.rooms.place

        await arrive(shell, world, qtbot)
        told = asyncio.Event()
        shell.bridge.status_changed.connect(told.set)
        world.session.move(ConnectionStatus(Connection.SIGNED_OUT))
        await told.wait()
        assert shell.window.nav(Place.QUEUES).isHidden()
        assert shell.window.pages.currentWidget() is shell.signin_page


async def test_calls_of_queues_are_asked_for_while_somebody_looks(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """Not before, not in another place, not behind a closed window."""
    async with staged(tmp_path) as (shell, world):
        queues = await draw(shell, world, office())
        assert watches(world) == []
        await arrive(shell, world, qtbot)
        assert watches(world) == [True]
        qtbot.keyClick(shell.window, Key.Key_1, Mod.ControlModifier)
        assert watches(world) == [True, False]
        qtbot.keyClick(shell.window, Key.Key_3, Mod.ControlModifier)
        shell.window.hide()
        assert watches(world) == [True, False, True, False]
        shell.window.show()
        queues.stop()
        assert watches(world) == [True, False, True, False, True, False]


async def test_the_managed_queue_comes_first_and_arrows_choose(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """Its agents and callers are shown below."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        place = queues.place
        assert place.agents.accessibleName() == "Agents of Support"
        assert place.callers.callers.rowCount() == 1
        await until(place.board.cards[1].hasFocus)
        press(qtbot, Key.Key_Left)
        assert place.agents.accessibleName() == "Agents of Reception"
        qtbot.mouseClick(place.board.cards[1], LEFT)
        assert place.agents.accessibleName() == "Agents of Support"
        # What is told anew leaves the choice alone.
        qtbot.mouseClick(place.board.cards[0], LEFT)
        await draw(shell, world, office(Standing.READY))
        assert place.agents.accessibleName() == "Agents of Reception"


async def test_what_nobody_sees_is_drawn_when_it_is_seen_again(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """A hundred answers of the PBX cost a receptionist nothing."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        table = queues.place.agents
        qtbot.keyClick(shell.window, Key.Key_1, Mod.ControlModifier)
        await draw(shell, world, office(Standing.NOT_READY))
        assert [row.standing for row in table.agents.rows] == [Standing.READY, Standing.BUSY]
        qtbot.keyClick(shell.window, Key.Key_3, Mod.ControlModifier)
        assert [row.standing for row in table.agents.rows] == [Standing.READY, Standing.NOT_READY]


async def test_a_heading_sorts_and_sorts_back(tmp_path: Path, qtbot: QtBot) -> None:
    """Once upwards, once more downwards."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        shown = queues.place.agents.agents
        queues.place.sorted.emit(Column.NUMBER)
        assert [row.number.text for row in shown.rows] == ["2000", "2008"]
        queues.place.sorted.emit(Column.NUMBER)
        assert [row.number.text for row in shown.rows] == ["2008", "2000"]


# --- the full screen -----------------------------------------------------------------------------


async def test_the_full_screen_by_key_and_button_and_esc(tmp_path: Path, qtbot: QtBot) -> None:
    """Header and rail are gone, the cards alone are left; Esc leads back."""
    both = Mod.ControlModifier | Mod.ShiftModifier
    async with staged(tmp_path) as (shell, world):
        queues = await draw(shell, world, office())
        qtbot.keyClick(shell.window, Key.Key_F, both)
        place, window = queues.place, shell.window
        await until(window.isFullScreen)
        assert window.is_bare
        assert not window.nav(Place.QUEUES).isVisible()
        assert not place.agents.isVisible()
        press(qtbot, Key.Key_Escape)
        await until(lambda: not window.isFullScreen())
        assert window.nav(Place.QUEUES).isVisible()
        assert place.agents.isVisible()

        qtbot.mouseClick(place.full, LEFT)
        await until(window.isFullScreen)
        qtbot.keyClick(place, Key.Key_F, both)
        await until(lambda: not window.isFullScreen())
        qtbot.mouseClick(place.full, LEFT)
        await until(window.isFullScreen)
        qtbot.keyClick(window, Key.Key_1, Mod.ControlModifier)
        await until(lambda: not window.isFullScreen())
        assert window.pages.currentWidget() is shell.rooms.place


async def test_ones_own_key_for_it(tmp_path: Path, qtbot: QtBot) -> None:
    """Configured like any other, and printed."""
    world = World(Settings(keys={"full_screen": "Ctrl+Shift+W"}))
    async with staged(tmp_path, world) as (shell, _):
        queues = await arrive(shell, world, qtbot)
        assert queues.place.full.accessibleName() == "Full screen, Ctrl+Shift+W"
        qtbot.keyClick(shell.window, Key.Key_W, Mod.ControlModifier | Mod.ShiftModifier)
        await until(shell.window.isFullScreen)
        queues.leave_full()


# --- what is done for others ---------------------------------------------------------------------


async def test_a_supervisor_pauses_an_agent_by_mouse(tmp_path: Path, qtbot: QtBot) -> None:
    """With a reason of the PBX's own."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        panel = open_row(queues, qtbot)
        qtbot.mouseClick(action(panel, AgentVerb.PAUSE, LUNCH), LEFT)
        await idle(shell)
        assert world.supervisor.orders == [(AgentVerb.PAUSE, SUPPORT, ANNA, LUNCH)]


async def test_and_logs_them_out_by_keyboard(tmp_path: Path, qtbot: QtBot) -> None:
    """From the card to the table, down to the agent, Enter, up to the last action."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        table = queues.place.agents
        table.setFocus()
        press(qtbot, Key.Key_Home)
        while table.row_here().number != ANNA:
            press(qtbot, Key.Key_Down)
        press(qtbot, Key.Key_Return, Key.Key_Up, Key.Key_Return)
        await idle(shell)
        assert world.supervisor.orders == [(AgentVerb.LOG_OUT, SUPPORT, ANNA, None)]
        assert table.hasFocus(), "where one was"


async def test_a_queue_that_one_does_not_manage_is_only_looked_at(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """That is said, and nothing opens."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        qtbot.mouseClick(queues.place.board.cards[0], LEFT)
        assert open_row(queues, qtbot, Number("2009")) is None
        assert "do not manage" in shell.window.toast.text()


async def test_a_refusal_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    """In words."""
    async with staged(tmp_path) as (shell, world):
        world.supervisor.error = NotPermitted("no", key="agent.static_other", name="Anna")
        queues = await arrive(shell, world, qtbot)
        qtbot.mouseClick(action(open_row(queues, qtbot), AgentVerb.LOG_OUT), LEFT)
        await idle(shell)
        await until(lambda: bool(shell.window.notices))
        assert shell.window.notices[0][0].key == "agent.static_other"


async def test_esc_closes_the_panel_before_anything_else(tmp_path: Path, qtbot: QtBot) -> None:
    """Innermost first; the full screen is not left by it."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        panel = open_row(queues, qtbot)
        qtbot.mouseClick(action(panel, ListenMode.LISTEN), LEFT)
        press(qtbot, Key.Key_Escape)
        assert (panel.open, panel.asking) == (True, None)
        press(qtbot, Key.Key_Escape)
        assert not panel.open


async def test_the_panel_goes_with_the_link_and_with_the_agent(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """What it offers would no longer be true."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        panel = open_row(queues, qtbot)
        gone = tuple(replace(one, agents=one.agents[:1]) for one in office().queues)
        await draw(shell, world, AgentPicture(day(), gone))
        assert not panel.open

        await draw(shell, world, office())
        open_row(queues, qtbot)
        assert panel.open
        told = asyncio.Event()
        shell.bridge.status_changed.connect(told.set)
        world.session.move(online(state=Connection.RECONNECTING))
        await told.wait()
        assert not panel.open
        open_row(queues, qtbot)
        assert not panel.open


# --- listening -----------------------------------------------------------------------------------


async def test_listening_takes_two_deliberate_steps(tmp_path: Path, qtbot: QtBot) -> None:
    """The mode, then the button that says whom; by mouse."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        panel = open_row(queues, qtbot)
        qtbot.mouseClick(action(panel, ListenMode.WHISPER), LEFT)
        await idle(shell)
        assert world.supervisor.orders == []
        qtbot.mouseClick(panel.confirm, LEFT)
        await idle(shell)
        assert world.supervisor.orders == [("listen", SUPPORT, ANNA, ListenMode.WHISPER)]


async def test_no_row_of_enters_listens(tmp_path: Path, qtbot: QtBot) -> None:
    """However often the one key is pressed; with Tab in between, it is meant."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        table = queues.place.agents
        table.setFocus()
        table.selectRow(row_of(queues, ANNA))
        press(qtbot, *[Key.Key_Return] * 9)
        await idle(shell)
        assert world.supervisor.orders == []
        assert queues.panel.asking is None
        press(qtbot, Key.Key_Return, Key.Key_Tab, Key.Key_Return)
        await idle(shell)
        assert world.supervisor.orders == [("listen", SUPPORT, ANNA, ListenMode.LISTEN)]


async def test_a_call_can_be_answered_while_it_asks(tmp_path: Path, qtbot: QtBot) -> None:
    """The keys of calls work from inside the panel, as from anywhere."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        panel = open_row(queues, qtbot)
        qtbot.mouseClick(action(panel, ListenMode.BARGE), LEFT)
        await put(shell, world, card(phase=Phase.TALKING), selected="1650012665.266")
        panel.confirm.setFocus()
        qtbot.keyClick(panel.confirm, Key.Key_F9)
        await idle(shell)
        assert [order[0] for order in world.calls.orders] == ["hold"]
        assert world.supervisor.orders == []


async def test_the_banner_stands_in_every_place_until_it_is_over(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """On the full screen too; its button ends it."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot)
        assert queues.banner is None
        await draw(shell, world, office(listening=LISTENING))
        banner = queues.banner
        assert banner.message == "Your phone rings: pick it up to listen to Agent 2008."
        await draw(shell, world, office(listening=replace(LISTENING, answered=True)))
        assert banner.message.startswith("You are listening to Agent 2008.")
        for key in (Key.Key_1, Key.Key_4, Key.Key_3):
            qtbot.keyClick(shell.window, key, Mod.ControlModifier)
            assert banner.isVisible()
        queues.toggle_full()
        assert banner.isVisible()
        assert not shell.window.close_notice(), "Esc does not close it"
        qtbot.mouseClick(banner.stop, LEFT)
        await idle(shell)
        assert world.supervisor.orders == [("stop",)]
        await draw(shell, world, office())
        assert not banner.isVisible()
        queues.leave_full()


async def test_where_nobody_can_be_listened_to_nothing_is_offered(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """An agent who only waits has no call."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot, office(Standing.READY))
        panel = open_row(queues, qtbot)
        assert not any(isinstance(row.do.what, ListenMode) for row in panel.rows)


async def test_an_agent_of_whom_nothing_is_known_opens_nothing(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """That is said."""
    async with staged(tmp_path) as (shell, world):
        queues = await arrive(shell, world, qtbot, office(Standing.UNKNOWN))
        assert open_row(queues, qtbot) is None
        assert "Nothing can be done" in shell.window.toast.text()
