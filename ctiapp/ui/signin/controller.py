"""Binds the sign-in page to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.ui.signin.viewmodel import SignInModel

if TYPE_CHECKING:
    import asyncio

    from ctiapp.model.errors import CtiError
    from ctiapp.services.connection import SignInRequest
    from ctiapp.services.session import Session
    from ctiapp.ui.signin.view import SignInPage
    from ctiapp.ui.tasks import Tasks


class SignInController(QObject):
    """One try at a time."""

    def __init__(self, page: SignInPage, session: Session, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self.model = SignInModel(session.last_request, session.attempts_left, session.locked_until)
        page.fill(self.model.form)
        page.edited.connect(self._on_edited)
        page.submitted.connect(lambda: self._try(self.model.submit()))
        page.trusted.connect(lambda: self._try(self.model.trust()))
        page.cancelled.connect(self.cancel)
        self.show_status(session.status)

    def show_status(self, status: ConnectionStatus) -> None:
        """How the session stands."""
        self.model.remember(self._session.last_request)
        self.model.status(status)
        if status.state is Connection.ONLINE:
            self._page.secret.edit.setText("")  # clear() could be undone
            self._page.secret.set_masked(True)
            self.model.edited(self._page.form)
        elif self._page.form != self.model.form:
            self._page.fill(self.model.form)
        self._paint()

    def cancel(self) -> bool:
        """Give the try up; tells whether there was one."""
        if not self.model.face.working:
            return False
        if self._task is not None and not self._task.done():
            self._task.cancel()
        else:
            self._tasks.start(self._session.sign_out(forget=False), name="cancel sign-in")
        self.model.ended()
        self._paint()
        self._page.submit.setFocus()
        return True

    def _on_edited(self, form: object) -> None:
        del form
        self.model.edited(self._page.form)
        self._paint()

    def _try(self, request: SignInRequest | None) -> None:
        self._page.secret.set_masked(True)
        if request is not None:
            self._task = self._tasks.start(
                self._session.sign_in(request),
                name="sign in",
                done=lambda _: self._on_done(),
                failed=self._on_failed,
            )
        self._paint()
        if self.model.face.wrong:
            self._page.focus_first(next(iter(self.model.face.wrong)))

    def _on_done(self) -> None:
        self.model.ended()
        self._paint()

    def _on_failed(self, error: CtiError) -> None:
        self.model.status(self._session.status)
        self.model.raised(error.notice())
        self._paint()
        if self.model.face.certificate is not None and not error.params.get("changed"):
            self._page.certificate.trust.setFocus()  # one that changed is not trusted by an Enter
        else:
            self._page.focus_first(self.model.face.blamed)

    def _paint(self) -> None:
        self._page.show_face(self.model.face)
