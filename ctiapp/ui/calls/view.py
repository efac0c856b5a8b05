"""The calls place: the cards on top, the people below them, the calls just ended at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.commands import Verb
from ctiapp.ui import icons, theme, words
from ctiapp.ui.calls.awaylist import AwayList
from ctiapp.ui.calls.card import CardView
from ctiapp.ui.calls.fitting import Fitting
from ctiapp.ui.calls.parkedlist import ParkedList
from ctiapp.ui.calls.past import PastList
from ctiapp.ui.calls.peoplelist import PeopleList
from ctiapp.ui.calls.ringsight import RingSight
from ctiapp.ui.keymap import Action
from ctiapp.ui.kit import Banner, heading, label
from ctiapp.ui.people.chips import ChipRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ctiapp.model.directory import Extension
    from ctiapp.model.ids import CallId
    from ctiapp.services.away import AwayCall
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.ui.calls.justnow import PastCall
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.calls.slots import Waiting
    from ctiapp.ui.calls.viewmodel import CardFace


class _Nothing(QFrame):
    """What stands where the cards would: nothing rings, and what one can do."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("role", "box")
        title = label(words.word("calls.empty"), "big")
        hint_key = "calls.empty_hint" if key else "calls.empty_hint_no_key"
        self._hint = label(words.word(hint_key, shortcut=key), "dim")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(76, 22, 24, 22)
        column.setSpacing(theme.SIZES.gap_s)
        column.addWidget(title)
        column.addWidget(self._hint)
        self.setAccessibleName(words.word("calls.empty"))

    def set_key(self, key: str) -> None:
        """Name this key in the hint."""
        hint_key = "calls.empty_hint" if key else "calls.empty_hint_no_key"
        self._hint.setText(words.word(hint_key, shortcut=key))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a phone that rests."""
        super().paintEvent(event)
        drawn = icons.pixmap("phone", theme.tokens().idle, 28, self.devicePixelRatioF())
        QPainter(self).drawPixmap(26, (self.height() - 28) // 2, drawn)


class CardStack(QWidget):
    """The cards, one below the other, none over another; reused, so that nothing flickers.

    Signals:
        pressed: a card's button was pressed: call id and `Verb`.
        picked: a card was clicked: call id.
        made: a card was made, to be filled again and again; carries the `CardView`.
        wished: something else was wished for at a card: call id and `Wish`.
    """

    pressed = Signal(str, object)
    picked = Signal(str)
    made = Signal(object)
    wished = Signal(str, object)

    def __init__(self, key_of: Callable[[Action], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("calls.list"))
        self._key_of = key_of
        self._cards: dict[CallId, CardView] = {}
        self._spare: list[CardView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SIZES.gap)
        # Where a card has just gone, there is more room than is needed for a moment: given to
        # another card, it would move its buttons under the hand, and the click was lost.
        self._column.addStretch(1)

    @property
    def cards(self) -> tuple[CardView, ...]:
        """The cards that show, from the top."""
        return tuple(self._cards.values())

    def card(self, call_id: str) -> CardView | None:
        """The card of a call."""
        return next((view for key, view in self._cards.items() if key == call_id), None)

    def show_faces(self, faces: Sequence[CardFace], picture_s: float | None) -> None:
        """Show these calls in this order."""
        wanted = [face.card.call_id for face in faces]
        focused = next((v for v in self._cards.values() if _has_focus(v)), None)
        gone = {call_id for call_id in self._cards if call_id not in wanted}
        left = [self._cards.pop(call_id) for call_id in gone]
        for view in left:
            if view is not focused:  # its keyboard would go anywhere; another card has it first
                self._put_away(view)
        for face in faces:
            view = self._cards.get(face.card.call_id) or self._take()
            self._cards[face.card.call_id] = view
            view.show_face(face, picture_s)
        places = [self._cards[call_id] for call_id in wanted]
        for index, view in enumerate(places):
            if self._column.indexOf(view) != index:
                self._column.insertWidget(index, view)
            view.show()
        if focused is not None and focused in left:
            self._hand_on(places)
            self._put_away(focused)
        self._cards = {call_id: self._cards[call_id] for call_id in wanted}

    def _take(self) -> CardView:
        if self._spare:
            return self._spare.pop()
        made = CardView(self._key_of, self)
        made.pressed.connect(lambda verb: self._on_pressed(made, verb))
        made.picked.connect(lambda: self._on_picked(made))
        made.wished.connect(lambda wish: self._on_wished(made, wish))
        self.made.emit(made)
        return made

    def _put_away(self, view: CardView) -> None:
        self._column.removeWidget(view)
        view.hide()
        self._spare.append(view)

    @staticmethod
    def _hand_on(places: Sequence[CardView]) -> None:
        """The card with the keyboard goes: the selected one, or the first, has it now."""
        heir = next((v for v in places if v.selected), places[0] if places else None)
        if heir is not None:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self, view: CardView, verb: object) -> None:
        if view.face is not None:
            self.pressed.emit(view.face.card.call_id, verb)

    def leave_note(self) -> bool:
        """Give the keyboard from a note back to its card; tells whether it was in one."""
        writing = next((view for view in self._cards.values() if view.note.hasFocus()), None)
        if writing is None:
            return False
        writing.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_wished(self, view: CardView, wish: object) -> None:
        if view.face is not None:
            self.wished.emit(view.face.card.call_id, wish)

    def _on_picked(self, view: CardView) -> None:
        if view.face is not None:
            self.picked.emit(view.face.card.call_id)


def _has_focus(view: QWidget) -> bool:
    return view.window().focusWidget() in (view, *view.findChildren(QWidget))


class CallsPlace(QWidget):
    """The place.

    Signals:
        pressed: a card's button was pressed: call id and `Verb`.
        picked: a card was clicked: call id.
        called: somebody of the lists shall be called; carries the `Number`.
        picked_up: somebody who waits in a slot shall be picked up; carries the slot.
        wished: something else was wished for at a card: call id and `Wish`.
    """

    pressed = Signal(str, object)
    picked = Signal(str)
    wished = Signal(str, object)
    called = Signal(object)
    picked_up = Signal(str)

    def __init__(
        self,
        key_of: Callable[[Action], str],
        lamps: LampSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self.stack = CardStack(key_of)
        self._nothing = _Nothing(key_of(Action.SEARCH))
        self.people = PeopleList(lamps)
        self.past = PastList()
        self.parked = ParkedList()
        self.past.put_above(self.parked)
        self.away = AwayList()
        self.past.put_first(self.away)
        self.chips = ChipRow()
        self._everybody: Sequence[Extension] = ()
        self._holds: Callable[[Extension], bool] | None = None
        self._held: Callable[[], bool] = lambda: False
        self._late = False
        self._people_count = label("", "dim")
        self._loading = label("", "caption")
        self._nobody = label(words.word("people.empty"), "dim")
        self._nobody.setWordWrap(True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack.pressed.connect(self.pressed)
        self.stack.picked.connect(self.picked)
        self.stack.wished.connect(self.wished)
        self.people.called.connect(self.called)
        self.past.called.connect(self.called)
        self.away.called.connect(self.called)
        self.parked.picked_up.connect(self.picked_up)
        self.parked.resumed.connect(lambda call: self.pressed.emit(call, Verb.RESUME))
        self._lay_out()
        self.show_faces((), None)
        self.show_people((), None)

    def _lay_out(self) -> None:
        self._fitting = Fitting(self.stack)
        cards = QHBoxLayout()
        cards.setContentsMargins(0, 0, 17, 0)
        cards.addWidget(self._fitting)
        self.stack.installEventFilter(self._fitting)
        self.ring_sight = RingSight(self.stack, self._fitting)
        title = QHBoxLayout()
        title.setContentsMargins(2, 0, 19, 0)
        title.setSpacing(theme.SIZES.gap)
        title.addWidget(heading(words.word("people.heading")))
        title.addWidget(self.chips)
        title.addWidget(self._people_count)
        title.addStretch(1)
        title.addWidget(self._loading)
        self._centre = QVBoxLayout()
        # Right of the people are their gap and their scroll bar; the cards' frame is two pixels.
        self._centre.setContentsMargins(14, 14, 0, 0)
        self._centre.setSpacing(10)
        self.question = Banner()
        asked = QHBoxLayout()
        asked.setContentsMargins(2, 0, 19, 0)
        asked.addWidget(self.question)
        self._centre.addLayout(asked)
        nothing = QHBoxLayout()
        nothing.setContentsMargins(2, 2, 19, 2)
        nothing.addWidget(self._nothing)
        self._centre.addLayout(nothing)
        self._centre.addLayout(cards)
        self._centre.addLayout(title)
        below = QHBoxLayout()
        below.setContentsMargins(2, 0, 0, 0)
        below.addWidget(self.people)
        below.addWidget(self._nobody)
        self._centre.addLayout(below, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._centre, 1)
        row.addWidget(self.past)

    def show_faces(self, faces: Sequence[CardFace], picture_s: float | None) -> None:
        """Show the calls."""
        self._nothing.setVisible(not faces)
        self._fitting.setVisible(bool(faces))
        self.stack.show_faces(faces, picture_s)

    def bring_into_view(self, call_id: str) -> None:
        """Scroll to a card where there are more than fit; the keyboard stays where it is."""
        view = self.stack.card(call_id)
        if view is not None:
            self._fitting.ensureWidgetVisible(view, 0, theme.SIZES.gap)

    def show_past(self, calls: Sequence[PastCall]) -> None:
        """Show the calls that ended."""
        self.past.show_calls(calls)

    def show_away(self, calls: Sequence[AwayCall]) -> None:
        """Show what ended while the connection was down."""
        self.away.show_calls(calls)

    def set_live(self, live: bool) -> None:
        """Whether the lists can do anything: without a connection nobody can be called."""
        for part in (self.past, self.parked, self.away):
            part.set_live(live)

    def set_dials(self, dials: bool) -> None:
        """Whether this PBX can call anybody: what calls back is not shown where it cannot."""
        self.past.set_dials(dials)
        self.away.set_dials(dials)

    def show_parked(self, waiting: Sequence[Waiting]) -> None:
        """Show who waits in the slots, or is held here."""
        self.parked.show_waiting(waiting)

    def show_people(
        self, extensions: Sequence[Extension], progress: DirectoryProgress | None
    ) -> None:
        """Show the colleagues, and quietly how far their names are loaded."""
        self._everybody = extensions
        self._list_people()
        self._loading.setText(_loading(progress))

    def show_only(self, holds: Callable[[Extension], bool] | None) -> None:
        """Show those of the colleagues who are in a group; None: all."""
        self._holds = holds
        self._list_people()

    def hold_people(self, held: Callable[[], bool]) -> None:
        """List nobody anew while this is so; `let_go` tells that it may be so no more."""
        self._held = held

    def let_go(self) -> None:
        """List what came while the people were held where they were."""
        if self._late:
            QTimer.singleShot(0, self, self._list_people)

    def _list_people(self) -> None:
        """List the people; not while a call is carried to them, who would slide away below it."""
        self._late = self._held()
        if self._late:
            return
        everybody, holds = self._everybody, self._holds
        self.people.show_people(
            everybody if holds is None else [each for each in everybody if holds(each)]
        )
        self.people.setVisible(bool(everybody))
        self._nobody.setVisible(not everybody)
        counted = bool(everybody) and self.chips.isHidden()
        self._people_count.setText(f"{len(everybody):,}" if counted else "")

    def keys_changed(self) -> None:
        """Other keys: name them."""
        self._nothing.set_key(self._key_of(Action.SEARCH))

    def stop(self) -> None:
        """Hear of nothing any more."""
        self.people.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its middle wide."""
        super().resizeEvent(event)
        self.past.setFixedWidth(324 if self.width() >= 1060 else 264)


def _loading(progress: DirectoryProgress | None) -> str:
    if progress is None or progress.done:
        return ""
    loaded = f"{progress.loaded:,}"
    if progress.total:
        return words.word("people.loading", loaded=loaded, total=f"{progress.total:,}")
    return words.word("people.loading_unknown", loaded=loaded)
