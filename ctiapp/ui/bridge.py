"""The one door from the services to the window.

Services call their listeners from inside the socket reader's task. Nothing of the window may run
there: what comes in is kept, and told from the event loop, by a queued call. What changes again
within a frame is told once. A ring's first card does not wait for the frame.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ctiapp.model.notice import Notice, Severity
from ctiapp.services.screenpop import pops

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.planguess import Guess
    from ctiapp.services.agentfacts import AgentPicture
    from ctiapp.services.away import AwayCall
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.lookup import DirectoryProgress

FRAME_S = 0.016
SHOWN = 24
"""The most calls that the window shows at once. Nobody has so many; a PBX gone mad may tell of
thousands, and each card costs time to lay out and paint."""

NEW_AT_ONCE = 1
"""The most calls of one frame that the one before it did not have: a card that shows another call
is laid out anew, and where there are more than ever it is made and polished as well, which takes
milliseconds each. Whoever is rung by two at once sees the second a frame later."""


class Bridge(QObject):
    """What the services tell, as signals.

    Signals:
        cards_changed: all cards (tuple of `Card`), living ones first, oldest first.
        pop_changed: the ringing ones alone (tuple of `Card`), oldest first.
        status_changed: how we stand (`ConnectionStatus`).
        directory_changed: how far the directory is loaded (`DirectoryProgress`).
        parked_changed: who waits in the slots (tuple of `ParkedCall`).
        agents_changed: queues and agents (`AgentPicture`).
        away_changed: what ended while the link was down (tuple of `AwayCall`).
        numbers_changed: what the PBX's own numbers suggest (`Guess`).
        notice: something to tell (`Notice`); each one, in order.
    """

    cards_changed = Signal(object)
    pop_changed = Signal(object)
    status_changed = Signal(object)
    directory_changed = Signal(object)
    parked_changed = Signal(object)
    agents_changed = Signal(object)
    away_changed = Signal(object)
    numbers_changed = Signal(object)
    notice = Signal(object)

    _queued = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, object] = {}
        self._notices: list[Notice] = []
        self._rings: set[tuple[CallId, int]] = set()
        self._popped: tuple[Card, ...] = ()
        self._told_s = 0.0
        self._many = False
        self._shown: frozenset[CallId] = frozenset()
        self._on_the_way = False
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._tell)
        self._queued.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: list[Callable[[], None]] = [
            services.desk.subscribe(self._on_cards),
            services.session.subscribe(self._on_status),
            services.directory.subscribe(self._on_directory),
            services.parking.subscribe(self._on_parked),
            services.agents.subscribe(self._on_agents),
            services.away.subscribe(self._on_away),
            services.numbering.subscribe(lambda _: self._on_numbers(services.numbering.guess)),
            services.notices.subscribe(self._on_notice),
        ]

    def close(self) -> None:
        """Listen no more, and tell nothing more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        self._frame.stop()
        self._waiting.clear()
        self._notices.clear()

    def _on_cards(self, cards: tuple[Card, ...]) -> None:
        many = sum(card.end is None for card in cards) > SHOWN
        if many and not self._many:
            self._on_notice(Notice.of("calls.too_many", severity=Severity.WARNING, most=SHOWN))
        self._many = many
        cards = cards[:SHOWN]  # living ones come first, the oldest of them foremost
        self._waiting["cards"] = cards
        rings = {(card.call_id, card.ring) for card in pops(cards)}
        first = bool(rings - self._rings)
        self._rings = rings
        self._soon(at_once=first)

    def _on_status(self, status: ConnectionStatus) -> None:
        self._waiting["status"] = status
        self._soon()

    def _on_directory(self, progress: DirectoryProgress) -> None:
        self._waiting["directory"] = progress
        self._soon()

    def _on_parked(self, parked: tuple[ParkedCall, ...]) -> None:
        self._waiting["parked"] = parked
        self._soon()

    def _on_agents(self, picture: AgentPicture) -> None:
        self._waiting["agents"] = picture
        self._soon()

    def _on_away(self, calls: tuple[AwayCall, ...]) -> None:
        self._waiting["away"] = calls
        self._soon()

    def _on_numbers(self, guess: Guess) -> None:
        self._waiting["numbers"] = guess
        self._soon()

    def _on_notice(self, notice: Notice) -> None:
        self._notices.append(notice)
        self._soon()

    def _soon(self, *, at_once: bool = False) -> None:
        if self._on_the_way:
            return
        rest_s = self._told_s + FRAME_S - time.monotonic()
        if at_once or rest_s <= 0:
            self._frame.stop()
            self._on_the_way = True
            self._queued.emit()
        elif not self._frame.isActive():
            self._frame.start(max(1, round(rest_s * 1000)))

    def _tell(self) -> None:
        self._on_the_way = False
        self._told_s = time.monotonic()
        waiting, self._waiting = self._waiting, {}
        notices, self._notices = self._notices, []
        if "cards" in waiting and self._tell_cards(waiting.pop("cards")):
            # A pop is to be painted now: whatever else there is can wait a frame.
            self._waiting = {**waiting, **self._waiting}
            self._notices[:0] = notices
            self._soon()
            return
        if "status" in waiting:
            self.status_changed.emit(waiting["status"])
        if "directory" in waiting:
            self.directory_changed.emit(waiting["directory"])
        if "parked" in waiting:
            self.parked_changed.emit(waiting["parked"])
        if "agents" in waiting:
            self.agents_changed.emit(waiting["agents"])
        if "away" in waiting:
            self.away_changed.emit(waiting["away"])
        if "numbers" in waiting:
            self.numbers_changed.emit(waiting["numbers"])
        for notice in notices:
            self.notice.emit(notice)

    def _tell_cards(self, cards: object) -> bool:
        """Tell of the calls; whether one rings for the first time, and its pop waits for paint."""
        if not isinstance(cards, tuple):
            return False
        some = self._few_new(cards)
        if len(some) < len(cards):
            self._waiting.setdefault("cards", cards)
            self._soon()
        cards = some
        ringing = pops(cards)
        # The pop first: its paint is what somebody waits for.
        if ringing != self._popped:
            known = {(card.call_id, card.ring) for card in self._popped}
            first = any((card.call_id, card.ring) not in known for card in ringing)
            self._popped = ringing
            self.pop_changed.emit(ringing)
            if first:
                # The window can wait a frame: its painting must not stand before the pop's.
                self._waiting.setdefault("cards", cards)
                return True
        self._shown = frozenset(card.call_id for card in cards)
        self.cards_changed.emit(cards)
        return False

    def _few_new(self, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        """The calls that show already, and the first few of those that do not."""
        fresh = [card.call_id for card in cards if card.call_id not in self._shown]
        late = frozenset(fresh[NEW_AT_ONCE:])
        return tuple(card for card in cards if card.call_id not in late) if late else cards
