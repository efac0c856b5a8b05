"""Binds the page of the import to the importer: one thing at a time; all of it can be stopped."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from ctiapp.model.ldap import LdapDirectory
from ctiapp.model.notice import Notice
from ctiapp.services.contactrows import EXPORTED
from ctiapp.ui import words
from ctiapp.ui.contacts.importpage import ImportPage
from ctiapp.ui.contacts.mapping import meaning_word
from ctiapp.ui.filedialog import ask_where, ask_which

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.errors import CtiError
    from ctiapp.model.importing import Field
    from ctiapp.services.bundle import Services
    from ctiapp.services.importing import Importer, Result
    from ctiapp.services.importplan import Preview, Source
    from ctiapp.ui.tasks import Tasks

_T = TypeVar("_T")


class ImportController(QObject):
    """What is read, what it would become, and what became of it.

    Signals:
        opened: the page shall be shown.
        closed: it shall be left; carries whether one's own contacts changed.
    """

    opened = Signal()
    closed = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._services, self._tasks, self._tell = window, services, tasks, tell
        self._task: asyncio.Task[None] | None = None
        self._source: Source | None = None
        self._preview: Preview | None = None
        self._changed = False
        self._ldap: LdapDirectory | None = None
        self.page = page = ImportPage()
        page.browse.connect(self.browse)
        page.chosen.connect(self.read_file)
        page.ldap_wanted.connect(self._show_form)
        page.ldap.connect(self.read_ldap)
        page.cancelled.connect(self.cancel)
        page.back.connect(self.close)
        page.meant.connect(self._look)
        page.read_again.connect(self._read_again)
        page.run.connect(self.run)
        page.undo.connect(self.undo)

    @property
    def _importer(self) -> Importer:
        return self._services.importer()

    def open(self) -> None:
        """Begin."""
        self._changed = False
        self._source = self._preview = None
        self.opened.emit()
        self.page.show_start()

    def close(self) -> None:
        """Leave it; what runs is stopped."""
        self.cancel()
        self.closed.emit(self._changed)

    def escape(self) -> None:
        """Stop what runs, else go one step back, else leave."""
        if self.page.working:
            self.cancel()
        elif self.page.stack.currentIndex() in (1, 3):
            self.page.show_start()
        else:
            self.close()

    # -- what runs -------------------------------------------------------------------------------

    def _start(
        self,
        work: Coroutine[object, object, _T],
        done: Callable[[_T], None],
        failed: Callable[[CtiError], None] | None = None,
    ) -> None:
        """Do one thing; what was done before is stopped."""
        if self._task is not None:
            self._task.cancel()

        def fail(error: CtiError) -> None:
            self.page.show_failure(error.notice())

        self._task = self._tasks.start(work, name="import", done=done, failed=failed or fail)

    def cancel(self) -> None:
        """Stop what runs, and go back to where one came from."""
        if self._task is not None:
            self._task.cancel()
        if self.page.working:  # also where what ran has ended, and nobody was told how
            if self._source is not None and self._preview is not None:
                self.page.show_preview(self._source, self._preview)
            elif self._ldap is not None:
                self.page.show_form()
            else:
                self.page.show_start()
        self._task = None

    def _reading(self, name: str) -> Callable[[int, int], None]:
        self.page.show_busy(words.word("import.reading", name=name), 0, 0)

        def progress(done: int, whole: int) -> None:
            if not self.page.working:
                return  # it was stopped: what was already on its way says nothing more
            if whole:
                said = words.word("import.reading_percent", name=name, percent=done * 100 // whole)
            else:
                said = words.word("import.reading_count", name=name, count=done)
            self.page.show_busy(said, done, whole)

        return progress

    def _counting(self, key: str) -> Callable[[int, int], None]:
        self.page.show_busy(words.word(key, percent=0), 0, 1)

        def progress(done: int, whole: int) -> None:
            if self.page.working:
                percent = done * 100 // whole if whole else 100
                self.page.show_busy(words.word(key, percent=percent), done, whole or 1)

        return progress

    # -- reading ---------------------------------------------------------------------------------

    def browse(self) -> None:
        """Let the user choose a file."""
        files = words.word("import.files")
        ask_which(self._window, words.word("import.choose"), files, self.read_file)

    def read_file(self, path: Path) -> None:
        """Read a file, and show what would become of it."""
        self._source = self._preview = self._ldap = None
        progress = self._reading(path.name)
        self._start(self._importer.open_file(path, progress), self._on_read)

    def _show_form(self) -> None:
        """The form of a directory: as it was last asked."""
        last = LdapDirectory.of_texts(self._services.preferences.settings.ldap)
        if last is None:
            self.page.show_form()
            return

        def filled(password: str | None) -> None:
            self.page.form.fill(last, kept=password is not None)
            self.page.show_form()

        self._tasks.start(self._importer.password_of(last), name="ldap-password", done=filled)

    def read_ldap(self, directory: LdapDirectory, password: str | None, remember: bool) -> None:
        """Ask a directory, and show what would become of it."""
        self._source = self._preview = None
        self._ldap = directory
        progress = self._reading(directory.host)

        def read(source: Source) -> None:
            self.page.form.forget_password()
            self._keep(directory)
            self._on_read(source)

        self._start(
            self._importer.open_ldap(directory, password, progress, remember=remember), read
        )

    def _keep(self, directory: LdapDirectory) -> None:
        """The next time the form is filled; the password is in the key store, or nowhere."""
        kept = MappingProxyType(directory.as_texts())
        self._services.preferences.change(lambda settings: replace(settings, ldap=kept))

    def _read_again(self, encoding: str, delimiter: str, headings: bool) -> None:
        source = self._source
        if source is None:
            return
        progress = self._reading(source.name)
        self._start(
            self._importer.reread(
                source, progress, encoding=encoding, delimiter=delimiter, headings=headings
            ),
            self._on_read,
        )

    def _on_read(self, source: Source) -> None:
        self._source, self._preview = source, None
        self._look(None)

    def _look(self, fields: tuple[Field, ...] | None) -> None:
        source = self._source
        if source is None:
            return
        progress: Callable[[int, int], None] = _silent
        if self._preview is None or len(source.table.rows) > 5000:
            progress = self._counting("import.comparing")

        def show(preview: Preview) -> None:
            self._preview = preview
            self.page.show_preview(source, preview)

        self._start(self._importer.look(source, fields, progress), show)

    # -- doing -----------------------------------------------------------------------------------

    def run(self) -> None:
        """Import it."""
        source, preview = self._source, self._preview
        if source is None or preview is None:
            return
        progress = self._counting("import.keeping")
        self._changed = True

        def done(result: Result) -> None:
            self._source = self._preview = None
            self.page.show_result(source.name, result)

        def failed(error: CtiError) -> None:
            self.page.show_preview(source, preview)
            self.page.show_failure(error.notice())

        self._start(self._importer.run(source, preview.fields, progress), done, failed)

    def undo(self) -> None:
        """Take the last import back."""
        progress = self._counting("import.keeping")

        def done(count: int) -> None:
            self._tell(Notice.of("import.undone", count=count))
            self.closed.emit(True)

        self._start(self._importer.undo(progress), done)

    def export(self) -> None:
        """Ask where to, and write all of one's own contacts there."""
        ask_where(self._window, words.word("contacts.export"), "contacts.csv", self.write)

    def write(self, path: Path) -> None:
        """Write all of one's own contacts there."""
        headings = [meaning_word(field) for field in EXPORTED]
        self._tasks.start(
            self._importer.export(path, headings),
            name="export",
            done=lambda count: self._tell(Notice.of("export.done", count=count, path=str(path))),
        )


def _silent(_done: int, _whole: int) -> None:
    """So few rows that nobody can see how far it is."""
