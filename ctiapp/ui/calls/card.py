"""One call as a card: who, by which way, how long, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.ui import text, theme, words
from ctiapp.ui.calls import whomenu
from ctiapp.ui.calls.buttonrow import ButtonRow
from ctiapp.ui.calls.callerpart import CallerPart
from ctiapp.ui.calls.cardtext import hint_of, name_of, notice_of, number_line, state_of
from ctiapp.ui.calls.consentline import ConsentLine
from ctiapp.ui.calls.namepart import NamePart
from ctiapp.ui.calls.notefield import NoteField
from ctiapp.ui.calls.viewmodel import Hint
from ctiapp.ui.calls.way import HandHint, Way
from ctiapp.ui.calls.wishes import AddContact, Forget, ItIs, Note, SendTo, Writing
from ctiapp.ui.countdown import Countdown
from ctiapp.ui.keymap import Action
from ctiapp.ui.kit import Age, CardFrame, KeyButton, Pill, label
from ctiapp.ui.phaselook import PHASE_LOOK, show_phase
from ctiapp.ui.why import why_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.viewmodel import ButtonFace, CardFace

_KINDS = {
    Verb.HANG_UP: "danger",
    Verb.RESUME: "primary",
    Verb.COMPLETE: "primary",
    Verb.SAFE_TRANSFER: "accent",
}
_LOUD = {Verb.ANSWER: "primary", Verb.TAKE_BACK: "primary", Verb.ACCEPT_INBOUND: "primary"}
"""Wherever they stand: who rings, is offered or on the way to somebody else is not selected."""
_ON = (Verb.UNMUTE, Verb.PAUSE_RECORDING, Verb.RESUME_RECORDING)
"""What can be switched off again looks pressed."""
_AIR, _LITTLE_AIR = 17, 10
"""Above and below what stands on a card; little on one that is over, and goes in ten seconds."""
_BESIDES = 60
"""What of a card's width is air."""
_AT_THE_END = (Verb.HANG_UP, Verb.REJECT, Verb.REFUSE_INBOUND)
"""Buttons that end a call stand apart, at the right."""


_BACK_WORDS = {Verb.RESUME: "card.retrieve", Verb.SAFE_TRANSFER: "card.next"}


class CardView(CardFrame):
    """A card. It is reused: the next call may be shown by the same one.

    Signals:
        pressed: a button was pressed; carries the `Verb`.
        picked: the card itself was clicked, or Enter pressed on it.
        wished: something else is wanted; carries a `Wish`.
    """

    pressed = Signal(object)
    picked = Signal()
    wished = Signal(object)

    def __init__(self, key_of: Callable[[Action], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self.face: CardFace | None = None
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[Verb, KeyButton] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pill = Pill()
        self.way = Way()
        self._old = label(words.word("card.old"), "dim")
        self.age = Age()
        self.left = Countdown()
        self.who = NamePart()
        self.who.asked.connect(self._on_which)
        self.who.added.connect(lambda: self.wished.emit(AddContact()))
        self.caller = CallerPart()
        self.note = NoteField()
        self.note.written.connect(lambda shown: self.wished.emit(Note(shown)))
        self.note.busy.connect(lambda on: self.wished.emit(Writing(on)))
        self.note.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self._slot = label("", "title")
        self.notice = label("", "error")
        self.notice.setWordWrap(True)
        self._state = label("", "strong")
        self.consent = ConsentLine()
        self._foot = QWidget()
        self._hint = HandHint(self._foot)
        self._row = ButtonRow(self._foot)
        self.send = KeyButton("", call=True, parent=self._row)
        self.send.clicked.connect(self._on_send)
        self.send.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SIZES.gap_s)
        head.addWidget(self._pill)
        head.addSpacing(6)
        head.addWidget(self._state)
        head.addWidget(self.way)
        head.addStretch(1)
        head.addWidget(self._old)
        head.addWidget(self.age)
        head.addWidget(self.left)
        who = QHBoxLayout()
        who.setSpacing(theme.SIZES.gap_l)
        who.addWidget(self.who, 1)
        who.addWidget(self.caller)
        who.addWidget(self._slot)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 6, 0, 0)
        foot.setSpacing(10)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._row, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(22, _AIR, 19, _AIR)
        column.setSpacing(theme.SIZES.gap_s)
        column.addLayout(head)
        column.addSpacing(2)
        column.addLayout(who)
        column.addWidget(self.notice)
        column.addWidget(self._foot)
        column.addWidget(self.consent)
        self._noted = QWidget()
        noted = QVBoxLayout(self._noted)
        noted.setContentsMargins(0, 6, 0, 0)
        noted.addWidget(self.note)
        column.addWidget(self._noted)

    # -- setters ---------------------------------------------------------------------------------

    def show_face(self, face: CardFace, picture_s: float | None) -> None:
        """Show a call; ``picture_s`` is when the picture was last true, on the monotonic clock."""
        keys = (*self._keys(face), self._key_of(Action.CLOSE))
        shown = (face, picture_s if face.card.stale else None, keys)
        if shown == self._shown:
            return
        self._shown, self.face = shown, face
        card = face.card
        self.set_selected(face.selected)
        self._show_pill(face)
        self.way.show_face(face, self._key_of(Action.CLOSE))
        state = state_of(card, self._key_of(Action.CLOSE))
        follows = " ·" if self.way.says else ""
        text.put(self._state, state + follows if state else "")
        self._state.setVisible(bool(state))
        self._show_age(card, picture_s)
        lasting = card.end is None or face.transferring
        self._show_who(card, lasting=lasting)
        air = _AIR if lasting else _LITTLE_AIR
        self._column.setContentsMargins(22, air, 19, air)
        self.caller.show_card(card)
        self._share()
        self._show_note(card)
        said = notice_of(card)
        text.put(self.notice, said)
        self.notice.setVisible(bool(said) and lasting)
        self._show_buttons(face)
        self.consent.show_sentence(card.consent)
        self._speak(face)

    def _keys(self, face: CardFace) -> list[str]:
        return [self._key(button) for button in face.buttons]

    def _key(self, button: ButtonFace) -> str:
        return self._key_of(button.action) if button.action is not None else ""

    def _show_pill(self, face: CardFace) -> None:
        card = face.card
        slot = ""
        tone, shape, filled = PHASE_LOOK[card.phase]
        if face.transferring:
            tone, shape, _ = PHASE_LOOK[Phase.HELD]
            self._pill.set_look(words.word("card.transferring"), tone, shape)
        elif face.back:
            # As loud as a ring: nobody may take it for the talk of before.
            tone, shape, filled = PHASE_LOOK[Phase.RINGING]
            self._pill.set_look(words.word("card.back"), tone, shape)
        else:
            show_phase(self._pill, card.phase)
        if card.phase is Phase.PARKED and card.slot is not None:
            slot = words.word("card.slot", slot=card.slot)
        text.put(self._slot, slot)
        self._slot.setVisible(bool(slot))
        self.set_tone(tone, soft=filled and not card.stale)

    def _show_age(self, card: Card, picture_s: float | None) -> None:
        self._old.setVisible(card.stale and card.end is None)
        self.left.setVisible(card.phase is Phase.OFFERED and not card.stale)
        self.left.set_until(None if card.stale else card.until_s)
        self.age.setVisible(card.end is None and self.left.isHidden())
        if card.stale:
            self.age.set_since(picture_s)
        else:
            self.age.set_since(None if card.since is None else card.since.mono_s)

    def _show_buttons(self, face: CardFace) -> None:
        wanted = {button.verb: button for button in face.buttons}
        for verb, widget in self.buttons.items():
            if verb not in wanted:
                self._rescue_focus(widget)
                widget.hide()
        for verb, button in wanted.items():
            widget = self.buttons.get(verb) or self._make_button(verb)
            if face.card.stale:
                self._rescue_focus(widget)
            # A pending verb does not grey its button: the focus would jump to the next one.
            widget.setEnabled(not face.card.stale)
            widget.set_word(_word(verb, face))
            widget.set_kind(_kind(verb, face))
            widget.set_key(self._key(button))
            widget.set_pending(words.pending(verb) if button.pending else "", blocks=False)
        shown = [(verb, self.buttons[verb]) for verb in wanted]
        at = next((place for place, pair in enumerate(shown) if pair[0] is Verb.TRANSFER), 0)
        shown[at:at] = self._show_send(face.card)
        self._row.show_buttons(
            [pair for pair in shown if pair[0] not in _AT_THE_END],
            [pair for pair in shown if pair[0] in _AT_THE_END],
        )
        hand = hint_of(face) if face.hint is not Hint.OTHER_HOLDS else ""
        self._hint.show_text(hand)
        self._foot.setVisible(bool(face.buttons) or bool(hand))

    def _show_who(self, card: Card, *, lasting: bool) -> None:
        who, number = self.who, number_line(card)
        who.name.set_outside(name_of(card))
        who.name.set_why("" if card.who is None else why_text(card.who))
        who.number.set_made(number)
        who.name.setVisible(lasting)
        who.number.setVisible(lasting and bool(number))
        who.which.setVisible(lasting and card.who is not None and card.who.several)
        # Not while it rings: there is only one thing to do then.
        talked = card.phase in (Phase.TALKING, Phase.HELD)
        who.add.setVisible(lasting and talked and _unknown(card))

    def _show_note(self, card: Card) -> None:
        """The field stands where there is something to write about: not on who only rings."""
        if not self.note.hasFocus() or self._noted.isHidden():
            away = (Phase.OFFERED, Phase.RINGING, Phase.PARKED)
            over = card.end is not None and card.caller is None and not card.note
            self._noted.setVisible(bool(card.note) or (card.phase not in away and not over))
        self.note.show_note(card.call_id, card.note, name_of(card))

    def _share(self) -> None:
        """Name and number come first; a third in any case, half for a greeting, is beside them."""
        room = self.contentsRect().width() - _BESIDES
        if not self._slot.isHidden():
            room -= self._slot.sizeHint().width() + theme.SIZES.gap_l
        least = max(0, room // 3, min(room // 2, self.caller.called_width()))
        self.caller.setMaximumWidth(max(least, room - self.who.fit(room - least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def write_note(self) -> None:
        """Bring the keyboard into the note."""
        self._noted.show()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.end(False)

    def _show_send(self, card: Card) -> list[tuple[Verb, KeyButton]]:
        """The button that sends them to whom they probably want; in a talk, where they can be."""
        match = card.likely
        shown = match is not None and Verb.TRANSFER in card.actions
        if match is not None and shown:
            self.send.set_word(words.word("card.send_to", name=text.plain(match.name, 24)))
            pending = Verb.TRANSFER in card.pending
            self.send.set_pending(words.pending(Verb.TRANSFER) if pending else "")
        elif not self.send.isHidden():
            self._rescue_focus(self.send)
            self.send.hide()
        return [(Verb.TRANSFER, self.send)] if shown else []

    def _on_send(self) -> None:
        match = None if self.face is None else self.face.card.likely
        if match is not None:
            self.wished.emit(SendTo(match))

    def _on_which(self) -> None:
        which = self.who.which
        self._open_menu(which.mapToGlobal(which.rect().bottomLeft()))

    def _open_menu(self, place: QPoint) -> None:
        card = None if self.face is None else self.face.card
        if card is None:
            return
        menu = whomenu.who_menu(
            self,
            card.who,
            card.number,
            is_one=lambda key: self.wished.emit(ItIs(key)),
            forget=lambda: self.wished.emit(Forget()),
            add=(lambda: self.wished.emit(AddContact())) if _unknown(card) else None,
        )
        if menu is not None:
            whomenu.open_at(menu, place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Who it is, and forgetting the number: by the mouse, or by the menu key."""
        event.accept()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self._open_menu(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center()))

    def _make_button(self, verb: Verb) -> KeyButton:
        made = KeyButton(words.verb(verb), kind="plain", call=True, parent=self._row)
        made.clicked.connect(lambda: self.pressed.emit(verb))
        self.buttons[verb] = made
        return made

    def _rescue_focus(self, widget: QWidget) -> None:
        """What goes away must not hand the focus to whatever comes next: the card keeps it."""
        # Asked of the window, which may lie behind another one now.
        if widget.window().focusWidget() is widget:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _speak(self, face: CardFace) -> None:
        card = face.card
        key = "card.spoken_selected" if face.selected else "card.spoken"
        said = words.word(key, state=self._pill.text(), name=name_of(card), number=card.number_text)
        tells = card.came_back or face.transferring or card.phase is Phase.OFFERED
        way = self.way.after.whole if tells else ""
        more = [
            self._slot.text(),
            state_of(card, self._key_of(Action.CLOSE)),
            way,
            hint_of(face) if face.hint is not Hint.OTHER_HOLDS else "",
            self.caller.said,
            self.notice.text() if not self.notice.isHidden() else "",
        ]
        self.setAccessibleName(text.bare(said))
        self.setAccessibleDescription(text.bare(" ".join(part for part in more if part)))

    # -- input -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar on the card selects it; Enter on one that rings answers it.

        One that is offered is let in.
        """
        taking = self._taking
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and taking is not None:
            if not event.isAutoRepeat():
                self.pressed.emit(taking)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit()
            return
        super().keyPressEvent(event)

    @property
    def _taking(self) -> Verb | None:
        """What Enter does with this call: answer it, let it in, or neither."""
        buttons = () if self.face is None else self.face.buttons
        takes = (Verb.ANSWER, Verb.ACCEPT_INBOUND)
        return next((each.verb for each in buttons if each.verb in takes and each.enabled), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has left."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and within it a fine line while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            _paint_focus(painter, QRectF(self.rect()))


def _paint_focus(painter: QPainter, box: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("link"), 1, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.SIZES.radius
    painter.drawRoundedRect(box.adjusted(6.5, 6.5, -6.5, -6.5), radius, radius)


def _word(verb: Verb, face: CardFace) -> str:
    """The word on a button; whoever came back is retrieved, or led to the next one."""
    if face.back and verb in _BACK_WORDS:
        return words.word(_BACK_WORDS[verb])
    return words.verb(verb)


def _kind(verb: Verb, face: CardFace) -> str:
    """The look of a button; loud colours for the selected call alone: there the keys act."""
    if verb in _LOUD:
        return _LOUD[verb]
    known = face.card.muted if verb is Verb.UNMUTE else face.card.recording
    if verb in _ON and known is not None:
        return "on"
    return _KINDS.get(verb, "plain") if face.selected else "plain"


def _unknown(card: Card) -> bool:
    """Whether there is a number, and nobody in the directory has it; the PBX may say a name."""
    if card.number is None or card.number.withheld:
        return False
    return card.name is None if card.who is None else card.who.key is None
