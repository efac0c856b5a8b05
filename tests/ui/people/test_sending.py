"""A call sent on to a person by two strokes: the first one asks, the second one does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.commands import Verb
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.errors import UsageError
from ctiapp.services.agentfacts import AgentPicture
from ctiapp.services.connection import ConnectionStatus
from ctiapp.state import changes
from ctiapp.ui.keymap import Action
from tests.ui.agent.sheets import other, queue
from tests.ui.fakes import until
from tests.ui.people.conftest import ANNA, DAVE, Stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("action", "said", "order"),
    [
        (Action.TRANSFER, "Transfer Joseph Goffin to Anna Simmons", ("transfer", "1 2008")),
        (Action.CONSULT, "Consult Anna Simmons first", ("consult", "1 2008")),
        (Action.SAFE_TRANSFER, "take back if nobody answers", ("safe-transfer", "1 2008")),
        (Action.ADD, "Add Anna Simmons to the call", ("add", "1 2008")),
    ],
)
async def test_two_strokes_ask_and_do(
    stage: Stage, action: Action, said: str, order: tuple[str, str]
) -> None:
    stage.grid.choose(ANNA)
    assert stage.people.key(action)
    assert said in stage.question
    assert stage.orders == []
    assert stage.people.key(action)
    await until(lambda: bool(stage.orders))
    assert stage.orders == [order]
    assert stage.people.sending.question is None


async def test_enter_says_yes_and_calls_nobody(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.grid.called.emit(ANNA)
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 2008")]
    assert stage.called == []


async def test_esc_leaves_it_and_so_does_going_elsewhere(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    assert stage.people.escape()
    assert not stage.people.escape()
    stage.people.key(Action.TRANSFER)
    stage.grid.choose(DAVE)
    assert stage.people.sending.question is None
    assert stage.grid.painter.marked is None
    assert stage.orders == []


async def test_another_key_asks_another_thing(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.people.key(Action.CONSULT)
    assert "Consult Anna" in stage.question
    assert stage.orders == []


async def test_the_question_stays_true(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.world.lamps.light("2008", changes.Lamp(LineState.IDLE, Presence.DO_NOT_DISTURB))
    stage.people.show_cards(stage.world.desk.cards)
    assert "does not want to be disturbed: transfer anyway" in stage.question
    stage.talk()
    assert stage.people.sending.question is None


async def test_without_a_call_it_says_so(stage: Stage) -> None:
    stage.talk(selected=None)
    stage.grid.choose(ANNA)
    assert stage.people.key(Action.TRANSFER)
    assert [each.key for each in stage.told] == ["people.no_call"]


async def test_a_refusal_is_told(stage: Stage) -> None:
    stage.world.calls.error = UsageError("no", key="call.gone")
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.people.key(Action.TRANSFER)
    await until(lambda: bool(stage.told))
    assert stage.told[0].key == "call.gone"


async def test_a_key_elsewhere_is_not_for_the_people(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.panel.field.setFocus()
    assert not stage.people.key(Action.TRANSFER)
    stage.grid.setFocus()
    assert not stage.people.key(Action.HOLD)


async def test_a_lost_link_takes_the_question_back(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.world.session.status = ConnectionStatus()
    stage.people.show_status()
    assert stage.people.sending.question is None


async def test_the_question_follows_the_phone_of_whoever_is_asked_of(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.world.lamps.light("2003", changes.Lamp(LineState.BUSY))
    assert "anyway" not in stage.question
    stage.world.lamps.light("2008", changes.Lamp(LineState.BUSY))
    assert "is on a call: transfer anyway" in stage.question


async def test_where_another_thing_would_be_done_by_now_it_is_asked_anew(stage: Stage) -> None:
    """Nobody told of it: the second stroke looks before it does anything."""
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.world.lamps.known["2008"] = changes.Lamp(LineState.BUSY)
    stage.people.key(Action.TRANSFER)
    assert stage.orders == []
    assert "is on a call: transfer anyway" in stage.question
    stage.people.key(Action.TRANSFER)
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("transfer", "1 2008")]


async def test_a_lamp_that_anybody_may_have_is_looked_at_as_well(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.world.lamps.known["2008"] = changes.Lamp(LineState.BUSY)
    for listener in tuple(stage.world.lamps.listeners):
        listener(None)
    assert "is on a call: transfer anyway" in stage.question


async def test_what_is_missed_is_told(stage: Stage) -> None:
    stage.people.sending.carrier.missed.emit()
    assert [each.key for each in stage.told] == ["people.not_as_said"]


async def test_whoever_waits_is_told_when_the_question_is_left(stage: Stage) -> None:
    free: list[bool] = []
    sending = stage.people.sending
    sending.free.connect(lambda: free.append(sending.busy))
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    assert sending.busy
    assert free == []
    stage.people.escape()
    assert free == [False]
    stage.people.escape()
    assert free == [False]


async def test_stopped_it_hears_of_no_lamp(stage: Stage) -> None:
    before = len(stage.world.lamps.listeners)
    stage.people.sending.stop()
    stage.people.sending.stop()
    assert len(stage.world.lamps.listeners) == before - 1


async def test_the_question_moves_with_its_tile(stage: Stage) -> None:
    """A second call puts nothing between a question and whom it is about."""
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    label = stage.people.sending.question
    assert label is not None
    above = label.y() - stage.grid.tile_of(ANNA).y()
    spacer = QWidget()
    spacer.setFixedHeight(60)
    before = label.y()
    stage.people.place.put_above(spacer)
    await until(lambda: label.y() != before)
    assert label.y() - stage.grid.tile_of(ANNA).y() == above


async def test_a_question_whose_tile_is_out_of_sight_goes(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.grid.people.set_extensions(())
    stage.window.resize(stage.window.width(), stage.window.height() + 40)
    await until(lambda: stage.people.sending.question is None)


async def test_a_queue_that_nobody_is_logged_in_to_is_said_to_be_so(stage: Stage) -> None:
    alone = replace(other("2009"), logged_in=False)
    stage.world.agents.picture = AgentPicture(queues=(queue("2008", agents=(alone,)),))
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    assert "Nobody is logged in to Anna Simmons: transfer anyway" in stage.question
    there = replace(alone, logged_in=None)  # not known is no reason
    stage.world.agents.picture = AgentPicture(queues=(queue("2008", agents=(there,)),))
    stage.people.sending.refresh()
    assert "anyway" not in stage.question


async def test_the_question_goes_where_the_keyboard_goes_elsewhere(stage: Stage) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.TRANSFER)
    stage.people.panel.field.setFocus()
    assert stage.people.sending.question is None


async def test_enter_is_not_the_lists_while_it_answers_a_question(
    qtbot: QtBot, stage: Stage
) -> None:
    stage.grid.choose(ANNA)
    stage.people.key(Action.CONSULT)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", autorep=True
    )
    QApplication.sendEvent(stage.grid, held)
    assert stage.people.sending.question is not None
    qtbot.keyClick(stage.grid, Qt.Key.Key_Return)
    await until(lambda: bool(stage.orders))
    assert stage.orders == [("consult", "1 2008")]
    assert stage.called == []
    qtbot.keyClick(stage.grid, Qt.Key.Key_Return)
    assert stage.called == [ANNA]


async def test_the_key_of_what_the_pbx_cannot_do_says_so(stage: Stage) -> None:
    """No question that nobody could say yes to."""
    (talk,) = stage.world.desk.cards
    stage.world.desk.cards = (replace(talk, lacks=frozenset({Verb.CONSULT}), actions=()),)
    stage.grid.choose(ANNA)
    assert stage.people.key(Action.CONSULT)
    assert [each.key for each in stage.told] == ["key.not_here"]
    assert stage.people.sending.question is None
