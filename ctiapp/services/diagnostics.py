"""How the application does: the link's history, latencies of today, token, clock, counts. Bounded.

It only listens, and holds no secret: of the token its age and its end.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.notice import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from ctiapp.model.notice import Notice
    from ctiapp.services.connection import Connection, ConnectionStatus
    from ctiapp.services.desk import Desk
    from ctiapp.services.pbxclock import PbxClock
    from ctiapp.services.ports import Clock
    from ctiapp.services.screenpop import PopupStatus
    from ctiapp.services.session import Session

MOVES_KEPT = 50
"""Moves of the link that are remembered."""
LATENCIES_KEPT = 10_000
"""Latencies of one day that are counted; a day with more keeps its newest."""


@dataclass(frozen=True, slots=True)
class LinkMove:
    """The link moved.

    Attributes:
        at: when, aware UTC.
        state: where to.
        notice: what happened; None where nothing failed.
    """

    at: datetime
    state: Connection
    notice: Notice | None = None

    @property
    def reason(self) -> str | None:
        """Key of what happened; None where nothing failed."""
        return None if self.notice is None else self.notice.key

    @property
    def code(self) -> str | None:
        """What the PBX called it; None where it named no code."""
        return None if self.notice is None else self.notice.code


@dataclass(frozen=True, slots=True)
class Latencies:
    """From a frame's arrival to the painted pop, today, in milliseconds.

    Attributes:
        count: how many pops were measured.
        p50_ms, p95_ms, p99_ms: the percentiles (nearest rank); None without one.
    """

    count: int = 0
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How it does at one moment.

    Attributes:
        at: that moment, aware UTC.
        status: how the link stands.
        moves: what became of the link, the newest last.
        latencies: of the pops of today.
        token_age_s: how long ago the token came, or was taken up; None where there is none.
        token_ends_s: in how many seconds it ends; None where there is none.
        clock_ahead_s: by how much the PBX's clock was ahead at sign-in; None where it is not told.
        events: kind -> how many arrived.
        repairs: calls that a look put right because no event had told it.
    """

    at: datetime
    status: ConnectionStatus
    moves: tuple[LinkMove, ...]
    latencies: Latencies
    token_age_s: float | None
    token_ends_s: float | None
    clock_ahead_s: float | None
    events: tuple[tuple[str, int], ...]
    repairs: int


def latencies_of(values_ms: Counter[float]) -> Latencies:
    """The percentiles of a histogram."""
    count = values_ms.total()
    if not count:
        return Latencies()
    ordered = sorted(values_ms.items())

    def rank(percent: int) -> float:
        wanted, seen = -(-count * percent // 100), 0
        for value, times in ordered:
            seen += times
            if seen >= wanted:
                return value
        return ordered[-1][0]

    return Latencies(count, rank(50), rank(95), rank(99))


class Diagnostics:
    """Listens from its making on.

    Args:
        session: how the link stands, and what it counted.
        desk: what became of the pops.
        clock: both clocks.
        pbx_clock: how far the PBX's is ahead.
    """

    def __init__(self, session: Session, desk: Desk, clock: Clock, pbx_clock: PbxClock) -> None:
        self._session = session
        self._clock = clock
        self._pbx_clock = pbx_clock
        self._moves: deque[LinkMove] = deque(maxlen=MOVES_KEPT)
        self._day: date | None = None
        self._latest: deque[float] = deque(maxlen=LATENCIES_KEPT)
        self._latency_ms = desk.popup.latency_ms
        self._undo: list[Callable[[], None]] = [
            session.subscribe(self._on_status),
            desk.subscribe_popup(self._on_popup),
        ]
        self._on_status(session.status)

    def close(self) -> None:
        """Listen no more."""
        while self._undo:
            self._undo.pop()()

    def health(self) -> Health:
        """How it does now."""
        now = self._clock().at
        self._turn_day(now)
        tally = self._session.tally
        pair = None if self._session.pbx is None else self._session.pbx.tokens
        age_s = None
        if pair is not None and tally.tokens_at is not None:
            age_s = (now - tally.tokens_at).total_seconds()
        return Health(
            now,
            self._session.status,
            tuple(self._moves),
            latencies_of(Counter(self._latest)),
            age_s,
            None if pair is None else (pair.access_ends_at - now).total_seconds(),
            self._pbx_clock.ahead_s,
            tuple(sorted(tally.events.items())),
            tally.repairs,
        )

    def _on_status(self, status: ConnectionStatus) -> None:
        notice = status.notice
        if notice is not None and notice.severity is Severity.INFO:
            notice = None
        now = self._clock().at
        move = LinkMove(now, status.state, notice)
        last = self._moves[-1] if self._moves else None
        if last is None or _kind(last) != _kind(move):
            self._moves.append(move)

    def _on_popup(self, popup: PopupStatus) -> None:
        if popup.latency_ms is not None and popup.latency_ms != self._latency_ms:
            self._turn_day(self._clock().at)
            self._latest.append(round(popup.latency_ms, 1))
        self._latency_ms = popup.latency_ms

    def _turn_day(self, now: datetime) -> None:
        today = now.astimezone().date()
        if today != self._day:
            self._day = today
            self._latest.clear()


def _kind(move: LinkMove) -> tuple[Connection, str | None, str | None]:
    """What makes a move one of its own: the same again is not told twice."""
    return move.state, move.reason, move.code
