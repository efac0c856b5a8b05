"""Adding, changing and deleting contacts: what is typed is never lost, what is deleted is asked.

What was typed and not saved is there again when one comes back to it; what the PBX refuses stays in
the form, and can be kept as one's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.directory import Origin
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.model.notice import Notice
from ctiapp.ui.contacts.viewmodel import Form, Scope, label_of
from ctiapp.ui.focus import give_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import Contact, PersonKey
    from ctiapp.model.errors import CtiError
    from ctiapp.model.number import Number
    from ctiapp.services.directory import Directory
    from ctiapp.ui.contacts.editor import Editor
    from ctiapp.ui.people.view import PeoplePlace
    from ctiapp.ui.tasks import Tasks


class Room(Protocol):
    """What stands around the form."""

    @property
    def company_editable(self) -> bool:
        """Whether the PBX lets company contacts be changed."""

    def show_list(self) -> None:
        """Go to the list of contacts."""

    def show_person(self, key: PersonKey) -> None:
        """Show the sheet of somebody."""

    def close_sheet(self, key: PersonKey) -> None:
        """Close the sheet where it is theirs."""

    def offer_undo(self, name: str) -> None:
        """Somebody was deleted, and can be had back."""

    def refresh(self) -> None:
        """Read anew what shows."""

    def show_status(self) -> None:
        """What one may do may have changed."""

    def focus_list(self) -> None:
        """The keyboard goes to the list."""


class Editing:
    """The form, and what is deleted.

    Args:
        place: the place of the people, at whose right the form stands.
        directory: where contacts are kept.
        tasks: runs what takes time.
        tell: shows a notice.
        room: what stands around it.
    """

    def __init__(
        self,
        place: PeoplePlace,
        directory: Directory,
        tasks: Tasks,
        tell: Callable[[Notice], None],
        room: Room,
    ) -> None:
        self._place, self._directory, self._tasks = place, directory, tasks
        self._tell, self._room = tell, room
        self.editor: Editor | None = None
        self._drafts: dict[PersonKey | Scope, Form] = {}
        self._editing: PersonKey | Scope | None = None
        self._undo: tuple[Contact, str, bool] | None = None
        self._before: QWidget | None = None

    @property
    def open(self) -> bool:
        """Whether the form is open."""
        return self.editor is not None and self._place.side is self.editor

    def leave(self) -> None:
        """Something else takes its place: what was typed is kept."""
        self.keep_draft()
        self._editing = None

    # -- the editor ------------------------------------------------------------------------------

    def add(self, scope: Scope) -> None:
        """Write a new contact: one's own, or the company's."""
        origin = scope.origin
        if origin is Origin.COMPANY and not self._room.company_editable:
            origin = Origin.OWN
        self._open_editor(Scope(origin), Form(origin))

    def add_number(self, number: Number, name: str = "") -> None:
        """Write a new contact for somebody who called: the number is there already."""
        self._room.show_list()
        scope = Scope(Origin.OWN)
        self._drafts.pop(scope, None)
        self._open_editor(scope, Form.unknown(number.text, name))

    def edit(self, key: PersonKey) -> None:
        """Change somebody. Of a company contact the PBX is asked first, which knows more."""

        def opened(contact: Contact | None) -> None:
            if contact is not None:
                self._open_editor(key, Form.of(contact))

        self._tasks.start(self._directory.whole(key), name="edit-contact", done=opened)

    def _open_editor(self, what: PersonKey | Scope, form: Form) -> None:
        if self.editor is None:
            from ctiapp.ui.contacts.editor import Editor

            self.editor = Editor()
            self.editor.saved.connect(self._on_save)
            self.editor.cancelled.connect(self.close_editor)
        self.keep_draft()
        self._editing = what
        self._before = self._place.window().focusWidget()
        self.editor.show_form(form, draft=self._drafts.get(what))
        self._place.set_side(self.editor)
        self.editor.focus_first()

    def keep_draft(self) -> None:
        """What was typed and not saved is there again when one comes back to it."""
        editor = self.editor
        if editor is not None and self._editing is not None and self._place.side is editor:
            if editor.changed:
                self._drafts[self._editing] = editor.form
            else:
                self._drafts.pop(self._editing, None)

    def close_editor(self) -> bool:
        """Leave the form, nothing saved; tells whether it was open."""
        if self.editor is None or self._place.side is not self.editor:
            return False
        self.keep_draft()
        self._show_after(self._editing)
        return True

    def _show_after(self, what: PersonKey | Scope | None) -> None:
        """After the form: the sheet of whoever it was about, the keyboard where it was."""
        self._editing = None
        self._place.set_side(None)
        if isinstance(what, str):
            self._room.show_person(what)
        if not give_back(self._before):
            self._room.focus_list()

    def _on_save(self, form: Form) -> None:
        contact, editing = form.contact(), self._editing

        def saved(key: PersonKey) -> None:
            if editing is not None:
                self._drafts.pop(editing, None)
            if self._editing == editing and self.editor is not None:
                self.editor.set_busy(busy=False)
                self._show_after(key)
            self._tell(Notice.of("contacts.saved", name=label_of(contact)))
            self._room.refresh()

        def failed(error: CtiError) -> None:
            refused = isinstance(error, NotPermitted | NotSupported)
            company = contact.origin is Origin.COMPANY
            notice = error.notice()
            if refused and company:
                notice = replace(notice, key="contacts.not_permitted")
            if self.editor is not None and self._editing == editing:
                self.editor.show_failure(notice, offer_own=company)
            else:
                self._tell(notice)
            self._room.show_status()

        self._tasks.start(
            self._directory.save(contact), name="save-contact", done=saved, failed=failed
        )

    # -- deleting --------------------------------------------------------------------------------

    def delete(self, key: PersonKey) -> None:
        """Delete somebody; the user was asked. One's own can be had back."""
        contact = self._directory.contact(key)
        if contact is None:
            return
        note, starred = self._directory.note_on(key), key in self._directory.favourites

        def deleted(_: None) -> None:
            self._room.close_sheet(key)
            if contact.origin is Origin.OWN:
                self._undo = contact, note, starred
                self._room.offer_undo(label_of(contact))
            else:
                self._tell(Notice.of("contacts.deleted", name=label_of(contact)))
            self._room.refresh()

        def failed(error: CtiError) -> None:
            notice = error.notice()
            if isinstance(error, NotPermitted | NotSupported):
                notice = replace(notice, key="contacts.not_permitted_delete")
            self._tell(notice)
            self._room.show_status()

        self._tasks.start(
            self._directory.delete(key), name="delete-contact", done=deleted, failed=failed
        )

    def undo(self) -> None:
        """Have the last own contact back that was deleted, with its note and its star."""
        if self._undo is None:
            return
        contact, note, starred = self._undo

        def back(key: PersonKey) -> None:
            self._undo = None
            if note:
                self._directory.set_note(key, note)
            if starred:
                self._directory.set_favourite(key, on=True)
            self._room.refresh()
            self._room.show_person(key)

        self._tasks.start(self._directory.save(contact), name="undo-delete", done=back)
