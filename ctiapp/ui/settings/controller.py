"""Binds the settings page to the preferences and the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.ui.settings.viewmodel import SettingsModel

if TYPE_CHECKING:
    from ctiapp.model.planguess import Guess
    from ctiapp.model.popactions import PopAction
    from ctiapp.services.bundle import Services
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.ui.keymap import Action
    from ctiapp.ui.settings.view import SettingsPage
    from ctiapp.ui.shortcuts import Shortcuts
    from ctiapp.ui.tasks import Tasks


class SettingsController(QObject):
    """The page's decisions, in order."""

    def __init__(
        self, page: SettingsPage, services: Services, shortcuts: Shortcuts, tasks: Tasks
    ) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._shortcuts = shortcuts
        self._tasks = tasks
        self.model = SettingsModel(services.preferences)
        self._waiting: Action | None = None
        page.language.connect(self.model.set_language)
        page.theme.connect(self.model.set_theme)
        page.corner.connect(self.model.set_corner)
        page.safe_transfer.connect(self.model.set_safe_transfer)
        page.auto_answer.connect(self.model.set_auto_answer)
        page.rule.connect(lambda name, on: self.model.set_rule(name, on=on))
        page.country.connect(self.model.set_country)
        page.outside.connect(self.model.set_outside_prefix)
        page.rewrites.connect(self.model.set_rewrites)
        page.premium.connect(self.model.set_premium)
        page.pop_actions.connect(self.model.set_pop_actions)
        page.try_action.connect(self._on_try_action)
        page.screen_calls.connect(self.model.set_screen_calls)
        page.change_key.connect(self._on_change_key)
        page.reset_key.connect(self._on_reset_key)
        page.reset_keys.connect(self._on_reset_keys)
        page.sign_out.connect(lambda: tasks.start(services.session.sign_out(), name="sign out"))
        shortcuts.captured.connect(self._on_captured)
        self.show_settings()
        self.show_guess(services.numbering.guess)
        self.show_status(services.session.status)

    def show_settings(self) -> None:
        """The settings changed."""
        self._page.show_settings(self.model.settings)
        self._page.show_keys(self.model.rows, self._waiting, self.model.refused)

    def show_guess(self, guess: Guess) -> None:
        """What the PBX's own numbers suggest changed."""
        self._page.dialling.show_guess(guess)

    def show_status(self, status: ConnectionStatus) -> None:
        """Who is signed in changed."""
        self._page.show_account(self.model.account(status))
        self._page.offer(status.offered)

    def stop_waiting(self) -> bool:
        """No key is wanted any more; tells whether one was."""
        waited = self._waiting is not None
        self._waiting = None
        self._shortcuts.capture(False)
        self.show_settings()
        return waited

    def _on_try_action(self, action: PopAction) -> None:
        shown = self._page.call_actions.show_tried
        self._tasks.start(
            self._services.pop_actions.try_now(action),
            name="try an action",
            done=lambda _: shown(None),
            failed=shown,
        )

    def _on_change_key(self, action: Action) -> None:
        self.model.refused = None
        self._waiting = action
        self._shortcuts.capture(True)
        self.show_settings()

    def _on_captured(self, key: str) -> None:
        action = self._waiting
        self.stop_waiting()
        if action is not None and key != "Esc":
            self.model.set_key(action, key)
            self.show_settings()

    def _on_reset_key(self, action: Action) -> None:
        self.stop_waiting()
        self.model.reset_key(action)
        self.show_settings()

    def _on_reset_keys(self) -> None:
        self.stop_waiting()
        self.model.reset_keys()
        self.show_settings()
