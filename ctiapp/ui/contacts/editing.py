"""Adding, changing and deleting contacts: what is typed is never lost, what is deleted is asked.

What was typed and not saved is there again when one comes back to it; what the PBX refuses stays in
the form, and can be kept as one's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.directory import Origin, PersonKey
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.ui.contacts.viewmodel import Form, Scope, label_of
from ctiapp.ui.focus import give_back, has_keyboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import Contact
    from ctiapp.model.errors import CtiError
    from ctiapp.services.directory import Directory
    from ctiapp.ui.contacts.editor import Editor
    from ctiapp.ui.people.view import PeoplePlace
    from ctiapp.ui.tasks import Tasks


Draft = PersonKey | Scope | tuple[Scope, Number]
"""What a form is about: somebody, a new one of a list, or a new one who has a number."""


class Room(Protocol):
    """What stands around the form."""

    @property
    def company_editable(self) -> bool:
        """Whether the PBX lets company contacts be changed."""

    def show_list(self) -> None:
        """Go to the list of contacts."""

    @property
    def whose(self) -> PersonKey | None:
        """Whose sheet stands at the right."""

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
        self._drafts: dict[Draft, Form] = {}
        self._editing: Draft | None = None
        self._asked = 0
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
        """Write a new contact for somebody who called: the number is there already.

        What was typed of another new contact is neither shown here nor thrown away.
        """
        self._room.show_list()
        self._open_editor((Scope(Origin.OWN), number), Form.unknown(number.text, name))

    def edit(self, key: PersonKey) -> None:
        """Change somebody. Of a company contact the PBX is asked first, which knows more.

        Its answer may be late: then it disturbs nobody who is elsewhere by now.
        """
        self._asked += 1
        asked, shown = self._asked, self._room.whose
        side, before = self._place.side, self._place.window().focusWidget()

        def opened(contact: Contact | None) -> None:
            if asked != self._asked or self._place.side is not side or self._room.whose != shown:
                return
            if contact is None:
                self._tell(Notice.of("contacts.gone", severity=Severity.WARNING))
                return
            stayed = self._place.window().focusWidget() is before
            if not stayed and side is not None and has_keyboard(side):
                return  # the user went on in the sheet: its note is not taken away
            self._open_editor(key, Form.of(contact), focus=stayed)

        self._tasks.start(self._directory.whole(key), name="edit-contact", done=opened)

    def _open_editor(self, what: Draft, form: Form, *, focus: bool = True) -> None:
        if self.editor is None:
            from ctiapp.ui.contacts.editor import Editor

            self.editor = Editor()
            self.editor.saved.connect(self._on_save)
            self.editor.cancelled.connect(self.close_editor)
        self.keep_draft()
        self._asked += 1  # nobody waits for another form any more
        self._editing = what
        self._before = self._place.window().focusWidget()
        self.editor.show_form(form, draft=self._drafts.get(what))
        self._place.set_side(self.editor)
        if focus:
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

    def _show_after(self, what: Draft | None) -> None:
        """After the form: the sheet of whoever it was about.

        A keyboard that was in the form goes back to where it was before; any other stays.
        """
        was_here = self.editor is not None and has_keyboard(self.editor)
        self._editing = None
        self._place.set_side(None)
        if isinstance(what, str):
            self._room.show_person(what)
        if was_here and not give_back(self._before):
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
            self._directory.save(contact, before=form.before),
            name="save-contact",
            done=saved,
            failed=failed,
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
