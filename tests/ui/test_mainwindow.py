"""The frame: where the window stands, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ctiapp.model.errors import EventsBlocked
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.ui.kit import Banner
from ctiapp.ui.mainwindow import LEAST_SIZE, TITLE_BAR, MainWindow, Place, on_screen
from ctiapp.ui.standing import Strip, standing
from tests.ui.fakes import online

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def area() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


@pytest.mark.parametrize(
    "lost",
    [
        QRect(-5000, -5000, 1000, 700),
        QRect(90_000, 40, 1000, 700),
        QRect(-300, -40, 1000, 700),
        QRect(10, 10, 20_000, 20_000),
        QRect(0, 0, 1, 1),
    ],
)
def test_a_window_is_always_found_again(qapp: object, lost: QRect) -> None:
    found = on_screen(lost)

    assert area().contains(found)
    assert found.width() >= min(LEAST_SIZE.width(), area().width())


def test_a_window_that_can_be_seen_stays_where_it_is(qapp: object) -> None:
    stands = area().adjusted(0, TITLE_BAR, 0, 0)

    assert on_screen(stands) == stands


@pytest.mark.parametrize("kept", ["", "nonsense", "1,2,3", "a,b,c,d,normal"])
def test_a_kept_place_that_makes_no_sense_is_left_alone(window: MainWindow, kept: str) -> None:
    before = window.size()
    window.restore(kept)

    assert window.size() == before


def test_a_place_is_kept_and_restored(qtbot: QtBot, window: MainWindow) -> None:
    window.setGeometry(on_screen(QRect(20, 40, 760, 620)))
    other = MainWindow()
    qtbot.addWidget(other)
    other.restore(window.geometry_text())

    assert other.geometry() == on_screen(window.geometry())


def test_the_pill_has_word_and_reader_name_for_every_standing(window: MainWindow) -> None:
    said = set()
    for status in (
        ConnectionStatus(),
        ConnectionStatus(Connection.CONNECTING),
        online(),
        online(state=Connection.RECONNECTING),
    ):
        window.show_standing(standing(status, frozenset()))
        assert window.live.accessibleName() == window.live.text()
        said.add(window.live.text())

    assert len(said) == 4


def test_a_name_from_outside_is_plain_text(window: MainWindow) -> None:
    me = online().me
    assert me is not None
    from dataclasses import replace

    window.show_standing(standing(online(me=replace(me, name="<b>&Co</b>")), frozenset()))

    assert "<b>&Co</b>" in window.windowTitle()


def test_an_open_link_is_shown_beside_the_state_and_cannot_be_put_away(
    window: MainWindow,
) -> None:
    assert window.plain.isHidden()
    window.show_standing(replace(standing(online(), frozenset()), plain=True))

    assert not window.plain.isHidden()
    assert window.plain.accessibleName() == "Not encrypted"
    assert "http://" in window.plain.accessibleDescription()

    window.show_standing(standing(ConnectionStatus(), frozenset()))
    assert window.plain.isHidden()


def test_notices_do_not_pile_up(window: MainWindow) -> None:
    for key in ("error.wire", "error.wire", "error.storage", "error.pbx", "error.link"):
        window.show_notice(Notice.of(key, severity=Severity.WARNING))

    assert [notice.key for notice, _ in window.notices] == [
        "error.storage",
        "error.pbx",
        "error.link",
    ]
    assert window.close_notice()
    assert [notice.key for notice, _ in window.notices] == ["error.storage", "error.pbx"]


def test_a_closed_banner_goes(window: MainWindow) -> None:
    window.show_notice(Notice.of("error.wire", severity=Severity.ERROR))
    window.notices[0][1].closed.emit()

    assert window.notices == []
    assert not window.close_notice()


def test_closing_is_only_told(window: MainWindow) -> None:
    told: list[bool] = []
    window.closing.connect(lambda: told.append(True))
    window.show()

    assert not window.close()
    assert told == [True]
    assert window.isVisible()


def test_the_banner_of_a_lost_link_offers_to_try_again(window: MainWindow) -> None:
    acted: list[Strip] = []
    window.strip_acted.connect(acted.append)
    window.show_standing(standing(online(state=Connection.RECONNECTING), frozenset()))
    banner = window.strips[Strip.RECONNECTING]
    assert not banner.isHidden()
    banner.acted.emit()

    assert acted == [Strip.RECONNECTING]


@pytest.mark.parametrize("picture_at", [None, datetime(2026, 1, 2, 9, 15, tzinfo=UTC)])
def test_what_somebody_must_mend_is_said_in_the_banner_itself(
    window: MainWindow, picture_at: datetime | None
) -> None:
    """Trying again mends nothing, and the connection as such is not down."""
    why = EventsBlocked("x", address="192.168.5.20", port=8260).notice()
    lost = online(state=Connection.RECONNECTING, notice=why, picture_at=picture_at)
    window.show_standing(standing(lost, frozenset()))
    told = window.strips[Strip.RECONNECTING].accessibleName()
    assert "8260" in told
    assert "192.168.5.20" in told
    assert told.endswith("alls go on at the phone.")
    assert "is down" not in told
    assert ("What you see is from" in told) is (picture_at is not None)

    link_lost = replace(lost, notice=Notice.of("error.link_lost"))
    window.show_standing(standing(link_lost, frozenset()))
    assert "is down" in window.strips[Strip.RECONNECTING].accessibleName()


def test_everything_that_can_be_pressed_has_a_name(window: MainWindow) -> None:
    window.show_standing(standing(online(), frozenset()))
    page = QWidget()
    window.add_page(page)
    window.show_page(page, Place.CALLS)

    for place in Place:
        assert window.nav(place).accessibleName()
    window.help.set_key("F1")
    assert window.help.accessibleName() == "Help, F1"
    window.search.set_key("F2")
    assert window.search.accessibleName() == "Search and call, F2"


def test_chips_stand_beside_the_name_and_before_the_pill(window: MainWindow) -> None:
    window.show_standing(standing(online(), frozenset()))
    mine, state = QPushButton("Available"), QPushButton("Ready")
    window.add_to_header(mine, state)
    window.resize(1200, 800)
    window.grab()

    lefts = [w.mapTo(window, w.rect().topLeft()).x() for w in (mine, window.search, state)]
    assert lefts == sorted(lefts)
    assert state.geometry().right() < window.live.geometry().left()


def test_a_guests_banner_gets_room_while_it_shows(window: MainWindow) -> None:
    banner = Banner()
    window.add_banner(banner)
    banner.show_message(Severity.WARNING, "x")
    window.space_banners()
    assert window._banners.contentsMargins().top() > 0

    banner.hide()
    window.space_banners()
    assert window._banners.contentsMargins().top() == 0


def test_it_tells_whether_it_can_be_seen(qtbot: QtBot, window: MainWindow) -> None:
    told: list[bool] = []
    window.seen.connect(told.append)
    window.show()
    window.showMinimized()
    qtbot.waitUntil(lambda: told[-1:] == [False])
    window.showNormal()
    qtbot.waitUntil(lambda: told[-1:] == [True])
    window.hide()

    now = [on for before, on in zip([None, *told], told, strict=False) if on is not before]
    assert now == [True, False, True, False]


def test_it_tells_again_that_it_is_seen_where_somebody_turns_to_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is told of a window that nobody can see, nor where they turn away from it."""
    told: list[bool] = []
    window.seen.connect(told.append)
    active = True
    monkeypatch.setattr(window, "isActiveWindow", lambda: active)
    turns = QEvent(QEvent.Type.ActivationChange)
    QApplication.sendEvent(window, turns)
    assert told == []
    window.show()
    told.clear()
    QApplication.sendEvent(window, turns)
    assert told == [True]
    active = False
    QApplication.sendEvent(window, turns)
    assert told == [True]


def test_another_scheme_is_painted_once_there_is_something_painted(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking through all that is in the window costs the start milliseconds, for nothing."""
    looked: list[type] = []
    monkeypatch.setattr(window, "findChildren", lambda kind: looked.append(kind) or [])
    with qtbot.waitSignal(window.stands):
        window.setPalette(QPalette(Qt.GlobalColor.gray))
        window.show()
    assert looked == []

    window.setPalette(QPalette(Qt.GlobalColor.black))
    assert looked == [QWidget]
