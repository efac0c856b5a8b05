"""Notes, the likely person, who it is, and forgetting: at the cards of the real window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.directory import Origin, person_key
from ctiapp.model.number import Number
from ctiapp.services.identify import Identity
from ctiapp.services.lookup import Match
from ctiapp.services.privacy import Traces
from ctiapp.ui.calls import controller
from ctiapp.ui.calls.wishes import Forget, ItIs
from ctiapp.ui.text import bare
from tests.ui.fakes import card, ended, idle, put, staged

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "clock")
TALKING = card("1.1", Phase.TALKING)
MARIA = Match("Maria Lopez", "", Number("2011"), "2011", "extension")
Key = Qt.Key


def view_of(shell: Any) -> Any:
    """The card of the call."""
    return shell.rooms.place.stack.card("1.1")


async def test_a_note_is_written_by_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    """A key, the text, Enter: no call key is lost meanwhile, and the keyboard is on the card."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        qtbot.keyClick(shell.window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        field = view_of(shell).note
        assert field.hasFocus()
        assert world.notes.lingering == {"1.1"}
        qtbot.keyClicks(field, "late")
        assert world.notes.texts == {"1.1": "late"}
        qtbot.keyClick(field, Key.Key_F9)
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1")]
        qtbot.keyClick(field, Key.Key_Return)
        assert view_of(shell).hasFocus()
        assert world.notes.lingering == set()


async def test_esc_leaves_the_note(qtbot: QtBot, tmp_path: Path) -> None:
    """What was typed stays."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        view_of(shell).write_note()
        qtbot.keyClicks(view_of(shell).note, "x")
        qtbot.keyClick(view_of(shell).note, Key.Key_Escape)
        assert view_of(shell).hasFocus()
        assert world.notes.texts == {"1.1": "x"}


async def test_one_who_rings_and_one_who_is_gone_can_be_noted_on(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The key finds them where nothing is selected; where nobody is, it says so."""
    async with staged(tmp_path) as (shell, world):
        told: list[str] = []
        shell.rooms.calls._tell = lambda notice: told.append(notice.key)
        shell.rooms.calls.write_note()
        assert told == ["note.no_call"]
        await put(shell, world, ended(TALKING, EndReason.REMOTE_HUNG_UP))
        shell.rooms.calls.write_note()
        assert view_of(shell).note.hasFocus()


async def test_the_likely_one_gets_the_caller_by_one_button(qtbot: QtBot, tmp_path: Path) -> None:
    """It stands in a talk alone: a call that only rings cannot be moved."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, card("1.1", Phase.RINGING, likely=MARIA))
        assert view_of(shell).send.isHidden()
        await put(shell, world, replace(TALKING, likely=MARIA), selected="1.1")
        send = view_of(shell).send
        assert (send.isHidden(), bare(send.shown)) == (False, "Send to Maria Lopez")
        send.click()
        await idle(shell)
        assert world.calls.orders == [("transfer", "1.1 2011")]


async def test_who_is_on_hold_is_sent_there_too(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, card("1.1", Phase.HELD, likely=MARIA), selected="1.1")
        send = view_of(shell).send
        assert not send.isHidden()
        qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
        await idle(shell)
        assert world.calls.orders == [("transfer", "1.1 2011")]


async def test_a_stranger_of_the_past_is_added(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        wanted: list[tuple[Number, str]] = []
        shell.rooms.callers.adding.disconnect()
        shell.rooms.callers.adding.connect(lambda number, name: wanted.append((number, name)))
        past = shell.rooms.place.past
        past.added.emit(Number("5503301"), "Jay")
        assert wanted == [(Number("5503301"), "Jay")]
        knows = shell.rooms.callers._knows
        assert not knows(Number("5503301"))
        anna = Identity("Anna", "", person_key(Origin.EXTENSION, "2008"))
        world.directory.identify = lambda _: anna
        assert knows(Number("2008"))


async def test_of_several_one_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    """The card names them all until then, and says that there is a choice."""
    second = Identity("Bert", "", person_key(Origin.COMPANY, "2"))
    who = Identity("Anna", "", person_key(Origin.COMPANY, "1"), others=(second,))
    async with staged(tmp_path) as (shell, world):
        chosen: list[tuple[Number, object]] = []
        world.directory.choose = lambda number, key: chosen.append((number, key))
        await put(shell, world, replace(TALKING, who=who), selected="1.1")
        view = view_of(shell)
        assert view.who.name.whole == "Anna or Bert"
        assert not view.who.which.isHidden()
        view.who.which.click()
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()
        view.wished.emit(ItIs(person_key(Origin.COMPANY, "2")))
        assert chosen == [(TALKING.number, second.key)]


async def test_a_number_is_forgotten_in_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    """How much there is is said; the keyboard stands on what changes nothing; Esc keeps it."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        question = shell.rooms.place.question
        view_of(shell).wished.emit(Forget())
        await idle(shell)
        assert "Calls: 3, notes: 1, choices: 0." in question.message
        assert question.close_button.hasFocus()
        qtbot.keyClick(question.close_button, Key.Key_Escape)
        assert question.isHidden()
        assert world.privacy.forgotten == []

        view_of(shell).wished.emit(Forget())
        await idle(shell)
        question.acted.emit()
        await idle(shell)
        assert world.privacy.forgotten == [TALKING.number]

        world.privacy.held = Traces()
        shell.rooms.place.past.forgotten.emit(Number("5503301"))
        await idle(shell)
        assert question.isHidden()


async def test_an_unknown_caller_is_added(qtbot: QtBot, tmp_path: Path) -> None:
    """By the link beside the number, in a talk; who is known has none, nor who rings."""
    unknown = replace(TALKING, name=None, who=None)
    async with staged(tmp_path) as (shell, world):
        rooms = shell.rooms
        added: list[tuple[object, str]] = []
        rooms.callers.adding.disconnect(rooms.add_contact)
        rooms.callers.adding.connect(lambda number, name: added.append((number, name)))
        await put(shell, world, TALKING, selected="1.1")
        assert view_of(shell).who.add.isHidden()
        await put(shell, world, replace(unknown, number=Number("")), selected="1.1")
        assert view_of(shell).who.add.isHidden()
        await put(shell, world, unknown, selected="1.1")
        view_of(shell).who.add.click()
        assert added == [(TALKING.number, "")]


async def test_as_whom_to_greet_is_said_with_the_ring(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the handset is lifted: who cannot see the card hears it."""
    said: list[str] = []
    monkeypatch.setattr(controller, "announce", lambda _, text, **__: said.append(bare(text)))
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, card("1.1", Phase.RINGING, greet="Acme Dental"))
        assert said == ["Joseph Goffin is calling. Greet as Acme Dental"]
