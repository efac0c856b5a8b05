"""The recordings in their place: loaded when seen, played, saved, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import LinkLost, NotPermitted
from ctiapp.model.number import Number
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.recordings import controller as module
from ctiapp.ui.recordings.controller import PAGE, RecordingsController
from ctiapp.ui.text import bare
from tests.ui.fakes import World, online
from tests.ui.recordings.taped import AT, FakeRecordings, FakeSound, end, taped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ctiapp.model.notice import Notice

pytestmark = pytest.mark.usefixtures("scheme")


class Stage:
    """The page in a shown place."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = World()
        self.world.session.status = online()
        cast("Any", self.world.session).pbx = object()
        self.place = HistoryPlace()
        qtbot.addWidget(self.place)
        self.place.resize(1000, 700)
        self.told: list[Notice] = []
        real = module.PlayerBar
        monkeypatch.setattr(
            module, "PlayerBar", lambda each: real(each, make=cast("Any", FakeSound))
        )
        self.controller = RecordingsController(
            self.place, self.world.services, cast("Any", None), self.told.append
        )
        self.page = self.controller.page
        self.place.show()
        self.place.activateWindow()
        qtbot.waitUntil(self.place.isActiveWindow)
        self.controller.show()

    @property
    def recordings(self) -> FakeRecordings:
        return self.world.recordings

    def dialog(self) -> QFileDialog:
        (dialog,) = self.page.findChildren(QFileDialog)
        return dialog


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    made = Stage(qtbot, monkeypatch)
    yield made
    made.controller.stop()


def test_they_are_loaded_when_somebody_looks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(qtbot, monkeypatch)
    assert stage.recordings.looks == [False]
    stage.place.hide()
    stage.controller.show()
    assert stage.recordings.looks == [False]
    stage.place.show()
    stage.page.again.emit()
    assert stage.recordings.looks[-1] is True
    stage.controller.stop()


def test_what_is_missing_is_asked_for_while_somebody_looks(stage: Stage) -> None:
    """A recorded call that ends refreshes what is seen, and nothing that is not."""
    before = list(stage.recordings.looks)
    stage.recordings.outdated = True
    stage.recordings.change()
    assert stage.recordings.looks == [*before, False]
    stage.place.hide()
    stage.recordings.change()
    assert stage.recordings.looks == [*before, False]


def test_my_own_calls_are_shown_and_others_where_one_wants_them(stage: Stage) -> None:
    stage.recordings.others = {"2"}
    stage.recordings.loaded_at = AT
    stage.recordings.change(taped(3), taped(2, "2001", "2003"), taped(1))
    assert [each.recording_id for each in stage.page.model.items] == ["3", "1"]
    assert stage.page.count_text == "2 recordings"
    assert stage.page.state_text.startswith("As of ")
    stage.page.all_chip.click()
    assert [each.recording_id for each in stage.page.model.items] == ["3", "2", "1"]
    stage.page.search.setText("2001")
    assert [each.recording_id for each in stage.page.model.items] == ["2"]


def test_why_there_is_nothing_is_said(stage: Stage) -> None:
    recordings, page = stage.recordings, stage.page
    recordings.change()
    assert "No recordings yet" in page.empty_text
    recordings.busy = True
    recordings.change()
    assert "Loading" in page.empty_text
    recordings.busy = False
    recordings.others = {"1"}
    recordings.change(taped(1))
    assert "none of your own" in page.empty_text
    page.search.setText("nobody")
    assert "No recording fits" in page.empty_text
    recordings.error = NotPermitted("no")
    recordings.change()
    assert "does not hand out" in page.empty_text


def test_where_few_fit_older_ones_are_looked_through_by_themselves(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.recordings.complete = False
    stage.recordings.change(taped(1))
    assert stage.recordings.wanted_more == 1
    assert not stage.page.more_button.isVisible()
    monkeypatch.setattr(module, "LOOKED_THROUGH", 1)
    stage.recordings.loaded_at = AT
    stage.recordings.change(taped(1))
    assert stage.recordings.wanted_more == 1
    assert stage.page.more_button.isVisible()
    assert "The newest" in stage.page.state_text
    stage.page.more_button.click()
    assert stage.recordings.wanted_more == 2


def test_after_a_failure_nothing_goes_on_by_itself(stage: Stage) -> None:
    stage.recordings.complete = False
    stage.recordings.error = LinkLost("reset")
    stage.recordings.change(taped(1))
    assert stage.recordings.wanted_more == 0
    assert stage.page.more_button.isVisible()
    assert "connection" in stage.page.state_text


def test_one_is_played_marked_and_ended_by_escape(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.change(taped(2), taped(1))
    stage.page.list.setCurrentIndex(stage.page.model.index(1))
    assert not stage.controller.escape()
    stage.page.play_button.click()
    assert stage.page.model.mark(1) == "Fetching…"
    end(stage.recordings.fetched[0], tmp_path / "x.wav")
    assert stage.page.model.mark(1) == "Playing"
    assert stage.controller.player.title.whole.startswith("+49 30 55501 → you")
    stage.controller.player.setFocus()
    assert stage.controller.escape()
    assert stage.page.model.mark(1) == ""
    assert not stage.controller.player.isVisible()
    assert stage.page.list.hasFocus()


def test_another_page_has_one_played(stage: Stage, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QWidget

    stage.place.add_page("other", "Other", QWidget())
    stage.place.show_page("other")
    stage.recordings.path = tmp_path / "x.wav"
    stage.place.playing.emit("1.wav", "Anna")
    assert stage.place.current == PAGE
    assert stage.controller.player.is_playing


def test_of_two_players_one_plays(stage: Stage, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QWidget

    stage.recordings.path = tmp_path / "x.wav"
    stage.recordings.change(taped(1))
    told: list[object] = []
    stage.place.sounding.connect(told.append)
    stage.controller.play(taped(1))
    assert set(map(id, told)) == {id(stage.controller.player)}
    assert stage.controller.player.is_playing
    stage.place.sounding.emit(QWidget(stage.place))
    assert not stage.controller.player.is_playing


def test_one_is_saved_where_the_user_says(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.change(taped(1))
    stage.page.list.setCurrentIndex(stage.page.model.index(0))
    stage.page.save_button.click()
    name = stage.dialog().selectedFiles()[0].rpartition("/")[2]
    assert name.startswith("+49 30 55501 you")
    assert name.endswith(".wav")
    target = tmp_path / "mine.wav"
    stage.dialog().fileSelected.emit(str(target))
    assert stage.recordings.saved == [("1.wav", target)]

    (download,) = stage.recordings.fetched
    download.got, download.total = 43, 100
    download._observers.tell(download)
    assert "43" in stage.page.model.mark(0)
    end(download, target)
    assert stage.page.model.mark(0) == ""
    assert stage.told[-1].key == "recording.saved"


def test_why_one_could_not_be_saved_is_told(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.change(taped(1))
    stage.place.saving.emit("1.wav", "Anna")
    stage.dialog().fileSelected.emit(str(tmp_path / "mine.wav"))
    end(stage.recordings.fetched[0], LinkLost("reset"))
    assert stage.told[-1].key == "recording.not_had"
    assert stage.page.model.mark(0) == ""


def test_the_caller_is_called_back(qtbot: QtBot, stage: Stage) -> None:
    stage.recordings.change(taped(2), taped(1, "2000", "2000"))
    stage.page.list.setCurrentIndex(stage.page.model.index(0))
    with qtbot.waitSignal(stage.controller.called) as called:
        stage.page.call_button.click()
    assert called.args == [Number("+493055501")]
    stage.page.list.setCurrentIndex(stage.page.model.index(1))
    assert not stage.page.call_button.isEnabled()


def test_where_the_pbx_calls_nobody_nobody_is_called_back(stage: Stage) -> None:
    stage.world.session.status = online(capabilities=EVERY_CAPABILITY - {Capability.DIAL})
    stage.recordings.change(taped(1))
    stage.page.list.setCurrentIndex(stage.page.model.index(0))
    assert not stage.page.call_button.isEnabled()
    stage.page.list.menu_wanted.emit(taped(1), stage.page.mapToGlobal(stage.page.rect().center()))
    (menu,) = stage.page.findChildren(QMenu)
    assert [bare(each.text()) for each in menu.actions()] == ["Play", "Save…"]
    menu.close()


def test_the_menu_offers_the_same(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.recordings.change(taped(1))
    stage.page.list.menu_wanted.emit(taped(1), stage.page.mapToGlobal(stage.page.rect().center()))
    (menu,) = stage.page.findChildren(QMenu)
    assert [bare(each.text()) for each in menu.actions()] == ["Play", "Save…", "Call back"]
    menu.actions()[0].trigger()
    assert stage.controller.player.is_playing
    menu.close()


def test_who_signs_out_hears_nothing_any_more(stage: Stage, tmp_path: Path) -> None:
    stage.recordings.path = tmp_path / "x.wav"
    stage.recordings.change(taped(1))
    stage.controller.play(taped(1))
    assert stage.controller.player.is_playing
    cast("Any", stage.world.session).pbx = None
    stage.recordings.change()
    assert not stage.controller.player.isVisible()


def test_a_pbx_that_lists_none_still_plays_what_a_call_names(stage: Stage, tmp_path: Path) -> None:
    """Nothing is asked for, and there is no page but while the recording of a call is heard."""
    asked = len(stage.recordings.looks)
    stage.place.add_page("calls", "Calls", QWidget())
    stage.world.session.status = online(capabilities=EVERY_CAPABILITY - {Capability.RECORDINGS})
    stage.controller.show()
    assert stage.place.page(PAGE) is None
    assert stage.place.current == "calls"

    stage.recordings.path = tmp_path / "x.wav"
    stage.place.playing.emit("x.wav", "A call")
    stage.controller.show()
    assert stage.place.current == PAGE
    assert stage.controller.player.is_playing
    assert "lists no recordings" in stage.page.empty_text
    page = stage.page
    for part in (page.search, page.all_chip, page.again_button, page.play_button):
        assert not part.isVisible()
    assert stage.controller.escape()
    assert stage.place.page(PAGE) is None
    assert stage.place.current == "calls"
    assert len(stage.recordings.looks) == asked

    stage.world.session.status = online()
    stage.controller.show()
    stage.place.show_page(PAGE)
    assert page.search.isVisible()
    assert len(stage.recordings.looks) > asked
