"""Binds the page of recordings, and its player, to the recordings of the PBX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from ctiapp.model.commands import Capability
from ctiapp.model.notice import Notice
from ctiapp.ui import text, words
from ctiapp.ui.recordings import viewmodel
from ctiapp.ui.recordings.keeping import Keeping
from ctiapp.ui.recordings.page import RecordingsPage
from ctiapp.ui.recordings.player import PlayerBar
from ctiapp.ui.recordings.viewmodel import Face, Known

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from ctiapp.model.number import Number
    from ctiapp.model.records import Recording
    from ctiapp.services.bundle import Services
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.tasks import Tasks

PAGE: Final = "recordings"
"""The key of the page in the place."""

ENOUGH: Final = 50
"""Where fewer fit what is wanted, older ones are looked through by themselves …"""
LOOKED_THROUGH: Final = 5000
"""… up to so many; beyond that somebody has to want it."""


class RecordingsController(QObject):
    """The decisions.

    Signals:
        called: somebody shall be called; carries their `Number`.

    Args:
        place: the place of what happened.
        services: the use cases.
        tasks: not needed: a download runs by itself.
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
        del tasks
        self._place, self._services = place, services
        self._recordings = services.recordings
        self._known = Known(self._name, self._is_me, lambda: services.clock().at)
        self._faces: dict[Recording, Face] = {}
        self.player = PlayerBar(self._recordings)
        self.page = RecordingsPage(self._face, self.player)
        self._keeping = Keeping(
            self.page,
            self._recordings.save,
            words.word("recording.save_title"),
            lambda error: Notice.of("recording.not_had", why=viewmodel.failure(error)),
            tell,
        )
        place.add_page(PAGE, words.word("recording.title"), self.page)
        self._offer()
        self._connect()
        self._unsubscribe = self._recordings.subscribe(lambda _: self._on_recordings())
        self.show()

    def _connect(self) -> None:
        page = self.page
        page.changed.connect(self._show_items)
        page.again.connect(lambda: self._recordings.look(again=True))
        page.more.connect(self._recordings.more)
        page.list.played.connect(self.play)
        page.list.saved.connect(self.save)
        page.list.menu_wanted.connect(self._on_menu)
        page.list.chosen.connect(self._show_actions)
        page.play_button.clicked.connect(lambda: page.list.with_current(self.play))
        page.save_button.clicked.connect(lambda: page.list.with_current(self.save))
        page.call_button.clicked.connect(lambda: page.list.with_current(self._call))
        self.player.saving.connect(self._keeping.ask)
        self.player.changed.connect(self._on_player)
        self._place.playing.connect(self._on_playing)
        self._place.saving.connect(self._keeping.ask)
        self._place.sounding.connect(self.player.yield_to)
        self._keeping.changed.connect(self._show_marks)
        self._place.page_shown.connect(lambda _: self.show())

    # -- showing ---------------------------------------------------------------------------------

    def show(self) -> None:
        """Names, the day or the connection may have changed; load what is looked at."""
        self._offer()
        self._faces.clear()
        self.page.model.refresh()
        if self._looked_at and self._listed:
            self._recordings.look()
        self._show_items()

    def _offer(self) -> None:
        """The page shows where this PBX lists recordings; else while a call's own is heard."""
        self.page.show_listed(listed=self._listed)
        self._place.offer(PAGE, here=self._listed or bool(self.player.file))

    @property
    def _listed(self) -> bool:
        """Whether this PBX lists its recordings; else each is heard from its call."""
        return Capability.RECORDINGS in self._services.session.status.offered

    @property
    def _looked_at(self) -> bool:
        return self._place.current == PAGE and self._place.isVisible()

    def escape(self) -> bool:
        """Esc: end the player where it shows here; tells whether it did."""
        if self._place.current != PAGE or not self.player.file:
            return False
        if self.player.isAncestorOf(self.page.focusWidget() or self.page):
            self.page.enter_list()
        self.player.stop()
        if self._place.current != PAGE:
            self._place.focus_first()
        return True

    def stop(self) -> None:
        """The window goes: play nothing, hear of nothing any more."""
        self._unsubscribe()
        self.player.stop()

    def _on_recordings(self) -> None:
        if self._services.session.pbx is None:
            self.player.stop()
        if self._recordings.outdated and self._looked_at and self._listed:
            self._recordings.look()
        self._show_items()

    def _show_items(self) -> None:
        recordings, page = self._recordings, self.page
        items = [each for each in recordings.items if not page.only_mine or recordings.mine(each)]
        items = viewmodel.found(items, page.sought, self._known)
        narrowed = page.only_mine or bool(page.sought)
        more = not recordings.complete and not recordings.busy and self._listed
        older = bool(recordings.items) and more
        well = recordings.error is None
        if (
            older
            and well
            and narrowed
            and len(items) < ENOUGH
            and len(recordings.items) < LOOKED_THROUGH
        ):
            recordings.more()
            older = False
        page.show_items(items, self._state(), older=older)
        if not items:
            page.show_empty(self._why_empty(narrowed=narrowed))
        self._show_actions()

    def _state(self) -> str:
        recordings = self._recordings
        if recordings.busy:
            return words.word("recording.loading")
        if recordings.error is not None and recordings.items:
            return viewmodel.failure(recordings.error)
        if recordings.loaded_at is None:
            return ""
        time = words.clock_time(recordings.loaded_at)
        if recordings.complete:
            return words.word("recording.told", time=time)
        count = f"{len(recordings.items):,}"
        return words.word("recording.looked_through", count=count, time=time)

    def _why_empty(self, *, narrowed: bool) -> str:
        recordings = self._recordings
        if not self._listed:
            return words.word("recording.not_listed")
        if recordings.busy:
            return words.word("recording.loading")
        if recordings.error is not None:
            return viewmodel.failure(recordings.error)
        if recordings.items and narrowed:
            key = "recording.nothing" if self.page.sought else "recording.none_of_mine"
            return words.word(key)
        return words.word("recording.empty")

    def _show_actions(self) -> None:
        current = self.page.list.current
        self.page.show_actions(callable_=current is not None and self._other(current) is not None)

    def _on_player(self) -> None:
        self._offer()
        self._show_marks()

    def _show_marks(self) -> None:
        self.page.model.show_marks(self._keeping.marks(self.player))
        if self.player.is_playing:
            self._place.sounding.emit(self.player)

    # -- names -----------------------------------------------------------------------------------

    def _face(self, recording: Recording) -> Face:
        face = self._faces.get(recording)
        if face is None:
            if len(self._faces) >= LOOKED_THROUGH:
                self._faces.clear()
            face = self._faces[recording] = viewmodel.face(recording, self._known)
        return face

    def _name(self, number: Number) -> str:
        directory = self._services.directory
        found = directory.identify(number)
        return (directory.place_name(number) or "") if found is None else found.label

    def _is_me(self, number: Number) -> bool:
        me = self._services.session.status.me
        return me is not None and me.number == number

    # -- what is done with a recording -----------------------------------------------------------

    def play(self, recording: Recording) -> None:
        """Play it."""
        self.player.play(recording.file, self._face(recording).title)

    def save(self, recording: Recording) -> None:
        """Ask where it is to be saved."""
        self._keeping.ask(recording.file, self._face(recording).title)

    def _other(self, recording: Recording) -> Number | None:
        """Whom one would call back; None where nobody can be called."""
        dials = Capability.DIAL in self._services.session.status.offered
        return viewmodel.other(recording, self._known) if dials else None

    def _call(self, recording: Recording) -> None:
        number = viewmodel.other(recording, self._known)
        if number is not None:
            self.called.emit(number)

    def _on_playing(self, file: str, title: str) -> None:
        """Somebody plays the recording of a call from another page."""
        self.player.play(file, title)
        self._place.show_page(PAGE)
        self.player.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu(self, recording: Recording, where: QPoint) -> None:
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, do in (("recording.play", self.play), ("recording.save", self.save)):
            action = menu.addAction(text.for_button(words.word(key)))
            action.triggered.connect(lambda _=False, do=do: do(recording))
        if self._other(recording) is not None:
            action = menu.addAction(text.for_button(words.word("recording.call")))
            action.triggered.connect(lambda _=False: self._call(recording))
        menu.popup(where)
