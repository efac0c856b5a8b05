"""A queue that wants its password, in the whole window: asked for where the keyboard is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.errors import InvalidState, QueuePasswordWanted, QueuePasswordWrong
from ctiapp.model.ids import QueueId
from ctiapp.services.agentfacts import AgentPicture, Standing
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import ConnectionStatus
from tests.ui.agent.sheets import agent, day, queue
from tests.ui.agent.test_controller import click, draw, orders, press
from tests.ui.fakes import World, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ctiapp.ui.agent.passwordform import PasswordForm

pytestmark = pytest.mark.usefixtures("english", "clock")

Key = Qt.Key
SUPPORT, FRONT = QueueId("id-6402"), QueueId("id-6403")
OUT = AgentPicture(
    day(Standing.LOGGED_OFF, logged_in=0),
    (
        queue(me=agent(Standing.LOGGED_OFF)),
        queue("6403", "Front", me=agent(Standing.LOGGED_OFF)),
    ),
)


def wanted(queue_id: QueueId = SUPPORT, *others: QueueId) -> QueuePasswordWanted:
    error = QueuePasswordWanted("", queue_id=queue_id, code="10032", queue=f"Queue {queue_id}")
    error.others = tuple(wanted(other) for other in others)
    return error


def wrong(queue_id: QueueId = SUPPORT) -> QueuePasswordWrong:
    return QueuePasswordWrong("", queue_id=queue_id, code="10032", queue="Support")


async def asked(shell: Any, world: World, qtbot: QtBot, *, error: Exception) -> PasswordForm:
    """The form, once a log-in by the switch of the first card was refused."""
    parts = await draw(shell, world, OUT)
    world.agents.error = error
    parts.queues.cards[0].switch.setFocus()
    click(qtbot, parts.queues.cards[0].switch)
    await until(lambda: parts.queues.asking is not None)
    world.agents.orders.clear()
    form: PasswordForm = parts.queues.asking.form
    return form


async def test_it_is_asked_for_on_the_card_and_tried_with_what_was_typed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        form = await asked(shell, world, qtbot, error=wanted())
        assert form.has_keyboard
        assert "does not tell it" in form.why
        world.agents.error = None
        for key in (Key.Key_W, Key.Key_O, Key.Key_R, Key.Key_D):
            press(qtbot, shell, key)
        press(qtbot, shell, Key.Key_Return)
        await until(form.isHidden)
        assert orders(world) == [("login", (SUPPORT,), {SUPPORT: "word"})]
        assert form.field.edit.text() == ""


async def test_a_wrong_one_stays_to_be_typed_again(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        form = await asked(shell, world, qtbot, error=wanted())
        world.agents.error = wrong()
        qtbot.keyClicks(form.field.edit, "typo")
        press(qtbot, shell, Key.Key_Return)
        await until(lambda: not form.sending)
        assert not form.isHidden()
        assert "refused this password" in form.field.complaint.text()
        assert form.has_keyboard
        world.agents.error = InvalidState("gap", key="link.not_up")
        press(qtbot, shell, Key.Key_Return)
        await until(lambda: not form.sending)
        assert "refused this password" not in form.field.complaint.text()


async def test_esc_leaves_it_and_nothing_is_sent(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        form = await asked(shell, world, qtbot, error=wanted())
        qtbot.keyClicks(form.field.edit, "word")
        press(qtbot, shell, Key.Key_Escape)
        assert form.isHidden()
        assert form.field.edit.text() == ""
        assert shell.window.focusWidget() is shell.rooms.agent.parts.queues.cards[0].switch
        click(qtbot, shell.rooms.agent.parts.queues.cards[0].switch)
        await until(lambda: not form.isHidden())
        click(qtbot, form.cancel)
        assert form.isHidden()
        assert [order[0] for order in orders(world)] == ["login"]


async def test_the_keyboard_stays_with_who_went_on_typing(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, OUT)
        world.agents.error = wanted()
        click(qtbot, parts.queues.cards[0].switch)
        parts.queues.cards[1].switch.setFocus()
        await until(lambda: parts.queues.asking is not None)
        form = parts.queues.asking.form
        assert not form.has_keyboard
        assert shell.window.focusWidget() is parts.queues.cards[1].switch
        press(qtbot, shell, Key.Key_Escape)
        assert not form.isHidden(), "it is left where one is in it"


async def test_one_queue_after_the_other_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, OUT)
        world.agents.error = wanted(SUPPORT, FRONT)
        parts.queues.all.setFocus()
        click(qtbot, parts.queues.all)
        await until(lambda: parts.queues.asking is not None)
        assert parts.queues.asking is parts.queues.cards[0]
        world.agents.error = wanted(FRONT)
        qtbot.keyClicks(parts.queues.asking.form.field.edit, "one")
        press(qtbot, shell, Key.Key_Return)
        await until(lambda: parts.queues.asking is parts.queues.cards[1])
        second = parts.queues.asking.form
        assert second.has_keyboard
        world.agents.error, world.agents.outcome = None, Outcome.UNCONFIRMED
        qtbot.keyClicks(second.field.edit, "two")
        press(qtbot, shell, Key.Key_Return)
        await until(second.isHidden)
        assert orders(world) == [
            ("login", None),
            ("login", (SUPPORT, FRONT), {SUPPORT: "one"}),
            ("login", (FRONT,), {FRONT: "two"}),
        ]


async def test_signing_out_leaves_nothing_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        form = await asked(shell, world, qtbot, error=wanted())
        qtbot.keyClicks(form.field.edit, "word")
        world.session.move(ConnectionStatus())
        await until(form.isHidden)
        assert form.field.edit.text() == ""


async def test_a_refusal_for_a_queue_without_a_card_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        parts = await draw(shell, world, OUT)
        world.agents.error = wanted(QueueId("9"))
        told: list[Any] = []
        shell.rooms.agent._tell = told.append
        click(qtbot, parts.queues.cards[0].switch)
        await until(lambda: bool(told))
        assert told[0].key == "queue.password_wanted"
        assert parts.queues.asking is None


@pytest.mark.parametrize("refused", [True, False])
async def test_an_answer_for_one_queue_leaves_the_form_of_another_alone(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    async with staged(tmp_path) as (shell, world):
        form = await asked(shell, world, qtbot, error=wanted())
        answer, answered = asyncio.Event(), asyncio.Event()

        async def slow(_ids: object = None, _words: object = None) -> Outcome:
            await answer.wait()
            answered.set()
            if refused:
                raise wrong()
            return Outcome.CONFIRMED

        with monkeypatch.context() as patch:
            patch.setattr(world.agents, "log_in", slow)
            qtbot.keyClicks(form.field.edit, "one")
            press(qtbot, shell, Key.Key_Return)
            await until(lambda: form.sending)
            await asyncio.sleep(0)
        parts = shell.rooms.agent.parts
        world.agents.error = wanted(FRONT)
        click(qtbot, parts.queues.cards[1].switch)
        await until(lambda: parts.queues.asking is parts.queues.cards[1])
        other = parts.queues.asking.form
        other.take_keyboard()
        qtbot.keyClicks(other.field.edit, "half")
        answer.set()
        await answered.wait()
        for _ in range(5):
            await asyncio.sleep(0)
        assert not other.isHidden()
        assert other.field.edit.text() == "half"
        assert other.field.complaint.text() == ""
        assert other.has_keyboard
