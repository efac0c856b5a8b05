"""Binds the forms of new rooms, and of rooms that shall be no more, to the services.

The forms are made when they are first needed. They stand at the right of the place of the rooms,
never in a window of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ctiapp.model.errors import NotSupported
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.ui.hotel.deleteroom import DeleteRoomForm
from ctiapp.ui.hotel.newroom import NewRoomForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.errors import CtiError
    from ctiapp.model.newstation import NewStation
    from ctiapp.services.hotel.newrooms import NewRoom, NewRooms, RoomDraft
    from ctiapp.ui.tasks import Tasks


class PageHost(Protocol):
    """Where the forms stand (`ctiapp.ui.hotel.place.RoomsPlace`)."""

    def show_side(self, form: QWidget | None) -> None:
        """Show a form beside the list; None: the chosen room."""

    def focus_first(self) -> None:
        """The keyboard goes where one begins."""


class NewRoomController(QObject):
    """The decisions, in order.

    Args:
        page_host: where the forms stand.
        new_rooms: makes rooms and takes them away.
        tasks: runs what takes time.
        tell: shows a notice.
    """

    def __init__(
        self,
        page_host: PageHost,
        new_rooms: NewRooms,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__()
        self._host, self._rooms, self._tasks, self._tell = page_host, new_rooms, tasks, tell
        self._new: NewRoomForm | None = None
        self._delete: DeleteRoomForm | None = None
        self._turn = 0
        self._unseen = False

    @property
    def new_form(self) -> NewRoomForm:
        """The form of a new room."""
        if self._new is None:
            self._new = NewRoomForm()
            self._new.submitted.connect(self._on_submitted)
            self._new.closed.connect(self.leave)
        return self._new

    @property
    def delete_form(self) -> DeleteRoomForm:
        """The form of a room that shall be no more."""
        if self._delete is None:
            self._delete = DeleteRoomForm()
            self._delete.sure.connect(self._on_sure)
            self._delete.closed.connect(self.leave)
        return self._delete

    @property
    def changed(self) -> bool:
        """Whether anything would be lost if the form of a new room were left now."""
        return self._new is not None and self._new.isVisible() and self._new.changed

    def leave(self) -> None:
        """Close the form; what was sent goes on, and what was read is forgotten."""
        self._turn += 1
        if self._new is not None:
            self._unseen = self._unseen and not self._new.isVisible()
            if not self._new.busy and not self._unseen:
                self._new.forget()
        self._host.show_side(None)
        self._host.focus_first()

    def stop(self) -> None:
        """The desk is gone: the forms go as well, with what is in them."""
        self._turn += 1
        for form in (self._new, self._delete):
            if form is not None:
                form.hide()
                form.setParent(None)  # it lives as long as something under way wants to tell it
        self._new = self._delete = None
        self._unseen = False

    # -- a new one -------------------------------------------------------------------------------

    def open(self, number: str = "") -> None:
        """Ask for a new room; ``number``: which one it is to be, empty: that is still to be typed.

        One that is being created is shown, and none beside it; so is one that was, as long as
        nobody has seen what its phone needs.
        """
        if self._new is not None and (self._new.busy or self._unseen):
            self._unseen = False
            self._host.show_side(self._new)
            self._new.focus_first()
            return
        turn = self._next()
        self._tasks.start(
            self._rooms.begun(number),
            name="new room",
            done=lambda draft: self._on_draft(turn, draft),
            failed=lambda error: self._tell(error.notice()),
        )

    def _on_draft(self, turn: int, draft: RoomDraft) -> None:
        if turn != self._turn:
            return
        form = self.new_form
        form.show_draft(draft)
        self._host.show_side(form)
        form.focus_first()
        if not draft.sets_outside:
            return
        self._tasks.start(
            self._rooms.routes(),
            name="ways out",
            done=lambda routes: form.show_routes(routes) if turn == self._turn else None,
            failed=lambda error: self._on_no_routes(turn, error),
        )

    def _on_no_routes(self, turn: int, error: CtiError) -> None:
        """Without them only inside calls can be allowed; the rest of the form is as good."""
        if turn != self._turn:
            return
        if isinstance(error, NotSupported):
            self.new_form.show_no_routes()
            return
        self.new_form.show_routes(())
        self._tell(error.notice())

    def _on_submitted(self) -> None:
        form = self.new_form
        wanted = form.valid()
        if wanted is None:
            return
        form.show_busy(True)
        started = self._tasks.start(
            self._rooms.create(wanted),
            name="create room",
            done=lambda made: self._on_created(form, wanted, made),
            failed=lambda error: self._on_not_created(form, error),
        )
        if started is None:
            form.show_busy(False)

    def _on_created(self, form: NewRoomForm, wanted: NewStation, made: NewRoom) -> None:
        form.show_created(wanted, made)
        if not form.isVisible():
            self._unseen = form is self._new
            key = "newroom.made" if self._unseen else "newroom.made_late"
            self._tell(Notice.of(key, number=made.number.text))

    def _on_not_created(self, form: NewRoomForm, error: CtiError) -> None:
        if isinstance(error, FieldsRefused) and (error.fields or error.others):
            form.show_problems(error.fields, error.holders, error.others)
        else:
            form.show_failure(error.notice())
        if not form.isVisible():  # whoever left it has to hear that it was not done
            self._tell(error.notice())

    # -- one that shall be no more ---------------------------------------------------------------

    def delete(self, number: str) -> None:
        """Ask whether a room shall be deleted, and show what goes with it."""
        form = self.delete_form
        if form.busy:
            self._host.show_side(form)
            return
        turn = self._next()
        form.show_room(number)
        self._host.show_side(form)
        form.close_button.setFocus()
        self._tasks.start(
            self._rooms.preview(Number(number)),
            name="room to delete",
            done=lambda leaving: form.show_leaving(leaving) if turn == self._turn else None,
            failed=lambda error: form.show_refused(error.notice()) if turn == self._turn else None,
        )

    def _on_sure(self, number: str) -> None:
        form = self.delete_form
        started = self._tasks.start(
            self._rooms.delete(Number(number)),
            name="delete room",
            done=lambda left: self._on_deleted(form, left),
            failed=lambda error: self._on_not_deleted(form, error),
        )
        if started is None:
            form.show_busy(False)

    def _on_deleted(self, form: DeleteRoomForm, left: Sequence[Notice]) -> None:
        form.show_deleted(left)
        if not form.isVisible():
            for notice in (Notice.of("newroom.gone", number=form.number), *left):
                self._tell(notice)

    def _on_not_deleted(self, form: DeleteRoomForm, error: CtiError) -> None:
        form.show_failure(error.notice())
        if not form.isVisible():
            self._tell(error.notice())

    def _next(self) -> int:
        self._turn += 1
        return self._turn
