"""Binds the page of those who wait to be called back to the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from ctiapp.model.commands import Capability
from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import focus, words
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.whomenu import open_at
from ctiapp.ui.followups.page import FollowUpsPage
from ctiapp.ui.followups.personmenu import Do, person_menu, snooze_menu
from ctiapp.ui.followups.viewmodel import name_of, person_face, snooze_words, until_text
from ctiapp.ui.history.listing import state_of
from ctiapp.ui.history.viewmodel import Known, Who

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from ctiapp.model.followups import FollowUp, Snooze
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.ui.followups.viewmodel import PersonFace
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.tasks import Tasks

PAGE = "followups"
"""The key of the page in the place."""


class FollowUpsController(QObject):
    """The decisions, in order.

    Signals:
        called: somebody shall be called; carries the `Number`.
        adding: a contact shall be written: the `Number`, and what the PBX calls them.

    Args:
        place: the place of what happened.
        services: the use cases.
        tasks: runs what takes time.
        tell: shows a notice.
    """

    called = Signal(object)
    adding = Signal(object, str)

    def __init__(
        self,
        place: HistoryPlace,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(place)
        self._place, self._services, self._tasks, self._tell = place, services, tasks, tell
        self._list = services.followups
        self._known = Known(self._who, self._place_name, lambda _: False, self._now)
        self._next_of = ""
        self.page = FollowUpsPage(self._face)
        place.add_page(PAGE, words.word("followups.heading"), self.page, badge=True)
        page = self.page
        page.list.asked.connect(self._on_asked)
        page.list.menu_wanted.connect(self._on_menu)
        page.pressed.connect(self._on_pressed)
        page.reason.kept.connect(self._on_done)
        page.reason.left.connect(page.enter_list)
        place.page_shown.connect(self._on_page_shown)
        self._unsubscribe = [
            self._list.subscribe(self._on_list),
            services.history.subscribe(self._show_state),
        ]
        self._on_list()
        self._show_state()

    # -- the list --------------------------------------------------------------------------------

    @property
    def here(self) -> bool:
        """Whether the page can be seen."""
        return self._place.isVisible() and self._place.current == PAGE

    def show(self) -> None:
        """The place was opened; names, or how we stand, changed."""
        self.page.list.people.refresh()
        self._show_state()
        self._ask_of_colleagues()

    def _on_page_shown(self, key: str) -> None:
        if key == PAGE:
            self.page.list.choose_first()  # whoever comes here has nobody in mind yet
        self._ask_of_colleagues()

    def _ask_of_colleagues(self) -> None:
        """Whoever looks at the list wants to know who was called back meanwhile."""
        if self.here:
            self._list.look_now()

    def _on_list(self) -> None:
        rows = self._list.people
        self._place.set_badge(PAGE, self._list.count)
        self.page.show_people(rows, known=self._list.known, next_of=self._next_of)
        self.page.show_undo(on=self._list.undoable)
        trouble = self._list.trouble
        if trouble is None:
            self.page.banner.hide()
        else:
            said = words.word("followups.old")
            self.page.banner.show_message(
                Severity.WARNING, said, details=words.details(trouble), closable=False
            )

    def _show_state(self) -> None:
        self.page.show_state(state_of(self._services.history))

    # -- names -----------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._services.clock().at

    def _face(self, row: FollowUp) -> PersonFace:
        return person_face(row, self._known)

    def _who(self, number: Number) -> Who:
        return Who.of(self._services.directory.identify(number))

    def _place_name(self, number: Number) -> str:
        return self._services.directory.place_name(number) or ""

    # -- what is done with somebody --------------------------------------------------------------

    def offered(self, row: FollowUp) -> tuple[Do, ...]:
        """What can be done with somebody, besides calling them."""
        found = [Do.DONE, Do.LATER]
        if row.until is not None:
            found.append(Do.WAKE)
        number = row.number
        if number is not None:
            found.append(Do.COPY)
            if not self._who(number).name:
                found.append(Do.ADD)
        return tuple(found)

    def do(self, row: FollowUp, what: Do) -> None:
        """Do this with somebody; what cannot be done is not, and it is said why."""
        number = row.number
        match what:
            case Do.DONE:
                self.page.ask_why(row.person, name_of(row, self._known))
            case Do.LATER:
                menu = snooze_menu(
                    self.page.list, snooze_words(self._now()), lambda each: self.put_off(row, each)
                )
                menu.aboutToHide.connect(lambda: focus.give_back(self.page.list))
                open_at(menu, self.page.list.spot_of_current())
            case Do.WAKE:
                self._run(self._list.wake(row.person))
            case Do.CALL if number is not None:
                self.called.emit(number)
            case Do.CALL:
                self._tell(Notice.of("history.not_callable"))
            case Do.COPY if number is not None:
                QGuiApplication.clipboard().setText(number.text)
                self._tell(Notice.of("contacts.copied", text=number.text))
            case Do.ADD if number is not None:
                self.adding.emit(number, row.last.name)

    def put_off(self, row: FollowUp, snooze: Snooze) -> None:
        """Put somebody off until then."""
        name = name_of(row, self._known)

        def say(until: datetime) -> None:
            self._next_of = ""
            said = until_text(until, self._now())
            announce(self.page.list, f"{name}: {said}")

        self._next_of = row.person
        self._tasks.start(
            self._list.snooze(row.person, snooze), name="put off", done=say, failed=self._failed
        )

    def _on_asked(self, row: FollowUp | None, what: Do) -> None:
        if what is Do.UNDO:
            if self._list.undoable:
                self._run(self._list.undo())
        elif row is not None:
            self.do(row, what)

    def _on_pressed(self, what: Do) -> None:
        self._on_asked(self.page.list.current, what)

    def _on_done(self, person: str, reason: str) -> None:
        self._next_of = person
        self._run(self._list.done(person, reason))
        self.page.enter_list()

    def _run(self, work: Coroutine[object, object, None]) -> None:
        self._tasks.start(work, name="follow-up", done=self._settled, failed=self._failed)

    def _settled(self, _: None) -> None:
        self._next_of = ""

    def _failed(self, error: Exception) -> None:
        self._next_of = ""
        self._tell(error.notice(Severity.WARNING))  # type: ignore[attr-defined]

    def _on_menu(self, row: FollowUp, where: QPoint) -> None:
        menu = person_menu(
            self.page.list,
            row.numbers if Capability.DIAL in self._services.session.status.offered else (),
            self.offered(row),
            snooze_words(self._now()),
            called=self.called.emit,
            done=lambda what: self.do(row, what),
            put_off=lambda each: self.put_off(row, each),
        )
        open_at(menu, where)

    # -- Esc and the end -------------------------------------------------------------------------

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""
        return self.here and self.page.reason.leave()

    def stop(self) -> None:
        """Hear of nothing any more."""
        while self._unsubscribe:
            self._unsubscribe.pop()()
