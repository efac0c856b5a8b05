"""The messages in their place: read when seen, played, kept, deleted when that is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import LinkLost, NotPermitted, OutcomeUnknown
from ctiapp.model.messagekeys import key_of
from ctiapp.model.number import Number
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.recordings.soundlist import ROW
from ctiapp.ui.tasks import Tasks
from ctiapp.ui.text import bare
from ctiapp.ui.voicemail import controller as module
from ctiapp.ui.voicemail.controller import PAGE, VoicemailController
from tests.ui.fakes import World, online, until
from tests.ui.recordings.taped import FakeSound, end
from tests.ui.voicemail.leaving import FakeMailbox, left

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ctiapp.model.notice import Notice

pytestmark = pytest.mark.usefixtures("scheme")


class Stage:
    """The page in a shown place."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot = qtbot
        self.world = World()
        self.world.session.status = online()
        cast("Any", self.world.session).pbx = object()
        self.place = HistoryPlace()
        qtbot.addWidget(self.place)
        self.place.resize(1000, 700)
        self.told: list[Notice] = []
        self.tasks = Tasks(self.told.append)
        real = module.PlayerBar
        monkeypatch.setattr(
            module,
            "PlayerBar",
            lambda shelf, **facts: real(shelf, make=cast("Any", FakeSound), **facts),
        )
        self.controller = VoicemailController(
            self.place, self.world.services, self.tasks, self.told.append
        )
        self.page = self.controller.page
        self.mailbox.names = {"+493055501": "Anna Simmons"}
        self.place.complete()
        self.place.show()
        self.place.activateWindow()

    @property
    def mailbox(self) -> FakeMailbox:
        return self.world.mailbox

    def put(self, *messages: Any) -> None:
        """These are listed, and the keyboard stands on the newest."""
        self.mailbox.change(*messages)
        self.page.enter_list()
        assert self.page.list.hasFocus()

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.page.list, key, modifiers)

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self) -> QFileDialog:
        (dialog,) = self.page.findChildren(QFileDialog)
        return dialog

    def marks(self) -> list[str]:
        return [self.page.model.mark(row) for row in range(self.page.model.rowCount())]

    async def idle(self) -> None:
        await until(lambda: not self.tasks.running)


@pytest.fixture
async def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    made = Stage(qtbot, monkeypatch)
    await until(made.place.isActiveWindow)
    made.controller.show()
    yield made
    made.controller.stop()
    await made.tasks.close()


async def test_they_are_read_when_somebody_looks(stage: Stage) -> None:
    looks = len(stage.mailbox.looks)
    assert looks >= 1
    stage.click(stage.page.again_button)
    assert stage.mailbox.looks[-1] is True
    stage.page.due.emit()
    assert stage.mailbox.looks[-1] is False
    looks = len(stage.mailbox.looks)
    stage.place.hide()
    stage.controller.show()
    assert len(stage.mailbox.looks) == looks


async def test_what_there_is_how_old_it_is_and_how_many_are_new(stage: Stage) -> None:
    assert "as soon as" in stage.page.empty_text
    stage.mailbox.busy = True
    stage.mailbox.tell()
    assert "Loading" in stage.page.empty_text
    stage.mailbox.busy = False
    stage.mailbox.change(left(2), left(1, new=False))
    assert stage.page.count_text == "2 messages · 1 new"
    assert stage.page.state_text.startswith("As of ")
    assert "1" in stage.place.tabs[PAGE].text()
    stage.mailbox.heard.add(key_of(left(2)))
    stage.mailbox.tell()
    assert stage.page.count_text == "2 messages"
    assert bare(stage.place.tabs[PAGE].text()) == "Voicemail"
    stage.mailbox.change()
    assert "No messages" in stage.page.empty_text


async def test_what_went_wrong_is_said_beside_what_is_known(stage: Stage) -> None:
    stage.mailbox.change(left(1))
    stage.mailbox.error = LinkLost("reset")
    stage.mailbox.tell()
    assert stage.page.model.items == (left(1),)
    assert stage.page.state_text.startswith("As of ")
    assert "connection" in stage.page.banner.message
    stage.mailbox.error = None
    stage.mailbox.tell()
    assert stage.page.banner.isHidden()
    stage.mailbox.error = NotPermitted("no")
    stage.mailbox.change()
    assert stage.page.banner.isHidden()
    assert "administrator" in stage.page.empty_text


async def test_a_pbx_without_messages_has_no_page(stage: Stage) -> None:
    stage.world.session.status = online(capabilities=EVERY_CAPABILITY - {Capability.VOICEMAIL})
    stage.controller.show()
    assert stage.place.page(PAGE) is None
    assert not stage.place.tabs[PAGE].isVisible()


async def test_a_pbx_that_hands_none_out_has_no_dead_button(stage: Stage) -> None:
    lacking = EVERY_CAPABILITY - {Capability.VOICEMAIL_FILES}
    stage.world.session.status = online(capabilities=lacking)
    stage.controller.show()
    stage.put(left(1))
    assert not stage.page.play_button.isVisible()
    assert not stage.page.delete_button.isVisible()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        stage.key(key)
    stage.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert stage.mailbox.fetched == []
    assert stage.page.question.isHidden()
    assert not stage.page.findChildren(QFileDialog)


async def test_one_is_played_by_key_waits_and_is_ended_by_escape(
    stage: Stage, tmp_path: Path
) -> None:
    stage.put(left(2), left(1))
    stage.key(Qt.Key.Key_Space)
    assert stage.marks() == ["Fetching…", ""]
    end(stage.mailbox.fetched[0], tmp_path / "x.wav")
    assert stage.marks() == ["Playing", ""]
    assert stage.controller.player.title.whole.startswith("Anna Simmons, ")
    assert stage.controller.player.accessibleName() == "Message"
    stage.key(Qt.Key.Key_Space)
    assert stage.marks() == ["", ""]
    stage.key(Qt.Key.Key_Return)
    assert stage.marks() == ["Playing", ""]
    assert len(stage.mailbox.fetched) == 1
    assert stage.controller.escape()
    assert not stage.controller.player.isVisible()
    assert not stage.controller.escape()
    assert stage.page.list.hasFocus()


async def test_one_is_played_by_pointer(stage: Stage, tmp_path: Path) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(2), left(1))
    view = stage.page.list.viewport()
    second = QPoint(100, ROW + ROW // 2)
    stage.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=second)
    stage.click(stage.page.play_button)
    assert stage.marks() == ["", "Playing"]


async def test_of_two_players_one_plays(stage: Stage, tmp_path: Path) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(1))
    stage.key(Qt.Key.Key_Return)
    assert stage.controller.player.is_playing
    stage.place.sounding.emit(stage.controller.player)
    assert stage.controller.player.is_playing
    stage.place.sounding.emit(QWidget(stage.place))
    assert not stage.controller.player.is_playing


async def test_why_one_cannot_be_played_is_said(stage: Stage) -> None:
    stage.put(left(1))
    stage.key(Qt.Key.Key_Return)
    end(stage.mailbox.fetched[0], NotPermitted("no"))
    assert "does not hand out messages" in stage.controller.player.state.text()


async def test_one_is_saved_where_the_user_says(stage: Stage, tmp_path: Path) -> None:
    stage.put(left(1))
    stage.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    name = stage.dialog().selectedFiles()[0].rpartition("/")[2]
    assert name.startswith("Message from Anna Simmons")
    assert name.endswith(".wav")
    stage.dialog().fileSelected.emit(str(tmp_path / "mine.wav"))
    assert stage.mailbox.saved == [(key_of(left(1)), tmp_path / "mine.wav")]
    assert "Saving" in stage.marks()[0]
    end(stage.mailbox.fetched[0], LinkLost("reset"))
    assert stage.told[-1].key == "voicemail.not_had"
    assert stage.marks() == [""]


async def test_what_is_played_is_saved_from_its_bar(stage: Stage, tmp_path: Path) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(1))
    stage.key(Qt.Key.Key_Return)
    stage.click(stage.controller.player.save_button)
    stage.dialog().fileSelected.emit(str(tmp_path / "mine.wav"))
    assert stage.mailbox.saved == [(key_of(left(1)), tmp_path / "mine.wav")]
    assert stage.told[-1].key == "recording.saved"


async def test_that_what_is_played_is_gone_is_said_when_it_is_saved(
    stage: Stage, tmp_path: Path
) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(1))
    stage.key(Qt.Key.Key_Return)
    stage.put(left(2))
    stage.click(stage.controller.player.save_button)
    assert stage.mailbox.saved == []
    assert stage.told[-1].key == "voicemail.gone"


async def test_the_caller_is_called_back(stage: Stage) -> None:
    called: list[Number] = []
    stage.controller.called.connect(called.append)
    stage.put(left(2), left(1, ""))
    stage.key(Qt.Key.Key_F12)
    stage.click(stage.page.call_button)
    assert called == [Number("+493055501")] * 2
    stage.key(Qt.Key.Key_Down)
    assert not stage.page.call_button.isEnabled()
    stage.key(Qt.Key.Key_F12)
    assert stage.told[-1].key == "history.not_callable"
    assert len(called) == 2


async def test_one_is_deleted_when_that_is_agreed_and_the_pbx_confirmed_it(stage: Stage) -> None:
    stage.put(left(2), left(1))
    stage.key(Qt.Key.Key_Delete)
    assert "Anna Simmons" in stage.page.question.asked
    assert "cannot be had back" in stage.page.question.asked
    stage.mailbox.go.clear()
    stage.qtbot.keyClick(stage.page.question.no, Qt.Key.Key_Backtab)
    assert stage.page.question.yes.hasFocus()
    stage.qtbot.keyClick(stage.page.question.yes, Qt.Key.Key_Space)
    await until(lambda: stage.marks() == ["Deleting…", ""])  # still there
    assert not stage.page.delete_button.isEnabled()
    stage.key(Qt.Key.Key_Delete)
    assert stage.page.question.isHidden()
    stage.mailbox.go.set()
    await stage.idle()
    assert stage.page.model.items == (left(1),)
    assert stage.told[-1].key == "voicemail.deleted"
    assert stage.page.list.hasFocus()
    assert stage.page.list.current == left(1)


async def test_who_does_not_agree_deletes_nothing(stage: Stage) -> None:
    stage.put(left(1))
    stage.click(stage.page.delete_button)
    assert stage.page.question.no.hasFocus()
    assert stage.controller.escape()
    assert stage.page.question.isHidden()
    assert stage.mailbox.deleted == []


async def test_what_is_played_ends_when_it_is_deleted(stage: Stage, tmp_path: Path) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(1))
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Delete)
    stage.click(stage.page.question.yes)
    await stage.idle()
    assert stage.mailbox.deleted == [key_of(left(1))]
    assert not stage.controller.player.isVisible()


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (NotPermitted("no"), "voicemail.not_deleted"),
        (OutcomeUnknown("silence"), "error.outcome_unknown"),
        (OutcomeUnknown("still", key="voicemail.still_there"), "voicemail.still_there"),
    ],
)
async def test_why_one_was_not_deleted_is_told(stage: Stage, error: Any, key: str) -> None:
    stage.mailbox.refusal = error
    stage.put(left(1))
    stage.key(Qt.Key.Key_Delete)
    stage.click(stage.page.question.yes)
    await stage.idle()
    assert [notice.key for notice in stage.told] == [key]
    assert stage.page.model.items == (left(1),)


async def test_nothing_is_asked_of_what_is_gone(stage: Stage) -> None:
    stage.put(left(2), left(1))
    stage.key(Qt.Key.Key_Delete)
    stage.mailbox.change(left(1))
    assert stage.page.question.isHidden()
    stage.page.agreed.emit()
    await stage.idle()
    assert stage.mailbox.deleted == []


async def test_where_the_pbx_calls_nobody_nobody_is_called_back(stage: Stage) -> None:
    stage.world.session.status = online(capabilities=EVERY_CAPABILITY - {Capability.DIAL})
    stage.put(left(1))
    assert not stage.page.call_button.isEnabled()
    stage.page.list.menu_wanted.emit(left(1), stage.page.mapToGlobal(stage.page.rect().center()))
    (menu,) = stage.page.findChildren(QMenu)
    assert "Call back" not in [bare(each.text()) for each in menu.actions()]
    menu.close()


async def test_the_menu_offers_the_same(stage: Stage, tmp_path: Path) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(1))
    where = stage.page.mapToGlobal(stage.page.rect().center())
    stage.page.list.menu_wanted.emit(left(1), where)
    (menu,) = stage.page.findChildren(QMenu)
    names = [bare(each.text()) for each in menu.actions()]
    assert names == ["Play", "Call back", "Save…", "Delete…"]
    menu.actions()[0].trigger()
    assert stage.controller.player.is_playing
    menu.close()


async def test_who_signs_out_hears_nothing_any_more(stage: Stage, tmp_path: Path) -> None:
    stage.mailbox.path = tmp_path / "x.wav"
    stage.put(left(1))
    stage.key(Qt.Key.Key_Return)
    cast("Any", stage.world.session).pbx = None
    stage.mailbox.tell()
    assert not stage.controller.player.isVisible()
