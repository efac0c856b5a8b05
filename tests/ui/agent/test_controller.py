"""An agent in the whole window, with real keys and clicks: header, pause key, column, banner."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Presence
from ctiapp.model.errors import NotPermitted
from ctiapp.model.ids import QueueId
from ctiapp.model.notice import Notice
from ctiapp.services.agentfacts import AgentPicture, Standing
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.settings import Settings
from ctiapp.ui.agent import controller
from ctiapp.ui.ages import ticker
from tests.ui.agent.sheets import (
    BREAK,
    LUNCH,
    agent,
    auto_pause,
    day,
    missed,
    picture,
    queue,
)
from tests.ui.fakes import World, card, idle, online, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ctiapp.services.agentfacts import QueueFacts

pytestmark = pytest.mark.usefixtures("english", "clock")

Key = Qt.Key
Mod = Qt.KeyboardModifier


async def draw(shell: Any, world: World, shown: AgentPicture) -> Any:
    """Have the service draw this picture; answers the parts once the window has been told."""
    told = asyncio.Event()
    shell.bridge.agents_changed.connect(told.set)
    world.agents.draw(shown)
    await told.wait()
    shell.bridge.agents_changed.disconnect(told.set)
    return shell.rooms.agent.parts


def orders(world: World) -> list[tuple[Any, ...]]:
    """What was asked of the service, but for who looks."""
    return [order for order in world.agents.orders if order[0] not in ("seen", "watch")]


def press(
    qtbot: QtBot, shell: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier
) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or shell.window, key, modifier)


def click(qtbot: QtBot, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


async def test_who_is_in_no_queue_has_no_parts_and_pays_for_none(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, AgentPicture())

        assert parts is None


async def test_the_signed_out_window_builds_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        parts = await draw(shell, world, picture())
        assert parts is None

        world.session.move(online())
        await until(lambda: shell.rooms.agent.parts is not None)
        assert shell.rooms.agent.parts.standing.isVisible()


async def test_presence_alone_shows_its_chip_alone(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, AgentPicture(day(total=0, logged_in=0)))

        assert parts.presence.isVisible()
        assert not parts.standing.isVisible()
        assert not parts.queues.isVisible()


async def test_the_header_shows_it_in_every_place_and_goes_at_sign_out(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        assert "Ready" in parts.standing.shown
        press(qtbot, shell, Key.Key_5, Mod.ControlModifier)
        assert parts.standing.isVisible()
        assert parts.presence.isVisible()

        world.session.move(ConnectionStatus())
        await idle(shell)
        assert not parts.standing.isVisible()
        assert not parts.presence.isVisible()


async def test_the_pause_key_and_a_digit_from_inside_a_text_field(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        press(qtbot, shell, Key.Key_F2)
        qtbot.keyClicks(shell.window.search, "ann")
        press(qtbot, shell, Key.Key_F7)
        assert parts.panel.open
        press(qtbot, shell, Key.Key_9)
        press(qtbot, shell, Key.Key_2)
        await idle(shell)

        assert orders(world) == [("pause", BREAK, None)]
        assert not parts.panel.open
        assert shell.window.search.text() == "ann"
        assert shell.window.search.hasFocus()


async def test_a_digit_held_down_is_spent(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await draw(shell, world, picture())
        press(qtbot, shell, Key.Key_F2)
        press(qtbot, shell, Key.Key_F7)
        for repeated in (False, True, True):
            event = QKeyEvent(
                QEvent.Type.KeyPress, Key.Key_1, Mod.NoModifier, "1", autorep=repeated
            )
            QApplication.sendEvent(QApplication.focusWidget(), event)
        assert shell.window.search.text() == ""

        press(qtbot, shell, Key.Key_1)
        await idle(shell)
        assert shell.window.search.text() == "1"
        assert orders(world) == [("pause", LUNCH, None)]


@pytest.mark.parametrize("again", [Key.Key_F7, Key.Key_Return])
@pytest.mark.parametrize(
    ("standing", "order"),
    [(Standing.READY, ("pause", None, None)), (Standing.NOT_READY, ("resume", None))],
)
async def test_the_pause_key_twice_or_enter_takes_the_first(
    qtbot: QtBot, tmp_path: Path, again: Qt.Key, standing: Standing, order: tuple[Any, ...]
) -> None:
    async with staged(tmp_path) as (shell, world):
        await draw(shell, world, picture(standing))
        press(qtbot, shell, Key.Key_F7)
        press(qtbot, shell, again)
        await idle(shell)

        assert orders(world) == [order]


async def test_escape_closes_the_panel_and_asks_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        shell.rooms.place.people.setFocus()
        press(qtbot, shell, Key.Key_F7)
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)

        assert not parts.panel.open
        assert orders(world) == []
        assert QApplication.focusWidget() is shell.rooms.place.people


async def test_the_call_keys_work_while_the_panel_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        await put(shell, world, card("1.1", Phase.TALKING), selected="1.1")
        press(qtbot, shell, Key.Key_F7)
        press(qtbot, shell, Key.Key_F9)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1")]
        assert parts.panel.open


async def test_another_key_for_pausing_is_printed_and_works(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path, World(Settings(keys={"pause": "Ctrl+J"}))) as (shell, world):
        parts = await draw(shell, world, picture())
        assert parts.queues.pause.accessibleName() == "Pause, Ctrl+J"
        press(qtbot, shell, Key.Key_F7)
        assert not parts.panel.open
        press(qtbot, shell, Key.Key_J, Mod.ControlModifier)
        assert parts.panel.rows[0].cap == "Ctrl+J"

        world.preferences.change(lambda s: replace(s, keys={}))
        assert parts.queues.pause.accessibleName() == "Pause, F7"


async def test_a_key_of_two_actions_does_neither(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path, World(Settings(keys={"hold": "F7"}))) as (shell, world):
        parts = await draw(shell, world, picture())
        press(qtbot, shell, Key.Key_F7)

        assert not parts.panel.open
        assert "two things" in shell.window.toast.text()


async def test_the_pause_key_without_a_queue_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, _):
        press(qtbot, shell, Key.Key_F7)

        assert "agent of no queue" in shell.window.toast.text()


async def test_the_pause_key_signed_out_does_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, _):
        press(qtbot, shell, Key.Key_F7)

        assert shell.window.toast.isHidden()


async def test_the_chip_opens_and_closes_by_click(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        click(qtbot, parts.standing)
        assert parts.panel.anchor is parts.standing
        click(qtbot, parts.standing)
        assert not parts.panel.open

        click(qtbot, parts.standing)
        click(qtbot, parts.panel.rows[-1])
        await idle(shell)
        assert orders(world) == [("logout", None)]


async def test_presence_by_click_and_by_key(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        parts.presence.setFocus()
        press(qtbot, shell, Key.Key_Space)
        assert parts.panel.anchor is parts.presence
        press(qtbot, shell, Key.Key_3)
        await idle(shell)
        click(qtbot, parts.presence)
        click(qtbot, parts.panel.rows[3])
        await idle(shell)

        assert orders(world) == [
            ("presence", Presence.DO_NOT_DISTURB),
            ("presence", Presence.LUNCH),
        ]


async def test_the_pause_key_leaves_the_presence_panel_for_its_own(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        click(qtbot, parts.presence)
        press(qtbot, shell, Key.Key_F7)

        assert parts.panel.anchor is parts.standing
        assert parts.panel.rows[0].word == "Pause without a reason"


async def test_rest_after_a_call_can_be_ended_from_the_header(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        resting = picture(Standing.WRAP_UP, wrap_up_ends=world.clock.ago(-20))
        parts = await draw(shell, world, resting)
        assert parts.ready_now.isVisible()
        click(qtbot, parts.ready_now)
        await idle(shell)
        assert orders(world) == [("resume", (QueueId("id-6400"), QueueId("id-6402")))]

        parts = await draw(shell, world, picture())
        assert not parts.ready_now.isVisible()


async def test_ending_the_rest_leaves_a_pause_that_was_made_on_purpose(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """At lunch for Reception, resting after a call of Support: only the rest is over."""
    async with staged(tmp_path) as (shell, world):
        queues = (
            queue("6400", "Reception", me=agent(Standing.NOT_READY, reason="Lunch")),
            queue("6402", "Support", me=agent(Standing.WRAP_UP)),
        )
        me = day(Standing.WRAP_UP, paused=1, wrap_up_ends=world.clock.ago(-20))
        parts = await draw(shell, world, AgentPicture(me, queues))
        click(qtbot, parts.ready_now)
        await idle(shell)
        assert orders(world) == [("resume", (QueueId("id-6402"),))]

        parts.ready_now.clicked.emit()
        world.agents.picture = picture()
        parts.ready_now.clicked.emit()
        await idle(shell)
        assert len(orders(world)) == 2


async def test_my_queues_stand_above_what_ended_and_ask(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        assert parts.queues.isVisible()
        click(qtbot, parts.queues.cards[0].switch)
        await idle(shell)
        click(qtbot, parts.queues.cards[1].button)
        await idle(shell)
        click(qtbot, parts.queues.all)
        await idle(shell)
        click(qtbot, parts.queues.pause)
        assert parts.panel.anchor is parts.queues.pause
        press(qtbot, shell, Key.Key_1)
        await idle(shell)

        first, second = (queue.queue_id for queue in picture().queues)
        assert orders(world) == [
            ("logout", (first,)),
            ("pause", None, (second,)),
            ("logout", None),
            ("pause", LUNCH, None),
        ]


async def test_a_refusal_is_told_quietly(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await draw(shell, world, picture())
        world.agents.error = NotPermitted("no")
        press(qtbot, shell, Key.Key_F7)
        press(qtbot, shell, Key.Key_1)
        await idle(shell)
        assert "not allowed" in shell.window.toast.text()

        world.agents.error = None
        world.agents.outcome = Outcome.UNCONFIRMED
        press(qtbot, shell, Key.Key_F7)
        press(qtbot, shell, Key.Key_1)
        await idle(shell)
        assert "not confirmed" in shell.window.toast.text()


async def test_a_lost_link_shuts_the_switches_and_marks_what_is_old(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        lost = online(state=Connection.RECONNECTING, notice=Notice.of("error.link_lost"))
        world.session.move(lost)
        await until(lambda: parts.standing.faded)

        assert "as of" in parts.standing.shown
        assert not parts.queues.cards[0].switch.isEnabled()
        world.session.move(online())
        await until(lambda: not parts.standing.faded)


async def test_an_automatic_pause_is_explained_until_it_is_answered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        paused = picture(Standing.NOT_READY, auto_pause=auto_pause("5503302", "2008"))
        parts = await draw(shell, world, paused)
        assert parts.banner.isVisible()
        assert "Support paused you at" in parts.banner.message
        assert "5503302 · Anna Simmons" in parts.banner.message

        click(qtbot, parts.banner.back_button)
        await idle(shell)
        assert world.calls.orders == [("dial", "5503302")]
        click(qtbot, parts.banner.ready_button)
        await idle(shell)
        click(qtbot, parts.banner.cross)
        assert orders(world) == [("resume", (QueueId("id-6402"),)), ("dismiss", "auto-pause")]

        parts = await draw(shell, world, picture())
        assert not parts.banner.isVisible()


@pytest.mark.parametrize("left", [(), (queue("6402", "Support", me=None, managed=True),)])
async def test_an_automatic_pause_of_a_queue_that_is_gone_ends_no_other_pause(
    qtbot: QtBot, tmp_path: Path, left: tuple[QueueFacts, ...]
) -> None:
    """One is in that queue no more, and at lunch for another: the news goes, the lunch stays."""
    async with staged(tmp_path) as (shell, world):
        lunch = queue("6400", "Reception", me=agent(Standing.NOT_READY, reason="Lunch"))
        paused = day(Standing.NOT_READY, total=1, paused=1, auto_pause=auto_pause("2008"))
        parts = await draw(shell, world, AgentPicture(paused, (lunch, *left)))
        click(qtbot, parts.banner.ready_button)
        await idle(shell)

        assert orders(world) == [("dismiss", "auto-pause")]


async def test_a_missed_call_is_a_line_with_a_way_back(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture(missed=missed()))
        assert parts.queues.missed.isVisible()
        assert not parts.banner.isVisible()
        click(qtbot, parts.queues.missed.button)
        await idle(shell)
        click(qtbot, parts.queues.missed.cross)

        assert world.calls.orders == [("dial", "2008")]
        assert orders(world) == [("dismiss", "missed")]


async def test_news_is_read_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, bool]] = []

    def hear(_widget: object, words: str, *, urgent: bool = False) -> None:
        if words:
            said.append((words, urgent))

    monkeypatch.setattr(controller, "announce", hear)
    async with staged(tmp_path) as (shell, world):
        await draw(shell, world, picture())
        assert said == []
        await draw(shell, world, picture(Standing.NOT_READY, reason="Lunch"))
        await draw(shell, world, picture(Standing.UNKNOWN))
        await draw(shell, world, picture(Standing.NOT_READY, reason="Lunch", told=None))
        await draw(shell, world, picture(missed=missed()))
        paused = picture(Standing.NOT_READY, auto_pause=auto_pause("2008"))
        await draw(shell, world, paused)
        await draw(shell, world, paused)

    assert [words.split(" at ")[0] for words, _ in said] == [
        "Paused: Lunch",
        "Not taken: Anna Simmons, from Support,",
        "Ready",
        "Support paused you",
    ]
    assert [urgent for _, urgent in said] == [False, False, False, True]


async def test_an_open_panel_does_not_change_under_the_hand(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        press(qtbot, shell, Key.Key_F7)
        await draw(shell, world, picture(Standing.NOT_READY))
        assert parts.panel.rows[0].word == "Pause without a reason"

        await draw(shell, world, AgentPicture())
        assert not parts.panel.open


async def test_the_service_hears_whether_the_window_is_seen(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.window.showMinimized()
        await until(lambda: ("seen", False) in world.agents.orders)
        shell.raise_window()
        await until(lambda: world.agents.orders[-1] == ("seen", True))
        shell.hide()

        seen = [order[1] for order in world.agents.orders if order[0] == "seen"]
        # Told again where somebody turns to it; here it is when that changes.
        changes = [on for before, on in itertools.pairwise([None, *seen]) if on != before]
        assert changes == [True, False, True, False]


async def test_nothing_is_counted_while_nothing_counts(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        still = replace(picture(), queues=(queue(me=agent(told=None), load_told=None),))
        await draw(shell, world, replace(still, me=replace(still.me, since=None, told=None)))
        assert not ticker().running or shell.rooms.agent.parts.queues.isVisible()
        shell.hide()

        assert not ticker().running


async def test_another_language_has_its_parts_at_once(tmp_path: Path) -> None:
    from ctiapp.settings import Language

    async with staged(tmp_path) as (shell, world):
        await draw(shell, world, picture())
        before = shell.window
        world.preferences.change(lambda s: replace(s, language=Language.CHINESE))
        await until(lambda: shell.window is not before)
        await until(lambda: shell.rooms.agent.parts is not None)
        assert "就绪" in shell.rooms.agent.parts.standing.shown

        now = shell.window
        world.preferences.change(lambda s: replace(s, language=Language.ENGLISH))
        await until(lambda: shell.window is not now)


async def test_what_the_pbx_cannot_do_is_not_there_and_its_key_says_so(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Neither chip of presence nor button to pause."""
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        assert parts.presence.isVisible()
        assert not parts.queues.pause.isHidden()
        left = EVERY_CAPABILITY - {Capability.PRESENCE, Capability.PAUSE}
        world.session.move(online(capabilities=left))
        await until(parts.presence.isHidden)
        assert parts.queues.pause.isHidden()
        assert all(card.button.isHidden() for card in parts.queues.cards)
        press(qtbot, shell, Key.Key_F7)
        await until(lambda: "This PBX cannot do that" in shell.window.toast.text())
        assert parts.panel.anchor is None


async def test_where_the_firmware_logs_nobody_in_the_rest_stays(tmp_path: Path) -> None:
    """No switch that fails; without queues at all nothing of them is left."""
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, picture())
        assert not parts.queues.all.isHidden()
        world.session.move(online(capabilities=EVERY_CAPABILITY - {Capability.QUEUE_LOG_IN}))
        await until(parts.queues.all.isHidden)
        assert all(card.switch.isHidden() for card in parts.queues.cards)
        assert not parts.queues.pause.isHidden()
        assert parts.standing.isVisible()
        world.session.move(online(capabilities=EVERY_CAPABILITY - {Capability.QUEUES}))
        await until(parts.queues.isHidden)
        assert not parts.standing.isVisible()
