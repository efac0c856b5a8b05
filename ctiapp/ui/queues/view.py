"""The place of the queues: the cards above; the chosen queue's callers and agents below."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.focus import tab_before
from ctiapp.ui.kit import ElidedLabel, KeyButton, label
from ctiapp.ui.placeframe import PlaceFrame
from ctiapp.ui.queues.agenttable import AgentTable
from ctiapp.ui.queues.board import Board
from ctiapp.ui.queues.callerlist import CallerList
from ctiapp.ui.queues.card import HEIGHT
from ctiapp.ui.queues.viewmodel import Column, agent_rows, callers, no_callers_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.ids import QueueId
    from ctiapp.services.agentfacts import QueueFacts
    from ctiapp.ui.people.strip import CallStrip
    from ctiapp.ui.queues.viewmodel import BoardFace

_CALLERS = 300
_BELOW = 250
"""So much room is left for callers and agents, however many queues there are."""


class QueuesPlace(PlaceFrame):
    """The place.

    Signals:
        chosen: another queue was chosen; carries its `QueueId`.
        sorted: the agents shall be sorted by a column; carries the `Column`.
        full_wanted: the button of the full screen was pressed.
    """

    chosen = Signal(object)
    sorted = Signal(object)
    full_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = False
        self._full_key = ""
        self.board = Board()
        self.callers = CallerList()
        self.agents = AgentTable()
        self.full = KeyButton(words.word("board.full_screen"))
        self.sort = KeyButton("", kind="link")
        self._title = label(words.word("board.heading"), "big")
        self._of_callers = ElidedLabel("heading")
        self._of_agents = ElidedLabel("heading")
        self._no_callers = label("", "dim")
        self._no_agents = label(words.word("board.no_agent"), "dim")
        self._hint = label("", "caption")
        self._empty = label(words.word("board.empty"), "dim")
        self._hint.setMinimumWidth(1)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for each in (self._no_callers, self._no_agents, self._empty):
            each.setWordWrap(True)
            each.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._below = self._make_below()
        self._above: CallStrip | None = None
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.full)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(12)
        self._column.addLayout(head)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self.board)
        self._column.addWidget(self._below, 1)
        self.full.clicked.connect(self.full_wanted)
        self.sort.clicked.connect(self._on_sort)
        self.board.chosen.connect(self.chosen)
        self.agents.sorted.connect(self.sorted)
        self._sorted = Column.STATE

    def _make_below(self) -> QWidget:
        left = QVBoxLayout()
        left.setSpacing(theme.SIZES.gap)
        left_head = QHBoxLayout()
        left_head.addWidget(self._of_callers)
        left.addLayout(left_head)
        left.addWidget(self.callers, 1)
        left.addWidget(self._no_callers, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.SIZES.gap)
        head = QHBoxLayout()
        head.setSpacing(theme.SIZES.gap)
        head.addWidget(self._of_agents, 1)
        head.addWidget(self.sort)
        self.sort.setFixedHeight(24)
        # The headings of both sides stand on one line.
        self._of_callers.setFixedHeight(24)
        self._of_agents.setFixedHeight(24)
        right.addLayout(head)
        right.addWidget(self.agents, 1)
        right.addWidget(self._no_agents, 1)
        right.addWidget(self._hint)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._left = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        self._left.setLayout(left)
        row.addWidget(self._left)
        row.addLayout(right, 1)
        return below

    # -- setters ---------------------------------------------------------------------------------

    def put_above(self, strip: CallStrip) -> None:
        """Put one's own calls above the cards, in the window alone."""
        self._above = strip
        strip.set_wanted(not self._full)
        self._column.insertWidget(0, strip)
        strip.made.connect(lambda card: tab_before(card, self.full))
        strip.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """What stands above came or went: the cards have another room."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._share)
        return False

    def set_full_key(self, key: str) -> None:
        """Print this key on the button of the full screen."""
        self._full_key = key
        self.full.set_key("Esc" if self._full else key)

    def show_boards(
        self, faces: Sequence[BoardFace], chosen: QueueId | None, *, live: bool
    ) -> None:
        """Show these queues' cards."""
        self._empty.setVisible(not faces)
        self.board.setVisible(bool(faces))
        self._below.setVisible(bool(faces) and not self._full)
        self.full.setEnabled(bool(faces) or self._full)
        before = len(self.board.cards)
        self.board.show_faces(faces, chosen, live=live)
        if len(self.board.cards) != before:
            self._order()
        self._share()

    def show_queue(self, queue: QueueFacts, column: Column, *, downwards: bool) -> None:
        """Show the callers and agents of this queue."""
        name = queue.name or queue.number.text
        self._of_callers.set_made(words.word("board.callers_of", queue=name))
        self._of_agents.set_made(words.word("board.agents_of", queue=name))
        found = callers(queue)
        self.callers.setVisible(bool(found))
        self._no_callers.setVisible(not found)
        count = None if queue.load is None else queue.load.waiting_count
        self._no_callers.setText(words.word(no_callers_word(queue.load), count=count or 0))
        self.callers.callers.set_callers(found or ())
        self.callers.setAccessibleName(self._of_callers.whole)
        rows = agent_rows(queue, column, downwards=downwards)
        self.agents.setVisible(bool(rows))
        self.sort.setVisible(bool(rows))
        self._no_agents.setVisible(not rows)
        self.agents.show_rows(rows, column, downwards=downwards)
        hint = words.word("board.managed_hint" if queue.managed else "board.read_only")
        self._hint.setText(hint)
        self._hint.setVisible(bool(rows))
        self.agents.setAccessibleName(self._of_agents.whole)
        self.agents.setAccessibleDescription(hint)
        self._sorted = column
        shown = words.word(f"board.{column.value}")
        self.sort.set_word(words.word("board.sort", column=shown))
        self.sort.setAccessibleName(text.bare(words.word("board.sort_spoken", column=shown)))

    def set_full(self, full: bool) -> None:
        """Show the cards alone, as big as they can be; or all."""
        self._full = full
        if self._above is not None:
            self._above.set_wanted(not full)
        self._title.setVisible(not full)
        self._below.setVisible(not full and bool(self.board.cards))
        key = "board.leave_full" if full else "board.full_screen"
        self.full.set_word(words.word(key))
        self.set_full_key(self._full_key)
        self.board.set_full(full)
        self._share()

    def focus_first(self) -> None:
        """Put the keyboard where one begins: on the chosen card."""
        card = next((card for card in self.board.cards if card.isChecked()), None)
        (card or self.full).setFocus(Qt.FocusReason.OtherFocusReason)

    # ----------------------------------------------------------------------------------------------

    def _order(self) -> None:
        """Let Tab go as one reads: new cards would come last."""
        chain = [self.full, *self.board.cards, self.callers, self.sort, self.agents]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _on_sort(self) -> None:
        columns = list(Column)
        self.sorted.emit(columns[(columns.index(self._sorted) + 1) % len(columns)])

    def _share(self) -> None:
        """Give the cards the height that they need, and callers and agents the rest."""
        self._left.setFixedWidth(max(220, min(_CALLERS, self.width() * 3 // 10)))
        if self._full:
            self.board.setMinimumHeight(0)
            self.board.setMaximumHeight(16777215)
            self._column.setStretchFactor(self.board, 1)
            return
        self._column.setStretchFactor(self.board, 0)
        needed = self.board.needed_height(self.width() - 32)
        room = self.height() - _BELOW - 12 - 32 - 12 - 12 - 16
        if self._above is not None and not self._above.isHidden():
            room -= self._above.sizeHint().height() + 12
        self.board.setFixedHeight(max(HEIGHT, min(needed, room)))
