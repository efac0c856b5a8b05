"""The user's settings: read by all, changed in one place, saved at once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import SettingsError
from ctiapp.model.notice import Severity
from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.services.notices import Notices
    from ctiapp.settings import Settings

log = logging.getLogger("ctiapp.settings")


class SettingsKeeper(Protocol):
    """Where the settings are kept."""

    def save(self, settings: Settings) -> None:
        """Write them whole, or raise `SettingsError` and leave the old ones."""


class Preferences:
    """The settings in force.

    A change holds for this run even where it cannot be saved; the user is told then.
    """

    def __init__(self, settings: Settings, keeper: SettingsKeeper, notices: Notices) -> None:
        self._settings = settings
        self._keeper = keeper
        self._notices = notices
        self._observers: Observers[Settings] = Observers()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def change(self, how: Callable[[Settings], Settings]) -> None:
        """Put ``how(settings)`` into force, save it and tell the listeners."""
        settings = how(self._settings)
        if settings == self._settings:
            return
        self._settings = settings
        try:
            self._keeper.save(settings)
        except SettingsError as error:
            log.warning("settings not saved: %s", error)
            self._notices.post(error.notice(Severity.WARNING))
        self._observers.tell(settings)

    def subscribe(self, listener: Callable[[Settings], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""
        return self._observers.subscribe(listener)
