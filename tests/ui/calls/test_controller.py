"""From the calls place to the services, over a real window."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.directory import Extension
from ctiapp.model.errors import NotPermitted, UsageError
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.away import AwayCall
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection
from ctiapp.ui import text
from ctiapp.ui.calls import controller
from ctiapp.ui.keymap import Action, Keymap
from tests.model.said import moment
from tests.ui.fakes import START, card, ended, idle, online, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ctiapp.ui.shell import Shell

pytestmark = pytest.mark.usefixtures("english", "clock")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What is read out, and whether at once."""
    said: list[tuple[str, bool]] = []

    def hear(_widget: object, words: str, *, urgent: bool = False) -> None:
        said.append((text.bare(words), urgent))

    monkeypatch.setattr(controller, "announce", hear)
    return said


TALKING = card("1.1", Phase.TALKING)
HELD = card("1.2", Phase.HELD, sequence=2)


async def test_a_button_acts_on_its_own_card_and_not_on_the_selected_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, HELD, selected="1.1")
        button = shell.rooms.place.stack.card("1.2").buttons[Verb.HANG_UP]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.calls.orders == [("hangup", "1.2")]


async def test_resume_has_the_key_of_hold(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.2")
        shell.rooms.calls.key(Action.HOLD)
        await idle(shell)

        assert world.calls.orders == [("resume", "1.2")]


async def test_an_outcome_that_is_not_known_is_said(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        world.calls.outcome = Outcome.UNCONFIRMED
        shell.rooms.calls.key(Action.HOLD)
        await idle(shell)

        assert "has not confirmed" in shell.window.toast.text()


async def test_hanging_up_is_never_blocked_by_what_is_pending(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        pending = replace(TALKING, pending=frozenset({Verb.HOLD, Verb.HANG_UP}))
        await put(shell, world, pending, selected="1.1")
        world.calls.gate = asyncio.Event()
        shell.rooms.calls.key(Action.HOLD)
        shell.rooms.calls.key(Action.HANG_UP)
        await until(lambda: bool(world.calls.orders))
        world.calls.gate.set()
        await idle(shell)

        assert world.calls.orders == [("hangup", "1.1")]


async def test_somebody_elses_past_is_not_shown(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, ended(TALKING, EndReason.HUNG_UP))
        assert shell.rooms.calls.just.calls
        other = Extension(ExtensionId("9"), Number("2009"), "Ann Lee")
        world.session.move(online(me=other))
        await until(lambda: not shell.rooms.calls.just.calls)

        assert not any(row.isVisible() for row in shell.rooms.place.past.rows)


async def test_a_lost_link_counts_the_age_of_the_picture(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.clock.mono_s += 75
        world.session.status = online(state=Connection.RECONNECTING, picture_at=START)
        await put(shell, world, replace(TALKING, stale=True, actions=()), selected="1.1")

        assert shell.rooms.place.stack.card("1.1").age.text() == "0:00"
        assert world.session.status.picture_s(world.services.clock()) == 1000.0


async def test_oneself_is_not_listed_among_the_people(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.directory.put(("Leo Ball", "2000"), ("Anna Simmons", "2008"))
        world.directory.load(world.directory.progress)
        await until(lambda: shell.rooms.place.people.people.rowCount() == 1)

        assert shell.rooms.place.people.people.person(0).name == "Anna Simmons"


EVERY_VERB = [
    (Action.MUTE, Verb.MUTE),
    (Action.MUTE, Verb.UNMUTE),
    (Action.RECORD, Verb.RECORD),
    (Action.RECORD, Verb.PAUSE_RECORDING),
    (Action.RECORD, Verb.RESUME_RECORDING),
    (Action.PARK, Verb.PARK),
    (Action.TRANSFER, Verb.COMPLETE),
    (Action.CONSULT, Verb.SWAP),
    (Action.ADD, Verb.CONFERENCE),
]


@pytest.mark.parametrize(("action", "verb"), EVERY_VERB)
async def test_each_verb_by_its_key_and_by_its_button(
    qtbot: QtBot, tmp_path: Path, action: Action, verb: Verb
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, card("1.1", actions=(verb,)), HELD, selected="1.1")
        (key,) = Keymap().keys(action)
        combination = QKeySequence.fromString(key)[0]
        qtbot.keyClick(shell.window, combination.key(), combination.keyboardModifiers())
        await idle(shell)
        button = shell.rooms.place.stack.card("1.1").buttons[verb]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.calls.orders == [(verb.value, "1.1")] * 2


async def test_a_parked_call_is_picked_up_by_its_slot(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, card("1.1", Phase.PARKED, slot="6001"), selected="1.1")
        qtbot.keyClick(shell.window, Qt.Key.Key_F10)
        await idle(shell)

        assert world.calls.orders == [("retrieve", "6001")]


ANSWERABLE = card(
    "1.3", Phase.RINGING, sequence=3, can_answer=True, actions=(Verb.ANSWER, Verb.REJECT)
)


async def test_answering_holds_first_who_is_talked_to(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, ANSWERABLE, selected="1.1")
        qtbot.keyClick(shell.window, Qt.Key.Key_F3)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1"), ("answer", "1.3")]


async def test_where_holding_is_refused_nobody_is_answered(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, ANSWERABLE, selected="1.1")
        world.calls.error = NotPermitted("no")
        qtbot.keyClick(shell.window, Qt.Key.Key_F3)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1")]
        assert "not allowed" in shell.window.toast.text()


@pytest.mark.parametrize("after", ["ended", "held", "gone"])
async def test_where_nothing_is_left_to_be_held_the_next_is_answered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, ANSWERABLE, selected="1.1")
        before = {
            "ended": (ended(TALKING, EndReason.REMOTE_HUNG_UP),),
            "held": (replace(TALKING, phase=Phase.HELD),),
            "gone": (),
        }[after]

        async def hold(call_id: CallId) -> Outcome:
            await put(shell, world, *before, ANSWERABLE)
            raise UsageError("too late", key="call.gone", call=call_id)

        monkeypatch.setattr(world.calls, "hold", hold)
        qtbot.keyClick(shell.window, Qt.Key.Key_F3)
        await idle(shell)

        assert world.calls.orders == [("answer", "1.3")]


async def test_the_pop_answers_its_own_call_and_not_the_oldest(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        later = replace(ANSWERABLE, call_id=CallId("1.4"), sequence=4)
        await put(shell, world, ANSWERABLE, later, selected="1.3")
        shell.pop.answered.emit(later.call_id)
        await idle(shell)

        assert world.calls.orders == [("answer", "1.4")]


LATER = replace(ANSWERABLE, call_id=CallId("1.4"), sequence=4, name="Ada Wong")


def printed(shell: Shell) -> list[str]:
    """The keys printed in the window's cards and in the pops, from the top."""
    cards = (*shell.rooms.place.stack.cards, *shell.pop.visible_cards)
    return [
        ", ".join(
            button.accessibleName()
            for button in each.findChildren(QPushButton)
            if button.isVisible() and "F3" in button.accessibleName()
        )
        for each in cards
    ]


async def test_who_rings_below_the_edge_of_a_small_window_is_scrolled_to(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Once, when it begins; the keyboard stays where it is."""
    held = [card(f"1.{number}", Phase.HELD, sequence=number) for number in (1, 2, 3)]
    rings = card("1.9", Phase.RINGING, sequence=9)
    async with staged(tmp_path) as (shell, world):
        shell.window.resize(900, 640)
        await put(shell, world, *held, selected="1.1")
        qtbot.keyClick(shell.window, Qt.Key.Key_F2)
        await put(shell, world, *held, rings, selected="1.1")
        view = shell.rooms.place.stack.card("1.9")
        await until(lambda: view.visibleRegion().boundingRect() == view.rect())

        assert shell.window.focusWidget() is shell.window.search


async def test_nothing_is_called_parked_where_the_pbx_cannot_park(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        waiting = shell.rooms.place.parked
        await put(shell, world, HELD, selected="1.2")
        assert waiting.heading.text() == "Parked and held"
        world.session.move(online(capabilities=EVERY_CAPABILITY - {Capability.PARK}))
        await until(lambda: waiting.heading.text() == "On hold")


async def test_the_ringing_keys_are_moved_on_by_a_key(
    qtbot: QtBot, tmp_path: Path, spoken: list[tuple[str, bool]]
) -> None:
    """Printed on the next card and pop, said, and obeyed; who is talked to, and the focus, stay."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, ANSWERABLE, LATER, selected="1.1")
        qtbot.keyClick(shell.window, Qt.Key.Key_F2)
        qtbot.keyClicks(shell.window.search, "ann")
        assert printed(shell) == ["", "Answer, F3", "", "Answer, F3", ""]
        spoken.clear()
        qtbot.keyClick(shell.window.search, Qt.Key.Key_F6)
        await until(lambda: printed(shell) == ["", "", "Answer, F3", "", "Answer, F3"])

        assert spoken == [("Ada Wong: answer or reject", True)]
        assert QApplication.focusWidget() is shell.window.search
        assert shell.window.search.text() == "ann"
        assert shell.rooms.place.stack.card("1.1").selected

        qtbot.keyClick(shell.window.search, Qt.Key.Key_F3)
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1"), ("answer", "1.4")]

        spoken.clear()
        qtbot.keyClick(shell.window.search, Qt.Key.Key_F6)
        assert spoken == [("Joseph Goffin: answer or reject", True)]
        qtbot.keyClick(shell.window.search, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
        await idle(shell)
        assert world.calls.orders[2:] == [("reject", "1.3")]


async def test_moving_on_says_whom_the_keys_mean_also_where_there_is_no_choice(
    qtbot: QtBot, tmp_path: Path, spoken: list[tuple[str, bool]]
) -> None:
    async with staged(tmp_path) as (shell, world):
        qtbot.keyClick(shell.window, Qt.Key.Key_F6)
        assert shell.window.toast.text() == "No call is ringing."
        assert spoken == []

        for alone, said in (
            (ANSWERABLE, "Joseph Goffin: answer or reject"),
            (card("1.5", Phase.RINGING), "Joseph Goffin: reject, or lift the handset"),
            (card("1.6", Phase.OFFERED, screened=True), "Joseph Goffin: accept or refuse"),
        ):
            await put(shell, world, alone)
            spoken.clear()
            qtbot.keyClick(shell.window, Qt.Key.Key_F6)
            assert spoken == [(said, True)]
        assert world.calls.orders == []


async def test_the_key_that_moves_on_can_be_another_and_its_conflict_is_said(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, ANSWERABLE, LATER, selected="1.3")
        keys = Keymap().with_key(Action.NEXT_RINGING, ["F12"])
        world.preferences.change(lambda settings: replace(settings, keys=keys))
        qtbot.keyClick(shell.window, Qt.Key.Key_F6)
        assert not any(card.marked for card in world.desk.cards)
        qtbot.keyClick(shell.window, Qt.Key.Key_F12)
        assert [card.marked for card in world.desk.cards] == [False, True]

        keys = Keymap().with_key(Action.NEXT_RINGING, ["F9"])
        world.preferences.change(lambda settings: replace(settings, keys=keys))
        qtbot.keyClick(shell.window, Qt.Key.Key_F9)
        assert "Move on to the next ringing call" in shell.window.toast.text()
        assert [card.marked for card in world.desk.cards] == [False, True]


WAITING = card("2.1", Phase.HELD, consulting=CallId("2.2"), actions=(Verb.ABORT,))
CONSULTED = card(
    "2.2",
    sequence=2,
    consult_of=CallId("2.1"),
    actions=(Verb.COMPLETE, Verb.SWAP, Verb.CONFERENCE, Verb.ABORT),
)


async def test_escape_closes_the_search_and_returns_the_caller_in_one_stroke(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, WAITING, CONSULTED, selected="2.2")
        qtbot.keyClick(shell.window, Qt.Key.Key_F2)
        qtbot.keyClicks(shell.window.search, "ann")
        assert shell.window.results.isVisible()
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Escape)
        await idle(shell)

        assert shell.window.results.isHidden()
        assert world.calls.orders == [("abort", "2.2")]


async def test_escape_in_a_menu_closes_it_and_returns_the_caller(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, WAITING, CONSULTED, selected="2.2")
        menu = QMenu(shell.window)
        menu.addAction("one")
        menu.popup(shell.window.pos())
        await until(lambda: QApplication.activePopupWidget() is menu)
        qtbot.keyClick(menu, Qt.Key.Key_Escape)
        await idle(shell)

        assert menu.isHidden()
        assert world.calls.orders == [("abort", "2.2")]


async def test_escape_held_down_returns_nobody_twice(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, WAITING, CONSULTED, selected="2.2")
        for repeated in (False, True, True):
            event = QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_Escape,
                Qt.KeyboardModifier.NoModifier,
                "",
                autorep=repeated,
                count=1,
            )
            QApplication.sendEvent(shell.window, event)
        await idle(shell)

        assert world.calls.orders == [("abort", "2.2")]


OFFERED = card("2.1", Phase.OFFERED, ring=0, screened=True, until_s=1006.0)


@pytest.mark.parametrize(
    ("key", "verb"), [("F3", Verb.ACCEPT_INBOUND), ("Shift+F8", Verb.REFUSE_INBOUND)]
)
async def test_an_offered_call_by_key_button_and_pop(
    qtbot: QtBot, tmp_path: Path, key: str, verb: Verb
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, OFFERED, selected="1.1")
        combination = QKeySequence.fromString(key)[0]
        qtbot.keyClick(shell.window, combination.key(), combination.keyboardModifiers())
        await idle(shell)
        button = shell.rooms.place.stack.card("2.1").buttons[verb]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        await idle(shell)
        told = shell.pop.accepted if verb is Verb.ACCEPT_INBOUND else shell.pop.refused
        told.emit(OFFERED.call_id)
        await idle(shell)

        assert world.calls.orders == [(verb.value, "2.1")] * 3


async def test_a_decision_that_came_too_late_is_told_though_its_card_is_over(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, OFFERED)
        world.calls.gate = asyncio.Event()
        world.calls.error = UsageError("late", key="inbound.too_late")
        shell.rooms.calls.key(Action.ANSWER)
        await until(lambda: bool(world.calls.orders))
        late = Notice.of("inbound.too_late")
        await put(shell, world, ended(OFFERED, EndReason.LET_IN, notice=late, until_s=None))
        world.calls.gate.set()
        await idle(shell)

        assert "Too late" in shell.window.toast.text()


async def test_what_ended_in_a_gap_is_shown_told_and_put_away(
    qtbot: QtBot, tmp_path: Path, spoken: list[tuple[str, bool]]
) -> None:
    async with staged(tmp_path) as (shell, world):
        away = shell.rooms.place.away
        call = AwayCall(
            CallId("9"),
            "Anya",
            Number("5503301"),
            "",
            Phase.RINGING,
            None,
            True,
            moment(0),
            moment(60),
        )
        world.away.put(call)
        await until(away.isVisible)
        assert [row.accessibleName().partition(",")[0] for row in away.rows] == ["Anya"]
        assert ("Connected again. While you were away, calls ended: 1", False) in spoken

        qtbot.mouseClick(away.close_button, Qt.MouseButton.LeftButton)
        await until(lambda: not away.isVisible())
        assert world.away.calls == ()


async def test_while_the_link_is_down_no_list_can_call_anybody(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, ended(TALKING, EndReason.HUNG_UP))
        (row,) = shell.rooms.place.past.rows
        assert row.button.isEnabled()
        down = replace(world.session.status, state=Connection.RECONNECTING)
        world.session.move(down)
        await until(lambda: not row.button.isEnabled())
        world.session.move(replace(down, state=Connection.ONLINE))
        await until(row.button.isEnabled)


async def test_where_the_pbx_calls_nobody_no_list_offers_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, ended(TALKING, EndReason.HUNG_UP))
        (row,) = shell.rooms.place.past.rows
        assert not row.button.isHidden()
        world.session.move(online(capabilities=EVERY_CAPABILITY - {Capability.DIAL}))
        await until(row.button.isHidden)
        world.session.move(online())
        await until(lambda: not row.button.isHidden())
