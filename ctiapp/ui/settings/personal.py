"""Binds the parts of the settings page about people: greetings, consent to record, privacy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.notice import Notice
from ctiapp.model.number import parse_dialable
from ctiapp.ui import words
from ctiapp.ui.filedialog import ask_where
from ctiapp.ui.settings.consent import ConsentField
from ctiapp.ui.settings.greetings import GreetingList
from ctiapp.ui.settings.privacy import KINDS, PrivacyFields

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.privacy import Traces
    from ctiapp.settings import Settings
    from ctiapp.ui.settings.view import SettingsPage
    from ctiapp.ui.tasks import Tasks

_DAYS = {kind: f"keep_{kind}_days" for kind in KINDS}


class PersonalController(QObject):
    """Their decisions, in order.

    Args:
        page: gets the three parts.
        services: greetings, privacy, and the preferences.
        tasks: runs what takes a while.
        tell: says something quietly (`Notice`).
    """

    def __init__(
        self, page: SettingsPage, services: Services, tasks: Tasks, tell: Callable[[Notice], None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._tasks = tasks
        self._tell = tell
        self._asked: Number | None = None
        self._exporting: asyncio.Task[Any] | None = None
        self.greetings = GreetingList()
        self.privacy = PrivacyFields()
        self.consent = ConsentField()
        page.add_section(words.word("greetings.title"), self.greetings)
        page.add_section(words.word("consent.title"), self.consent)
        page.add_section(words.word("privacy.title"), self.privacy)
        self.greetings.saved.connect(self._on_saved)
        self.greetings.removed.connect(services.greetings.remove)
        self.consent.kept.connect(self._on_consent)
        self.privacy.kept.connect(self._on_kept)
        self.privacy.looked.connect(self._on_looked)
        self.privacy.agreed.connect(self._on_agreed)
        self.privacy.refused.connect(self.leave)
        self.privacy.export.connect(self._choose)
        self.privacy.stop.connect(self._on_stop)
        self.show_settings(services.preferences.settings)

    def show_settings(self, settings: Settings) -> None:
        """The settings changed."""
        self.greetings.show_greetings(settings.greetings)
        self.consent.show_sentence(settings.consent_text)
        self.privacy.show_settings(settings)

    def leave(self) -> bool:
        """Nothing is forgotten; tells whether it was asked."""
        asked, self._asked = self._asked, None
        self.privacy.rest()
        return asked is not None

    # -- greetings -------------------------------------------------------------------------------

    def _on_saved(self, number: str, said: str, instead_of: str | None) -> None:
        try:
            self._services.greetings.set(number, said, instead_of=instead_of)
        except UsageError as error:
            self.greetings.show_wrong(words.say(error.notice()))
        else:
            self.greetings.rest()

    def _on_consent(self, sentence: str) -> None:
        self._services.preferences.change(lambda s: replace(s, consent_text=sentence))

    # -- privacy ---------------------------------------------------------------------------------

    def _on_kept(self, kind: str, days: int) -> None:
        change: dict[str, Any] = {_DAYS[kind]: days}
        self._services.preferences.change(lambda settings: replace(settings, **change))

    def _on_looked(self, typed: str) -> None:
        self.leave()
        try:
            number = parse_dialable(typed)
        except UsageError as error:
            self.privacy.show_wrong(words.say(error.notice()))
            return
        self._tasks.start(
            self._services.privacy.traces(number),
            name="traces",
            done=lambda traces: self._ask(number, traces),
            failed=self._on_failed,
        )

    def _ask(self, number: Number, traces: Traces) -> None:
        if not traces.total:
            nothing = Notice.of("privacy.nothing", number=number.text)
            self.privacy.show_wrong(words.say(nothing))
            return
        self._asked = number
        self.privacy.ask(number.text, traces)

    def _on_agreed(self) -> None:
        number, self._asked = self._asked, None
        self.privacy.rest()
        if number is None:
            return

        def forgotten(count: int) -> None:
            self.privacy.number.clear()
            self._tell(Notice.of("privacy.forgotten", number=number.text, count=count))

        self._tasks.start(
            self._services.privacy.forget(number),
            name="forget",
            done=forgotten,
            failed=self._on_failed,
        )

    def _on_failed(self, error: CtiError) -> None:
        self.privacy.show_wrong(words.say(error.notice()))

    def _choose(self) -> None:
        """Ask where."""
        at = self._services.clock().at.astimezone()
        name = f"ctiapp-data-{at:%Y%m%d}.zip"
        ask_where(self._page.window(), words.word("privacy.export"), name, self.export)

    def export(self, path: Path) -> None:
        """Write one's own data there; it can be stopped."""

        def written(_count: int) -> None:
            self._done()
            self._tell(Notice.of("privacy.exported", path=str(path)))

        def failed(error: CtiError) -> None:
            self._done()
            self._on_failed(error)

        self.privacy.show_wrong("")
        self.privacy.show_progress(0)
        self._exporting = self._tasks.start(
            self._services.privacy.export(path, self.privacy.show_progress),
            name="export",
            done=written,
            failed=failed,
        )

    def _on_stop(self) -> None:
        if self._exporting is not None:
            self._exporting.cancel()
        self._done()

    def _done(self) -> None:
        self._exporting = None
        self.privacy.show_progress(None)
