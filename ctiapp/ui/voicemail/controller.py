"""Binds the page of messages, and its player, to one's own mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from ctiapp.model.commands import Capability
from ctiapp.model.errors import CtiError, OutcomeUnknown
from ctiapp.model.messagekeys import key_of
from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import text, words
from ctiapp.ui.recordings.keeping import Keeping
from ctiapp.ui.recordings.player import PlayerBar
from ctiapp.ui.voicemail import viewmodel
from ctiapp.ui.voicemail.page import VoicemailPage
from ctiapp.ui.voicemail.viewmodel import Face, Known

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail
    from ctiapp.services.bundle import Services
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.tasks import Tasks

PAGE: Final = "voicemail"
"""The key of the page in the place."""


class VoicemailController(QObject):
    """The decisions.

    Signals:
        called: somebody shall be called; carries their `Number`.

    Args:
        place: the place of what happened.
        services: the use cases.
        tasks: runs what takes time.
        tell: shows a notice.
    """

    called = Signal(object)

    def __init__(
        self,
        place: HistoryPlace,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(place)
        self._place, self._services, self._tasks, self._tell = place, services, tasks, tell
        self._mailbox = services.mailbox
        self._known = Known(
            self._mailbox.who, self._mailbox.is_new, lambda: self._services.clock().at
        )
        self._asked = ""
        self.player = PlayerBar(
            self._mailbox, name=words.word("voicemail.player"), say=viewmodel.failure
        )
        self.page = VoicemailPage(self._face, self.player)
        self._keeping = Keeping(
            self.page,
            self._mailbox.save,
            words.word("voicemail.save_title"),
            lambda error: Notice.of("voicemail.not_had", why=viewmodel.failure(error)),
            tell,
        )
        place.add_page(PAGE, words.word("voicemail.title"), self.page, badge=True)
        self._offer()
        self._connect()
        self._unsubscribe = self._mailbox.subscribe(lambda _: self._on_mailbox())
        self.show()

    def _connect(self) -> None:
        page = self.page
        page.again.connect(lambda: self._mailbox.look(again=True))
        page.due.connect(self._look)
        page.agreed.connect(self._delete)
        page.list.played.connect(self.play)
        page.list.toggled.connect(self.toggle)
        page.list.saved.connect(self.save)
        page.list.deleted.connect(self.ask_delete)
        page.list.called.connect(self._call)
        page.list.menu_wanted.connect(self._on_menu)
        page.list.chosen.connect(self._show_actions)
        page.play_button.clicked.connect(lambda: page.list.with_current(self.play))
        page.call_button.clicked.connect(lambda: page.list.with_current(self._call))
        page.save_button.clicked.connect(lambda: page.list.with_current(self.save))
        page.delete_button.clicked.connect(lambda: page.list.with_current(self.ask_delete))
        self.player.saving.connect(self._keep)
        self.player.changed.connect(self._on_player)
        self._keeping.changed.connect(self._show_marks)
        self._place.sounding.connect(self.player.yield_to)
        self._place.page_shown.connect(lambda _: self.show())

    # -- showing ---------------------------------------------------------------------------------

    def show(self) -> None:
        """Names, the day or the connection may have changed; read what is looked at."""
        self._offer()
        self._look()
        self._on_mailbox()

    def _offer(self) -> None:
        """The page shows where this PBX lists one's messages."""
        offered = self._services.session.status.offered
        self._place.offer(PAGE, here=Capability.VOICEMAIL in offered)

    @property
    def _files(self) -> bool:
        """Whether this PBX hands messages out, and deletes them."""
        return Capability.VOICEMAIL_FILES in self._services.session.status.offered

    def _look(self) -> None:
        if self._place.current == PAGE and self._place.isVisible():
            self._mailbox.look()

    def escape(self) -> bool:
        """Esc: leave the question, or end the player; tells whether anything was there."""
        if self._place.current != PAGE:
            return False
        if self.page.leave_question():
            return True
        if not self.player.file:
            return False
        if self.player.isAncestorOf(self.page.focusWidget() or self.page):
            self.page.enter_list()
        self.player.stop()
        return True

    def stop(self) -> None:
        """The window goes: play nothing, hear of nothing any more."""
        self._unsubscribe()
        self.player.stop()

    def _on_mailbox(self) -> None:
        mailbox, page = self._mailbox, self.page
        if self._services.session.pbx is None:
            self.player.stop()
        if self._asked and mailbox.find(self._asked) is None:
            self._asked = ""
            page.leave_question()
        new = mailbox.new_count
        self._place.set_badge(PAGE, new or 0)
        count = viewmodel.counts(mailbox.items, new)
        page.show_items(mailbox.items, count, self._state(), self._why_empty())
        error = mailbox.error if mailbox.items else None
        page.show_trouble("" if error is None else viewmodel.failure(error))
        self._show_actions()
        self._show_marks()

    def _state(self) -> str:
        mailbox = self._mailbox
        if mailbox.busy:
            return words.word("voicemail.loading")
        if mailbox.loaded_at is None:
            return ""
        return words.word("recording.told", time=words.clock_time(mailbox.loaded_at))

    def _why_empty(self) -> str:
        mailbox = self._mailbox
        if mailbox.error is not None:
            return viewmodel.failure(mailbox.error)
        if mailbox.loaded_at is not None:
            return words.word("voicemail.empty")
        return words.word("voicemail.loading" if mailbox.busy else "voicemail.not_known")

    def _show_actions(self) -> None:
        current = self.page.list.current
        self.page.show_actions(
            files=self._files,
            callable_=current is not None and self._caller(current) is not None,
            deleting=current is not None and self._mailbox.is_deleting(current),
        )

    def _show_marks(self) -> None:
        marks = self._keeping.marks(self.player)
        for each in self._mailbox.items:
            if self._mailbox.is_deleting(each):
                marks[key_of(each)] = words.word("voicemail.deleting")
        self.page.model.show_marks(marks)

    def _face(self, message: Voicemail) -> Face:
        return viewmodel.face(message, self._known)

    # -- playing ---------------------------------------------------------------------------------

    def play(self, message: Voicemail) -> None:
        """Play it."""
        if self._files:
            self.player.play(key_of(message), self._face(message).title)

    def toggle(self, message: Voicemail) -> None:
        """Play it, or wait where it plays."""
        if self.player.file == key_of(message):
            self.player.toggle()
        else:
            self.play(message)

    def _on_player(self) -> None:
        self._show_marks()
        if self.player.is_playing:
            self._place.sounding.emit(self.player)

    # -- what else is done with a message --------------------------------------------------------

    def save(self, message: Voicemail) -> None:
        """Ask where it is to be saved."""
        if self._files:
            title = viewmodel.file_title(message, self._known)
            self._keeping.ask(key_of(message), title, message.file)

    def _keep(self, key: str, _title: str) -> None:
        message = self._mailbox.find(key)
        if message is None:  # it went while it was played
            self._tell(Notice.of("voicemail.gone"))
        else:
            self.save(message)

    def _caller(self, message: Voicemail) -> Number | None:
        """Whom one would call back; None where nobody can be called."""
        dials = Capability.DIAL in self._services.session.status.offered
        return viewmodel.caller(message) if dials else None

    def _call(self, message: Voicemail) -> None:
        number = viewmodel.caller(message)
        if number is None:
            self._tell(Notice.of("history.not_callable"))
        else:
            self.called.emit(number)

    def ask_delete(self, message: Voicemail) -> None:
        """Ask whether it is to be deleted: it cannot be had back."""
        if self._files and not self._mailbox.is_deleting(message):
            self._asked = key_of(message)
            self.page.ask(words.word("voicemail.delete_ask", who=self._title(message)))

    def _title(self, message: Voicemail) -> str:
        """Whose message, and of when."""
        return text.bare(self._face(message).title)

    def _delete(self) -> None:
        key, self._asked = self._asked, ""
        message = self._mailbox.find(key)
        if message is None:
            return
        title = self._title(message)
        if self.player.file == key:
            self.player.stop()

        def failed(error: Exception) -> None:
            if isinstance(error, CtiError):
                self._tell(_not_deleted(error))

        self._tasks.start(
            self._mailbox.delete(key),
            name="delete message",
            done=lambda _: self._tell(Notice.of("voicemail.deleted", who=title)),
            failed=failed,
        )

    def _on_menu(self, message: Voicemail, where: QPoint) -> None:
        menu = QMenu(self.page)
        entries: list[tuple[str, Callable[[Voicemail], None], bool]] = [
            ("recording.play", self.play, self._files),
            ("recording.call", self._call, self._caller(message) is not None),
            ("recording.save", self.save, self._files),
            ("voicemail.delete", self.ask_delete, self._files),
        ]
        for key, do, offered in entries:
            if offered:
                action = menu.addAction(text.for_button(words.word(key)))
                action.triggered.connect(lambda _=False, do=do: do(message))
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)


def _not_deleted(error: CtiError) -> Notice:
    """Why a message was not deleted, or that nobody knows."""
    if isinstance(error, OutcomeUnknown) or error.key.startswith("voicemail."):
        return error.notice(Severity.WARNING)
    return Notice.of("voicemail.not_deleted", why=viewmodel.failure(error))
