"""The signed-out window, as it stands before anything else is loaded: start-up is a feature.

It knows no service, only the settings: the scheme, the keys, who signed in last. `ctiapp.ui.shell`
takes it over once it is painted, and makes another one where the language changes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ctiapp.services.connection import ConnectionStatus, request_of
from ctiapp.ui import theme
from ctiapp.ui.keymap import Action, Keymap
from ctiapp.ui.mainwindow import MainWindow, Place
from ctiapp.ui.signin.view import SignInPage
from ctiapp.ui.signin.viewmodel import SignInModel
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from ctiapp.settings import Settings

GEOMETRY = "main"
"""The window's name among the geometries that are kept."""

_KEYS = {
    Place.CALLS: Action.CALLS,
    Place.PEOPLE: Action.PEOPLE,
    Place.QUEUES: Action.QUEUES,
    Place.HISTORY: Action.HISTORY,
    Place.ROOMS: Action.ROOMS,
    Place.SETTINGS: Action.SETTINGS,
}


class Front:
    """The window with the sign-in page in it, not shown yet.

    Attributes:
        theme: the scheme in use.
        window: the window.
        page: where one signs in, filled with the last sign-in that was kept.
    """

    def __init__(self, settings: Settings, scheme: theme.Theme | None = None) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("no application")  # noqa: TRY004 - it is not there yet
        self.theme = scheme or theme.Theme(app, settings.theme)
        self.window = MainWindow()
        self.page = SignInPage()
        self.window.add_page(self.page)
        self.show_keys(Keymap(settings.keys))
        self.window.show_standing(standing(ConnectionStatus(), frozenset()))
        self.window.show_page(self.page, Place.CALLS)
        self._fill(settings)
        self.window.restore(settings.geometry.get(GEOMETRY, ""))
        self.window.recover()

    def _fill(self, settings: Settings) -> None:
        profile = settings.profile(settings.last_profile)

        def left(address: str, client_id: str) -> int:
            return settings.attempts_left(address, client_id, datetime.now(UTC))

        def locked_until(address: str, client_id: str) -> datetime | None:
            row = settings.failed(address, client_id, datetime.now(UTC))
            return None if row is None else row.locked_until

        model = SignInModel(None if profile is None else request_of(profile), left, locked_until)
        self.page.fill(model.form)
        self.page.show_face(model.face)

    def show_keys(self, keymap: Keymap) -> None:
        """Print each key where it belongs."""
        self.window.search.set_key(keymap.first(Action.SEARCH))
        for place, action in _KEYS.items():
            self.window.nav(place).set_key(keymap.first(action))
        self.window.help.set_key(keymap.first(Action.KEYS_HELP))
