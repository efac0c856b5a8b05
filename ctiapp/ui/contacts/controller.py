"""Binds the list of contacts, the sheet and the editor to the directory.

Everything is made when it is first needed. The sheet and the editor stand at the right of the place
of the people, never in a window of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from ctiapp.model.commands import Capability
from ctiapp.model.directory import Origin
from ctiapp.model.notice import Notice
from ctiapp.ui import words
from ctiapp.ui.contacts.calling import Calling
from ctiapp.ui.contacts.editing import Editing
from ctiapp.ui.contacts.importcontroller import ImportController
from ctiapp.ui.contacts.personreader import read_person
from ctiapp.ui.contacts.view import ContactsPage
from ctiapp.ui.contacts.viewmodel import (
    Person,
    Scope,
    age_text,
    key_of,
    scopes,
)
from ctiapp.ui.focus import has_keyboard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import PersonKey
    from ctiapp.model.errors import CtiError
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.ui.contacts.sheet import Sheet
    from ctiapp.ui.people.view import PeoplePlace
    from ctiapp.ui.tasks import Tasks

PAGE = "contacts"
"""The name of the list in the place of the people."""
REFRESH_MS = 400
"""How long changes of the directory gather before the list is read anew."""
LOADING_MS = 3000
"""The same while it is being loaded, page by page: who reads must not hold up who writes."""


class ContactsController(QObject):
    """The decisions, in order.

    Signals:
        called: somebody shall be called; carries the `Number`.
        shown: the place of the people shall be gone to.

    Args:
        place: the place of the people.
        services: the use cases.
        tasks: runs what takes time.
        tell: shows a notice.
        held: whether nobody may be listed elsewhere at this moment: a call is carried to them.
    """

    called = Signal(object)
    shown = Signal()

    def __init__(
        self,
        place: PeoplePlace,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
        held: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(place)
        self._held = held
        self._late = False
        self._place, self._services, self._tasks, self._tell = place, services, tasks, tell
        self._directory = services.directory
        self.page = ContactsPage(self._directory.people, self._directory.ways)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._calling = Calling(services.directory, self)
        self._calling.called.connect(self.called)
        self.sheet: Sheet | None = None
        self._imports: ImportController | None = None
        self.editing = Editing(place, services.directory, tasks, tell, self)
        self._asked = 0
        self._listed = False
        self._books_of: object = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(REFRESH_MS)
        self._pause.timeout.connect(self.refresh)
        place.add_page(PAGE, words.word("contacts.tab"), self._stack, first=self.page.filter)
        self._connect()
        self._unsubscribe = self._directory.subscribe(lambda _: self._on_directory())

    def _connect(self) -> None:
        self._place.chosen.connect(self._on_chosen)
        self._place.page_shown.connect(self._on_page)
        self._place.seen.connect(self._on_seen)
        page = self.page
        page.wanted.connect(self._list)
        page.list.chosen.connect(self._on_chosen)
        page.list.called.connect(lambda contact: self._calling.call(contact, page.list))
        page.add.connect(self._on_add)
        page.importing.connect(self.open_import)
        page.exporting.connect(self._on_export)
        page.undo.connect(self._on_undo)

    def stop(self) -> None:
        """Hear of nothing any more; a note that is being typed is kept."""
        self._unsubscribe()
        self._pause.stop()
        if self.sheet is not None:
            self.sheet.note.flush()

    # -- the list --------------------------------------------------------------------------------

    @property
    def here(self) -> bool:
        """Whether the list can be seen."""
        return self._place.isVisible() and self._place.current == PAGE

    def _on_page(self, name: str) -> None:
        if name == PAGE:
            self._show_scopes()

    def _on_seen(self, seen: bool) -> None:
        if seen and self._place.current == PAGE:
            self._show_scopes()
        elif not seen and self.sheet is not None:
            self.sheet.note.flush()

    def _on_directory(self) -> None:
        if self._place.isVisible() and not self._pause.isActive():
            done = self._directory.progress.done
            self._pause.start(REFRESH_MS if done else LOADING_MS)

    def let_go(self) -> None:
        """Read what changed while the list was held where it was."""
        if self._late:
            QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Read anew what shows; not while a call is carried there."""
        self._late = self._held()
        if self._late:
            return
        if self.here:
            self._show_scopes()
        if self.sheet is not None and self.sheet.person is not None and self._side is self.sheet:
            self.show_person(self.sheet.person.key)

    def show_status(self) -> None:
        """What the PBX lets one do may have changed."""
        self.page.set_editable(company=self.company_editable)
        self._on_directory()

    @property
    def company_editable(self) -> bool:
        """Whether the PBX lets company contacts be changed."""
        session = self._services.session
        pbx = session.pbx
        refused = pbx is not None and Capability.EDIT_CONTACTS in pbx.withdrawn
        return not refused and Capability.EDIT_CONTACTS in session.status.capabilities

    def _show_scopes(self) -> None:
        """Which lists there are, and then the one that is wanted."""
        self.page.set_editable(company=self.company_editable)

        progress = self._directory.progress
        books_of = (progress.as_of, progress.done)
        if books_of == self._books_of:  # they are told with the company's contacts alone
            self._list(self.page.scope, self.page.filter.text().strip())
            return

        def show(names: Sequence[str]) -> None:
            self._books_of = books_of
            before = self._asked
            self.page.set_scopes(scopes(names))
            if self._asked == before:
                self._list(self.page.scope, self.page.filter.text().strip())

        self._tasks.start(
            self._directory.phonebooks(), name="phonebooks", done=show, failed=self._not_listed
        )

    def _list(self, scope: Scope, text: str) -> None:
        self._asked += 1
        asked = self._asked
        if not self._listed:
            self.page.show_loading()

        def show(rows: Sequence[int]) -> None:
            if asked != self._asked:
                return  # something else is wanted by now
            if self._held():
                self._late = True
                return
            self._listed = True
            current = self.page.list.current
            keep = None if current is None else self._directory.row(key_of(current))
            self.page.show_rows(rows, self._age(scope), keep=keep)

        self._tasks.start(
            self._directory.rows(scope.origin, scope.phonebook, text),
            name="contacts",
            done=show,
            failed=self._not_listed,
        )

    def _not_listed(self, error: CtiError) -> None:
        self.page.show_rows((), "")
        self._tell(error.notice())

    def _age(self, scope: Scope) -> str:
        if scope.origin is Origin.OWN:
            return words.word("contacts.kept_here")
        return age_text(self._directory.progress.as_of, self._services.clock().at)

    def _on_add(self, scope: Scope) -> None:
        self.editing.add(scope)

    def _on_export(self) -> None:
        self.imports.export()

    def _on_undo(self) -> None:
        self.page.undo_banner.hide()
        self.editing.undo()

    # -- the sheet -------------------------------------------------------------------------------

    @property
    def _side(self) -> QWidget | None:
        return self._place.side

    def _on_chosen(self, key: str) -> None:
        """Somebody was chosen in a list: their sheet, unless something is being typed."""
        if self.editing.open:
            return
        if key:
            self.show_person(key)  # type: ignore[arg-type]
        elif self.sheet is not None and self._side is self.sheet and not self._writes:
            self._place.set_side(None)

    @property
    def _writes(self) -> bool:
        """Whether the keyboard is in the sheet: it is not taken from under a hand that types."""
        focused = QApplication.focusWidget()
        sheet = self.sheet
        return sheet is not None and focused is not None and sheet.isAncestorOf(focused)

    @property
    def _notes(self) -> bool:
        """Whether a note is being written: the next key must not go to another's."""
        sheet = self.sheet
        return self.whose is not None and sheet is not None and has_keyboard(sheet.note)

    @property
    def whose(self) -> PersonKey | None:
        """Whose sheet stands at the right."""
        sheet = self.sheet
        if sheet is None or sheet.person is None or self._side is not sheet:
            return None
        return sheet.person.key

    def show_person(self, key: PersonKey) -> None:
        """Show the sheet of somebody; none where they are gone, nor while a note is written."""
        person = self.person(key)
        if self._notes and (person is None or key != self.whose):
            return
        if person is None:
            if self.whose is not None:
                self._place.set_side(None)
            return
        if self.sheet is None:
            from ctiapp.ui.contacts.sheet import Sheet

            self.sheet = sheet = Sheet()
            sheet.called.connect(self._on_called_there)
            sheet.starred.connect(self._on_starred)
            sheet.noted.connect(self._on_noted)
            sheet.said.connect(self._on_said)
            sheet.edit.connect(self.editing.edit)
            sheet.delete.connect(self.editing.delete)
            sheet.copied.connect(
                lambda copied: self._tell(Notice.of("contacts.copied", text=copied))
            )
            sheet.closed.connect(self._on_sheet_closed)
        self.sheet.show_person(person, self._services.clock().at)
        self._place.set_side(self.sheet)

    def person(self, key: PersonKey) -> Person | None:
        """All that the sheet shows of somebody; None where they are gone."""
        return read_person(self._directory, key, company_editable=self.company_editable)

    def _on_called_there(self, number: Number) -> None:
        """The button beside a number on the sheet."""
        self._calling.call_by(self.whose, number)

    def _on_starred(self, key: str, on: bool) -> None:
        self._directory.set_favourite(key, on=on)  # type: ignore[arg-type]

    def _on_noted(self, key: str, note: str) -> None:
        self._directory.set_note(key, note)  # type: ignore[arg-type]

    def _on_said(self, number: Number, key: str) -> None:
        self._directory.choose(number, key)  # type: ignore[arg-type]

    def _on_sheet_closed(self) -> None:
        self._place.set_side(None)
        self.focus_list()

    def close_sheet(self, key: PersonKey) -> None:
        """Close the sheet where it is theirs; the keyboard stays where it is outside of it."""
        sheet = self.sheet
        if sheet is not None and self.whose == key:
            was_here = has_keyboard(sheet)
            self._place.set_side(None)
            if was_here:
                self.focus_list()

    def show_list(self) -> None:
        """Go to the list of contacts."""
        self.shown.emit()
        self._place.show_page(PAGE)

    def offer_undo(self, name: str) -> None:
        """Somebody was deleted, and can be had back."""
        self.page.offer_undo(name)

    def focus_list(self) -> None:
        """The keyboard goes to the list, or to what stands above it where it is empty."""
        target = self.page.list if self.page.list.contacts.rowCount() else self.page.filter
        if self._place.current == PAGE:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._place.focus_first()

    # -- the import ------------------------------------------------------------------------------

    @property
    def imports(self) -> ImportController:
        """The import; made now if it was not yet."""
        if self._imports is None:
            made = ImportController(
                self._place.window(), self._services, self._tasks, self._tell, parent=self
            )
            made.closed.connect(self._on_import_closed)
            made.opened.connect(lambda: self._stack.setCurrentWidget(made.page))
            self._stack.addWidget(made.page)
            self._imports = made
        return self._imports

    def open_import(self) -> None:
        """Show the page of the import."""
        self.editing.leave()
        self._place.set_side(None)
        self.imports.open()

    def _on_import_closed(self, changed: bool) -> None:
        self._stack.setCurrentWidget(self.page)
        if changed:
            self.page.choose(Scope(Origin.OWN))
            self.refresh()
        self.focus_list()

    # -- Esc -------------------------------------------------------------------------------------

    def escape(self) -> bool:
        """Close the innermost of what is open; tells whether anything was."""
        if not self._place.isVisible():
            return False
        imports = self._imports
        if imports is not None and self._stack.currentWidget() is imports.page and self.here:
            imports.escape()
            return True
        if self.editing.close_editor():
            return True
        sheet = self.sheet
        if sheet is not None and self._side is sheet:
            if not sheet.leave_question():
                self._on_sheet_closed()
            return True
        return False
