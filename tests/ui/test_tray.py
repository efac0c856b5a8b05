"""The tray tells the state by colour and shape, and its absence is no error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.tools import samples
from ctiapp.ui import tray as module
from ctiapp.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctiapp.model.notice import Notice

pytestmark = [
    pytest.mark.usefixtures("scheme"),
    # The offscreen platform, which has no tray, says it of the icon that the tests make.
    pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True),
]


@pytest.fixture(params=[True, False], ids=["with", "without"])
def tray(request: pytest.FixtureRequest, qapp) -> Iterator[Tray]:
    made = Tray(available=request.param)
    yield made
    made.close()


def test_every_state_has_its_own_badge(qapp) -> None:
    drawn = {
        state: bytes(module.state_icon(state).pixmap(48).toImage().constBits())
        for state in Connection
    }
    ringing = module.state_icon(Connection.ONLINE, ringing=True).pixmap(48).toImage()

    assert drawn[Connection.ONLINE] != drawn[Connection.RECONNECTING]
    assert drawn[Connection.ONLINE] != drawn[Connection.SIGNED_OUT]
    assert drawn[Connection.SIGNED_OUT] != drawn[Connection.REFUSED]
    assert bytes(ringing.constBits()) not in drawn.values()


def test_tip_tells_the_state_and_the_ringing(tray: Tray) -> None:
    assert tray.tip == "ctiapp – \u2068Signed out\u2069"

    tray.set_status(ConnectionStatus(Connection.ONLINE))
    assert "Live" in tray.tip

    tray.set_ringing((samples.RINGING,))
    assert "1 call ringing" in tray.tip

    tray.set_ringing(())
    assert "Live" in tray.tip


def test_menu_shows_and_quits(tray: Tray) -> None:
    asked: list[str] = []
    tray.show_wanted.connect(lambda: asked.append("show"))
    tray.quit_wanted.connect(lambda: asked.append("quit"))

    for action in tray.menu.actions():
        action.trigger()

    assert asked == ["show", "quit"]


def test_where_the_window_went_is_said_once(tray: Tray) -> None:
    told: list[Notice] = []
    tray.told.connect(told.append)

    tray.window_closed()
    tray.window_closed()

    assert [n.key for n in told] == ["tray.kept" if tray.available else "tray.missing"]


def test_a_notification_without_a_tray_is_no_error(tray: Tray) -> None:
    tray.notify("Joseph Goffin", "Support")
    tray.refresh()


@pytest.mark.parametrize(
    ("reason", "asked"),
    [
        (module.QSystemTrayIcon.ActivationReason.Trigger, ["show"]),
        (module.QSystemTrayIcon.ActivationReason.MiddleClick, []),
    ],
)
def test_a_click_on_the_icon_shows_the_window(tray: Tray, reason, asked: list[str]) -> None:
    found: list[str] = []
    tray.show_wanted.connect(lambda: found.append("show"))

    tray._on_activated(reason)

    assert found == asked


def test_the_menu_pops_up_and_waits_for_nobody(tray: Tray, qtbot) -> None:
    tray._on_activated(module.QSystemTrayIcon.ActivationReason.Context)

    assert tray.menu.isVisible()
    tray.menu.hide()
